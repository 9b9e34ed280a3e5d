"""Sheets, weight and cost, worked out by hand."""

from __future__ import annotations

from decimal import Decimal

import pytest

from leaflets.press.estimate import Bound, estimate, fitting
from leaflets.press.shop import Prices, Stock

A5 = (148, 210)
THIN, CARD = Stock(grams=100), Stock(grams=250)


@pytest.mark.parametrize(
    ("piece", "bleed", "count"),
    [((296, 210), 3, 2), (A5, 3, 4), ((300, 210), 3, 2), ((310, 210), 3, 1), ((900, 900), 3, 0), ((105, 148), 3, 6)],
)
def test_how_many_fit_a_sheet(piece: tuple[float, float], bleed: float, count: int) -> None:
    """On SRA3 with 5 mm for the gripper: two spreads or four leaves of A5, whichever way round gives more."""
    assert fitting(piece, bleed) == count


def test_a_stapled_booklet() -> None:
    """Sixty pages are 15 folded sheets, two on SRA3, front and back: 500 copies take 3750."""
    found = estimate(Bound(60, A5, 3, "stapled", THIN, None), 500)
    assert (found.sheets, found.up, found.cover_sheets, found.covers_up) == (3750, 4, 0, 0)
    assert found.copy_g == pytest.approx(30 * 0.148 * 0.21 * 100, abs=0.1)
    assert found.all_kg == pytest.approx(46.6, abs=0.05)
    assert (found.costs, found.total) == ((), None)


def test_a_cover_apart() -> None:
    """56 pages inside and a cover of 250 g: 3500 sheets and 250, and the weight of both."""
    found = estimate(Bound(60, A5, 3, "stapled", THIN, CARD), 500)
    assert (found.sheets, found.cover_sheets, found.covers_up) == (3500, 250, 2)
    assert found.copy_g == pytest.approx(28 * 0.03108 * 100 + 0.296 * 0.21 * 250, abs=0.1)


def test_a_glued_booklet() -> None:
    """Leaves are printed four to a side; a cover with a wide spine stands alone on its sheet and weighs more."""
    found = estimate(Bound(200, A5, 3, "glued", THIN, CARD, spine_mm=14), 10)
    assert (found.sheets, found.up) == (245, 4)
    assert (found.cover_sheets, found.covers_up) == (10, 1)
    assert found.copy_g == pytest.approx(98 * 0.03108 * 100 + 0.310 * 0.21 * 250, abs=0.1)


def test_the_cost_of_what_has_a_price() -> None:
    """Each line is its price times how many there are, to a cent; what has no price is named and not counted."""
    prices = Prices.model_validate({"with_vat": True, "lines": [
        {"name": "Opstart", "per": "order", "price": 60}, {"name": "Binnenwerk", "per": "sheet", "price": "0,185"},
        {"name": "Omslag", "per": "cover-sheet", "price": 0.42}, {"name": "Nieten", "per": "copy", "price": 0.145},
        {"name": "Levering", "per": "kg", "price": None}, {"name": "Post", "per": "kg", "price": 0.1},
    ]})  # fmt: skip
    found = estimate(Bound(60, A5, 3, "stapled", THIN, CARD), 501, prices)
    totals = {one.name: one.total for one in found.costs}
    assert totals == {
        "Opstart": Decimal("60.00"), "Binnenwerk": Decimal("648.80"), "Omslag": Decimal("105.42"),
        "Nieten": Decimal("72.65"), "Post": Decimal("5.14"),
    }  # fmt: skip
    assert found.total == Decimal("892.01")
    assert (found.unpriced, found.with_vat) == (("Levering",), True)


def test_a_table_that_is_not_filled_in() -> None:
    """Without any price there is no cost and no total."""
    prices = Prices.model_validate({"with_vat": False, "lines": [{"name": "Opstart", "per": "order"}]})
    found = estimate(Bound(60, A5, 3, "stapled", THIN, None), 500, prices)
    assert (found.costs, found.total, found.unpriced) == ((), None, ("Opstart",))
