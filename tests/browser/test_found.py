"""What search finds, by the script a reader runs."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Visit


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("MS", ["MS"]),
        ("cr", ["CRPS"]),
        ("ra", []),
        ("myel", ["MS"]),
        ("complex pijn", ["CRPS"]),
        ("<b>x</b>", []),
    ],
)
def test_what_is_found(query: str, names: list[str], visit: Visit) -> None:
    """A name, the beginning of one, and a part of a word; of two letters no part of another word."""
    page = visit("nl/search.html")
    page.locator("#q").fill(query)
    assert page.locator(".rows .row:visible a").all_inner_texts() == names
    assert query in page.locator("#found").inner_text()
    assert page.locator("#rest").is_visible()


def test_what_was_looked_for_stands_in_the_address(visit: Visit) -> None:
    """So it can be sent on, and is there again when one comes back."""
    page = visit("nl/search.html")
    page.locator("#q").fill("multiple sclerose")
    page.locator("#q").press("Enter")
    assert page.url.endswith("?q=multiple%20sclerose")
    page.reload()
    assert page.locator(".rows .row:visible a").all_inner_texts() == ["MS"]


def test_nothing_found_leads_on(visit: Visit) -> None:
    """With what to try, and the way to all leaflets."""
    page = visit("nl/search.html?q=buikgriep")
    assert page.locator("#found").inner_text() == "Geen folder met ‘buikgriep’"
    assert page.locator("#none").is_visible()
    page.locator("#rest a").click()
    page.wait_for_url("**/nl/index.html")


def test_two_letters_that_begin_other_words(visit: Visit) -> None:
    """Who looks for RA has no use for raad, wherever it stands."""
    page = visit("nl/search.html")
    page.evaluate("self.leafletIndex = { names: 'raadsel:0 ra:1 ms:2', words: 'raad:0' }")
    page.add_script_tag(url="/search.js")
    page.locator("#q").fill("ra")
    assert page.locator(".rows .row:visible").count() == 1
