"""What an e-book is."""

from __future__ import annotations

import datetime as dt

from leaflets.site.epub.book import EpubBook, EpubCover, EpubLine, EpubPart, PageBreak


def book(*parts: EpubPart, marks: tuple[PageBreak, ...] = ()) -> EpubBook:
    return EpubBook(
        id="a", title="A", authors=("An",), publisher="B", description="", rights="", date=dt.date(2026, 11, 27),
        cover=EpubCover(b"", ""), parts=parts, contents=(), begins="a.xhtml", marks=marks,
    )  # fmt: skip


def test_a_mark_knows_its_document() -> None:
    """And the name of its place within it; no other document's name may begin like that."""
    several = (PageBreak("1", "a.xhtml#page-1"), PageBreak("2", "aa.xhtml#page-2"))
    assert book(marks=several).marks_in("a.xhtml") == several[:1]
    assert several[1].id == "page-2"


def test_the_day_of_a_book_is_that_of_its_words() -> None:
    """At no hour of any clock."""
    assert book().modified == "2026-11-27T00:00:00Z"


def test_a_drawing_is_no_diagram() -> None:
    """The signs beside the numbers to call are drawn too, and say nothing that needs words."""
    signs, diagram = (
        EpubPart("a.xhtml", "<svg></svg>"),
        EpubPart("b.xhtml", '<section class="diagram"><svg/></section>'),
    )
    assert (signs.has_drawing, EpubPart("c.xhtml", "<p/>").has_drawing) == (True, False)
    assert (book(signs).has_drawing, book(signs, diagram).has_drawing) == (False, True)


def test_a_line_has_lines_below_it() -> None:
    """None, where nothing is said of them."""
    assert EpubLine("A", "a.xhtml").inner == ()
