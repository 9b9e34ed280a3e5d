"""A page that can never be made, or is not there yet: its preview says so."""

from __future__ import annotations

import re

from playwright.sync_api import Page, Route, expect

from tests.browser.screens import Rooms, type_in, up_to_date


def test_what_keeps_a_page_from_being_made_is_said_once(page: Page, studio: Rooms) -> None:
    """The form is there all the same, and nobody waits for what does not come."""
    text = studio.texts / "nl/ms.md"
    whole = text.read_text(encoding="utf-8")
    before, heading, rest = whole.partition("## Waarom slaap")
    assert heading
    text.write_text(before + "Nog een zin die te veel is.\n\n" * 60 + heading + rest, encoding="utf-8")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if request.method == "POST" else None)
    studio.open(page, "details?l=crps&l=ms&f=a4&ink=light&lang=nl")
    expect(page.locator("#name")).to_be_editable()
    page.locator("[name=country][value=be]").check()
    expect(page.locator(".state .said")).to_have_text("Deze bladzijde kan niet gemaakt worden.", timeout=60_000)
    expect(page.locator(".state .warn")).to_be_visible()
    expect(page.locator(".why")).to_contain_text("nl/ms.md")
    page.locator("#name").fill("De Linde")
    count = len(asked)
    page.wait_for_timeout(5_000)
    assert len(asked) == count
    page.get_by_label("Bekijk een andere folder of vorm").select_option(label="CRPS, A4")
    type_in(page)
    up_to_date(page)
    page.get_by_role("button", name="Verder: printen").click()
    expect(page.locator(".left-out")).to_contain_text("A4 (MS) zit er niet bij")
    expect(page.locator(".open-files > li")).to_have_text(re.compile("CRPS"))


def test_a_white_page_says_that_it_is_coming(page: Page, studio: Rooms) -> None:
    """While the picture of the page is on its way; then nothing is said until something is typed."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    studio.open(page)
    page.route("**/page/**", hold)
    page.goto(f"{studio.home}details?l=crps&f=a4&ink=light&lang=nl&ui=nl", wait_until="commit")
    said = page.locator(".state .said")
    expect(said).to_have_text("De bladzijde wordt gemaakt…", timeout=30_000)
    for route in held:
        route.continue_()
    expect(said).to_have_text("", timeout=30_000)
    expect(page.locator(".state .warn")).to_be_hidden()
