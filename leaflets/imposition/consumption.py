"""What a run takes of paper, toner and money. Arithmetic: no words and no files."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from leaflets.imposition.plan import Size
from leaflets.model.format import Costs

RUN = 100
"""So many pieces an office makes at a time: what a ticket reckons for beside a single one."""

TEXT_PAGE = 0.05
"""How much of an ordinary page of text is covered. Makers tell how long a cartridge lasts by such pages of A4: the page
for black (ISO/IEC 19752), and each colour on those for colours (ISO/IEC 24712), have some 5 % (K: as makers say)."""

# ISO 216. What a cartridge lasts is told in pages of A4, so that a larger sheet counts as more of these.
_A4_MM2 = 210 * 297


@dataclass(frozen=True)
class OneCopy:
    """What one copy of a file is: so many sheets of a size in mm, printed on both sides, which hold so many pieces."""

    sheets: int
    pieces: int
    size_mm: Size
    coverage: float
    """How much of a side is covered on the mean, its inks together: 1 is one ink all over."""
    empty_sides: int = 0
    """Sides nothing is printed on, such as the back of a poster; the others are covered."""

    @property
    def sides(self) -> int:
        """The sides that are printed."""
        return 2 * self.sheets - self.empty_sides

    @property
    def pages(self) -> float:
        """Its toner, as that of so many pages of A4 with one ink all over."""
        width, height = self.size_mm
        return self.sides * self.coverage * width * height / _A4_MM2


@dataclass(frozen=True)
class Consumption:
    """What some copies take: sheets, toner as that of so many pages of text, and money where its costs are known."""

    sheets: int
    text_pages: float
    cost: float | None


def consumption(of: OneCopy, pieces: int, costs: Costs | None) -> Consumption:
    """What at least so many pieces take: whole copies, since a sheet of several is printed as a whole."""
    copies = ceil(pieces / of.pieces)
    cost = None if costs is None else copies * (of.sheets * costs.sheet + _toner_cost(of, costs))
    return Consumption(copies * of.sheets, copies * of.pages / TEXT_PAGE, cost)


def _toner_cost(of: OneCopy, costs: Costs) -> float:
    """What the toner of one copy costs: by what it covers, or by the side whatever that holds."""
    if costs.coverage is None:
        return of.sides * costs.page
    return of.pages / (costs.coverage / 100) * costs.page
