"""What an order takes, as far as can be reckoned: sheets of the press, weight, and the cost by a shop's price table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from math import ceil

from leaflets.imposition.plan import Size
from leaflets.press.cover import LEAVES
from leaflets.press.shop import Binding, Prices, Stock

SRA3: Size = (320, 450)
"""The sheet of small presses (ISO 217)."""

GRIPPER_MM = 5.0
"""What a press leaves unprinted along each edge of its sheet (K)."""

CENT = Decimal("0.01")

A_SQUARE_METRE = 1_000_000
"""In square millimetres."""


@dataclass(frozen=True)
class Bound:
    """A booklet as it is bound: pages in all, size of one, binding, papers, spine, and whether its cover is apart."""

    pages: int
    trim_mm: Size
    bleed_mm: float
    binding: Binding
    inside: Stock
    cover: Stock | None
    """Where it is apart."""
    spine_mm: float | None = None


@dataclass(frozen=True)
class Cost:
    """A line of the estimate: what, how many of it at which price, and what that comes to."""

    name: str
    per: str
    count: float
    price: Decimal
    total: Decimal


@dataclass(frozen=True)
class Estimate:
    """Sheets for the whole order, without those a press takes to begin; weights in g and kg; costs where known."""

    sheets: int
    up: int
    """Pages on a side of a sheet of the inside."""
    cover_sheets: int
    covers_up: int
    """Covers on a sheet; 0 where the cover is not apart."""
    copy_g: float
    all_kg: float
    costs: tuple[Cost, ...] = ()
    unpriced: tuple[str, ...] = ()
    """Lines of the table without a price: the total is without them."""
    with_vat: bool = False

    @property
    def total(self) -> Decimal | None:
        """What the lines come to; None where none has a price."""
        return sum((one.total for one in self.costs), Decimal(0)) if self.costs else None


def estimate(booklet: Bound, copies: int, prices: Prices | None = None) -> Estimate:
    """What so many copies take and, where `prices` are filled in, cost."""
    pages = booklet.pages - (LEAVES if booklet.cover else 0)
    spread = 2 * booklet.trim_mm[0], booklet.trim_mm[1]
    # Stapled pages are printed as folded sheets, two to a side; glued ones as leaves.
    piece, pages_each = (spread, 4) if booklet.binding == "stapled" else (booklet.trim_mm, 2)
    up = fitting(piece, booklet.bleed_mm)
    sheets = ceil(copies * pages / pages_each / up) if up else 0
    laid_flat = spread[0] + (booklet.spine_mm or 0), spread[1]
    covers_up = fitting(laid_flat, booklet.bleed_mm) if booklet.cover else 0
    cover_sheets = ceil(copies / covers_up) if covers_up else 0
    copy_g = _grams(booklet, pages, laid_flat)
    all_kg = round(copies * copy_g / 1000, 1)
    counts = {"order": 1.0, "copy": copies, "sheet": sheets, "cover-sheet": cover_sheets, "kg": all_kg}
    costs = tuple(_costs(prices, counts)) if prices else ()
    unpriced = tuple(line.name for line in prices.lines if line.price is None) if prices else ()
    with_vat = prices.with_vat if prices else False
    page_up = up * pages_each // 2
    return Estimate(
        sheets, page_up, cover_sheets, covers_up, round(copy_g, 1), all_kg, costs, unpriced, with_vat
    )  # fmt: skip


def fitting(piece_mm: Size, bleed_mm: float) -> int:
    """How many pieces with their bleed stand on a sheet of the press, whichever way round more of them do."""
    width, height = (side + 2 * bleed_mm for side in piece_mm)
    room = [side - 2 * GRIPPER_MM for side in SRA3]
    return max(int(room[0] // width) * int(room[1] // height), int(room[0] // height) * int(room[1] // width))


def _grams(booklet: Bound, pages: int, laid_flat: Size) -> float:
    """The weight of one copy, trimmed."""
    leaf = booklet.trim_mm[0] * booklet.trim_mm[1] / A_SQUARE_METRE
    cover = laid_flat[0] * laid_flat[1] / A_SQUARE_METRE * booklet.cover.grams if booklet.cover else 0.0
    return pages / 2 * leaf * booklet.inside.grams + cover


def _costs(prices: Prices, counts: Mapping[str, float]) -> list[Cost]:
    found = []
    for line in prices.lines:
        if line.price is not None:
            price = Decimal(str(line.price))
            total = (price * Decimal(str(counts[line.per]))).quantize(CENT, ROUND_HALF_UP)
            found.append(Cost(line.name, line.per, counts[line.per], price, total))
    return found
