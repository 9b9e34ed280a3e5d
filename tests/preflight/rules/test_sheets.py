from __future__ import annotations

from typing import Any

import pytest
from pikepdf import Dictionary, Name

from leaflets.content import Catalogue
from leaflets.model.format import SheetLayout
from leaflets.preflight.file import File
from leaflets.preflight.rules import sheets as rules
from leaflets.preflight.subject import Subject, base_pages
from tests.preflight.drawn import PT, Drawn, file_of, format_of, pdf_of, saved
from tests.preflight.said import ms, said

NUMBERS = ("nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf")
SADDLE: dict[str, Any] = {"size_mm": (297, 210), "scheme": "saddle", "stapled": True}
ROLL: dict[str, Any] = {
    "size_mm": (297, 210), "scheme": "slots", "folds_mm": (97, 197), "marks": "folds",
    "front": ({"page": 5, "left": 0}, {"page": 6, "left": 97}, {"page": 1, "left": 197}),
    "back": ({"page": 2, "left": 0}, {"page": 3, "left": 100}, {"page": 4, "left": 200}),
}  # fmt: skip


def said_on(number: int) -> str:
    """The words of a page."""
    return f"bladzijde {NUMBERS[number]}" if number < len(NUMBERS) else "bladzijde " + "x" * (number - 10)


def base(count: int) -> bytes:
    """A booklet of A5 pages, the text of each 20 mm from its left edge."""
    return saved(pdf_of(*(Drawn(148.5, 210).text(20, 40, said_on(number)) for number in range(1, count + 1))))


def spread(left: int, right: int, creep: float = 0) -> Drawn:
    """A side of a sheet with two pages, both moved `creep` towards the spine."""
    side = Drawn(297, 210)
    for number, edge in ((left, creep), (right, 148.5 - creep)):
        if number:
            side.text(edge + 20, 40, said_on(number))
    return side


def booklet(*sides: Drawn, count: int, caliper: float = 0.1, **layout: Any) -> File:
    fmt = format_of(sheet=SADDLE | layout, paper_mm=(297, 210))
    subject = Subject(format=fmt, purpose="sheet", base=base_pages(base(count)), caliper_mm=caliper)
    return file_of(*sides, subject=subject)


def good(count: int, caliper: float = 0.0) -> list[Drawn]:
    sides: list[Drawn] = []
    for i in range(count // 4):
        sides.append(spread(count - 2 * i, 2 * i + 1, i * caliper))
        sides.append(spread(2 * i + 2, count - 2 * i - 1, i * caliper))
    return sides


@pytest.mark.parametrize("count", [4, 8, 12, 24])
def test_pages_imposed_right_pass(count: int) -> None:
    """P05: a booklet whose every side sums to N + 1 is right."""
    assert said(rules.pages_are_imposed_right, booklet(*good(count), count=count)) == []


def test_pages_are_imposed_right() -> None:
    """P05: pages or sheets that changed places, a page twice and one that is missing are told with their side."""
    swapped = [spread(8, 1), spread(2, 7), spread(6, 5), spread(4, 3)]
    found = list(rules.pages_are_imposed_right(booklet(*swapped, count=8)))
    assert [(one.said, one.page) for one in found] == [
        ("pages 6 and 5 stand side by side", 3), ("pages 4 and 3 stand side by side", 4),
    ]  # fmt: skip
    out_of_order = [spread(6, 3), spread(2, 7), spread(8, 1), spread(4, 5)]
    found = list(rules.pages_are_imposed_right(booklet(*out_of_order, count=8)))
    assert [(one.said, one.page) for one in found] == [
        ("pages 6 and 3 stand where 8 and 1 belong", 1), ("pages 8 and 1 stand where 6 and 3 belong", 3),
    ]  # fmt: skip
    mirrored = [spread(1, 4), spread(3, 2)]
    assert said(rules.pages_are_imposed_right, booklet(*mirrored, count=4)) == [
        "pages 1 and 4 stand side by side", "pages 3 and 2 stand side by side",
    ]  # fmt: skip
    twice = said(rules.pages_are_imposed_right, booklet(spread(4, 1), spread(2, 2), count=4))
    assert "page 3 is on no sheet, or not whole" in twice
    assert "page 2 is there 2 times" in twice
    strange = booklet(spread(4, 1), spread(2, 9), count=4)
    assert 'what begins with "bladzijde negen" is no page of the whole' in said(rules.pages_are_imposed_right, strange)


def test_pages_of_a_language_from_the_right(catalogue: Catalogue) -> None:
    """P05: a booklet read from the right has its odd pages at the left."""
    arabic = catalogue.languages["nl"].model_copy(update={"direction": "rtl"})
    fmt = format_of(sheet=SADDLE)
    subject = Subject(format=fmt, language=arabic, base=base_pages(base(4)))
    assert said(rules.pages_are_imposed_right, file_of(spread(1, 4), spread(3, 2), subject=subject)) == []
    assert said(rules.pages_are_imposed_right, file_of(spread(4, 1), spread(2, 3), subject=subject)) != []


def test_slots_hold_their_pages() -> None:
    """P05: on a sheet of slots each page stands where the format says, as often as it says."""
    layout: dict[str, Any] = {
        "scheme": "slots",
        "front": ({"page": 1, "left": 0}, {"page": 1, "left": 148.5}),
        "back": ({"page": 2, "left": 0}, {"page": 2, "left": 148.5}),
    }
    right, wrong = (
        booklet(*sides, count=2, **layout) for sides in ((spread(1, 1), spread(2, 2)), (spread(1, 2), spread(2, 1)))
    )
    assert said(rules.pages_are_imposed_right, right) == []
    assert said(rules.pages_are_imposed_right, wrong) == [
        "page 2 stands where page 1 belongs", "page 1 stands where page 2 belongs",
    ]  # fmt: skip


def test_panels_hold_their_sections(catalogue: Catalogue) -> None:
    """P05: a panel without the words the format gives it is told; nothing else is needed to know it."""
    panels = {"front": ("cover",), "opening": ("summary",), "why": (), "act": (), "flap": ("doctor",), "outside": ()}
    fmt = format_of(sheet=ROLL, panels=panels, text="short")
    subject = Subject(format=fmt, texts=(ms(catalogue),))
    found = said(rules.pages_are_imposed_right, file_of(Drawn(297, 210), Drawn(297, 210), subject=subject))
    assert [one[:22] for one in found] == ['panel 5 should say "Be', 'panel 2 should say "Uw']


def test_signatures_can_be_stapled() -> None:
    """P04: sixteen sheets in each other are told, two times eight are not."""
    thick = booklet(*good(64), count=64)
    assert said(rules.signatures_can_be_stapled, thick) == ["16 sheets lie in each other, more than 15"]
    assert said(rules.pages_are_imposed_right, thick) != []
    parts = [
        spread(32 - 2 * i, 2 * i + 1) if k == 0 else spread(2 * i + 2, 31 - 2 * i) for i in range(8) for k in (0, 1)
    ]
    parts += [
        spread(64 - 2 * i, 33 + 2 * i) if k == 0 else spread(34 + 2 * i, 63 - 2 * i) for i in range(8) for k in (0, 1)
    ]
    split = booklet(*parts, count=64)
    assert said(rules.signatures_can_be_stapled, split) == []
    assert said(rules.pages_are_imposed_right, split) == []


def test_folds_meet() -> None:
    """P03: marks on the folds of front and mirrored back pass; a mark 2 mm off and a side without marks are told."""

    def side(*marks: float) -> Drawn:
        drawn = Drawn(297, 210)
        for mark in marks:
            drawn.line(mark, 0, mark, 8).line(mark, 202, mark, 210)
        return drawn

    subject = Subject(format=format_of(sheet=ROLL), purpose="sheet")
    assert said(rules.folds_meet, file_of(side(97, 197), side(100, 200), subject=subject)) == []
    off = list(rules.folds_meet(file_of(side(97, 199), side(100, 200), subject=subject)))
    assert [(one.said, one.page) for one in off] == [("a fold mark at 199.0 mm stands on no fold", 1)]
    bare = said(rules.folds_meet, file_of(side(97, 197), side(), subject=subject))
    assert bare == ["the folds have no marks"]


def test_backs_that_a_printer_moves_still_meet() -> None:
    """P03: a back that is moved as a whole, for a printer that is off, has its folds where its marks are."""
    fronts, backs = Drawn(297, 210), Drawn(297, 210)
    for drawn, marks in ((fronts, (97, 197)), (backs, (101.5, 201.5))):
        for mark in marks:
            drawn.line(mark, 0, mark, 8)
    file = file_of(fronts, backs, subject=Subject(format=format_of(sheet=ROLL), purpose="sheet"))
    assert said(rules.folds_meet, file) == []
    assert file.folds(2) == pytest.approx((101.5, 201.5), abs=0.1)


@pytest.mark.parametrize(
    ("changed", "tells"),
    [
        ({}, []),
        ({"folds_mm": (100, 200)}, ["the panels of the front begin at 97, 197 mm", "the panels of the back begin at"]),
        (
            {"back": ({"page": 2, "left": 0}, {"page": 3, "left": 97}, {"page": 4, "left": 197})},
            ["the panels of the back begin at 97, 197 mm, the folds are at 100, 200"],
        ),
        (
            {"folds_mm": (99, 198),
             "front": ({"page": 1, "left": 0}, {"page": 2, "left": 99}, {"page": 3, "left": 198}),
             "back": ({"page": 4, "left": 0}, {"page": 5, "left": 99}, {"page": 6, "left": 198})},
            ["panels of 99, 99, 99 mm: the one folded in must be 2 to 4 mm narrower"],
        ),
    ],
)  # fmt: skip
def test_fold_faults(changed: dict[str, Any], tells: list[str]) -> None:
    """P03: folds that do not lie between the panels, or a roll fold without a narrower flap, are told."""
    found = list(rules.fold_faults(SheetLayout.model_validate(ROLL | changed)))
    assert all(any(told in one for one in found) for told in tells)
    assert bool(found) == bool(tells)


@pytest.mark.parametrize(
    ("wishes", "tells"),
    [
        ({"PrintScaling": Name("/None"), "Duplex": Name.DuplexFlipShortEdge}, 0),
        ({"PrintScaling": Name("/None"), "Duplex": Name.DuplexFlipLongEdge}, 1),
        ({"Duplex": Name.DuplexFlipShortEdge}, 1),
        ({}, 2),
    ],
)
def test_print_window_is_right(wishes: dict[str, Any], tells: int) -> None:
    """P07: another scaling than 100 %, another edge than the layout's, and silence are told."""
    pdf = pdf_of(*good(4))
    pdf.Root.ViewerPreferences = Dictionary(**wishes)
    subject = Subject(format=format_of(sheet=SADDLE), purpose="sheet")
    assert len(said(rules.print_window_is_right, file_of(saved(pdf), subject=subject))) == tells


def turned(side: Drawn) -> Drawn:
    """A side on its head."""
    about = f"-1 0 0 -1 {side.width * PT:.3f} {side.height * PT:.3f} cm"
    return Drawn(side.width, side.height, operators=[f"q {about}", *side.operators, "Q"])


def test_turned_backs_hold_their_pages() -> None:
    """P05: backs that stand on their heads for a printer are read as they are held: right pass, mirrored are told."""
    sides = good(8)
    right = [side if number % 2 == 0 else turned(side) for number, side in enumerate(sides)]
    assert said(rules.pages_are_imposed_right, booklet(*right, count=8)) == []
    wrong = [sides[0], turned(spread(7, 2)), sides[2], turned(sides[3])]
    assert said(rules.pages_are_imposed_right, booklet(*wrong, count=8)) == ["pages 7 and 2 stand side by side"]


@pytest.mark.parametrize(("edge", "tells"), [("DuplexFlipLongEdge", 0), ("DuplexFlipShortEdge", 1)])
def test_turned_backs_ask_for_the_other_edge(edge: str, tells: int) -> None:
    """P07: a file whose backs stand on their heads is for a printer that turns paper over the long edge, and no other."""
    pdf = pdf_of(Drawn(297, 210).text(20, 40, "voor"), Drawn(297, 210).text(80, 40, "achter", turned=True))
    pdf.Root.ViewerPreferences = Dictionary(PrintScaling=Name("/None"), Duplex=Name(f"/{edge}"))
    subject = Subject(format=format_of(sheet=SADDLE), purpose="sheet")
    assert len(said(rules.print_window_is_right, file_of(saved(pdf), subject=subject))) == tells


def test_files_of_one_side_are_printed_on_one_side() -> None:
    """P07: the fronts of a manual duplex are asked for without duplex; their order is not read from one file."""
    pdf = pdf_of(spread(4, 1))
    pdf.Root.ViewerPreferences = Dictionary(PrintScaling=Name("/None"), Duplex=Name.Simplex)
    subject = Subject(format=format_of(sheet=SADDLE), base=base_pages(base(4)), sides="fronts")
    file = file_of(saved(pdf), subject=subject)
    assert said(rules.print_window_is_right, file) == []
    assert said(rules.pages_are_imposed_right, file) == []
