"""The table of colours in one ink, and the grey pages it gives."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from leaflets.content import Catalogue
from leaflets.plan import leaflet_job
from leaflets.typeset.palette import Look, grey, in_ink, palette
from tests.conftest import PROJECT
from tests.pages import typeset
from tests.reading import spaces

pytestmark = pytest.mark.whole

STYLES = PROJECT / "styles"
ONE_A_GROUP = ("sleep-and-recovery", "alzheimer", "me-cfs", "epilepsy", "lupus", "ms")


def luminance(red: int, green: int, blue: int) -> float:
    """WCAG 2.2, relative luminance."""
    parts = [value / 255 / 12.92 if value <= 10 else ((value / 255 + 0.055) / 1.055) ** 2.4
             for value in (red, green, blue)]  # fmt: skip
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: tuple[int, int, int], other: tuple[int, int, int]) -> float:
    light, dark = sorted((luminance(*one), luminance(*other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def test_nothing_is_darker_than_the_alarm_in_grey() -> None:
    """Whom to call first has the most ink, though its red is lighter than most colours of the groups."""
    one_ink = palette(Look(STYLES), "gray")
    assert one_ink["alarm"] == "#000000"
    assert [name for name in one_ink if name != "alarm" and one_ink[name] == "#000000"] == ["ink", "code"]
    assert grey(palette(Look(STYLES), "screen")["alarm"]) > grey(palette(Look(STYLES), "screen")["group-4"])


@pytest.mark.parametrize(
    ("colour", "result"),
    [("#FFFFFF", "#FFFFFF"), ("#000000", "#000000"), ("#FF0000", "#7F7F7F"), ("#00FF00", "#DCDCDC"),
     ("#0000FF", "#4C4C4C"), ("#808080", "#808080"), ("#1A1A1A", "#000000")],
)  # fmt: skip
def test_grey(colour: str, result: str) -> None:
    """A grey is as light as its colour; what is nearly black becomes black."""
    assert grey(colour) == result


def test_contrast_stays() -> None:
    """Each group's colour contrasts with its tint and with paper in grey as much as in colour."""
    colour, one_ink = palette(Look(STYLES), "screen"), palette(Look(STYLES), "gray")
    for group in range(6):
        for ground in (f"tint-{group}", "paper"):
            was = contrast(rgb(colour[f"group-{group}"]), rgb(colour[ground]))
            now = contrast(rgb(one_ink[f"group-{group}"]), rgb(one_ink[ground]))
            assert now == pytest.approx(was, rel=0.03)


def test_press_ink() -> None:
    """For the print shop a colour is its CMYK value, and text is black of one ink."""
    table = palette(Look(STYLES), "press")
    assert table["group-0"] == "device-cmyk(1 0.85 0.4 0.45)"
    assert table["ink"] == table["code"] == "device-cmyk(0 0 0 1)"


def test_ink_limit() -> None:
    """No colour of the table has more than 300 per cent of ink."""
    values = [value[12:-1].split() for value in palette(Look(STYLES), "press").values()]
    assert max(sum(map(float, value)) for value in values) <= 3
    assert {len(value) for value in values} == {4}


def test_drawing_in_ink() -> None:
    """A drawing's colours of the table change with the ink; others are left, for preflight to find."""
    drawing = '<path fill="#1B2A49" stroke="#FFFFFF"/><path fill="#123456"/>'
    assert in_ink(drawing, Look(STYLES), "screen") == drawing
    assert in_ink(drawing, Look(STYLES), "press") == (
        '<path fill="device-cmyk(1 0.85 0.4 0.45)" stroke="device-cmyk(0 0 0 0)"/><path fill="#123456"/>'
    )


@pytest.fixture(scope="module", params=ONE_A_GROUP)
def page_file(request: pytest.FixtureRequest, catalogue: Catalogue) -> bytes:
    """A leaflet of each group in a5, in grey."""
    (leaflet,) = (one for one in catalogue.leaflets["nl"] if one.id == request.param)
    job = leaflet_job(catalogue, leaflet, catalogue.formats["a5"], "gray")
    return typeset(job, PROJECT, PROJECT / "content").pdf


def test_only_grey(page_file: bytes) -> None:
    """Nothing of it is said in colours: a printer needs one ink and counts no colour page."""
    assert spaces(page_file) == {"g", "G"}


def test_contrast_on_the_page(page_file: bytes) -> None:
    """Every text of a grey leaflet has a contrast of 4.5 or more with what is behind it, measured on its picture."""
    found = list(_contrasts(page_file))
    assert len(found) > 60
    assert min(found)[0] >= 4.5, min(found)


def _contrasts(data: bytes) -> Iterator[tuple[float, str]]:
    pdf = pypdfium2.PdfDocument(data)
    for page in pdf:
        text, height, scale = page.get_textpage(), page.get_height(), 200 / 72
        image = page.render(scale=scale, grayscale=True).to_pil()
        for number in range(text.count_rects()):
            left, bottom, right, top = text.get_rect(number)
            words = text.get_text_bounded(left, bottom, right, top).strip()
            crop = image.crop(tuple(int(edge * scale) for edge in (left, height - top, right, height - bottom)))
            if words and crop.width > 5 and crop.height > 5:
                pixels = crop.histogram()
                ground, (darkest, lightest) = pixels.index(max(pixels)), crop.getextrema()
                yield max(contrast((ground,) * 3, (value,) * 3) for value in (darkest, lightest)), words


def test_groups_differ_by_motif() -> None:
    """Where colour is gone each group still has a drawing of its own."""
    drawings = {path.read_text(encoding="utf-8") for path in Path(STYLES / "motifs").glob("[0-5]-*.svg")}
    assert len(drawings) == 6
