"""What is read from the tags has its spaces, also those a line was broken at."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest
from PIL import ImageChops
from weasyprint import HTML
from weasyprint.draw import text as drawing
from weasyprint.layout import inline

from leaflets.typeset.weasyprint70 import install, line_ends
from leaflets.typeset.weasyprint70.fonts import type_case
from leaflets.typeset.weasyprint70.tagging import finish
from tests.reading import Element, elements, opened, picture, tag_tree

FILES = ("leaflets/ms-a5", "leaflets/crps-a5", "leaflets/ms-a4", "leaflets/crps-a4", "booklet/booklet-ms-crps")
WITHIN_LINES = {"/Span", "/Link", "/NonStruct"}
"""Elements that part no words."""


def made(body: str, width: str = "9em", parted: bool = True, patched: bool = True) -> bytes:
    """A page with `body` in a narrow column, tagged."""
    if patched:
        install()
    page = f"<html lang=nl><title>t</title><body style='width: {width}; font-family: Atkinson Hyperlegible'>{body}"
    document = HTML(string=page).render(font_config=type_case())
    if parted:
        line_ends.part_words(document)
    return bytes(document.write_pdf(pdf_variant="pdf/ua-1", finisher=finish))


def said(pdf: bytes, *tags: str) -> list[str]:
    """The text of the elements with `tags`, as a voice reads it."""
    with opened(pdf) as file:
        return [one.text.replace("\u200b", "") for one in elements(file, *(tags or ("/P",)))]


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("<p>Wie moe is rust uit en gaat weer verder", "Wie moe is rust uit en gaat weer verder"),
        ("<p>Wie moe is <b>rust uit</b> en <em>gaat weer</em> verder", "Wie moe is rust uit en gaat weer verder"),
        ("<p>Wie moe is <b>rust uit </b>en gaat<b> weer verder</b>", "Wie moe is rust uit en gaat weer verder"),
        ("<p>Wie moe is<br>rust uit<br>en gaat", "Wie moe is rust uit en gaat"),
        ("<p>Bel het noodnummer-nummer-nummer", "Bel het noodnummer-nummer-nummer"),
        ("<p>Kijk op jesseversteghen.\u200bblogspot.\u200bcom", "Kijk op jesseversteghen.blogspot.com"),
        ("<p><b style='display: block'>Herstel bij</b> <b style='display: block'>MS</b>", "Herstel bij MS"),
        ("<p><b>Wie</b> <i>moe</i> <b style='display: inline-block'>is</b> <i>rust</i>", "Wie moe is rust"),
        ("<p>kort", "kort"),
    ],
)
def test_a_space_stands_where_a_line_was_broken_at_one(body: str, wanted: str) -> None:
    """No words are joined at the end of a line, none is parted, and the last line ends with its last word."""
    assert said(made(body)) == [wanted]


def test_without_it_words_are_joined(monkeypatch: pytest.MonkeyPatch) -> None:
    """WeasyPrint alone reads the last word of a line and the first of the next as one; once it does not, this may go."""
    sentence = "Wie moe is rust uit en gaat weer verder"
    install()
    monkeypatch.setattr(inline, "get_next_linebox", line_ends._next_line)
    monkeypatch.setattr(drawing, "draw_first_line", line_ends._draw_line)
    (theirs,) = said(made(f"<p>{sentence}", parted=False, patched=False))
    assert theirs.replace(" ", "") == sentence.replace(" ", "")
    assert len(theirs.split()) < len(sentence.split())


def test_a_paragraph_that_goes_on_overleaf_keeps_its_space() -> None:
    """Also at the foot of a page the space is there."""
    pdf = made(
        "<style>@page {size: 60mm 25mm; margin: 5mm}</style><p style='orphans: 1; widows: 1'>" + "rust uit " * 40
    )
    assert "".join(said(pdf)).split() == ["rust", "uit"] * 40


def test_items_and_paragraphs_are_not_run_together() -> None:
    """What is no part of a paragraph adds nothing to it: an item ends with its last word, and so does a cell."""
    pdf = made("<ul><li>een rustige dag en nacht<li>twee</ul><table><tr><td>drie<td>vier</table>")
    assert [text.lstrip("• ") for text in said(pdf, "/LI", "/TD")] == [
        "een rustige dag en nacht",
        "twee",
        "drie",
        "vier",
    ]


def test_a_space_takes_no_room() -> None:
    """Left, right, in the middle and from edge to edge the page is the same to the pixel with and without."""
    body = "".join(f"<p style='text-align: {align}'>" + "Van verre AV-team waaruit " * 6
                   for align in ("left", "right", "center", "justify"))  # fmt: skip
    pictures = []
    for parted in (True, False):
        with pypdfium2.PdfDocument(made(body, parted=parted)) as pdf:
            pictures.append(picture(pdf[0], 200, grey=True))
    assert ImageChops.difference(*pictures).getbbox() is None


@pytest.mark.parametrize("name", FILES)
def test_no_words_are_joined(edition: Path, name: str) -> None:
    """Every word that is read from the tags is one that stands on a page, leaflets and booklet."""
    path = edition / f"nl/{name}.pdf"
    with pypdfium2.PdfDocument(path) as pages:
        printed = " ".join(page.get_textpage().get_text_range() for page in pages)
    words = set(re.split(r"[\s\ufffe\x02]+", printed))
    with opened(path) as pdf:
        # The words of a diagram stand apart in its drawing, and its description is read in their place.
        drawn = "".join(one.text for one in elements(pdf, "/Figure"))
        read = [word for block in blocks(tag_tree(pdf)) for word in block.split()]
    # An address breaks after its dots and strokes, where nothing is put.
    joined = [
        word for word in read if word not in words and word not in drawn and not re.search(r"[./]\u200b?\w|-", word)
    ]
    assert len(read) > 300
    assert joined == []


def blocks(element: Element) -> list[str]:
    """The text of each block under an element, that of blocks within blocks apart."""
    found = [""]
    _walk(element, found)
    return found


def _walk(element: Element, found: list[str]) -> None:
    is_block = element.tag not in WITHIN_LINES
    if is_block:
        found.append("")
    if element.kids:
        for kid in element.kids:
            _walk(kid, found)
    else:
        found[-1] += element.text
    if is_block:
        found.append("")
