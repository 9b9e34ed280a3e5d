"""Every page of the studio in every state: whether everybody can read it and go on from it, in each of its languages."""

from __future__ import annotations

import html5lib
import pytest
from playwright.sync_api import Page, Response

from leaflets.studio.guard import TONGUES
from tests.browser.conftest import Watched
from tests.browser.screens import PAGES, Rooms
from tests.browser.test_accessible import CONTRAST, LOW, SMALL, WIDE, violations

STATES = {f"{page}: {state}": way for page, several in PAGES.items() for state, way in several.items()}

FULLEST = {page: list(several.values())[-1] for page, several in PAGES.items()}
"""Of each page the state in which there is most on it."""

WIDTHS = {"desk": 1280, "telephone": 390}

OVER = {320: "400 % on a desk", 640: "200 % on a desk", 820: "a tablet"}

FOCUS = """() => {
  const one = document.activeElement, box = one.getBoundingClientRect(), shown = one.closest("label:has(:focus-visible), .sheet:has(:focus-visible)") || one;
  if (one === document.body) return null;
  const at = document.elementFromPoint(box.x + box.width / 2, (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2);
  return [one.outerHTML.slice(0, 70), at !== null && (one.contains(at) || at.contains(one)), getComputedStyle(shown).outlineStyle !== "none"];
}"""
"""What has the focus, whether it is seen whole, and whether that it has it is; null once all was gone through."""


def over(page: Page, width: int) -> list[object]:
    """What goes over the edge of a page that is so wide."""
    wide, *found = page.evaluate(WIDE)
    return [wide, *found] if wide > width or found else []


def test_every_state_by_day_and_by_night(page: Page, studio: Rooms) -> None:
    """Axe finds nothing wrong; text is large and what is touched high enough; nothing goes over the edge, however large."""
    wrong: dict[tuple[str, object], object] = {}
    for name, way in STATES.items():
        page.set_viewport_size({"width": 1280, "height": 844})
        page.emulate_media(color_scheme="light")
        way(page, studio, "nl")
        for width in WIDTHS.values():
            page.set_viewport_size({"width": width, "height": 844})
            page.emulate_media(color_scheme="light")
            wrong[name, width] = violations(page, rules={CONTRAST: {"enabled": True}})
            # The number of a line on the picture of a page, which stands beside it in the list too.
            wrong[name, f"small {width}"] = [one for one in page.evaluate(SMALL) if not one[0].isdigit()]
            wrong[name, f"low {width}"] = page.evaluate(LOW.replace(".row a", ".row a, label *"))
            page.emulate_media(color_scheme="dark")  # It has the same elements in the same places.
            wrong[name, f"dark {width}"] = violations(page, runOnly=["color-contrast", CONTRAST, "link-in-text-block"])
        for width, what in OVER.items():
            page.set_viewport_size({"width": width, "height": 600})
            wrong[name, what] = over(page, width)
        page.set_viewport_size({"width": 1280, "height": 844})
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        wrong[name, "200 % of text"] = over(page, 1280)
    assert {where: found for where, found in wrong.items() if found} == {}


@pytest.mark.parametrize("tongue", TONGUES)
def test_every_page_in_every_language(tongue: str, watched: Watched, studio: Rooms) -> None:
    """It says its language, has one first heading, a title of its own and no mistake in its HTML; long words go over no edge."""
    page = watched(studio.home, studio.members, locale=tongue)
    page.on("dialog", lambda dialog: dialog.accept())
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer) if answer.request.resource_type == "document" else None)
    wrong: dict[tuple[str, str], object] = {}
    titles: dict[str, set[str]] = {}
    for name, way in (STATES if tongue == "nl" else FULLEST).items():
        page.set_viewport_size({"width": 390, "height": 844})
        way(page, studio, tongue)
        if tongue != "nl":  # Its colours are those of Dutch.
            colours = {one: {"enabled": False} for one in ("color-contrast", "link-in-text-block")}
            wrong[name, "axe"] = violations(page, rules=colours)
        parser = html5lib.HTMLParser()
        parser.parse(answers[-1].text())
        wrong[name, "html"] = parser.errors
        page.set_viewport_size({"width": 320, "height": 600})
        wrong[name, "320"] = over(page, 320)
        said = page.evaluate("[document.documentElement.lang, document.querySelectorAll('h1').length]")
        wrong[name, "head"] = said if said != [tongue, 1] else []
        titles.setdefault(name.partition(":")[0], set()).add(page.title())
    assert {where: found for where, found in wrong.items() if found} == {}
    assert [several for several in titles.values() if len(several) > 1] == []
    assert len({title for several in titles.values() for title in several}) == len(PAGES)


def test_what_has_the_focus_is_seen(page: Page, studio: Rooms) -> None:
    """With Tab through every page, on a tablet, where the picture stays in sight: each shows it, and nothing lies over it."""
    page.set_viewport_size({"width": 820, "height": 1180})
    wrong: dict[str, object] = {}
    for name, way in {**FULLEST, "text": PAGES["text"]["as it is"]}.items():
        way(page, studio, "nl")
        page.evaluate("document.activeElement.blur()")
        for _ in range(120):
            page.keyboard.press("Tab")
            said = page.evaluate(FOCUS)
            if said is None:
                break
            if not all(said[1:]):
                wrong[f"{name}: {said[0]}"] = said[1:]
        else:
            wrong[name] = "has no end"
    assert wrong == {}
