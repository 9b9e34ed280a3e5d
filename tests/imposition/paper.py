"""Paper, a printer and two hands, simulated: print sheets, turn them over, fold, nest, read. Knows no imposition.

A printed page lies on a sheet as somebody sees it who holds the front upright; the back is seen through the paper.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from leaflets.imposition.plan import Side
from leaflets.model.proof import Box


@dataclass(frozen=True)
class Printed:
    """A page on one face of a sheet: where it is, and whether it can be read when the sheet is turned like a page."""

    page: int
    box: Box
    upright: bool


@dataclass(frozen=True)
class PrintedSheet:
    front: tuple[Printed, ...]
    back: tuple[Printed, ...]


@dataclass(frozen=True)
class Press:
    """A printer: the edge it turns paper over, and how far the back lands from where the file says, right and down."""

    edge: str = "short"
    off: tuple[float, float] = (0.0, 0.0)

    def duplex(self, sides: Sequence[Side], size: tuple[float, float]) -> list[PrintedSheet]:
        """Print a file of fronts and backs by turns."""
        return [
            PrintedSheet(self.front(front), self.back(back, size))
            for front, back in zip(sides[::2], sides[1::2], strict=True)
        ]

    def front(self, side: Side) -> tuple[Printed, ...]:
        return tuple(Printed(placed.page, placed.box, not placed.turned) for placed in side.pages)

    def back(self, side: Side, size: tuple[float, float]) -> tuple[Printed, ...]:
        width, height = size
        # Turned over a short edge, landscape paper turns left to right, portrait paper top to bottom.
        sideways = (self.edge == "short") == (width > height)
        found = []
        for placed in side.pages:
            left, top = placed.box[0] + self.off[0], placed.box[1] + self.off[1]
            if sideways:
                box = (width - left - placed.box[2], top, *placed.box[2:])
            else:
                box = (left, height - top - placed.box[3], *placed.box[2:])
            found.append(Printed(placed.page, box, placed.turned is not sideways))
        return tuple(found)

    def one_side_at_a_time(
        self, fronts: Sequence[Side], backs: Sequence[Side], size: tuple[float, float], turn_pile: bool
    ) -> list[PrintedSheet]:
        """Print the fronts, which fall face down on a pile; put it back, the top sheet is drawn in first; the backs."""
        pile = [self.front(side) for side in fronts]
        fed = pile if turn_pile else pile[::-1]
        sheets = [PrintedSheet(front, self.back(side, size)) for front, side in zip(fed, backs, strict=True)]
        return sheets if turn_pile else sheets[::-1]


def read_booklet(sheets: Sequence[PrintedSheet], parts: Sequence[int], width: float) -> list[Printed]:
    """Fold the sheets of each part in the middle, the first one outside, and turn the leaves."""
    found: list[Printed] = []
    numbered = sorted(zip(parts, range(len(sheets)), strict=True))
    for _, group in groupby(numbered, key=lambda item: item[0]):
        nested = [sheets[number] for _, number in group]
        for sheet in nested:
            found += [*_half(sheet.front, width, right=True), *_half(sheet.back, width, right=True)]
        for sheet in reversed(nested):
            found += [*_half(sheet.back, width, right=False), *_half(sheet.front, width, right=False)]
    return found


def _half(pages: Sequence[Printed], width: float, right: bool) -> list[Printed]:
    return [page for page in pages if (page.box[0] + page.box[2] / 2 > width / 2) is right]
