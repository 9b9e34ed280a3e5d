"""What docs show of the studio, and what is heard of it, kept so that a change is seen.

`python -m tests.browser` makes both anew from the studio as it is now. Look at each before you keep it.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter
from playwright.sync_api import Browser, Page

from tests.browser.screens import PAGES, Rooms
from tests.conftest import PROJECT
from tests.golden import encoded

HEARD = Path(__file__).parent / "heard"

DRAWN = HEARD / "drawn.json"
"""Of each picture what was heard of its page when it was made."""

TOLD = (
    "pick: chosen", "details: filled", "details: a mistake", "details: refused", "list: a row is wrong",
    "take: one by one", "running: one of three", "done: one is missing", "failed: with why", "printer: asked", "printer: refused",
    "login: refused", "gone: an order", "shut: without the key", "texts: all",
)  # fmt: skip
"""The states of which is kept what a screen reader is told, in Dutch."""

WIDE = 960
"""Pixels across of a picture in docs, as wide as a page of them is shown."""


@dataclass(frozen=True)
class Shot:
    """A picture of a state: the window it is seen in, and how much of its height is shown."""

    state: str
    width: int = 1180
    height: int = 1000
    is_dark: bool = False


PICTURES: Mapping[str, Shot] = {
    "docs/studio/pick.png": Shot("pick: chosen", height=1180),
    "docs/studio/details.png": Shot("details: filled", height=1150),
    "docs/studio/mistake.png": Shot("details: a mistake", height=900),
    "docs/studio/list.png": Shot("list: a row is wrong", height=1000),
    "docs/studio/take.png": Shot("take: one by one", height=1060),
    "docs/studio/order.png": Shot("running: one of three", height=420),
    "docs/studio/printer.png": Shot("printer: asked", height=900),
    "docs/studio/editor.png": Shot("text: a mistake", height=1230),
}
"""What each picture in docs shows."""

FRONT = "docs/pictures/studio.png"
"""The first picture of README: the details on a desk, and the choice on a telephone at night."""

ON_DESK, IN_HAND = Shot("details: filled", 1280, 940), Shot("pick: chosen", 390, 780, is_dark=True)


def named(state: str) -> str:
    """The name of the file of what is heard in a state."""
    return state.replace(": ", "-").replace(" ", "-") + ".yaml"


def _bring(page: Page, studio: Rooms, state: str) -> None:
    """Bring a page to a state; where no text is edited, as most see it: without the ways to the texts."""
    name, _, which = state.partition(": ")
    editor = studio.studio.editor
    studio.studio.editor = editor if name.startswith("text") else None
    try:
        PAGES[name][which](page, studio, "nl")
    finally:
        studio.studio.editor = editor


def heard(page: Page, studio: Rooms, state: str) -> str:
    """What a screen reader is told of a state, in Dutch."""
    _bring(page, studio, state)
    return f"{page.locator('body').aria_snapshot()}\n"


def shot(page: Page, studio: Rooms, asked: Shot) -> Image.Image:
    """A picture of a state, as it is seen in its window."""
    page.set_viewport_size({"width": asked.width, "height": asked.height})
    page.emulate_media(color_scheme="dark" if asked.is_dark else "light", reduced_motion="reduce")
    _bring(page, studio, asked.state)
    page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
    page.wait_for_load_state("networkidle")
    return Image.open(io.BytesIO(page.screenshot())).convert("RGB")


def drawn(page: Page, studio: Rooms) -> dict[str, bytes]:
    """All pictures, by their paths."""
    found = {path: encoded(_narrow(shot(page, studio, asked), WIDE)) for path, asked in PICTURES.items()}
    return {**found, FRONT: encoded(_front(shot(page, studio, ON_DESK), shot(page, studio, IN_HAND)))}


def _narrow(picture: Image.Image, width: int) -> Image.Image:
    return picture.resize((width, round(picture.height * width / picture.width)), Image.Resampling.LANCZOS)


def _front(desk: Image.Image, hand: Image.Image) -> Image.Image:
    """The two beside each other on white, the telephone a little over the desk."""
    whole = Image.new("RGB", (1010, 650), "white")
    for picture, (left, top), round_by in ((_narrow(desk, 848), (8, 8), 8), (_narrow(hand, 184), (818, 268), 18)):
        shade = Image.new("L", whole.size, 0)
        place = (left, top, left + picture.width - 1, top + picture.height - 1)
        ImageDraw.Draw(shade).rounded_rectangle((place[0], place[1] + 3, place[2], place[3] + 3), round_by, fill=110)
        whole.paste("#1B2A49", mask=shade.filter(ImageFilter.GaussianBlur(6)))
        mask = Image.new("L", picture.size, 0)
        ImageDraw.Draw(mask).rounded_rectangle((0, 0, picture.width - 1, picture.height - 1), round_by, fill=255)
        whole.paste(picture, (left, top), mask)
    return whole


def digests() -> dict[str, str]:
    """Of each picture in docs what is heard of its page by now, where that is kept."""
    shots = {**PICTURES, FRONT: ON_DESK}
    kept = {path: HEARD / named(asked.state) for path, asked in shots.items() if asked.state in TOLD}
    return {path: hashlib.sha256(file.read_bytes()).hexdigest()[:16] for path, file in kept.items()}


def renew(browser: Browser, studio: Rooms) -> list[str]:
    """Write all of it; what was written, by path."""
    page = browser.new_page(locale="nl-NL")
    page.on("dialog", lambda dialog: dialog.accept())
    HEARD.mkdir(exist_ok=True)
    found: dict[Path, bytes] = {HEARD / named(state): heard(page, studio, state).encode() for state in TOLD}
    found |= {PROJECT / path: data for path, data in drawn(page, studio).items()}
    before = {path: path.read_bytes() if path.exists() else b"" for path in found}
    for path, data in found.items():
        path.write_bytes(data)
    DRAWN.write_text(json.dumps(digests(), indent=1) + "\n", encoding="utf-8")
    states = {path: "unchanged" if before[path] == data else "changed" for path, data in found.items()}
    return [f"{path.relative_to(PROJECT)}: {states[path]}, {len(found[path]) / 1024:.1f} KiB" for path in found]
