"""Which pages there are, and what stands on them beside the words of a leaflet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from leaflets.content import Catalogue
from leaflets.site.pages import SitePage, all_pages, day_in, html_of, tongue
from leaflets.site.shelf import SiteShelf
from tests.site.stock import BASE, few, published, shelf_of


@pytest.fixture
def of_two(shelf: SiteShelf) -> SiteShelf:
    """The site in two languages, the second without the leaflet on CRPS and written from the right."""
    catalogue = shelf.catalogue
    other = catalogue.languages["nl"].model_copy(update={"id": "ar", "name": "العربية", "direction": "rtl"})
    texts = tuple(
        one.model_copy(update={"language": "ar", "slug": f"{one.slug}-ar"})
        for one in catalogue.leaflets["nl"]
        if one.id != "crps"
    )
    return replace(
        shelf,
        catalogue=replace(
            catalogue,
            languages={**catalogue.languages, "ar": other},
            leaflets={**catalogue.leaflets, "ar": texts},
        ),
    )


def pages(shelf: SiteShelf) -> dict[str, SitePage]:
    return {one.path: one for one in all_pages(shelf)}


def test_which_pages_there_are(html: Mapping[str, str]) -> None:
    """One for each leaflet, those about all of them, two for who comes from elsewhere, and one for no network."""
    own = {f"nl/{name}.html" for name in ("search", "booklet", "practice", "about", "accessibility", "licence", "news")}
    leaflets = {f"nl/{slug}/index.html" for slug in ("ms", "crps", "slaap-rust-herstel")}
    assert html.keys() == {"index.html", "404.html", "offline-nl.html", "nl/index.html", *own, *leaflets}


def test_without_a_booklet_there_is_no_page_of_it(catalogue: Catalogue, tmp_path: Path) -> None:
    """And no page leads there."""
    bare = shelf_of(few(catalogue, ["ms"]), tmp_path)
    found = pages(bare)
    assert "nl/booklet.html" not in found
    assert "booklet.html" not in "".join(html_of(one, bare, "site.css") for one in found.values())


def test_without_files_a_page_says_so(catalogue: Catalogue, tmp_path: Path) -> None:
    """The words are there to read all the same."""
    bare = shelf_of(few(catalogue, ["ms"]), tmp_path)
    said = html_of(pages(bare)["nl/ms/index.html"], bare, "site.css")
    assert bare.languages[0].words["site_no_files"] in said
    assert "Bewaar als PDF" not in said


def test_each_file_is_on_the_page_of_its_leaflet(shelf: SiteShelf, html: Mapping[str, str]) -> None:
    """Three at once and the others folded away, each with its picture; a sheet with how to print it."""
    said = html["nl/ms/index.html"]
    shown, _, folded = said.partition("<details")
    for one in shelf.files("nl", "ms"):
        part = shown if one.artefact.format in ("a4", "large-print", "a5-folded") else folded
        assert f"../leaflets/ms-{one.artefact.format}.pdf" in part
        assert f"../leaflets/ms-{one.artefact.format}.webp" in part
    assert "Nog 4 vormen" in folded
    assert said.count("Zo print u dit") == 3


def test_a_page_leads_to_itself_in_other_languages(of_two: SiteShelf) -> None:
    """In its head for search engines, in its foot for readers; where there is none it does not."""
    found = pages(of_two)
    both = html_of(found["nl/ms/index.html"], of_two, "site.css")
    assert f'hreflang="ar" href="{BASE}/ar/ms-ar/"' in both
    assert f'hreflang="nl" href="{BASE}/nl/ms/"' in both
    assert '<a href="../../ar/ms-ar/index.html" lang="ar" hreflang="ar">العربية</a>' in both
    assert "ms-ar" not in html_of(found["nl/crps/index.html"], of_two, "site.css")
    back = html_of(found["ar/ms-ar/index.html"], of_two, "site.css")
    assert '<html lang="ar" dir="rtl">' in back


def test_who_names_no_language_chooses_one(of_two: SiteShelf, html: Mapping[str, str]) -> None:
    """With one language there is nothing to choose, and the list opens at once."""
    said = html_of(pages(of_two)["index.html"], of_two, "site.css")
    assert 'href="ar/index.html"' in said
    assert "refresh" not in said
    assert 'content="0; url=nl/index.html"' in html["index.html"]


def test_what_is_shared_has_a_picture(html: Mapping[str, str]) -> None:
    """By its whole address, as who fetches it knows no other."""
    assert f'property="og:image" content="{BASE}/nl/leaflets/ms-1080x1080.jpg"' in html["nl/ms/index.html"]
    assert f'rel="canonical" href="{BASE}/nl/ms/"' in html["nl/ms/index.html"]


def test_who_read_a_leaflet_is_named(shelf: SiteShelf, html: Mapping[str, str]) -> None:
    """Until somebody has, the page says that nobody has."""
    assert "Nog niet nagelezen door een arts" in html["nl/ms/index.html"]
    (ms,) = [one for one in shelf.leaflets("nl") if one.id == "ms"]
    read = ms.model_copy(
        update={"reviewer": "An Arts", "reviewed": dt.date(2026, 11, 20), "reviewed_words": ms.words_digest}
    )
    other = replace(shelf, catalogue=replace(shelf.catalogue, leaflets={"nl": (read,)}))
    said = html_of(pages(other)["nl/ms/index.html"], other, "site.css")
    assert "Nagelezen door: An Arts, 20\u00a0november\u00a02026" in said


def test_a_day_stays_on_one_line(shelf: SiteShelf, html: Mapping[str, str]) -> None:
    """Also that by which a text is to be reviewed."""
    assert day_in(shelf.languages[0], dt.date(2027, 11, 1)) == "1\u00a0november\u00a02027"
    assert "1\u00a0november\u00a02027" in html["nl/ms/index.html"]
    assert "1 november 2027" not in html["nl/ms/index.html"]


def test_the_page_for_a_lost_address_leads_back(shelf: SiteShelf, html: Mapping[str, str]) -> None:
    """From wherever it is shown: by the path of the site on its host."""
    assert 'href="/sub/deep/nl/index.html"' in html["404.html"]
    assert 'href="/sub/deep/site.css"' in html["404.html"]


@pytest.mark.parametrize(
    ("licence", "said"), [(None, "Vraag het eerst aan de schrijver"), ("CC BY-ND 4.0", "CC BY-ND 4.0")]
)
def test_what_may_be_copied(licence: str | None, said: str, shelf: SiteShelf) -> None:
    """What the edition's licence says; without one whom to ask."""
    edition = shelf.edition.model_copy(update={"text_licence": licence})
    other = replace(shelf, catalogue=replace(shelf.catalogue, edition=edition))
    assert said in html_of(pages(other)["nl/licence.html"], other, "site.css")


def test_a_language_by_its_name_in_another(catalogue: Catalogue) -> None:
    """In Dutch English is Engels."""
    assert tongue("en", catalogue.languages["nl"]) == "Engels"


def test_an_address_with_letters_that_need_a_code(catalogue: Catalogue, tmp_path: Path) -> None:
    """They are written as addresses write them."""
    shelf = shelf_of(published(few(catalogue, ["ms"]), "https://example.org/een twee"), tmp_path)
    assert shelf.base == "https://example.org/een twee/"


def test_practices_find_tickets_and_e_books_and_whom_to_ask(shelf: SiteShelf, html: Mapping[str, str]) -> None:
    """All on one page, and the name of who has the program, which has no page of its own."""
    said = html["nl/practice.html"]
    tickets = [one.ticket.path for key in shelf.downloads if key[1] for one in shelf.downloads[key] if one.ticket]
    assert tickets
    assert all(f'href="{path.removeprefix("nl/")}"' in said for path in tickets)
    assert all(f'href="leaflets/{one.slug}.epub"' in said for one in shelf.leaflets("nl"))
    words = shelf.languages[0].words
    assert f"{words['site_practice_contact']} {shelf.edition.publisher.name}, <a href=" in said


def test_a_chapter_of_the_booklet_says_that_it_is_one(html: Mapping[str, str]) -> None:
    """For on a page there is no booklet to be "this one"."""
    said = html["nl/about.html"]
    assert said.index("boekje met alle folders") < said.index("<h2>Over dit boekje</h2>") < said.index("van dit boekje")
