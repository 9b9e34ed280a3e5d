"""The e-book of the booklet."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from leaflets.content.in_edition import in_edition
from leaflets.content.markup import passages
from leaflets.model.artefact import finished
from leaflets.model.content import SECTION_ROLES
from leaflets.site.shelf import SiteShelf
from leaflets.storage.manifest import write_manifest
from tests.content.own import Editions
from tests.site.epub.conftest import books_of
from tests.site.epub.reading import OPS, ReadBook, words
from tests.site.stock import entry, page, put, shelf_of


def test_it_has_the_words_of_every_leaflet_and_chapter(printed: SiteShelf, books: dict[str, ReadBook]) -> None:
    """Each passage of each, in a document of its own."""
    book = books["booklet"]
    for leaflet in printed.leaflets("nl"):
        said = words(book.text(f"{leaflet.id}.xhtml"))
        wanted = [one for role in SECTION_ROLES if role != "doctor" for one in passages(leaflet.section(role).markdown)]
        wanted += [sign.text for sign in leaflet.signs]
        assert [one for one in wanted if words(one) not in said] == [], leaflet.id
    for name, chapter in printed.catalogue.chapters["nl"].items():
        said = words(book.text(f"{name}.xhtml"))
        assert [one for one in passages(chapter.markdown) if words(one) not in said] == [], name


def test_the_contents_have_the_parts_and_their_leaflets(printed: SiteShelf, books: dict[str, ReadBook]) -> None:
    """Every chapter and part, and the leaflets of a part below it, as the printed contents do."""
    lines = books["booklet"].navs("toc")
    assert [said for said, _ in lines[3:6]] == [
        "Als zenuwcellen kwetsbaar zijn", "Ziekte van Alzheimer", "Ziekte van Parkinson",
    ]  # fmt: skip
    nav = books["booklet"].files["nav.xhtml"].decode()
    inner = nav.partition(">Als zenuwcellen kwetsbaar zijn</a>")[2]
    assert inner.startswith("<ol>")
    assert {target for _, target in lines} >= {f"{one.id}.xhtml" for one in printed.leaflets("nl")}
    assert [said for said, _ in lines[-2:]] == ["Alle bronnen", "Over dit boekje"]


def test_what_is_to_be_written_on_is_left_out(books: dict[str, ReadBook]) -> None:
    """Nobody writes in an e-book; nor has it a back."""
    said = " ".join(books["booklet"].text(name) for name in books["booklet"].documents)
    assert "Dagboek van mijn week" not in said
    assert "Mijn notities" not in said


def test_all_sources_are_listed_by_the_numbers_of_the_printed_list(
    printed: SiteShelf, books: dict[str, ReadBook]
) -> None:
    """Those the texts lean on, and apart from them those that only stood beside the first text."""
    text = books["booklet"].files["sources.xhtml"].decode()
    related = text.partition("<h2>Overige bronnen</h2>")[0].count("<li id=")
    assert f'<ol start="{related + 1}">' in text
    listed = text.count("<li id=")
    assert listed > related > 20
    for source in printed.catalogue.sources.values():
        if source.unrelated:
            assert f'id="source-{source.id}"' in text.partition("<h2>Overige bronnen</h2>")[2]


def test_it_has_a_colophon_and_explains_its_words(books: dict[str, ReadBook]) -> None:
    """The colophon of the printed one, with the version, and the words of the glossary."""
    about = books["booklet"].text("about.xhtml")
    assert "Colofon" in about
    assert "nog niet nagelezen door een arts" in about
    assert "mitochondriën: de energiefabriekjes van de cel." in books["booklet"].text("conclusion.xhtml")


def test_each_document_says_what_it_is(books: dict[str, ReadBook]) -> None:
    """A foreword, parts, chapters, and a list of sources, each by the name a voice knows it by."""
    roles = {
        name: next((one.get("role") for one in tree.iter() if one.get(f"{OPS}type") and one.get("role")), None)
        for name, tree in books["booklet"].documents.items()
    }
    marked = "doc-pagebreak"  # Its page begins before anything else.
    assert set(roles.values()) <= {marked, None}
    kinds = {
        name: {one.get("role") for one in tree.iter()} for name, tree in books["booklet"].documents.items()
    }  # fmt: skip
    assert "doc-foreword" in kinds["foreword.xhtml"]
    assert "doc-part" in kinds["group-1.xhtml"]
    assert "doc-chapter" in kinds["ms.xhtml"]
    assert "doc-bibliography" in kinds["sources.xhtml"]


def test_without_a_booklet_to_download_there_is_none(printed: SiteShelf, tmp_path: Path) -> None:
    """The series may have no chapters at all."""
    assert ("nl", None) not in books_of(shelf_of(printed.catalogue, tmp_path))


def test_a_booklet_of_other_pages_has_no_page_list(printed: SiteShelf, tmp_path: Path) -> None:
    """Neither one of another number of pages, nor one whose pages say something else."""
    planned = entry(printed.catalogue, None, "booklet")
    write_manifest(tmp_path, [put(tmp_path, planned)])
    data = books_of(shelf_of(printed.catalogue, tmp_path))["nl", None].data
    assert isinstance(data, bytes)
    book = ReadBook(data)
    assert book.navs("page-list") == []
    assert "pagebreak" not in "".join(one.decode() for name, one in book.files.items() if name.endswith(".xhtml"))


def test_words_that_were_changed_since_have_no_page_list(printed: SiteShelf) -> None:
    """Of the same version by name, which only a writer at work has: the pages are those of the words before."""
    leaflets = [
        one if one.id != "ms" else one.model_copy(update={"sections": tuple(
            section if section.role != "rest" else section.model_copy(update={"markdown": "Alles is nu anders."})
            for section in one.sections
        )})
        for one in printed.leaflets("nl")
    ]  # fmt: skip
    catalogue = replace(printed.catalogue, leaflets={"nl": tuple(leaflets)})
    data = books_of(replace(printed, catalogue=catalogue))["nl", None].data
    assert isinstance(data, bytes)
    assert ReadBook(data).navs("page-list") == []


def test_an_associations_booklet_has_its_title_page_and_foreword(content: Path, tmp_path: Path) -> None:
    """Who hands it out, before its contents, with the logo; the colophon names where the medical text is from."""
    catalogue = in_edition(Editions(content).read(), "moe")
    planned = entry(catalogue, None, "booklet")
    data = page(*planned.trim_mm)
    (tmp_path / planned.path).parent.mkdir(parents=True)
    (tmp_path / planned.path).write_bytes(data)
    write_manifest(tmp_path, [finished(planned, data, 1, (), "0" * 64)])
    found = books_of(shelf_of(catalogue, tmp_path, content=content))["nl", None].data
    assert isinstance(found, bytes)
    book = ReadBook(found)
    assert book.spine[:5] == ["cover.xhtml", "colophon.xhtml", "title-page.xhtml", "nav.xhtml", "foreword.xhtml"]
    assert "Moe maar moedig vzw" in book.text("title-page.xhtml")
    assert "U bent niet alleen." in book.text("foreword.xhtml")
    assert "Overgenomen uit" in book.text("colophon.xhtml")
    assert "pictures/logo.svg" in book.items
    assert (book.said("title"), book.said("identifier")[0][:4]) == (["Moe, maar moedig"], "moe-")
