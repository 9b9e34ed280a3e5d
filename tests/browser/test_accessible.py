"""Whether everybody can read the pages: by axe, at any size, in the dark, and in colours of their own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from leaflets.content import Catalogue
from tests.browser.conftest import Visit
from tests.browser.kinds import every_page, kinds

CONTRAST = "color-contrast-enhanced"
"""Text of 7:1, which axe looks at only where it is asked to (WCAG 2.2, 1.4.6)."""

SMALL = """() => {
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !element.checkVisibility() || element.closest(".heard, noscript")) continue;
    const svg = element.closest("svg");
    const scale = svg ? svg.getBoundingClientRect().width / svg.viewBox.baseVal.width : 1;
    const size = parseFloat(getComputedStyle(element).fontSize) * scale;
    if (size < 15.99 && !element.closest("sup")) found.push([walker.currentNode.data.trim(), size]);
  }
  return found;
}"""
"""Every text that is smaller than 16 px, and how large it is; the number of a source is larger than it looks."""

LOW = """() => [...document.querySelectorAll("a, button, input, summary")].filter((one) => {
  const said = [...one.parentElement.childNodes].some((other) => other.nodeType === 3 && other.data.trim().length > 1);
  const inSentence = getComputedStyle(one).display === "inline" && said;
  return one.checkVisibility() && !inSentence && !one.closest("sup") && !one.matches(".skip, .row a");
}).map((one) => [one.textContent.trim() || one.id, one.getBoundingClientRect().height]).filter(([, high]) => high < 43.5)"""
"""What is touched and is lower than 44 px; what stands within a sentence is let be (WCAG 2.2, 2.5.8)."""

WIDE = """() => [document.documentElement.scrollWidth, ...[...document.querySelectorAll("main *")]
  .filter((one) => !one.closest(".cover, .tiny, .heard, table") && !one.ownerSVGElement && one.checkVisibility())
  .filter((one) => one.getBoundingClientRect().right > innerWidth + 0.5 || one.getBoundingClientRect().left < -0.5)
  .map((one) => one.outerHTML.slice(0, 90))]"""
"""How wide the page is, and what goes over its edge."""


def violations(page: Page, **options: object) -> list[tuple[str, list[str]]]:
    """What axe finds wrong in a page, each with the places."""
    if page.evaluate("!window.axe"):
        page.evaluate(Axe().axe_script)
    ask = "async (options) => (await axe.run(options)).violations"
    found = page.evaluate(ask, {"resultTypes": ["violations"], **options})
    return [(one["id"], [node["html"][:160] for node in one["nodes"]]) for one in found]


@pytest.mark.parametrize("half", [0, 1])
def test_each_kind_of_page_by_day_and_by_night(half: int, visit: Visit, on_show: Catalogue) -> None:
    """Axe finds nothing wrong on a telephone and on a desk, in light and in dark; all text has a contrast of 7:1."""
    wrong = {}
    for name, path in list(kinds(on_show).items())[half::2]:
        page = visit(path)
        for width in (390, 1280):
            page.set_viewport_size({"width": width, "height": 844})
            page.emulate_media(color_scheme="light")
            wrong[name, width, "light"] = violations(page, rules={CONTRAST: {"enabled": True}})
            page.emulate_media(color_scheme="dark")  # It has the same elements in the same places.
            wrong[name, width, "dark"] = violations(page, runOnly=["color-contrast", CONTRAST, "link-in-text-block"])
        page.context.close()
    assert {where: found for where, found in wrong.items() if found} == {}


def test_every_other_page(visit: Visit, home: str, made: Path, on_show: Catalogue) -> None:
    """Axe finds nothing wrong in those that are like one of these, on a telephone."""
    wrong = {}
    page = visit("404.html")
    looked_at = {one.partition("#")[0] for one in kinds(on_show).values()}
    for path in set(every_page(made / "site")) - looked_at:
        if re.fullmatch(r"v/[0-9a-f]{6}/index.html", path):  # The same page stands there under its whole id.
            continue
        page.goto(home + path)
        wrong[path] = violations(page)
    assert {where: found for where, found in wrong.items() if found} == {}


def test_nothing_is_small_or_over_the_edge(visit: Visit, on_show: Catalogue) -> None:
    """At 400 % of a desk, which is 320 px, nothing scrolls sideways; text is of 16 px or more, what is touched of 44."""
    wrong = {}
    for name, path in kinds(on_show).items():
        page = visit(path, width=320)
        assert page.evaluate(WIDE) == [320], name
        page.set_viewport_size({"width": 360, "height": 800})
        wrong[name] = (page.evaluate(SMALL), page.evaluate(LOW))
        page.context.close()
    assert {where: found for where, found in wrong.items() if found != ([], [])} == {}


@pytest.mark.parametrize("path", ["nl/ms/index.html", "nl/crps/index.html", "ar/ms/index.html"])
@pytest.mark.parametrize("width", [320, 1280])
def test_the_words_of_a_drawing_are_in_it(width: int, path: str, visit: Visit) -> None:
    """Also on a page from the right, whose letters begin on the other side; one of its two drawings is shown."""
    page = visit(path, width=width)
    assert page.locator(".diagram svg:visible").count() == 1
    outside = """() => [...document.querySelectorAll(".diagram svg")].filter((svg) => svg.checkVisibility()).flatMap((svg) => {
      const all = svg.getBoundingClientRect();
      return [...svg.querySelectorAll("text")].filter((one) => {
        const box = one.getBoundingClientRect();
        return !box.width || box.left < all.left - 1 || box.right > all.right + 1;
      }).map((one) => one.textContent);
    })"""
    assert page.evaluate(outside) == []


def test_the_signs_of_an_answer_stay_in_colours_of_ones_own(visit: Visit, on_show: Catalogue) -> None:
    """Where a reader forces colours, the sign is seen by its shape and each answer has an edge."""
    for state in ("newest", "small", "safety"):
        page = visit(kinds(on_show)[f"v {state}"], forced_colors="active")
        sign = page.locator(".sign:visible")
        assert sign.count() == 1
        shape = sign.locator(".ground").evaluate("one => getComputedStyle(one).fill")
        mark = sign.locator(".mark").evaluate("one => getComputedStyle(one).stroke")
        assert shape not in (mark, page.locator("body").evaluate("one => getComputedStyle(one).backgroundColor"))
        assert page.locator(".answer").evaluate("one => getComputedStyle(one).borderTopStyle") == "solid"


@pytest.mark.parametrize(("motion", "scrolling"), [("no-preference", "smooth"), ("reduce", "auto")])
def test_who_wants_no_motion_has_none(motion: str, scrolling: str, visit: Visit) -> None:
    """A jump within a page is made at once."""
    page = visit("nl/ms/index.html", reduced_motion=motion)
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == scrolling
    moving = "document.getAnimations().length + [...document.querySelectorAll('*')].filter((one) => getComputedStyle(one).transitionDuration !== '0s').length"
    assert page.evaluate(moving) == 0
