"""What a printer makes of the plan: which edge it turns the paper over, how far the back is off, one side at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

from leaflets.imposition.marks import Mark
from leaflets.imposition.plan import PlacedPage, Sheet, Side, Size
from leaflets.model.artefact import Sides
from leaflets.model.format import Printer, SheetLayout
from leaflets.model.proof import Box

TurningEdge = Literal["short", "long"]


def flip_edge(layout: SheetLayout, printer: Printer) -> TurningEdge:
    """The edge the paper is turned over: the layout's, or the long one for a printer that knows no other."""
    return "long" if printer.flip == "long" else layout.flip


def in_register(printer: Printer) -> Printer:
    """The same printer, were its backs to stand behind its fronts."""
    return printer.model_copy(update={"back_right_mm": 0.0, "back_down_mm": 0.0})


def sides_to_print(
    sheets: Sequence[Sheet], layout: SheetLayout, printer: Printer, sides: Sides = "both"
) -> tuple[Side, ...]:
    """The pages of the file, in its order: each side as this printer must be given it.

    A printer without duplex gets all fronts and then all backs; these begin with the last sheet when the pile is put
    back as it came out, face down, so that the sheet printed last is on top and drawn in first.
    """
    backs = [_back(sheet.back, layout, printer) for sheet in sheets]
    if sides == "fronts":
        return tuple(sheet.front for sheet in sheets)
    if sides == "backs":
        # Question 4 of the calibration sheet tells which: it hangs on how the tray takes a pile that is put back.
        return tuple(reversed(backs) if printer.backs_begin_with == "last" else backs)
    return tuple(side for sheet, back in zip(sheets, backs, strict=True) for side in (sheet.front, back))


def _back(side: Side, layout: SheetLayout, printer: Printer) -> Side:
    """The back, upside down when the paper turns over its top edge, and moved as far as the printer is off."""
    upright = is_upright(layout.size_mm, flip_edge(layout, printer))
    turned = side if upright else upside_down(side, layout.size_mm)
    return moved(turned, printer.back_right_mm, printer.back_down_mm)


def is_upright(size: Size, edge: TurningEdge) -> bool:
    """Whether turning over this edge is turning over the left or right edge, so that the back needs no turning."""
    is_landscape = size[0] > size[1]
    # Over the short edge of a landscape sheet, or the long one of an upright sheet: as one turns a page.
    return (edge == "short") == is_landscape


def upside_down(side: Side, size: Size) -> Side:
    """The side turned half round on its sheet."""

    def turn(box: Box) -> Box:
        return (size[0] - box[0] - box[2], size[1] - box[1] - box[3], box[2], box[3])

    def point(at: tuple[float, float]) -> tuple[float, float]:
        return size[0] - at[0], size[1] - at[1]

    pages = tuple(PlacedPage(page.page, turn(page.box), turn(page.visible), not page.turned) for page in side.pages)
    return Side(pages, tuple(Mark(point(mark.start), point(mark.end), mark.kind) for mark in side.marks))


def moved(side: Side, right: float, down: float) -> Side:
    """The side moved so many mm to the right and down on its sheet."""

    def move(box: Box) -> Box:
        return (box[0] + right, box[1] + down, box[2], box[3])

    def marks() -> Iterator[Mark]:
        for mark in side.marks:
            start, end = ((x + right, y + down) for x, y in (mark.start, mark.end))
            yield Mark(start, end, mark.kind)

    pages = tuple(replace(page, box=move(page.box), visible=move(page.visible)) for page in side.pages)
    return Side(pages, tuple(marks()))
