"""What is new on the site."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from xml.etree import ElementTree

import html5lib

from leaflets.register import Register, Withdrawal
from leaflets.site.changes import MOST, site_changes
from leaflets.site.markup import feed
from leaflets.site.pages import all_pages, html_of
from leaflets.site.shelf import SiteShelf
from leaflets.site.styles import SHEET
from tests.site.test_markup import ATOM
from tests.site.test_valid import OLD, current, older, with_lines

WHY = "Het nummer van de hulplijn klopte niet."


def replaced(shelf: SiteShelf) -> SiteShelf:
    """The shelf where MS had a version before the one that is shown."""
    return with_lines(shelf, older(), current(shelf, "content"))


def test_an_unpublished_site_tells_its_leaflets_in_the_order_of_the_list(shelf: SiteShelf) -> None:
    """All of one day, so that only their names part them."""
    found = site_changes(shelf, shelf.languages[0])
    assert [one.name for one in found] == ["Slaap, rust en\u00a0herstel", "CRPS", "MS"]


def test_a_new_version_says_what_has_changed_and_the_one_before_it_is_told_too(shelf: SiteShelf) -> None:
    """The new one leads to the leaflet, the one before it to the page of its prints; the last comes first."""
    found = [(one.said, one.path) for one in site_changes(replaced(shelf), shelf.languages[0]) if one.name == "MS"]
    assert found == [("Bel meteen bij koorts.", "nl/ms/index.html"), ("", f"v/{OLD}/index.html")]


def test_what_was_withdrawn_is_told_with_its_reason(shelf: SiteShelf) -> None:
    """On the page and in the feed, under an id of its own, before what is older."""
    gone = Withdrawal(withdraw=OLD, date=dt.date(2026, 12, 1), reason=WHY)
    several = replace(shelf, register=replace(replaced(shelf).register, withdrawals=(gone,)))
    (page,) = (one for one in all_pages(several) if one.path == "nl/news.html")
    tree = html5lib.parse(html_of(page, several, SHEET), namespaceHTMLElements=False)
    first = tree.find(".//main//li")
    assert first is not None
    assert f"Niet meer meegeven. {WHY}" in " ".join("".join(first.itertext()).split())
    entries = ElementTree.fromstring(feed(several, several.languages[0])).findall(f"{ATOM}entry")
    assert entries[0].findtext(f"{ATOM}title") == "MS, versie 2025.11: niet meer meegeven"
    assert entries[0].findtext(f"{ATOM}summary") == WHY
    ids = [one.findtext(f"{ATOM}id") for one in entries]
    assert len(set(ids)) == len(ids) == 5


def test_withdrawn_words_are_no_news_under_another_number(shelf: SiteShelf) -> None:
    """They cannot be published: what is told is the version they were, and that it was withdrawn."""
    before = current(shelf).model_copy(
        update={"id": f"ms-nl-2025.11-{current(shelf).signs}", "version": "2025.11", "date": dt.date(2025, 11, 1)}
    )
    several = with_lines(shelf, before, gone=(before,))
    found = [one for one in site_changes(several, shelf.languages[0]) if one.name == "MS"]
    assert [(one.version, one.is_withdrawn, one.path) for one in found] == [
        ("2025.11", True, f"v/{before.id}/index.html"), ("2025.11", False, f"v/{before.id}/index.html"),
    ]  # fmt: skip


def test_an_entry_keeps_its_id_when_a_newer_version_comes(shelf: SiteShelf) -> None:
    """A feed reader shows nothing twice."""
    shown = {one.id for one in site_changes(with_lines(shelf, current(shelf)), shelf.languages[0])}
    newer = current(shelf, "style").model_copy(update={"id": "ms-nl-2027.01-0a0a0a", "version": "2027.01"})
    assert shown < {one.id for one in site_changes(with_lines(shelf, current(shelf), newer), shelf.languages[0])}


def test_what_is_long_ago_is_left_to_its_own_page(shelf: SiteShelf) -> None:
    """Ten years are a thousand lines."""
    many = tuple(older().model_copy(update={"id": f"ms-nl-2025.11-{number:06x}"}) for number in range(MOST))
    found = site_changes(replace(shelf, register=Register(many)), shelf.languages[0])
    assert [one.name for one in found[:3]] == ["Slaap, rust en\u00a0herstel", "CRPS", "MS"]
    assert len(found) == MOST
