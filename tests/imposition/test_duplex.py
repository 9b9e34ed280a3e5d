from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflets.imposition.duplex import flip_edge, sides_to_print
from leaflets.imposition.plan import Sheet, sheets
from leaflets.model.format import Printer, SheetLayout
from tests.imposition.paper import Press, PrintedSheet, read_booklet
from tests.imposition.test_plan import A4, A5, FOLDED, PANELS, STAPLED, TRIFOLD, calipers, page_counts

edges = st.sampled_from(["short", "long"])
errors = st.tuples(st.floats(-5, 5), st.floats(-5, 5))
UPRIGHT = SheetLayout(size_mm=(210, 297), scheme="saddle", flip="long")


def parts(plan: tuple[Sheet, ...]) -> list[int]:
    return [sheet.signature for sheet in plan]


def backs_up(sheet: PrintedSheet) -> None:
    """Each page has the page on its other side exactly behind it."""
    behind = sorted(page.box[0] for page in sheet.back)
    assert sorted(page.box[0] for page in sheet.front) == pytest.approx(behind, abs=0.001)
    assert sorted(page.box[1] for page in sheet.front) == pytest.approx(
        sorted(page.box[1] for page in sheet.back), abs=0.001
    )


@given(pages=page_counts, caliper=calipers, edge=edges, off=errors)
def test_a_folded_booklet_reads_from_first_to_last_page(
    pages: int, caliper: float, edge: str, off: tuple[float, float]
) -> None:
    """Printed over either edge by a printer that is off, and folded, the pages read 1…N, upright and back to back."""
    plan = sheets([A5] * pages, STAPLED, caliper)
    printer = Printer.model_validate({"flip": edge, "back_right_mm": -off[0], "back_down_mm": -off[1]})
    printed = Press(edge, off).duplex(sides_to_print(plan, STAPLED, printer), A4)
    read = read_booklet(printed, parts(plan), A4[0])
    assert [page.page for page in read] == list(range(1, pages + 1))
    assert all(page.upright for page in read)
    if pages % 4 == 0:
        for sheet in printed:
            backs_up(sheet)


@given(pages=st.integers(min_value=61, max_value=200), edge=edges)
def test_a_thick_booklet_reads_on_through_its_signatures(pages: int, edge: str) -> None:
    """Parts folded apart and laid in order read 1…N too."""
    plan = sheets([A5] * pages, STAPLED)
    printed = Press(edge).duplex(sides_to_print(plan, STAPLED, Printer.model_validate({"flip": edge})), A4)
    assert [page.page for page in read_booklet(printed, parts(plan), A4[0])] == list(range(1, pages + 1))
    assert len(set(parts(plan))) > 1


@given(pages=page_counts, edge=edges, begins=st.sampled_from(["last", "first"]))
def test_one_side_at_a_time_gives_the_same_booklet(pages: int, edge: str, begins: str) -> None:
    """Fronts printed, the pile put back as it came or turned over, backs printed: what a duplex printer gives."""
    plan = sheets([A5] * pages, STAPLED)
    printer = Printer.model_validate({"flip": edge, "backs_begin_with": begins})
    fronts, backs = (sides_to_print(plan, STAPLED, printer, sides) for sides in ("fronts", "backs"))
    by_hand = Press(edge).one_side_at_a_time(fronts, backs, A4, turn_pile=begins == "first")
    assert by_hand == Press(edge).duplex(sides_to_print(plan, STAPLED, printer), A4)
    assert [page.page for page in read_booklet(by_hand, parts(plan), A4[0])] == list(range(1, pages + 1))


def test_a_printer_that_was_not_calibrated_spoils_the_sheet() -> None:
    """What the press does for a printer matters: without it the backs are upside down, or beside their fronts."""
    plan = sheets([A5] * 8, FOLDED)
    untold = sides_to_print(plan, FOLDED, Printer())
    assert not all(page.upright for page in read_booklet(Press("long").duplex(untold, A4), parts(plan), A4[0]))
    with pytest.raises(AssertionError):
        backs_up(Press("short", (2, 0)).duplex(untold, A4)[0])


def test_portrait_sheets_turn_over_their_long_edge() -> None:
    """A portrait sheet asked to turn over the long edge needs no turned backs; asked for the short edge it does."""
    plan = sheets([(105, 297)] * 4, UPRIGHT)
    (_, back) = sides_to_print(plan, UPRIGHT, Printer(flip="long"))
    assert not any(page.turned for page in back.pages)
    short = UPRIGHT.model_copy(update={"flip": "short"})
    (_, back) = sides_to_print(plan, short, Printer())
    assert all(page.turned for page in back.pages)
    printed = Press("short").duplex(sides_to_print(plan, short, Printer()), UPRIGHT.size_mm)
    assert [page.page for page in read_booklet(printed, [1], 210)] == [1, 2, 3, 4]
    assert all(page.upright for page in (*printed[0].front, *printed[0].back))


@pytest.mark.parametrize(
    ("asked", "knows", "edge"),
    [("short", "short", "short"), ("short", "long", "long"), ("long", "short", "long"), ("long", "long", "long")],
)
def test_the_edge_is_the_layouts_unless_the_printer_has_no_choice(asked: str, knows: str, edge: str) -> None:
    """A printer that turns everything over the long edge gets sheets made for it, whatever the format would like."""
    layout = FOLDED.model_copy(update={"flip": asked})
    assert flip_edge(layout, Printer.model_validate({"flip": knows})) == edge


@given(edge=edges)
def test_every_panel_of_a_trifold_has_its_own_size_behind_it(edge: str) -> None:
    """The panel behind a panel is as wide and stands at the same place: the folds of front and back meet."""
    plan = sheets(PANELS, TRIFOLD)
    (sheet,) = Press(edge).duplex(sides_to_print(plan, TRIFOLD, Printer.model_validate({"flip": edge})), A4)
    fronts = sorted(page.box for page in sheet.front)
    for front, behind in zip(fronts, sorted(page.box for page in sheet.back), strict=True):
        assert behind == pytest.approx(front)
    assert {page.page: page.box[0] for page in sheet.back} == pytest.approx({4: 0, 3: 97, 2: 197})


@given(edge=edges, off=errors)
def test_marks_move_with_their_side(edge: str, off: tuple[float, float]) -> None:
    """Turned or moved, the fold marks of the back stay between its panels."""
    printer = Printer.model_validate({"flip": edge, "back_right_mm": off[0], "back_down_mm": off[1]})
    (_, back) = sides_to_print(sheets(PANELS, TRIFOLD), TRIFOLD, printer)
    between = sorted(placed.box[0] for placed in back.pages)[1:]
    assert sorted({round(mark.start[0], 6) for mark in back.marks}) == pytest.approx(between, abs=1e-5)
