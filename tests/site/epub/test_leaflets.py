"""The e-book of a leaflet."""

from __future__ import annotations

from pathlib import Path

import pytest

from leaflets.content import load
from leaflets.content.in_edition import in_edition
from leaflets.content.markup import passages
from leaflets.model.content import SECTION_ROLES
from leaflets.site.epub.body import leaflet_body
from leaflets.site.epub.leaflets import aside, printed_as
from leaflets.site.shelf import SiteShelf
from tests.content.own import LOGO, Editions
from tests.site.epub.conftest import books_of
from tests.site.epub.reading import OPS, XHTML, ReadBook, words
from tests.site.stock import shelf_of
from tests.test_other_series import OTHERS, begun


def test_a_book_has_every_word_of_its_leaflet(printed: SiteShelf, books: dict[str, ReadBook]) -> None:
    """Each passage of each section, each sign of alarm, the diagram in words too, and the imprint with the id."""
    for leaflet in printed.leaflets("nl"):
        said = words(books[leaflet.id].text("text.xhtml"))
        wanted = [one for role in SECTION_ROLES if role != "doctor" for one in passages(leaflet.section(role).markdown)]
        wanted += [leaflet.name, leaflet.audience, leaflet.full_name or "", leaflet.author, leaflet.version_signs]
        wanted += [sign.text for sign in leaflet.signs]
        assert leaflet.diagram is not None
        wanted += [leaflet.diagram.title, leaflet.diagram.description, *leaflet.diagram.labels.values()]
        assert [one for one in wanted if words(one) not in said] == [], leaflet.id


def test_the_parts_stand_in_the_order_they_are_printed_in(books: dict[str, ReadBook]) -> None:
    """In short first; and so the pages of the printed form follow each other."""
    there = [one.get("id") for one in books["ms"].documents["text.xhtml"].iter(f"{XHTML}section") if one.get("id")]
    assert there == ["summary", "body", "rest", "diagram", "steps", "doctor", "aside", "sources", "imprint"]


def test_every_source_is_a_note_that_leads_back(printed: SiteShelf, books: dict[str, ReadBook]) -> None:
    """A number in the text leads to its source, the source to its address, and back to where it is first named."""
    for leaflet in printed.leaflets("nl"):
        tree = books[leaflet.id].documents["text.xhtml"]
        notes = [one for one in tree.iter(f"{XHTML}a") if one.get(f"{OPS}type") == "noteref"]
        assert {one.get("role") for one in notes} == {"doc-noteref"}
        assert {one.attrib["href"] for one in notes} == {f"#source-{at + 1}" for at in range(len(leaflet.cited))}
        (ends,) = [one for one in tree.iter(f"{XHTML}section") if one.get(f"{OPS}type") == "endnotes"]
        assert ends.get("role") == "doc-endnotes"
        for number, (item, name) in enumerate(zip(ends.iter(f"{XHTML}li"), leaflet.cited, strict=True), start=1):
            address, back = item.findall(f"{XHTML}a")
            assert address.attrib["href"] == printed.catalogue.sources[name].url
            assert (back.get("role"), back.get("href")) == ("doc-backlink", f"#note-{number}")
            first = next(one for one in notes if one.attrib["href"] == f"#source-{number}")
            assert first.get("id") == f"note-{number}"


def test_the_numbers_to_call_call(books: dict[str, ReadBook]) -> None:
    """The emergency and the helpline, on a telephone by one touch."""
    called = [target for _, _, target in books["ms"].leads() if target.startswith("tel:")]
    assert called == ["tel:112", "tel:113", "tel:1813", "tel:112"]


def test_the_cover_says_what_is_on_it(books: dict[str, ReadBook]) -> None:
    """To who does not see the picture."""
    (picture,) = books["ms"].documents["cover.xhtml"].iter(f"{XHTML}img")
    assert picture.attrib["alt"].startswith("Slaap, rust en herstel bij MS. Uw vermoeidheid")


def test_what_stands_below_the_steps_has_headings_of_its_own(printed: SiteShelf) -> None:
    """Behind the doctor's box they would be taken for a part of that."""
    leaflet = next(one for one in printed.leaflets("nl") if one.id == "ms")
    html = aside(leaflet_body(printed, printed.languages[0], leaflet))
    assert html.startswith("<h2>Op het werk en thuis</h2>")


def test_only_the_form_as_it_comes_is_the_printed_one(printed: SiteShelf) -> None:
    """And none where it is not there."""
    assert printed_as(printed, printed.languages[0], "ms", "a5") is not None
    assert printed_as(printed, printed.languages[0], "ms", "a4") is None
    assert printed_as(printed, printed.languages[0], "lupus", "a5") is None


def test_a_leaflet_past_its_review_says_so(printed: SiteShelf, books: dict[str, ReadBook]) -> None:
    """Above its text, as its pages on paper do."""
    from dataclasses import replace

    late = replace(printed, day=printed.leaflets("nl")[0].review_by)
    book = next(one.data for one in books_of(late).values())
    assert isinstance(book, bytes)
    assert "Herziening verlopen op" in ReadBook(book).text("text.xhtml").partition("In het kort")[0]
    assert "Herziening verlopen" not in books["sleep-and-recovery"].text("text.xhtml")


def test_an_association_hands_out_its_own(content: Path, tmp_path: Path) -> None:
    """With its name, its logo and an identifier of its own, for the same words in another edition are another book."""
    catalogue = in_edition(Editions(content).read(), "moe")
    shelf = shelf_of(catalogue, tmp_path, content=content)
    data = books_of(shelf)["nl", "ms"].data
    assert isinstance(data, bytes)
    book = ReadBook(data)
    assert book.said("publisher") == ["Moe maar moedig vzw"]
    assert book.said("identifier")[0].startswith("moe-ms-nl-")
    assert "Uitgave: Moe maar moedig vzw" in book.text("text.xhtml")
    logo = next(book.documents["text.xhtml"].iter(f"{XHTML}img"))
    assert (logo.attrib["src"], logo.attrib["alt"]) == ("pictures/logo.svg", "Logo van Moe maar moedig vzw")
    assert b"#00557F" in book.files["pictures/logo.svg"]
    assert "#00557F" in LOGO


def test_the_books_of_another_series(tmp_path: Path) -> None:
    """One on hay fever has its own words, and no word of the series the press comes with."""
    series = begun(tmp_path / "mine")
    catalogue, problems = load(series.home / "content", series.home / "styles")
    assert problems == []
    shelf = shelf_of(catalogue, tmp_path / "out", series.home, series.home / "content")
    found = books_of(shelf)
    assert {leaflet for _, leaflet in found} == {"boompollen", "graspollen", "hooikoorts", "kruidpollen", "neusspray"}
    for one in found.values():
        assert isinstance(one.data, bytes)
        book = ReadBook(one.data)
        for name in (*book.documents, "package.opf"):
            assert OTHERS.findall(book.files[name].decode()) == [], name
        assert all(book.resolves(origin, to) for origin, _, to in book.leads() if "://" not in to and ":" not in to)


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_a_language_from_the_right_says_so(direction: str, printed: SiteShelf, tmp_path: Path) -> None:
    """In each document, and where the pages are turned."""
    from dataclasses import replace

    language = printed.languages[0].model_copy(update={"direction": direction})
    catalogue = replace(printed.catalogue, languages={"nl": language})
    data = books_of(shelf_of(catalogue, tmp_path))["nl", "ms"].data
    assert isinstance(data, bytes)
    book = ReadBook(data)
    assert {tree.get("dir") for tree in book.documents.values()} == {direction}
    assert (b'page-progression-direction="rtl"' in book.files["package.opf"]) is (direction == "rtl")
