"""In a worker: what one copy of a file is, in sheets of paper and toner; measured once on its pages, and kept."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from math import ceil

import pypdfium2

from leaflets.imposition import sheets
from leaflets.imposition.consumption import OneCopy
from leaflets.imposition.plan import Sheet
from leaflets.model.proof import Proof
from leaflets.personalise.sets.task import Master
from leaflets.preflight.measure.toner import WHOLE, toner
from leaflets.problems import PressError
from leaflets.studio.forms import form_of
from leaflets.studio.piece import WantedFile, master_of
from leaflets.studio.stock import StudioStock
from leaflets.units import PT_PER_MM

Tones = list[tuple[float, tuple[float, float]]]
"""Of each page how much of it is covered, and its size in mm."""


def measured(stock: StudioStock, pieces: Sequence[WantedFile]) -> tuple[OneCopy | None, ...]:
    """What one copy of each file is; None for what no office prints, and for what cannot be made.

    The files are typeset where they are not kept, so that nobody waits for them afterwards.
    """
    return tuple(_measured(stock, piece) for piece in pieces)


def _measured(stock: StudioStock, piece: WantedFile) -> OneCopy | None:
    with suppress(PressError):
        master = master_of(stock, piece)
        return one_copy(master) if form_of(master.work.format).where == "printer" else None
    return None


def one_copy(master: Master) -> OneCopy:
    """What one copy of a master is, with its box still empty: a practice's few letters change no figure of two digits.

    Pages are moved to the sheets as they are, so what they take there is what they take by themselves.
    """
    tones = [tone for proof in master.proofs for tone in _tones(proof)]
    layout = master.work.format.sheet
    if layout is None:
        size, count = tones[0][1], len(tones)
        sheets_of_one = ceil(count / 2)
        covered = sum(share for share, _ in tones) / count
        return OneCopy(sheets_of_one, 1, size, covered, 2 * sheets_of_one - count)
    paper = master.work.paper
    plan = sheets([size for _, size in tones], layout, paper.caliper_mm, paper.printer.unprinted_mm)
    pieces = max(1, _first_pages(plan)) if layout.marks == "crop" else 1
    return OneCopy(len(plan), pieces, layout.size_mm, _covered(plan, tones, layout.size_mm))


def _tones(proof: Proof) -> Tones:
    with pypdfium2.PdfDocument(proof.pdf) as document:
        sizes = [page.get_size() for page in document]
    in_mm = [(round(width / PT_PER_MM, 2), round(height / PT_PER_MM, 2)) for width, height in sizes]
    return [(inks / WHOLE, size) for inks, size in zip(toner(proof.pdf), in_mm, strict=True)]


def _first_pages(plan: Sequence[Sheet]) -> int:
    return sum(placed.page == 1 for placed in plan[0].front.pages)


def _covered(plan: Sequence[Sheet], tones: Tones, size_mm: tuple[float, float]) -> float:
    """How much of a side is covered on the mean."""
    placed = [one.page for sheet in plan for side in (sheet.front, sheet.back) for one in side.pages]
    inked = sum(share * width * height for share, (width, height) in (tones[page - 1] for page in placed))
    return inked / (2 * len(plan) * size_mm[0] * size_mm[1])
