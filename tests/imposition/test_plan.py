from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflets.imposition.plan import (
    MAX_CREEP_MM,
    MAX_SHEETS,
    PlacedPage,
    Sheet,
    Side,
    faults,
    saddle_sides,
    sheets,
    signatures,
)
from leaflets.model.format import SheetLayout, Slot

A4 = (297.0, 210.0)
A5 = (148.0, 210.0)
FOLDED = SheetLayout(size_mm=A4, scheme="saddle")
STAPLED = SheetLayout(size_mm=A4, scheme="saddle", gutter_mm=1, marks="folds", stapled=True)
PANELS = [(100.0, 210.0)] * 3 + [(97.0, 210.0)] * 2 + [(100.0, 210.0)]
TRIFOLD = SheetLayout(
    size_mm=A4,
    scheme="slots",
    front=(Slot(page=5, left=0), Slot(page=6, left=97), Slot(page=1, left=197)),
    back=(Slot(page=2, left=0), Slot(page=3, left=100), Slot(page=4, left=200)),
    folds_mm=(97, 197),
    marks="folds",
)
CARDS = SheetLayout(
    size_mm=A4,
    scheme="slots",
    front=tuple(Slot(page=1, left=left) for left in (0, 99, 198)),
    back=tuple(Slot(page=2, left=left) for left in (0, 99, 198)),
    marks="crop",
)

page_counts = st.integers(min_value=4, max_value=64)
calipers = st.floats(min_value=0.03, max_value=0.3)


def booklet(pages: int, caliper: float = 0.1, layout: SheetLayout = STAPLED) -> tuple[Sheet, ...]:
    return sheets([A5] * pages, layout, caliper)


def numbers(side: Side) -> tuple[int, ...]:
    return tuple(placed.page for placed in sorted(side.pages, key=lambda placed: placed.box[0]))


def sentences(sizes: list[tuple[float, float]], layout: SheetLayout, caliper: float = 0.1) -> list[str]:
    return [said for said, _ in faults(sizes, layout, caliper)]


@pytest.mark.parametrize(
    ("pages", "sides"),
    [
        (4, [(4, 1), (2, 3)]),
        (8, [(8, 1), (2, 7), (6, 3), (4, 5)]),
        (12, [(12, 1), (2, 11), (10, 3), (4, 9), (8, 5), (6, 7)]),
    ],
)
def test_saddle_stitch_puts_these_pages_on_these_sides(pages: int, sides: list[tuple[int, int]]) -> None:
    """Front and back of each sheet hold the pages a bookbinder's table gives, left before right, outermost first."""
    assert [numbers(side) for sheet in booklet(pages) for side in (sheet.front, sheet.back)] == sides


@pytest.mark.parametrize(
    ("pages", "sides"),
    [(1, [(1,), ()]), (2, [(2, 1), ()]), (3, [(3, 1), (2,)]), (6, [(6, 1), (2,), (3,), (4, 5)])],
)
def test_blank_pages_come_before_the_back_cover(pages: int, sides: list[tuple[int, ...]]) -> None:
    """A number of pages that is no multiple of four leaves white what stands before the last page."""
    assert [numbers(side) for sheet in booklet(pages) for side in (sheet.front, sheet.back)] == sides


@given(pages=page_counts, caliper=calipers)
def test_every_page_stands_once(pages: int, caliper: float) -> None:
    """Each page of a booklet is on exactly one side."""
    found = [
        placed.page for sheet in booklet(pages, caliper) for side in (sheet.front, sheet.back) for placed in side.pages
    ]
    assert sorted(found) == list(range(1, pages + 1))


@given(count=st.integers(min_value=1, max_value=MAX_SHEETS))
def test_the_pages_of_a_side_sum_to_one_more_than_all(count: int) -> None:
    """In a booklet of N pages each side adds up to N + 1."""
    for front, back in saddle_sides(range(1, 4 * count + 1)):
        assert sum(front) == sum(back) == 4 * count + 1


@given(pages=st.integers(min_value=4, max_value=400))
def test_the_sides_of_a_signature_sum_to_its_first_and_last_page(pages: int) -> None:
    """In a part of a booklet each side adds up to the part's own first and last page."""
    for part in signatures(pages):
        for pair in (pair for both in saddle_sides(part) for pair in both):
            assert sum(pair) == part[0] + part[-1]


@given(pages=st.integers(min_value=1, max_value=1000))
def test_signatures_are_few_even_and_thin_enough_to_staple(pages: int) -> None:
    """Parts follow without a gap, differ by one sheet at most, and have fifteen at most; fewer parts would not do."""
    parts = signatures(pages)
    lengths = [len(part) // 4 for part in parts]
    assert [number for part in parts for number in part] == list(range(1, 4 * -(-pages // 4) + 1))
    assert max(lengths) <= 15
    assert max(lengths) - min(lengths) <= 1
    assert len(parts) == -(-sum(lengths) // 15)


def test_the_whole_booklet_is_two_signatures_of_eight_sheets() -> None:
    """64 pages are sixteen sheets, one more than a stapler takes: eight and eight, of pages 1–32 and 33–64."""
    plan = booklet(64)
    assert [sheet.signature for sheet in plan] == [1] * 8 + [2] * 8
    assert [numbers(plan[0].front), numbers(plan[8].front)] == [(32, 1), (64, 33)]
    assert plan[8].creep_mm == 0
    assert [sheet.signature for sheet in booklet(60)] == [1] * 15


def test_the_first_parts_have_a_sheet_more() -> None:
    """What cannot be parted evenly goes to the parts that are made first: 32 sheets are eleven, eleven and ten."""
    assert [len(part) // 4 for part in signatures(128)] == [11, 11, 10]


@pytest.mark.parametrize(("caliper", "count"), [(MAX_CREEP_MM / 14 - 0.001, 0), (MAX_CREEP_MM / 14 + 0.001, 1)])
def test_creep_is_that_of_the_innermost_sheet(caliper: float, count: int) -> None:
    """Of fifteen sheets the innermost has moved fourteen calipers; with 5 mm or less the booklet can be made."""
    assert len(sentences([A5] * 60, STAPLED, caliper)) == count


@given(pages=page_counts, caliper=calipers)
def test_creep_grows_by_a_caliper_from_sheet_to_sheet(pages: int, caliper: float) -> None:
    """Sheet i of a signature, counted from the outermost, stands i calipers nearer the fold, on both halves."""
    for part in range(1, len(signatures(pages)) + 1):
        nested = [sheet for sheet in booklet(pages, caliper) if sheet.signature == part]
        for position, sheet in enumerate(nested):
            assert sheet.creep_mm == pytest.approx(position * caliper)
            for placed in (*sheet.front.pages, *sheet.back.pages):
                is_left = placed.box[0] < 148.5 - 74
                to_fold = 148.5 - (placed.box[0] + placed.box[2]) if is_left else placed.box[0] - 148.5
                assert to_fold == pytest.approx(0.5 - position * caliper)


def test_a_page_that_creeps_over_the_fold_is_cut_off_there() -> None:
    """With thick paper the inner pages reach past the middle of the sheet; only their own half is printed."""
    inner = booklet(32, caliper=0.2)[-1]
    left, right = inner.back.pages
    assert left.box == pytest.approx((148 - 148 + 1.4, 0, 148, 210))
    assert left.visible == pytest.approx((1.4, 0, 147.1, 210))
    assert right.visible == pytest.approx((148.5, 0, 147.1, 210))


def test_folded_pages_meet_at_the_fold() -> None:
    """Without a gutter both pages touch the fold and what is over stays at the outer edges: 0.5 mm each on A4."""
    (sheet,) = booklet(4, layout=FOLDED)
    for side in (sheet.front, sheet.back):
        assert [placed.box for placed in side.pages] == [(0.5, 0, 148, 210), (148.5, 0, 148, 210)]


def test_marks_stand_in_the_gutter_of_the_outermost_front_only() -> None:
    """Fold and staple marks lie on the fold, outside the trim of every page of their side, once in each signature."""
    marked = [sheet for sheet in booklet(64) if sheet.front.marks]
    assert [numbers(sheet.front) for sheet in marked] == [(32, 1), (64, 33)]
    assert not any(sheet.back.marks for sheet in booklet(64))
    for sheet in marked:
        assert [(mark.kind, mark.start, mark.end) for mark in sheet.front.marks] == [
            ("fold", (148.5, 0), (148.5, 8)),
            ("fold", (148.5, 202), (148.5, 210)),
            ("staple", (148.5, 46.5), (148.5, 58.5)),
            ("staple", (148.5, 151.5), (148.5, 163.5)),
        ]
        for placed in sheet.front.pages:
            assert not placed.box[0] - 0.4 < 148.5 < placed.box[0] + placed.box[2] + 0.4


def test_panels_stand_in_their_slots() -> None:
    """A roll fold has its panels of 97, 100 and 100 mm mirrored on the back, each fold between two of them."""
    (sheet,) = sheets(PANELS, TRIFOLD)
    assert [(placed.page, placed.box[0], placed.box[2]) for placed in sheet.front.pages] == [
        (5, 0, 97),
        (6, 97, 100),
        (1, 197, 100),
    ]
    assert [(placed.page, placed.box[0], placed.box[2]) for placed in sheet.back.pages] == [
        (2, 0, 100),
        (3, 100, 100),
        (4, 200, 97),
    ]
    for side, folds in ((sheet.front, [97, 197]), (sheet.back, [100, 200])):
        assert sorted({mark.start[0] for mark in side.marks}) == folds
        assert sorted({(mark.start[1], mark.end[1]) for mark in side.marks}) == [(0, 8), (202, 210)]


def test_a_page_may_stand_in_several_slots() -> None:
    """Cards three up are one page three times on the front and another three times on the back."""
    (sheet,) = sheets([(99, 210)] * 2, CARDS)
    assert [placed.page for placed in sheet.front.pages] == [1, 1, 1]
    assert [placed.box[0] for placed in sheet.back.pages] == [0, 99, 198]


@pytest.mark.parametrize(
    ("sizes", "change", "said"),
    [
        (PANELS, {"folds_mm": (97, 300)}, "a fold at 300 mm is not on the sheet of 297 × 210 mm"),
        (PANELS, {"folds_mm": (90, 197)}, "front: the fold at 90 mm runs through page 5"),
        (PANELS[:5], {}, "it places page 6, and there are 5 pages"),
        ([*PANELS, (100, 210)], {}, "page 7 stands on no side of the sheet"),
        ([(100, 210)] * 6, {}, "front: page 5 at 0 mm lies over page 6 at 97 mm"),
        ([*PANELS[:5], (120, 210)], {}, "front: page 6 at 97 mm lies over page 1 at 197 mm"),
        ([(120, 210), *PANELS[1:]], {}, "front: page 1 ends at 317 × 210 mm, outside the sheet of 297 × 210 mm"),
        (PANELS, {"size_mm": (297, 200)}, "front: page 5 ends at 97 × 210 mm, outside the sheet of 297 × 200 mm"),
        (PANELS, {"size_mm": (float("inf"), 210)}, "a sheet of inf × 210 mm does not exist"),
        (PANELS, {"size_mm": (-297, 210)}, "a sheet of -297 × 210 mm does not exist"),
        ([], {}, "there are no pages to impose"),
    ],
)
def test_slots_that_cannot_be_are_named(sizes: list[tuple[float, float]], change: dict[str, object], said: str) -> None:
    """Slots outside the sheet, over each other, torn by a fold, or of pages there are not, are each a sentence."""
    assert said in sentences(sizes, TRIFOLD.model_copy(update=change))


@pytest.mark.parametrize(
    ("sizes", "change", "said"),
    [
        ([(150, 210)] * 4, {}, "two pages of 150 × 210 mm with 1 mm between them do not fit a sheet of 297 × 210 mm"),
        ([A5] * 4, {"gutter_mm": 2}, "two pages of 148 × 210 mm with 2 mm between them do not fit"),
        ([A5] * 4, {"marks": "crop"}, "pages that meet at a fold are not cut apart there"),
        ([A5] * 3 + [(100, 210)], {}, "the pages of a folded booklet are not all of one size"),
    ],
)
def test_booklets_that_cannot_be_are_named(
    sizes: list[tuple[float, float]], change: dict[str, object], said: str
) -> None:
    """Pages too large for half a sheet, of several sizes, or to be cut at the fold are each a sentence."""
    assert any(found.startswith(said) for found in sentences(sizes, STAPLED.model_copy(update=change)))


def test_paper_too_thick_for_a_booklet_is_refused() -> None:
    """When creep would push a page more than 5 mm to the fold, the sentence says how far and for how many sheets."""
    assert sentences([A5] * 60, STAPLED, caliper=0.3) == []
    (said,) = sentences([A5] * 60, STAPLED, caliper=0.4)
    assert "with paper of 0.4 mm the innermost of 15 sheets moves 5.6 mm" in said
    with pytest.raises(ValueError, match=r"5\.6 mm"):
        booklet(60, caliper=0.4)


def test_sound_layouts_have_no_faults() -> None:
    """The layouts of the edition's own formats are possible."""
    assert sentences(PANELS, TRIFOLD) == sentences([(99, 210)] * 2, CARDS) == sentences([A5] * 4, FOLDED) == []


def test_a_placed_page_is_shown_whole_unless_it_is_cut() -> None:
    """A slot's page is visible as far as its trim."""
    (sheet,) = sheets(PANELS, TRIFOLD)
    assert sheet.front.pages[0] == PlacedPage(5, (0, 0, 97, 210), (0, 0, 97, 210))
