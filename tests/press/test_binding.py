"""What can be bound, and how wide a spine is."""

from __future__ import annotations

import pytest

from leaflets.press.binding import spine_mm, thickness_mm, unbindable
from leaflets.press.shop import Binding, Stock

THIN, CARD = Stock(grams=90), Stock(grams=250)


def test_paper_is_as_thick_as_its_weight_says() -> None:
    """80 g of uncoated paper are 0.10 mm, coated paper is denser, and what was measured counts."""
    assert thickness_mm(Stock(grams=80)) == pytest.approx(0.1)
    assert thickness_mm(Stock(grams=100, coated=True)) == pytest.approx(0.09)
    assert thickness_mm(Stock(grams=80, caliper_mm=0.13)) == 0.13


def test_a_spine_is_its_leaves_and_its_cover() -> None:
    """Sixty pages have 28 leaves of 90 g inside and two of 250 g around them."""
    assert spine_mm(60, THIN, CARD) == pytest.approx(28 * 0.1125 + 2 * 0.3125, abs=0.05)


@pytest.mark.parametrize(
    ("pages", "binding", "spine", "apart", "said"),
    [
        (60, "stapled", 0.0, False, None), (64, "stapled", 0.0, False, "has 64 pages, and a staple goes through 60"),
        (64, "glued", 4.0, True, None), (32, "glued", 2.4, True, "has a spine of 2.4 mm, and glue needs 3"),
        (30, "stapled", 0.0, False, "has 30 pages, and what is bound has a multiple of 4"),
        (4, "stapled", 0.0, True, "has 4 pages, all of them cover"), (4, "stapled", 0.0, False, None),
        (8, "stapled", 0.0, True, None),
    ],
)  # fmt: skip
def test_what_cannot_be_bound(pages: int, binding: Binding, spine: float, apart: bool, said: str | None) -> None:
    """Too many pages for a staple, too few for glue, no multiple of four and a cover without an inside are told."""
    found = unbindable(pages, binding, spine, apart=apart)
    assert (found is None) == (said is None)
    if found is not None and said is not None:
        assert str(found[0]).startswith(said)
        assert found[1].endswith(".")
