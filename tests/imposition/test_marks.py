from __future__ import annotations

import pytest

from leaflets.imposition.marks import Mark, crop_marks, fold_marks, spine_marks, staple_places
from leaflets.model.format import SheetLayout
from leaflets.model.proof import Box

A4 = (297.0, 210.0)


def lines(marks: tuple[Mark, ...]) -> set[tuple[tuple[float, float], tuple[float, float]]]:
    return {(mark.start, mark.end) for mark in marks}


def test_pages_that_fill_the_sheet_are_cut_between_them_only() -> None:
    """Three cards over a whole sheet have two cuts, each with a tick at head and foot; the sheet's edges have none."""
    cards: list[Box] = [(left, 0, 99, 210) for left in (0, 99, 198)]
    assert lines(crop_marks(cards, A4, 8)) == {
        ((x, start), (x, end)) for x in (99, 198) for start, end in ((0, 8), (202, 210))
    }


def test_a_page_with_white_round_it_gets_marks_that_keep_clear_of_it() -> None:
    """With room, each corner has two marks of 5 mm that end 3 mm before the trim, as print shops ask."""
    marks = crop_marks([(50, 40, 100, 120)], A4, 8)
    assert lines(marks) == {
        ((50, 32), (50, 37)), ((50, 163), (50, 168)), ((150, 32), (150, 37)), ((150, 163), (150, 168)),
        ((42, 40), (47, 40)), ((153, 40), (158, 40)), ((42, 160), (47, 160)), ((153, 160), (158, 160)),
    }  # fmt: skip
    assert {mark.kind for mark in marks} == {"cut"}


def test_no_cut_mark_runs_into_a_page() -> None:
    """Where the cut of one page would pass through another, the tick on that side is left out."""
    wide, narrow = (0.0, 0.0, 200.0, 100.0), (60.0, 100.0, 80.0, 110.0)
    for mark in crop_marks([wide, narrow], A4, 8):
        for left, top, width, height in (wide, narrow):
            (x1, y1), (x2, y2) = mark.start, mark.end
            across = min(x2, left + width) - max(x1, left), min(y2, top + height) - max(y1, top)
            assert not (left < x1 < left + width and across[1] > 0 and x1 == x2)
            assert not (top < y1 < top + height and across[0] > 0 and y1 == y2)


def test_a_fold_has_a_tick_at_head_and_foot() -> None:
    """The tick reaches as far from the edge as it is told, on the fold itself."""
    assert lines(fold_marks([97], 210, 7)) == {((97, 0), (97, 7)), ((97, 203), (97, 210))}


@pytest.mark.parametrize(("marks", "stapled", "kinds"), [
    ("none", True, []), ("folds", False, ["fold", "fold"]), ("folds", True, ["fold", "fold", "staple", "staple"]),
])  # fmt: skip
def test_a_spine_has_the_marks_its_format_asks_for(marks: str, stapled: bool, kinds: list[str]) -> None:
    """Without marks none, without staples the fold only."""
    layout = SheetLayout.model_validate(
        {"size_mm": A4, "scheme": "saddle", "gutter_mm": 1, "marks": marks, "stapled": stapled}
    )
    assert [mark.kind for mark in spine_marks(layout, 8)] == kinds


def test_staples_stand_at_a_quarter_and_three_quarters() -> None:
    """Two staples, as far from the ends as half of what is between them."""
    assert staple_places(210) == (52.5, 157.5)
