"""An e-book as one file: what a reading program asks for, in every book there is."""

from __future__ import annotations

import io
import re
import zipfile
from itertools import pairwise
from urllib.parse import urlsplit

from leaflets.site.epub.container import MIMETYPE, PACKAGE
from leaflets.site.shelf import SiteShelf
from tests.site.epub.conftest import books_of
from tests.site.epub.reading import OPS, XHTML, ReadBook

Books = dict[str, ReadBook]


def test_the_file_begins_with_what_it_is(books: Books) -> None:
    """Not packed, and at the place where a program looks for it (OCF 3.3, 4.3)."""
    for book in books.values():
        assert book.data[30:38] == b"mimetype"
        assert book.data[38 : 38 + len(MIMETYPE)] == b"application/epub+zip"


def test_nothing_in_the_file_is_of_the_hour_or_machine(books: Books) -> None:
    """One day for all, one system, each name once and in the order of the alphabet."""
    for book in books.values():
        with zipfile.ZipFile(io.BytesIO(book.data)) as packed:
            entries = packed.infolist()
        assert {one.date_time for one in entries} == {(1980, 1, 1, 0, 0, 0)}
        assert {(one.create_system, one.external_attr) for one in entries} == {(3, 0o644 << 16)}
        names = [one.filename for one in entries[1:]]
        assert names == sorted(set(names))


def test_two_runs_give_the_same_bytes(printed: SiteShelf, books: Books) -> None:
    """Of every book."""
    again = {leaflet or "booklet": one.data for (_, leaflet), one in books_of(printed).items()}
    assert again == {name: book.data for name, book in books.items()}


def test_the_list_of_files_is_what_is_there(books: Books) -> None:
    """Every file is in it, and nothing else, each as what it is."""
    for book in books.values():
        assert set(book.items) == set(book.files) - {PACKAGE}
        for name, item in book.items.items():
            has_drawing = b"<svg" in book.files[name] and name.endswith(".xhtml")
            assert ("svg" in item.get("properties", "").split()) is has_drawing, name
        assert [name for name, one in book.items.items() if one.get("properties") == "nav"] == ["nav.xhtml"]
        assert book.items["cover.png"]["properties"] == "cover-image"


def test_the_order_of_reading_has_every_document_once(books: Books) -> None:
    """The cover first; the contents are a page of the booklet alone, before its text."""
    for name, book in books.items():
        assert book.spine[0] == "cover.xhtml"
        left_out = set() if name == "booklet" else {"nav.xhtml"}
        assert sorted(book.spine) == sorted(set(book.documents) - left_out)
    assert books["booklet"].spine[:3] == ["cover.xhtml", "nav.xhtml", "foreword.xhtml"]


def test_every_address_within_a_book_leads_somewhere(books: Books) -> None:
    """To a file of the book and a place in it; elsewhere only links lead, and these are https or a number to call."""
    for name, book in books.items():
        for origin, tag, target in book.leads():
            if urlsplit(target).scheme:
                assert tag == "a"
                assert urlsplit(target).scheme in ("https", "tel")
            else:
                assert book.resolves(origin, target), (name, origin, target)
        style = book.files["epub.css"].decode()
        assert "url(" not in style
        assert "&" not in style


def test_an_id_stands_once_in_its_document(books: Books) -> None:
    """Else a link would lead to the first."""
    for book in books.values():
        for tree in book.documents.values():
            ids = [one.attrib["id"] for one in tree.iter() if "id" in one.attrib]
            assert len(ids) == len(set(ids))


def test_a_document_says_its_language_and_name(books: Books) -> None:
    """And holds no script, no style and no size of its own."""
    for book in books.values():
        for tree in book.documents.values():
            assert (tree.get("lang"), tree.get("{http://www.w3.org/XML/1998/namespace}lang")) == ("nl", "nl")
            assert tree.findtext(f"{XHTML}head/{XHTML}title")
            assert not [one for one in tree.iter() if one.tag in (f"{XHTML}script", f"{XHTML}style")]
            assert not [one for one in tree.iter() if "style" in one.attrib]


def test_a_picture_has_words(books: Books) -> None:
    """Each has an alternative that says something; a drawing has one, or is beside words that say the same."""
    for book in books.values():
        for tree in book.documents.values():
            assert all(one.get("alt") for one in tree.iter(f"{XHTML}img"))
            for drawing in tree.iter("{http://www.w3.org/2000/svg}svg"):
                assert drawing.get("aria-label") or drawing.get("aria-hidden") == "true"


def test_headings_go_down_a_level_at_a_time(books: Books) -> None:
    """One first heading in each document with text, and none skipped below it."""
    for book in books.values():
        for name, tree in book.documents.items():
            levels = [int(one.tag[-1]) for one in tree.iter() if re.fullmatch(rf"{XHTML}h\d", one.tag)]
            if name != "cover.xhtml":
                assert levels[:1] == [1], name
                assert levels.count(1) == 1
            assert all(after <= before + 1 for before, after in pairwise(levels)), name


def test_what_a_book_says_of_itself(books: Books, printed: SiteShelf) -> None:
    """Of which words it is, by whom and when, and for whom it works; nobody is said to have judged it."""
    leaflet = next(one for one in printed.leaflets("nl") if one.id == "ms")
    book = books["ms"]
    assert book.said("identifier") == [leaflet.version_id]
    assert (book.said("title"), book.said("language"), book.said("creator")) == ([leaflet.title], ["nl"], ["Jesse"])
    assert book.said("dcterms:modified") == [f"{leaflet.date.isoformat()}T00:00:00Z"]
    assert book.said("schema:accessMode") == ["textual", "visual"]
    assert book.said("schema:accessModeSufficient") == ["textual"]
    assert book.said("schema:accessibilityHazard") == ["none"]
    assert "longDescription" in book.said("schema:accessibilityFeature")
    assert book.said("dcterms:conformsTo") == []


def test_identifiers_differ(books: Books) -> None:
    """No two books are taken for one."""
    assert len({book.said("identifier")[0] for book in books.values()}) == len(books)


def test_the_contents_are_the_headings_they_lead_to(books: Books) -> None:
    """In the order of reading; each line says what stands at its place."""
    for name, book in books.items():
        lines = book.navs("toc")
        assert lines
        for said, target in lines:
            path, _, fragment = target.partition("#")
            places = [one for one in book.documents[path].iter() if one.get("id") == (fragment or "title")]
            assert " ".join(said.split()) in " ".join("".join(places[0].itertext()).split()), (name, said)
        order = [book.spine.index(target.partition("#")[0]) for _, target in lines]
        assert order == sorted(order)


def test_pages_are_told_only_where_they_are_known(books: Books) -> None:
    """The list, the marks, and what says of them are all there, or none of them."""
    for name, book in books.items():
        marks = [
            (part, one.attrib["id"], one.attrib["aria-label"])
            for part in ["cover.xhtml", *dict.fromkeys([*book.spine[1:2], *book.spine])]
            for one in book.documents[part].iter()
            if one.get(f"{OPS}type") == "pagebreak"
        ]
        is_known = name in ("ms", "crps", "booklet")
        assert bool(marks) is bool(book.navs("page-list")) is bool(book.said("source")) is is_known
        features = book.said("schema:accessibilityFeature")
        assert ("pageNavigation" in features) is ("pageBreakMarkers" in features) is is_known
        assert [target for _, target in book.navs("page-list")] == [
            f"{part}#{place}" for part, place, _ in dict.fromkeys(marks)
        ]  # fmt: skip
        assert all(said.endswith(label) for (label, _), (_, _, said) in zip(
            book.navs("page-list"), dict.fromkeys(marks), strict=True))  # fmt: skip
