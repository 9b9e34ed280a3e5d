"""A logo that is refused: nobody goes on without it unawares."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.screens import CHOICE, Rooms, type_in


def test_who_goes_on_without_a_refused_logo_is_told_first(page: Page, studio: Rooms) -> None:
    """The first time she stays, with what is wrong and how to go on; the second time she goes."""
    studio.open(page, f"details?{CHOICE}")
    page.locator("[name=country][value=be]").check()
    type_in(page)
    page.set_input_files("#logo", {"name": "logo.png", "mimeType": "image/png", "buffer": b"%PDF-1.7"})
    fault = page.locator("#logo-fault")
    expect(fault).to_be_visible(timeout=30_000)
    assert "zonder logo" not in fault.inner_text()
    onward = page.get_by_role("button", name="Verder: printen")
    onward.click()
    expect(fault).to_contain_text("Of ga verder zonder logo.")
    expect(page.locator("#logo")).to_be_focused()
    assert "logo-fault" in (page.locator("#logo").get_attribute("aria-describedby") or "")
    onward.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Print uw folders")
