"""Whether contents, sources and QR codes of a booklet are right, read from its finished pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2

from leaflets.preflight.measure.letters import letters
from leaflets.preflight.measure.qr import read
from leaflets.storage.manifest import read_manifest

BOOKLET = "nl/booklet/booklet.pdf"
ENTRY = re.compile(r"^(\d+) (.+?)\s*$", re.MULTILINE)
REFERENCE = re.compile(r"^\d+ ((?:(?!QR-code\s+op).)+?),?\s*QR-code\s+op\s+bladzijde\s+(\d+)", re.MULTILINE | re.DOTALL)
LABEL = "(omschrijving, geen titel)"
DPI = 150
KNOWN_BY = 20
"""So many letters at the end of a title tell it; before its beginning the number of another may stand."""


@dataclass(frozen=True)
class Right:
    """How many entries of the contents, references to sources and codes there are, and how many are wrong."""

    entries: int
    references: int
    codes: int
    wrong: int


def look(output: Path) -> Right:
    """Compare the merged booklet of an output folder with itself and with the manifest."""
    pdf = pypdfium2.PdfDocument(output / BOOKLET)
    pages = list(_texts(pdf))
    marked = [(one.get_dest().get_index() + 1, one.get_title(), one.level) for one in pdf.get_toc(max_depth=2)]
    first = min(page for page, *_ in marked)
    printed = [(int(page), title) for text in pages[1 : first - 1] for page, title in ENTRY.findall(text)]
    wrong = sum(one != (page, title) for one, (page, title, _) in zip(printed, marked, strict=True))
    for page, title, level in marked:
        # A leaflet begins with its name and has its folio; not so the coloured pages before a group, and those to fill in.
        is_there = letters(title) in letters(pages[page - 1]) and f"\n{page}\n" in f"\n{pages[page - 1]}\n"
        wrong += level == 1 and not is_there
    references = [(title, int(page)) for text in pages for title, page in REFERENCE.findall(text)]
    for title, page in references:
        wrong += letters(title.replace(LABEL, ""))[-KNOWN_BY:] not in letters(pages[page - 1])
    codes = read_manifest(output).artefacts[BOOKLET].qr
    for page in sorted({code.page for code in codes}):
        wanted = sorted(code.url for code in codes if code.page == page)
        wrong += sorted(read(pdf[page - 1], DPI)) != wanted
    pdf.close()
    return Right(len(printed), len(references), len(codes), wrong)


def _texts(pdf: pypdfium2.PdfDocument) -> Iterator[str]:
    for page in pdf:
        text = page.get_textpage()
        yield text.get_text_range().replace("\r", "").replace(" \n", "\n")
        text.close()
        page.close()
