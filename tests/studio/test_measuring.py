"""What one copy of a file is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from leaflets.build.assemble import Made, assembled
from leaflets.preflight.measure.toner import coverage
from leaflets.studio.measuring import measured, one_copy
from leaflets.studio.piece import WantedFile, master_of
from leaflets.studio.stock import StudioStock

MS = WantedFile(("ms",), "a5-folded", "nl", "be", light=True)


@pytest.mark.parametrize("light", [True, False])
@pytest.mark.parametrize(("form", "sheets", "pieces"), [("a5-folded", 1, 1), ("trifold", 1, 1), ("dl-card", 1, 3)])
def test_a_sheet_takes_what_its_ticket_says(
    stock: StudioStock, form: str, sheets: int, pieces: int, light: bool
) -> None:
    """To half a per cent of what is measured on the very sheets, though none is imposed for it."""
    master = master_of(stock, replace(MS, format=form, light=light))
    found = one_copy(master)
    made = assembled(master.work, master.proofs, stock.shop)
    assert isinstance(made, Made)
    assert (found.sheets, found.pieces, 2 * found.sheets) == (sheets, pieces, made.proof.pages)
    assert found.coverage == pytest.approx(coverage(made.proof.pdf), rel=0.005)
    assert found.size_mm == (297, 210)


def test_pages_that_are_not_imposed_lie_on_both_sides(stock: StudioStock) -> None:
    """Of an A4 one sheet, of a poster one with an empty back; what is read on a screen takes nothing."""
    a4, poster, screen, gone = measured(
        stock, [replace(MS, format=name) for name in ("a4", "poster", "a5")] + [replace(MS, leaflets=("plague",))]
    )
    assert a4 is not None
    assert poster is not None
    assert (a4.sheets, a4.empty_sides, poster.sheets, poster.empty_sides) == (1, 0, 1, 1)
    assert a4.coverage == pytest.approx(coverage(master_of(stock, replace(MS, format="a4")).proofs[0].pdf))
    assert (screen, gone) == (None, None)


def test_a_booklet_takes_its_sheets(stock: StudioStock) -> None:
    """Four pages on each, as many as there are."""
    booklet = replace(MS, format="booklet-imposed")
    (found,) = measured(stock, [booklet])
    assert found is not None
    pages = sum(proof.pages for proof in master_of(stock, booklet).proofs)
    assert found.sheets == -(-pages // 4)
    assert 0 < found.coverage < 0.2
