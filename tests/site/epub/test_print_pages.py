"""Where the pages of the printed form begin in the words of an e-book."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from leaflets.preflight.measure.letters import letters
from leaflets.site.epub.print_pages import PrintedPage, bare, mark, marked, printed_pages
from leaflets.site.shelf import SiteShelf
from tests.site.epub.reading import ReadBook
from tests.site.stock import page

FIRST = "Dit is de eerste alinea, die op de eerste bladzijde staat."
SECOND = "De tweede is lang: zij begint op de eerste bladzijde en zij eindigt op de tweede bladzijde."
LAST = "En dit is dan de laatste alinea van allemaal."


def document(*paragraphs: str) -> str:
    """A document with these paragraphs."""
    body = "".join(f"<p>{one}</p>\n" for one in paragraphs)
    return f"<html><head><title>Wat</title></head>\n<body>\n{body}</body></html>"


def pages(*texts: str) -> list[PrintedPage]:
    """Pages that say so."""
    return [PrintedPage(at, str(at), bare(text)) for at, text in enumerate(texts, start=1)]


def parts(xhtml: str | None) -> list[str]:
    """The words of a document, parted where a page begins; the first is before the first."""
    assert xhtml is not None
    several = re.split(r'<span epub:type="pagebreak".*?</span>', xhtml)
    return [" ".join(re.sub(r"<[^>]*>", " ", one).split()) for one in several]


def test_a_page_begins_within_a_paragraph() -> None:
    """At the word it begins with, wherever its lines end, and the first at the head."""
    begun, _, ended = SECOND.partition("en zij ")
    found = marked(document(FIRST, SECOND, LAST), pages(f"{FIRST} {begun}", f"en zij {ended} {LAST}"), "bladzijde")
    assert parts(found) == ["Wat", f"{FIRST} {begun.strip()}", f"en zij {ended} {LAST}"]


def test_a_page_that_begins_a_paragraph_is_marked_before_it() -> None:
    """Not within: a heading is read without the number of a page."""
    found = marked(document(FIRST, f"<b>{SECOND}</b>", LAST), pages(FIRST, f"1 {SECOND} {LAST}"), "bladzijde")
    assert found is not None
    assert f'aria-label="bladzijde 2"></span><p><b>{SECOND}' in found


def test_a_word_that_is_parted_is_not() -> None:
    """The mark of a page that begins with the end of a word stands before the word."""
    found = marked(document(FIRST, SECOND), pages(f"{FIRST} {SECOND[:33]}", SECOND[33:]), "bladzijde")
    assert parts(found)[2].startswith("de eerste bladzijde en zij eindigt")


def test_what_the_paper_alone_has_is_passed_over() -> None:
    """A running head, or how to open a code."""
    found = marked(document(FIRST, SECOND), pages(FIRST, f"Open een bron met de camera. {SECOND}"), "bladzijde")
    assert parts(found)[2] == SECOND


@pytest.mark.parametrize(
    "printed",
    [
        (FIRST, "Hier staat iets heel anders, en dat is lang genoeg om te zien."),
        (SECOND, FIRST), (f"{FIRST} {LAST}", SECOND), ("", SECOND),
    ],
)  # fmt: skip
def test_pages_that_do_not_fit_are_not_marked(printed: tuple[str, ...]) -> None:
    """Of other words, in another order, or with words that stand on another page: rather no list than a false one."""
    assert marked(document(FIRST, SECOND, LAST), pages(*printed), "bladzijde") is None


def test_a_mark_says_the_page() -> None:
    """A number after the word for it, and a name as it is; nothing of it is read as XML."""
    assert 'id="page-2" aria-label="bladzijde 2"' in mark("2", "page-2", "bladzijde")
    assert 'aria-label="omslag"' in mark("omslag", "page-1", "bladzijde")
    assert "&lt;&#34;" in mark('<"', "page-1", "bladzijde")


def test_what_is_no_pdf_has_no_pages(tmp_path: Path) -> None:
    """And a page without words has no letters."""
    (tmp_path / "none.pdf").write_bytes(b"none")
    (tmp_path / "empty.pdf").write_bytes(page(148, 210))
    assert printed_pages(tmp_path / "none.pdf") == ()
    assert printed_pages(tmp_path / "empty.pdf") == (PrintedPage(1, "1", ""),)


@pytest.mark.parametrize("leaflet", ["ms", "crps"])
def test_a_leaflets_words_are_on_the_pages_they_are_said_to_be(
    leaflet: str, printed: SiteShelf, books: dict[str, ReadBook]
) -> None:
    """Each passage of the text between two marks, of those that are printed at all, and most are."""
    (download,) = printed.files("nl", leaflet)
    several = printed_pages(printed.output / download.artefact.path)
    text = parts(books[leaflet].files["text.xhtml"].decode())[1:]
    assert len(text) == len(several) == 4
    for page_of, said in zip(several, text, strict=True):
        sentences = [bare(one) for one in re.split(r"(?<=[.?!:;])\s", said) if len(letters(one)) > 20]
        there = [one for one in sentences if one in page_of.letters]
        elsewhere = [one for one in sentences if one not in there and any(one in other.letters for other in several)]
        assert elsewhere == []
        assert there
    assert text[1].startswith("Wat gebeurt er in uw lichaam?")
    assert text[2].startswith("Wat kunt u zelf doen?")


def test_the_booklets_pages_are_those_of_the_printed_one(printed: SiteShelf, books: dict[str, ReadBook]) -> None:
    """All but the page to write on and the back; each leaflet's begin where its section does, and go on within it."""
    (download,) = printed.files("nl", None)
    labels = [one.label for one in printed_pages(printed.output / download.artefact.path)]
    listed = books["booklet"].navs("page-list")
    assert [label for label, _ in listed] == [one for one in labels if one not in ("8", "60")]
    assert (labels[0], labels[-1]) == ("omslag", "60")
    assert [label for label, target in listed if target.startswith("ms.xhtml#")] == ["42", "43", "44"]
    assert [label for label, target in listed if target.startswith("sources.xhtml#")] == ["56", "57", "58"]
    text = parts(books["booklet"].files["ms.xhtml"].decode())
    assert text[2].startswith("Waarom slaap en rust helpen")
    assert text[3].startswith("Wanneer belt u de huisarts?")
