"""What a screen reader is told of the studio, and that the focus stays where somebody put it."""

from __future__ import annotations

import json
import re
from dataclasses import replace

from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.pictures import DRAWN, FRONT, HEARD, PICTURES, TOLD, digests, heard, named
from tests.browser.screens import CHOICE, PAGES, TYPED, Rooms, up_to_date
from tests.conftest import PROJECT

ANEW = "When you meant the change, run `python -m tests.browser`, and look at what it made."


def test_each_page_tells_what_it_told(page: Page, studio: Rooms) -> None:
    """Roles, names, states and what is tied to what, in the order of reading."""
    changed = [one for one in TOLD if (HEARD / named(one)).read_text("utf-8") != heard(page, studio, one)]
    assert changed == [], ANEW


def test_the_pictures_in_docs_are_of_these_pages() -> None:
    """A page that tells something else looks otherwise; each picture is small, and none lies about unused."""
    assert json.loads(DRAWN.read_text("utf-8")) == digests(), ANEW
    docs = PROJECT / "docs/studio"
    assert {path.relative_to(PROJECT).as_posix() for path in docs.iterdir()} == set(PICTURES)
    assert {path.name for path in HEARD.iterdir()} == {DRAWN.name, *map(named, TOLD)}
    for path in (*PICTURES, FRONT):
        assert (PROJECT / path).stat().st_size < 120 * 1024
        with Image.open(PROJECT / path) as picture:
            assert picture.width <= 1010


def test_a_wrong_number_is_told_and_tied_to_its_field(page: Page, studio: Rooms) -> None:
    """At once, as an alert, to who is by then in the next field; and again to who goes back to it."""
    PAGES["details"]["a mistake"](page, studio, "nl")
    fault = page.locator("#telephone-fault")
    expect(fault).to_have_attribute("role", "alert")
    field = page.locator("#telephone")
    expect(field).to_have_accessible_description(re.compile("te weinig cijfers"))
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#website")).to_be_focused()
    expect(page.locator(".stage [role=status]")).to_have_text("Wat niet klopt, staat er nog niet op")


FOCUSED = """() => { window.focused = []; addEventListener("focusin", (event) => focused.push(event.target.id || event.target.value)); }"""


def test_the_focus_never_moves_by_itself(page: Page, studio: Rooms) -> None:
    """Not when the basket follows, not when a picture is renewed, and not when an order is done."""
    studio.open(page, f"?{CHOICE}")
    page.evaluate(FOCUSED)
    page.locator("[name=l][value=crps]").focus()
    page.keyboard.press("Space")
    expect(page.locator(".basket")).to_contain_text("2 folders")
    assert page.evaluate("focused") == ["crps"]
    studio.open(page, f"details?{CHOICE}")
    page.evaluate(FOCUSED)
    page.locator("[value=be]").focus()
    page.keyboard.press("Space")
    for field in ("name", "telephone", "publisher"):
        page.locator(f"#{field}").focus()
        page.keyboard.type(TYPED[field])
    up_to_date(page)
    assert page.evaluate("focused") == ["be", "name", "telephone", "publisher"]

    orders = studio.studio.orders.orders
    orders["watched"] = replace(orders["running"], id="watched")
    studio.open(page, f"orders/watched?{CHOICE}")
    page.evaluate(FOCUSED)
    away = page.get_by_role("link", name="Kies andere folders")
    away.focus()
    status = page.get_by_role("status")
    expect(status).to_contain_text("2 van 3")
    orders["watched"] = replace(orders["done"], id="watched")
    expect(status).to_have_text("Uw bestanden zijn klaar")
    expect(page.get_by_role("link", name="Download alles")).to_be_visible()
    expect(away).to_be_focused()
    assert page.evaluate("focused.length") == 1
