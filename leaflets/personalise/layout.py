"""Arrange a practice's text, logo and QR code in its box: as large as fits, never below the floor. Pure; no PDF here.

Places are mm from the box's top left corner, sizes pt.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from leaflets import qr
from leaflets.model import Box
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


@dataclass(frozen=True)
class Style:
    """The measures of a format's box: its sizes in pt, largest first, and in mm its QR code and its largest logo."""

    sizes: tuple[float, ...] = (12.0, 11.5, 11.0, 10.5, 10.0, 9.5, FLOOR)
    comfortable: float = 10.0
    """Down to this size each fact keeps a line of its own; below it, facts may share lines."""
    qr_mm: float = 20.0
    logo_mm: tuple[float, float] = (32.0, 20.0)


READING = Style()
LARGE = Style(sizes=(20.0, 19.0, 18.0, 17.0, 16.0), comfortable=16.0, qr_mm=32.0, logo_mm=(56.0, 36.0))
"""Large print, where nothing is smaller than 16 pt (RNIB, UKAAF)."""


def style_of(body_pt: float) -> Style:
    """The measures that go with a format's smallest running text."""
    return LARGE if body_pt >= LARGE.comfortable else READING


@dataclass(frozen=True)
class Layout:
    """What stands where in the box."""

    pieces: tuple[Piece, ...]
    logo: Box | None
    qr: Box | None
    paper: Box | None
    """What stays paper under the QR code's symbol and its light zone (ISO/IEC 18004, 6.3.8)."""


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
    right = across - SIDE if paper is None else paper[0] - 1
    for picture, symbol in _places(logo, code, size_mm, style):
        left = SIDE if picture is None or picture[0] > right else picture[0] + picture[2] + GAP
        pieces = _fitted(facts, (right - left) / POINT, (high - 2 * EDGE) / POINT, width, style)
        if pieces is not None:
            return Layout(tuple(_placed(pieces, left, high)), picture, symbol, paper)
    raise DoesNotFit


def _code(website: str, size_mm: tuple[float, float], style: Style) -> tuple[Box, Box]:
    """The QR code at the right edge, on the column's own edge as everywhere in the series, and the paper it needs."""
    across, high = size_mm
    side = style.qr_mm
    quiet = qr.QUIET_ZONE * side / len(qr.matrix(website))
    return (across - side, (high - side) / 2, side, side), (across - side - quiet, 0.0, side + quiet, high)


def _places(
    logo: tuple[float, float] | None, code: Box | None, size_mm: tuple[float, float], style: Style
) -> Iterator[tuple[Box | None, Box | None]]:
    """Where logo and code may stand, best first: in a high box over one another, else the logo at the left."""
    if logo is None:
        yield None, code
        return
    if code is not None and size_mm[1] >= 2 * code[3] + GAP:
        yield _stacked(logo, code, size_mm)
    for scale in LOGO_SCALES:
        yield _picture(logo, scale, size_mm, style), code


def _stacked(logo: tuple[float, float], code: Box, size_mm: tuple[float, float]) -> tuple[Box, Box]:
    """The logo over the code, as wide or as high as the code's symbol."""
    side = code[2]
    factor = side / max(logo)
    width, high = logo[0] * factor, logo[1] * factor
    # Four modules of light are a quarter of a symbol at most: the gap keeps them clear.
    gap = side / 4
    top = (size_mm[1] - high - gap - side) / 2
    return (code[0] + (side - width) / 2, top, width, high), (code[0], top + high + gap, side, side)


def _picture(logo: tuple[float, float], scale: float, size_mm: tuple[float, float], style: Style) -> Box:
    across, high = size_mm
    widest = min(style.logo_mm[0], across * 0.26) * scale
    highest = min(style.logo_mm[1], high - 5) * scale
    factor = min(widest / logo[0], highest / logo[1])
    size = (logo[0] * factor, logo[1] * factor)
    return (SIDE, (high - size[1]) / 2, *size)


Way = Callable[[Sequence[Fact], float, float, Width], list[Piece] | None]
"""Sets facts in a width (pt) and size; None when that cannot be."""


def _fitted(facts: Sequence[Fact], across: float, high: float, width: Width, style: Style) -> list[Piece] | None:
    """The first way that fits: large before small, a fact a line before facts that share lines. Lengths in pt."""
    comfortable = [size for size in style.sizes if size >= style.comfortable]
    small = [size for size in style.sizes if size < style.comfortable]
    ways: tuple[Way, ...] = (_stack, _columns, _flow)
    tries = [(way, size) for sizes in (comfortable, small) for way in ways for size in sizes]
    for way, size in [*tries, (_run_in, style.sizes[-1])]:
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
    shifted = [replace(piece, left=piece.left + column + GAP / POINT) for piece in sides[1]]
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
        yield replace(
            piece,
            text=piece.text.replace(NO_BREAK, " "),
            left=left + piece.left * POINT,
            baseline=top + piece.baseline * POINT,
            width=piece.width * POINT,
        )
