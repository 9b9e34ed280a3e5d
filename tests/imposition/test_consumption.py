"""What a run takes, by arithmetic."""

from __future__ import annotations

import pytest

from leaflets.imposition.consumption import OneCopy, consumption
from leaflets.model.format import Costs

LEAFLET = OneCopy(sheets=1, pieces=1, size_mm=(297, 210), coverage=0.25)


@pytest.mark.parametrize(
    ("of", "pieces", "sheets", "text_pages"),
    [
        (LEAFLET, 1, 1, 10), (LEAFLET, 100, 100, 1000),
        (OneCopy(1, 1, (420, 297), 0.25), 1, 1, 20),  # A3, twice a page of A4
        (OneCopy(1, 3, (297, 210), 0.25), 3, 1, 10), (OneCopy(1, 3, (297, 210), 0.25), 100, 34, 340),
        (OneCopy(15, 1, (297, 210), 0.1), 100, 1500, 6000),
    ],
)  # fmt: skip
def test_sheets_and_toner_are_counted(of: OneCopy, pieces: int, sheets: int, text_pages: float) -> None:
    """Two sides of A4 covered for a quarter are ten pages of five per cent; of three cards a sheet is printed whole."""
    taken = consumption(of, pieces, None)
    assert (taken.sheets, taken.cost) == (sheets, None)
    assert taken.text_pages == pytest.approx(text_pages, rel=0.001)


@pytest.mark.parametrize(
    ("coverage", "cost"),
    [
        (5, 0.01 + 10 * 0.02),  # of a page of text
        (20, 0.01 + 2.5 * 0.02),  # of a page with all four colours
        ("any", 0.01 + 2 * 0.02),  # of a side, whatever it holds
    ],
)
def test_a_cost_is_of_paper_and_of_toner(coverage: object, cost: float) -> None:
    """Toner is paid by how full a page its price is for, or by the side."""
    costs = Costs.model_validate({"sheet": 0.01, "page": 0.02, "coverage": coverage})
    assert consumption(LEAFLET, 1, costs).cost == pytest.approx(cost)
    assert consumption(LEAFLET, 100, costs).cost == pytest.approx(100 * cost)


def test_an_empty_back_takes_no_toner() -> None:
    """And is not paid for where each side costs the same."""
    poster = OneCopy(1, 1, (210, 297), 0.25, empty_sides=1)
    assert consumption(poster, 10, None).text_pages == pytest.approx(50, rel=0.001)
    costs = Costs.model_validate({"sheet": 0.01, "page": 0.02, "coverage": "any"})
    assert consumption(poster, 1, costs).cost == pytest.approx(0.03)
