from __future__ import annotations

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from leaflets.preflight.rules import press as rules
from leaflets.preflight.subject import Subject
from leaflets.units import PT_PER_MM
from tests.preflight.drawn import Drawn, file_of, pdf_of, saved
from tests.preflight.said import said

PRESS = Subject(purpose="press")
CHECKS = (
    rules.colours_are_inks, rules.nothing_is_interactive, rules.black_text_is_black, rules.grounds_reach_the_bleed,
)  # fmt: skip
BLACK = "0 0 0 1 k"


def good() -> pikepdf.Pdf:
    return pdf_of(Drawn(bleed=3).box(-3, -3, 154, 60, "1 0.8 0.2 0 k").text(15, 80, "zwart", 12, BLACK))


@pytest.mark.parametrize("check", CHECKS)
def test_a_file_of_inks_passes(check: object) -> None:
    """P10, P11: a page in CMYK with black text of black ink is right."""
    assert said(check, file_of(saved(good()), subject=PRESS)) == []  # type: ignore[arg-type]


@pytest.mark.parametrize("check", CHECKS)
def test_other_files_are_not_asked(check: object) -> None:
    """P10, P11: a reading file may be in RGB and with links."""
    drawn = Drawn().box(0, 0, 50, 50, "0 0 1 rg").text(15, 80, "zwart", 12, "0.1 0.1 0.1 rg")
    assert said(check, file_of(drawn)) == []  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("drawn", "tells"),
    [
        (Drawn().box(0, 0, 50, 50, "0 0 1 rg"), ["something is painted in RGB"]),
        (Drawn().text(15, 40, "rood", 12, "1 0 0 rg"), ["something is painted in RGB"]),
        (
            Drawn().image(20, 20, 25, 25, (2, 2), Name.DeviceRGB, b"\x99" * 12),
            ["a picture is not in CMYK or grey"],
        ),
        (Drawn().picture(20, 20, 25, 25, (300, 300)), []),
        (Drawn().raw("q /Gold cs 1 scn 60 60 9 9 re f Q"), ["something is painted in a spot colour, a fifth ink"]),
    ],
)
def test_colours_are_inks(drawn: Drawn, tells: list[str]) -> None:
    """P10: RGB in a shape, a text or a picture is told, and an ink of its own."""
    pdf = pdf_of(drawn)
    tint = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[0, 0.2, 0.8, 0], N=1)
    pdf.pages[0].obj.Resources.ColorSpace = Dictionary(Gold=Array([Name.Separation, Name.Gold, Name.DeviceCMYK, tint]))
    assert said(rules.colours_are_inks, file_of(saved(pdf), subject=PRESS)) == tells


@pytest.mark.parametrize(
    ("drawn", "tells"),
    [
        (Drawn(bleed=3).box(-3, -3, 154, 60, "1 0.8 0.2 0 k"), []),
        (Drawn(bleed=3).box(0, 0, 148, 60, "1 0.8 0.2 0 k"), ["left", "right", "upper"]),
        (Drawn(bleed=3).box(-3, 150, 154, 60, "0 0.1 0.3 0 k"), ["lower"]),
        (Drawn(bleed=3).box(20, 20, 60, 60, "1 0.8 0.2 0 k").line(0, 50, 148, 50), []),
    ],
)
def test_grounds_reach_the_bleed(drawn: Drawn, tells: list[str]) -> None:
    """P01: colour that reaches an edge and stops there is told with that edge; a thin line and what stays inside are not."""
    found = list(rules.grounds_reach_the_bleed(file_of(drawn, subject=PRESS)))
    assert [one.said.split()[1] for one in found] == tells
    assert all(one.page == 1 and one.box is not None for one in found)
    assert said(rules.grounds_reach_the_bleed, file_of(drawn)) == []


def disc(left: float, top: float, radius: float, clip: float = 3) -> Drawn:
    """A page with a disc about a place in mm, cut off `clip` mm outside the trim."""
    drawn = Drawn(bleed=3)
    x, y, r = (left + 3) * PT_PER_MM, (210 - top + 3) * PT_PER_MM, radius * PT_PER_MM
    start, width, height = (size * PT_PER_MM for size in (3 - clip, 148 + 2 * clip, 210 + 2 * clip))
    k = 0.5523 * r  # Four curves make a circle.
    around = (
        f"{x + r} {y} m {x + r} {y + k} {x + k} {y + r} {x} {y + r} c {x - k} {y + r} {x - r} {y + k} {x - r} {y} c "
        f"{x - r} {y - k} {x - k} {y - r} {x} {y - r} c {x + k} {y - r} {x + r} {y - k} {x + r} {y} c f"
    )
    return drawn.raw(f"q {start} {start} {width} {height} re W n 0 0.3 0.7 0 k {around} Q")


@pytest.mark.parametrize(
    ("drawn", "tells"),
    [
        (disc(74, 170, 60), []),  # Aslant over the edge, and on to the end of the bleed.
        (disc(74, 170, 60, clip=0), ["lower"]),
        (disc(98, 105, 50), ["right"]),  # It touches the trim: cut a millimetre off, it touches nothing, or is cut.
        (disc(110, 105, 50), []),
        (disc(110, 105, 50, clip=0), ["right"]),
        (disc(92, 105, 50), []),
    ],
)
def test_what_crosses_the_edge_aslant_bleeds(drawn: Drawn, tells: list[str]) -> None:
    """P01: a disc that goes over the edge is no fault, though it narrows on its way; one that stops or touches is."""
    found = list(rules.grounds_reach_the_bleed(file_of(drawn, subject=PRESS)))
    assert [one.said.split()[1] for one in found] == tells


def test_nothing_is_interactive() -> None:
    """P10: a link on a press page is told with its page."""
    pdf = good()
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]))
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(link)])
    found = list(rules.nothing_is_interactive(file_of(saved(pdf), subject=PRESS)))
    assert [(one.said, one.page) for one in found] == [("the page has an annotation (Link)", 1)]


@pytest.mark.parametrize(
    ("colour", "count"), [("0.6 0.5 0.4 1 k", 1), ("0 0 0 0.9 k", 1), (BLACK, 0), ("1 0 0 0 k", 0)]
)
def test_black_text_is_black(colour: str, count: int) -> None:
    """P11: black text with other inks in it, or with less than all of its own, is told; coloured text is not."""
    assert (
        len(said(rules.black_text_is_black, file_of(Drawn().text(15, 40, "zwart", 12, colour), subject=PRESS))) == count
    )
