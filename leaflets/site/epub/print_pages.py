"""Where the pages of the printed form begin in the words of an e-book, read back from the file that is printed.

A page list that is wrong leads a class, or a patient on the telephone with a practice, to the wrong sentence. So each
page is found by the words it begins with, what stands between two marks is looked up on its page, and where anything
does not fit there are no marks at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import pairwise
from pathlib import Path

from markupsafe import Markup

from leaflets.preflight.measure.letters import letters

WINDOW = 24
"""So many letters on end stand in one place only, but for sentences that all leaflets have: the order tells these."""

STEP = 6
"""A window is looked up at each so many letters: of what is longer than 30 letters one lies wholly within it."""

MOST_SKIPPED = 160
"""So many letters at the head of a page may be of the paper alone, such as how to open a code with a camera."""

_TOKEN = re.compile(r"<[^>]*>|&[^;\s]{1,10};|[^<&]+")
_INLINE = re.compile(r"<(?:strong|em|b|i|a|span|sup)\b[^>]*(?<!/)>$")
_BLOCK = re.compile(r"<(?:p|h[1-6]|blockquote)\b[^>]*>$")


@dataclass(frozen=True)
class PrintedPage:
    """A page of a file that is printed: its place in that, from 1, what it calls itself, and its letters."""

    number: int
    label: str
    letters: str

    @property
    def id(self) -> str:
        """The name of the place where it begins."""
        return f"page-{self.number}"


def printed_pages(pdf: Path) -> tuple[PrintedPage, ...]:
    """The pages of a file, by their labels, or counted where they have none; none of what is no PDF."""
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(pdf) as document:
            pages = [(document.get_page_label(at), _text(page)) for at, page in enumerate(document)]
    except pypdfium2.PdfiumError:
        return ()
    return tuple(PrintedPage(at, label or str(at), bare(text)) for at, (label, text) in enumerate(pages, start=1))


def bare(text: str) -> str:
    """The letters of a text without its digits: the numbers of lists are on the paper, and drawn in an e-book."""
    return "".join(one for one in letters(text) if not one.isdigit())


def _text(page: object) -> str:
    words = page.get_textpage()  # type: ignore[attr-defined]
    text = str(words.get_text_range())
    words.close()
    page.close()  # type: ignore[attr-defined]
    return text


def marked(xhtml: str, pages: Sequence[PrintedPage], page_word: str) -> str | None:
    """A document with a mark where each page begins, the first at its head; None where they do not fit its words.

    `page_word` is what a voice says before the number.
    """
    if len(pages) == 1:
        return marked_at(xhtml, [head(xhtml)], pages, page_word)
    said = _PlacedLetters(xhtml)
    starts = [0]
    for page in pages[1:]:
        found = _start(page.letters, said.text, starts[-1])
        if found is None:
            return None
        starts.append(found)
    if not _are_true(said.text, [*starts, len(said.text)], pages):
        return None
    return marked_at(xhtml, [head(xhtml), *(said.place(at) for at in starts[1:])], pages, page_word)


def marked_at(xhtml: str, places: Sequence[int], pages: Sequence[PrintedPage], page_word: str) -> str:
    """A document with the mark of each page at its place, the places in their order."""
    for place, page in reversed(list(zip(places, pages, strict=True))):
        xhtml = f"{xhtml[:place]}{mark(page.label, page.id, page_word)}{xhtml[place:]}"
    return xhtml


def mark(label: str, name: str, page_word: str) -> Markup:
    """The mark of a page, a place of this name: nothing to see, and a voice can say it (DPUB-ARIA 1.1)."""
    said = f"{page_word} {label}" if label.isdigit() else label
    return Markup('<span epub:type="pagebreak" role="doc-pagebreak" id="{}" aria-label="{}"></span>').format(name, said)


def head(xhtml: str) -> int:
    """Just within the body, where everything on the first page comes after."""
    found = re.search(r"<body\b[^>]*>\n?", xhtml)
    assert found is not None
    return found.end()


class _PlacedLetters:
    """The letters of a document, and where each stands in its source."""

    def __init__(self, xhtml: str) -> None:
        self.xhtml = xhtml
        told = [(one, at) for piece, at in _pieces(xhtml) for one in bare(piece)]
        self.text = "".join(one for one, _ in told)
        self.at = [at for _, at in told]

    def place(self, number: int) -> int:
        """Where a mark goes before the letter of this number: before its word, and its paragraph if it begins one."""
        place = self.at[number]
        while self.xhtml[place - 1].isalnum():
            place -= 1
        # A voice joins a number to the word before it by a character that nobody sees.
        place -= self.xhtml[:place].endswith("\u2060")
        while found := _INLINE.search(self.xhtml, max(0, place - 300), place):
            place = found.start()
        found = _BLOCK.search(self.xhtml, max(0, place - 300), place)
        return found.start() if found else place


def _pieces(xhtml: str) -> Iterator[tuple[str, int]]:
    """The characters of a document's body, each with its place."""
    for found in _TOKEN.finditer(xhtml, head(xhtml)):
        token = found[0]
        if token[0] == "&":
            yield unescape(token), found.start()
        elif token[0] != "<":
            yield from ((one, found.start() + offset) for offset, one in enumerate(token))


def _start(page: str, text: str, after: int) -> int | None:
    """The letter of the text that a page begins with, or the first that the paper and the text have both."""
    for skipped in range(min(MOST_SKIPPED, len(page) - WINDOW) + 1):
        found = text.find(page[skipped : skipped + WINDOW], after)
        if found >= 0:
            return found
    return None


def _are_true(text: str, bounds: Sequence[int], pages: Sequence[PrintedPage]) -> bool:
    """Whether what stands between two marks is printed on that page, as far as it is printed anywhere."""
    for page, (first, last) in zip(pages, pairwise(bounds), strict=True):
        on_it = 0
        for at in range(first, last - WINDOW + 1, STEP):
            piece = text[at : at + WINDOW]
            if piece in page.letters:
                on_it += 1
            elif any(piece in other.letters for other in pages):
                return False
        if not on_it:
            return False
    return True
