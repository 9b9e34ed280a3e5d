"""The measures of a practice's box in each kind of format. Lengths in mm, sizes in pt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product

from leaflets.model.format import Format
from leaflets.model.proof import PracticeBox

FLOOR = 9.0
"""The smallest size (norms T02); what does not fit at it is refused."""
NAME_SCALE = 1.2
"""How much larger than the rest the name of a practice is set (chosen by eye)."""
SIDE, EDGE, GAP = 4.0, 1.5, 4.0
"""Space in mm within the box at the sides, above and below, and between its parts."""
CLEAR = 2.0
"""Space in mm between text and the paper under a code."""
BLEED = 0.1
"""What paper goes past the edge of the box, which no screen then shows as a hairline of its colour (mm)."""
ABOVE = 3.0
"""What stays free above a box that grows (mm)."""


@dataclass(frozen=True)
class BoxStyle:
    """The measures of a format's box: its sizes in pt, largest first, and in mm its QR code and its largest logo."""

    sizes: tuple[float, ...] = (12.0, 11.5, 11.0, 10.5, 10.0, 9.5, FLOOR)
    comfortable: float = 10.0
    """Down to this size each fact keeps a line of its own; a box grows before its text is set smaller."""
    qr_mm: float = 20.0
    logo_mm: tuple[float, float] = (32.0, 20.0)
    edge: float = EDGE
    """What stays free above and below, in mm."""
    small: float = FLOOR
    """The size of a caption and of a label (pt)."""
    write_mm: float = 9.0
    """The height of a line to write on with its label; nothing where nobody writes."""
    calls: tuple[tuple[float, float], ...] = ()
    """The sizes of a name and its number in the box on when to call, best first."""
    is_white: bool = False
    """Whether the box is white on a page of another colour: then the code keeps its light within the box."""


def _calls(names: Sequence[float], numbers: Sequence[float]) -> tuple[tuple[float, float], ...]:
    """The pairs of sizes, the largest number first: it is looked for in a hurry."""
    return tuple(sorted(product(names, numbers), key=lambda pair: (pair[1], pair[0]), reverse=True))


READING = BoxStyle(calls=_calls((12.0, 11.5, 11.0, 10.5, 10.0, 9.5), (14.0, 13.0, 12.0)))
LARGE = BoxStyle(
    sizes=(20.0, 19.0, 18.0, 17.0, 16.0), comfortable=16.0, qr_mm=32.0, logo_mm=(56.0, 36.0), small=16.0, write_mm=16.0,
    calls=_calls((18.0, 17.0, 16.0), (20.0, 18.0)),
)  # fmt: skip
"""Large print, where nothing is smaller than 16 pt (RNIB, UKAAF)."""

POSTER = BoxStyle(
    sizes=(20.0, 18.0, 16.0, 14.0, 13.0, *READING.sizes), comfortable=12.0, qr_mm=22.0, logo_mm=(48.0, 28.0), edge=3.0,
    write_mm=0.0,
)  # fmt: skip
"""On a wall: as large as its card allows, which lies on a dark field."""


def room_in(box: PracticeBox) -> float:
    """How far a box may grow upward and stay clear of what stands above it, in mm."""
    return max(0.0, box.room_mm - ABOVE)


def style_of(fmt: Format, box: PracticeBox | None) -> BoxStyle:
    """The measures that go with the box of a format: what that is for, its smallest running text, the box's colour."""
    style = POSTER if fmt.purpose == "poster" else LARGE if fmt.body_pt >= LARGE.comfortable else READING
    return replace(style, is_white=box is not None and box.is_white)
