"""The box close up while one types, where it has no room beside the form: it stays in sight, and covers no field."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.screens import CHOICE, PAGES, Rooms

SIZES = [(320, 640), (390, 844), (820, 1180), (820, 820)]

SEEN = """() => { const box = (what) => document.querySelector(what).getBoundingClientRect();
  const close = box(".close"), field = box(":focus"), glance = box(".glance");
  return { top: close.top, bottom: close.bottom, left: close.left, right: close.right, under: glance.bottom, at: field.top }; }"""


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_box_stays_in_sight_above_the_field(page: Page, studio: Rooms, width: int, height: int) -> None:
    """Each field that takes the focus is whole below it, down to the last."""
    page.set_viewport_size({"width": width, "height": height})
    PAGES["details"]["unfolded"](page, studio, "nl")
    for field in ("name", "publisher", "website", "review", "kind"):
        page.evaluate("scrollTo(0, 0)")
        page.locator(f"#{field}").focus()
        seen = page.evaluate(SEEN)
        assert seen["top"] >= 0
        assert seen["bottom"] - seen["top"] > 50
        assert seen["right"] <= width
        assert seen["at"] >= seen["under"] >= seen["bottom"]


@pytest.mark.parametrize(("width", "height"), [(320, 256), (844, 390)])
def test_a_low_window_keeps_its_room_for_the_form(page: Page, studio: Rooms, width: int, height: int) -> None:
    """As with a keyboard on the screen, or at 400 %: the preview comes after the form then."""
    page.set_viewport_size({"width": width, "height": height})
    PAGES["details"]["filled"](page, studio, "nl")
    page.locator("#website").focus()
    assert page.evaluate("getComputedStyle(document.querySelector('.glance')).position") == "static"
    assert page.evaluate(SEEN)["top"] > page.evaluate(SEEN)["at"]


@pytest.mark.parametrize("has_script", [True, False])
def test_the_way_to_the_page_leads_back(page: Page, studio: Rooms, *, has_script: bool) -> None:
    """By keyboard, and without a script too."""
    if not has_script:
        page.route("**/*.js", lambda route: route.fulfill(body=""))
    page.set_viewport_size({"width": 390, "height": 844})
    studio.open(page, f"details?{CHOICE}", "nl")
    to_page, to_form = (
        page.get_by_role("link", name=name) for name in ("Bekijk de bladzijde", "Terug naar uw gegevens")
    )
    to_page.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".page")).to_be_in_viewport(ratio=1)
    to_form.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("group", name="Land")).to_be_in_viewport(ratio=1)
    # From there Tab goes on to the first field.
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "country"


def test_beside_the_form_there_is_no_way_to_what_is_seen(page: Page, studio: Rooms) -> None:
    """On a desk the page stands beside the form."""
    page.set_viewport_size({"width": 1280, "height": 900})
    studio.open(page, f"details?{CHOICE}", "nl")
    expect(page.locator(".page")).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("link", name="Bekijk de bladzijde")).to_have_count(0)


def test_what_is_chosen_is_told_at_the_foot_of_a_telephone(page: Page, studio: Rooms) -> None:
    """As soon as something is; it leads to all of it, and covers nothing that has the focus."""
    page.set_viewport_size({"width": 390, "height": 844})
    studio.open(page)
    bar = page.locator(".to-basket")
    expect(bar).to_be_hidden()
    page.get_by_label("CRPS").check()
    expect(bar).to_have_text("Uw keuze: 1 folder, 1 vorm")
    expect(bar).to_be_in_viewport(ratio=1)
    for leaflet in ("Alzheimer", "Sjögren"):
        box = page.get_by_label(leaflet)
        box.focus()
        assert page.evaluate(
            "document.activeElement.getBoundingClientRect().bottom <= document.querySelector('.to-basket').getBoundingClientRect().top"
        )
    bar.get_by_role("link").click()
    expect(page.get_by_role("button", name="Verder: uw gegevens")).to_be_in_viewport()
