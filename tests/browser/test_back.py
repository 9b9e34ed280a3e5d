"""The browser's own way back: what was sent to get a page is kept nowhere, and nobody meets an error for that."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.screens import CHOICE, PAGES, TYPED, Rooms


def test_back_from_what_follows_printing(page: Page, studio: Rooms) -> None:
    """Leads to the form with all that was typed, and reload too."""
    PAGES["take"]["one by one"](page, studio, "nl")
    page.get_by_role("link", name="Stel uw printer in").click()
    page.locator("#questions").wait_for()
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("De gegevens van uw praktijk")
    expect(page.locator("#name")).to_have_value(TYPED["name"])
    expect(page.locator("[name=kept]")).not_to_have_value("")
    page.get_by_role("button", name="Verder: printen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Print uw folders")
    page.reload()
    expect(page.locator("#name")).to_have_value(TYPED["name"])


def test_an_order_leads_back_to_how_it_is_printed(page: Page, studio: Rooms) -> None:
    """For who came from there; not for who ordered for a list, or has typed nothing here."""
    studio.open(page, f"orders/done?{CHOICE}")
    again = page.get_by_role("button", name="Hoe u ze print")
    expect(again).to_have_count(0)
    PAGES["take"]["one by one"](page, studio, "nl")
    page.goto(f"{studio.home}orders/done?{CHOICE}&ui=nl")
    again.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Print uw folders")
    expect(page.locator("[name=name]")).to_have_value(TYPED["name"])


def test_back_to_a_list_that_was_read(page: Page, studio: Rooms) -> None:
    """Leads to where a list is opened."""
    PAGES["list"]["a row is wrong"](page, studio, "nl")
    page.get_by_role("button", name="Maak de folders").click()
    page.locator("#order").wait_for()
    expect(page.get_by_role("button", name="Hoe u ze print")).to_have_count(0)
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Meer praktijken tegelijk")
