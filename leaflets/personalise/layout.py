"""Arrange a practice's text, logo and QR code in its box: as large as fits, never below the floor. Pure; no PDF here.

Places are mm from the box's top left corner, sizes pt.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from leaflets import qr
from leaflets.model import Box, Format, PracticeBox
from leaflets.personalise.setting import (
    NO_BREAK,
    Fact,
    Piece,
    Width,
    below,
    height,
    joined,
    separated,
    set_lines,
    words,
)

POINT = 25.4 / 72
"""Millimetres in a point."""

FLOOR = 9.0
"""The smallest size (norms T02); what does not fit at it is refused."""
NAME_SCALE = 1.2
SIDE, EDGE, GAP = 4.0, 1.5, 4.0
"""Space in mm within the box at the sides, above and below, and between its parts."""
LOGO_SCALES = (1.0, 0.8, 0.6)
NARROW, LEAST_LOGO = 100.0, 10.0
"""A box narrower than this has no room for logo, text and code beside one another; a logo this high is seen (mm)."""
CLEAR = 2.0
"""Space in mm between text and the paper under a code."""
BLEED = 0.1
"""What paper goes past the edge of the box, which no screen then shows as a hairline of its colour (mm)."""


@dataclass(frozen=True)
class Style:
    """The measures of a format's box: its sizes in pt, largest first, and in mm its QR code and its largest logo."""

    sizes: tuple[float, ...] = (12.0, 11.5, 11.0, 10.5, 10.0, 9.5, FLOOR)
    comfortable: float = 10.0
    """Down to this size each fact keeps a line of its own; below it, facts may share lines."""
    qr_mm: float = 20.0
    logo_mm: tuple[float, float] = (32.0, 20.0)
    edge: float = EDGE
    """What stays free above and below, in mm."""
    is_white: bool = False
    """Whether the box is white on a page of another colour: then the code keeps its light within the box."""


READING = Style()
LARGE = Style(sizes=(20.0, 19.0, 18.0, 17.0, 16.0), comfortable=16.0, qr_mm=32.0, logo_mm=(56.0, 36.0))
"""Large print, where nothing is smaller than 16 pt (RNIB, UKAAF)."""

POSTER = Style(
    sizes=(20.0, 18.0, 16.0, 14.0, 13.0, *READING.sizes), comfortable=12.0, qr_mm=22.0, logo_mm=(48.0, 28.0), edge=4.0
)
"""On a wall: as large as its card allows, which lies on a dark field."""


def style_of(fmt: Format, box: PracticeBox) -> Style:
    """The measures that go with the box of a format: what that is for, its smallest running text, the box's colour."""
    style = POSTER if fmt.purpose == "poster" else LARGE if fmt.body_pt >= LARGE.comfortable else READING
    return replace(style, is_white=box.is_white)


@dataclass(frozen=True)
class Layout:
    """What stands where in the box."""

    pieces: tuple[Piece, ...]
    logo: Box | None
    qr: Box | None
    paper: Box | None
    """What becomes paper under the QR code's symbol and its light zone (ISO/IEC 18004, 6.3.8)."""


class DoesNotFit(ValueError):
    """The text is too long for the box, even at the floor."""


def arrange(
    facts: Sequence[Fact], logo: tuple[float, float] | None, website: str | None, size_mm: tuple[float, float],
    width: Width, style: Style = READING,
) -> Layout:  # fmt: skip
    """`facts` (the name first) in a box of `size_mm`, beside the logo (its width and height in any unit) and QR code.

    Raises DoesNotFit.
    """
    across, high = size_mm
    code, paper = _code(website, size_mm, style) if website and high >= style.qr_mm else (None, None)
    right = across - SIDE if paper is None else paper[0] - CLEAR
    places = list(_places(logo, code, size_mm, style))
    # Before facts share lines, the logo grows smaller.
    for ways in ((_stack, _columns), (_flow,), (_run_in,)):
        for picture, symbol in places:
            left = SIDE if picture is None or picture[0] > right else picture[0] + picture[2] + GAP
            pieces = _fitted(facts, (right - left) / POINT, (high - 2 * style.edge) / POINT, width, style, ways)
            if pieces is not None:
                painted = None if style.is_white else paper
                return Layout(tuple(_placed(pieces, left, high)), picture, symbol, painted)
    raise DoesNotFit


def _code(website: str, size_mm: tuple[float, float], style: Style) -> tuple[Box, Box]:
    """The QR code at the right edge, on the column's own edge as everywhere in the series, and the paper it needs."""
    across, high = size_mm
    side = style.qr_mm
    quiet = qr.QUIET_ZONE * side / len(qr.matrix(website))
    if style.is_white:
        # All of the box is paper; beyond it the page may be dark.
        left = across - quiet - side
        return (left, (high - side) / 2, side, side), (left - quiet, 0.0, side + 2 * quiet, high)
    paper = (across - side - quiet, -BLEED, side + quiet + BLEED, high + 2 * BLEED)
    return (across - side, (high - side) / 2, side, side), paper


def _places(
    logo: tuple[float, float] | None, code: Box | None, size_mm: tuple[float, float], style: Style
) -> Iterator[tuple[Box | None, Box | None]]:
    """Where logo and code may stand, best first: in a high box over one another, else the logo at the left."""
    if logo is None:
        yield None, code
        return
    rest = size_mm[1] - 2 * style.edge - (_over(code) if code else 0)
    if code and (rest >= code[3] or (rest >= LEAST_LOGO and size_mm[0] < NARROW)):
        yield _stacked(logo, code, size_mm, rest)
    for scale in LOGO_SCALES:
        yield _picture(logo, scale, size_mm, style), code
    if code and rest >= LEAST_LOGO:
        yield _stacked(logo, code, size_mm, rest)


def _over(code: Box) -> float:
    """What a code takes of a box's height with its light: four modules are a quarter of a symbol at most."""
    return code[3] * 1.25


def _stacked(logo: tuple[float, float], code: Box, size_mm: tuple[float, float], rest: float) -> tuple[Box, Box]:
    """The logo over the code, as wide as the code's symbol or as high as what is left."""
    side = code[2]
    factor = min(side / logo[0], min(side, rest) / logo[1])
    width, high = logo[0] * factor, logo[1] * factor
    top = (size_mm[1] - high - _over(code)) / 2
    return (code[0] + (side - width) / 2, top, width, high), (code[0], top + high + _over(code) - side, side, side)


def _picture(logo: tuple[float, float], scale: float, size_mm: tuple[float, float], style: Style) -> Box:
    across, high = size_mm
    widest = min(style.logo_mm[0], across * 0.26) * scale
    highest = min(style.logo_mm[1], high - 5) * scale
    factor = min(widest / logo[0], highest / logo[1])
    size = (logo[0] * factor, logo[1] * factor)
    return (SIDE, (high - size[1]) / 2, *size)


Way = Callable[[Sequence[Fact], float, float, Width], list[Piece] | None]
"""Sets facts in a width (pt) and size; None when that cannot be."""


def _fitted(
    facts: Sequence[Fact], across: float, high: float, width: Width, style: Style, ways: Sequence[Way]
) -> list[Piece] | None:
    """The first of `ways` and sizes that fits: comfortable sizes in every way, then small ones. Lengths in pt."""
    comfortable = [size for size in style.sizes if size >= style.comfortable]
    small = [size for size in style.sizes if size < style.comfortable]
    for sizes in (comfortable, small):
        for way in ways:
            for size in sizes:
                pieces = way(facts, across, size, width)
                if pieces is not None and height(pieces) <= high:
                    return pieces
    return None


def _stack(facts: Sequence[Fact], across: float, size: float, width: Width) -> list[Piece] | None:
    """Each fact on lines of its own, one under the other."""
    pieces: list[Piece] = []
    for number, fact in enumerate(facts):
        added = _set(number, fact, across, size, width)
        if added is None:
            return None
        pieces += below(pieces, added)
    return pieces


def _columns(facts: Sequence[Fact], across: float, size: float, width: Width) -> list[Piece] | None:
    """The name over the whole width, the other facts in two columns of about one height."""
    head = _set(0, facts[0], across, size, width)
    column = (across - GAP / POINT) / 2
    rest = [_set(number, fact, column, size, width) or [] for number, fact in enumerate(facts[1:], start=1)]
    if head is None or len(rest) < 2 or not all(rest):
        return None
    heights = list(map(height, rest))
    split = min(range(1, len(rest)), key=lambda end: max(sum(heights[:end]), sum(heights[end:])))
    sides: list[list[Piece]] = [[], []]
    for number, added in enumerate(rest):
        side = sides[number >= split]
        side += below(side, added)
    shifted = [piece._replace(left=piece.left + column + GAP / POINT) for piece in sides[1]]
    return head + below(head, sides[0] + shifted)


def _flow(facts: Sequence[Fact], across: float, size: float, width: Width) -> list[Piece] | None:
    """The name, then all facts after one another."""
    head = _set(0, facts[0], across, size, width)
    rest = set_lines(separated(facts, 1), across, size, width)
    return None if head is None or rest is None else head + below(head, rest)


def _run_in(facts: Sequence[Fact], across: float, size: float, width: Width) -> list[Piece] | None:
    """The last resort: the name and all facts after one another in one size."""
    return set_lines(separated(facts), across, size, width)


def _set(number: int, fact: Fact, across: float, size: float, width: Width) -> list[Piece] | None:
    """A fact on lines of its own; the name larger than the others."""
    own = round(size * NAME_SCALE * 2) / 2 if number == 0 else size
    return set_lines(list(words(number, fact)), across, own, width)


def _placed(pieces: Sequence[Piece], left: float, high: float) -> Iterator[Piece]:
    """Pieces in mm from the box's corner, the block in the middle of its height."""
    top = (high - height(pieces) * POINT) / 2
    for piece in joined(pieces):
        yield piece._replace(
            text=piece.text.replace(NO_BREAK, " "),
            left=left + piece.left * POINT,
            baseline=top + piece.baseline * POINT,
            width=piece.width * POINT,
        )
