"""In a worker: the first sheet of a practice's own file, to print once before all the others."""

from __future__ import annotations

import io
from typing import cast

import pikepdf
from pikepdf import Name, Pdf

from leaflets.imposition.duplex import TurningEdge
from leaflets.imposition.viewer import for_paper
from leaflets.pdf.saving import saved
from leaflets.personalise.practice import Practice
from leaflets.studio.details import Upload
from leaflets.studio.parcel import Parcel, one_file
from leaflets.studio.piece import WantedFile
from leaflets.studio.settings import settings_of
from leaflets.studio.stock import StudioStock

_LEADING = frozenset({"/Names", "/Dests", "/AcroForm", "/Annots", "/StructParents", "/Tabs"})
"""Keys of a catalogue and of a page with places in other pages (ISO 32000-1, 7.7.2 and 7.7.3.3)."""


def trial(stock: StudioStock, piece: WantedFile, practice: Practice, logo: Upload | None) -> Parcel:
    """Front and back of the first sheet of a file. Raises ContentError for one that cannot be."""
    whole = one_file(stock, piece, practice, logo)
    fmt = stock.catalogue.formats[piece.format]
    found = settings_of(fmt, piece.printer)
    edge = cast(TurningEdge, found.edge) if found and found.edge else None
    name = whole.name.removesuffix(".pdf")
    return Parcel(f"{name}-trial.pdf", whole.kind, first_sheet(whole.data, piece.language, edge))


def first_sheet(pdf: bytes, language: str, edge: TurningEdge | None) -> bytes:
    """The first two pages of a file, or one where a sheet has one side, as they are; it proposes how to print them."""
    with Pdf.open(io.BytesIO(pdf)) as whole, Pdf.new() as sheet:
        pages = whole.pages[: 2 if edge else 1]
        # What leads to the other pages would bring them along, and on paper nothing leads anywhere.
        for one in (whole.Root, *(page.obj for page in pages)):
            for name in _LEADING & set(one.keys()):
                del one[name]
        sheet.pages.extend(pages)
        title = whole.docinfo.get(Name.Title, pikepdf.String(""))
        for_paper(sheet, str(title), language, edge)
        return saved(sheet)
