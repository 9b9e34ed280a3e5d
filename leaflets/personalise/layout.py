"""Arrange a practice's text, logo and QR code in its box: as large as fits, never below the floor. Pure; no PDF here.

Places are mm from the box's top left corner, sizes pt.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from leaflets import qr
from leaflets.model import Box

POINT = 25.4 / 72
"""Millimetres in a point."""

FLOOR = 9.0
"""The smallest size (norms T02); what does not fit at it is refused."""
LEADING = 1.2
"""Distance of baselines in sizes (norms T03)."""
NAME_SCALE = 1.2
SIDE, EDGE, GAP = 4.0, 1.5, 4.0
"""Space in mm within the box at the sides, above and below, and between its parts."""
LOGO_SCALES = (1.0, 0.8, 0.6)
SEPARATOR = " • "
NO_BREAK = "\u00a0"
"""A space lines do not break at; it is written as a plain one, so that searching for the number finds it."""

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


Width = Callable[[str, bool], float]
"""The length in em of a text set in regular (False) or bold (True)."""


@dataclass(frozen=True)
class Run:
    """A piece of a fact in one weight; `address` is where it leads, where it is a link."""

    text: str
    bold: bool = False
    address: str | None = None


@dataclass(frozen=True)
class Fact:
    """One thing the box says, and the field of the practice it comes from."""

    field: str
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True)
class Piece:
    """Text on one line: of which fact and run (None for a separator), where its baseline starts, and how long it is."""

    fact: int
    run: int | None
    text: str
    bold: bool
    size: float
    left: float
    baseline: float
    width: float


@dataclass(frozen=True)
class Layout:
    """What stands where in the box."""

    pieces: tuple[Piece, ...]
    logo: Box | None
    qr: Box | None
    quiet_mm: float = 0.0
    """The light zone around the QR code's symbol."""


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
    code, quiet = _code(website, size_mm, style)
    right = across - SIDE if code is None else code[0] - quiet - 1
    for scale in LOGO_SCALES if logo else (1.0,):
        picture = _picture(logo, scale, size_mm, style) if logo else None
        left = SIDE if picture is None else picture[0] + picture[2] + GAP
        pieces = _fitted(facts, (right - left) / POINT, (high - 2 * EDGE) / POINT, width, style)
        if pieces is not None:
            return Layout(tuple(_placed(pieces, left, high)), picture, code, quiet)
    raise DoesNotFit


def _code(website: str | None, size_mm: tuple[float, float], style: Style) -> tuple[Box | None, float]:
    """The QR code at the right edge, on the column's own edge as everywhere in the series; none in a low box."""
    across, high = size_mm
    side = style.qr_mm
    if website is None or high < side:
        return None, 0.0
    quiet = qr.QUIET_ZONE * side / len(qr.matrix(website))
    return (across - side, (high - side) / 2, side, side), quiet


def _picture(logo: tuple[float, float], scale: float, size_mm: tuple[float, float], style: Style) -> Box:
    across, high = size_mm
    widest = min(style.logo_mm[0], across * 0.26) * scale
    highest = min(style.logo_mm[1], high - 5) * scale
    factor = min(widest / logo[0], highest / logo[1])
    size = (logo[0] * factor, logo[1] * factor)
    return (SIDE, (high - size[1]) / 2, *size)


def _fitted(facts: Sequence[Fact], across: float, high: float, width: Width, style: Style) -> list[Piece] | None:
    """The first way that fits: large before small, a line for each fact before facts that share lines. Lengths in pt."""
    comfortable = [size for size in style.sizes if size >= style.comfortable]
    small = [size for size in style.sizes if size < style.comfortable]
    tries = [(way, size) for sizes in (comfortable, small) for way in (_stack, _columns, _flow) for size in sizes]
    for way, size in [*tries, (_run_in, style.sizes[-1])]:
        pieces = way(facts, across, size, width)
        if pieces is not None and _height(pieces) <= high:
            return pieces
    return None


def _stack(facts: Sequence[Fact], across: float, size: float, width: Width) -> list[Piece] | None:
    """Each fact on lines of its own, one under the other."""
    pieces: list[Piece] = []
    for number, fact in enumerate(facts):
        added = _set(number, fact, across, _size(number, size), width)
        if added is None:
            return None
        pieces += _below(pieces, added)
    return pieces


def _columns(facts: Sequence[Fact], across: float, size: float, width: Width) -> list[Piece] | None:
    """The name over the whole width, the other facts in two columns of about one height."""
    head = _set(0, facts[0], across, _size(0, size), width)
    column = (across - GAP / POINT) / 2
    rest = [_set(number, fact, column, size, width) or [] for number, fact in enumerate(facts[1:], start=1)]
    if head is None or len(rest) < 2 or not all(rest):
        return None
    heights = list(map(_height, rest))
    split = min(range(1, len(rest)), key=lambda end: max(sum(heights[:end]), sum(heights[end:])))
    sides: list[list[Piece]] = [[], []]
    for number, added in enumerate(rest):
        side = sides[number >= split]
        side += _below(side, added)
    shifted = [replace(piece, left=piece.left + column + GAP / POINT) for piece in sides[1]]
    return head + _below(head, sides[0] + shifted)


def _flow(facts: Sequence[Fact], across: float, size: float, width: Width) -> list[Piece] | None:
    """The name, then all facts after one another."""
    head = _set(0, facts[0], across, _size(0, size), width)
    rest = _lines([word for words in _separated(facts)[1:] for word in words], across, size, width)
    return None if head is None or rest is None else head + _below(head, rest)


def _run_in(facts: Sequence[Fact], across: float, size: float, width: Width) -> list[Piece] | None:
    """The last resort: the name and all facts after one another in one size."""
    return _lines([word for words in _separated(facts) for word in words], across, size, width)


def _separated(facts: Sequence[Fact]) -> list[list[_Word]]:
    """The words of each fact, the last one of each followed by the separator."""
    found = [list(_words(number, fact)) for number, fact in enumerate(facts)]
    return [[*words[:-1], replace(words[-1], after=SEPARATOR)] for words in found]


def _size(number: int, size: float) -> float:
    return round(size * NAME_SCALE * 2) / 2 if number == 0 else size


def _height(pieces: Sequence[Piece]) -> float:
    """From the top of the first line to the bottom of the last."""
    return max((piece.baseline + piece.size * (LEADING - 1) for piece in pieces), default=0.0)


def _below(above: Sequence[Piece], pieces: Sequence[Piece]) -> list[Piece]:
    """`pieces` moved down to stand under what is there."""
    down = _height(above)
    return [replace(piece, baseline=piece.baseline + down) for piece in pieces]


@dataclass(frozen=True)
class _Word:
    """What may not be broken: parts of one run or of runs that touch; `after` is what follows when the line goes on."""

    fact: int
    parts: tuple[tuple[int, str, bool], ...]
    after: str


def _set(number: int, fact: Fact, across: float, size: float, width: Width) -> list[Piece] | None:
    return _lines(list(_words(number, fact)), across, size, width)


def _words(number: int, fact: Fact) -> Iterator[_Word]:
    """The words of a fact: what stands between spaces, whichever runs it is in."""
    parts: list[tuple[int, str, bool]] = []
    for index, run in enumerate(fact.runs):
        for found in re.findall(r" |[^ ]+", run.text):
            if found != " ":
                parts.append((index, found, run.bold))
            elif parts:
                yield _Word(number, tuple(parts), " ")
                parts = []
    if parts:
        yield _Word(number, tuple(parts), " ")


def _broken(word: _Word) -> list[_Word]:
    """A word longer than a line, as an address may be, in the parts readers expect: after / . @ - and _."""
    pieces = [(run, part, bold) for run, text, bold in word.parts for part in re.findall(r"[^/.@_-]*[/.@_-]+|[^/.@_-]+", text)]
    return [_Word(word.fact, (piece,), word.after if piece is pieces[-1] else "") for piece in pieces]


def _lines(words: Sequence[_Word], across: float, size: float, width: Width) -> list[Piece] | None:
    """Words set on lines of `across` pt, baselines from the top; None when a word is longer than a line."""
    pieces: list[Piece] = []
    line: list[Piece] = []
    left, after = 0.0, ""
    baseline = size
    waiting = deque(words)
    while waiting:
        word = waiting.popleft()
        lengths = [width(text, heavy) * size for _, text, heavy in word.parts]
        if sum(lengths) > across:
            parts = _broken(word)
            if len(parts) == 1:
                return None
            waiting.extendleft(reversed(parts))
            continue
        bold = bool(line) and line[-1].bold and after != SEPARATOR
        space = width(after, bold) * size if line and after else 0.0
        if line and left + space + sum(lengths) > across:
            pieces += line
            line, left, space = [], 0.0, 0.0
            baseline += size * LEADING
        if space:
            before = line[-1]
            owner = before.run if before.fact == word.fact else None
            line.append(Piece(before.fact, owner, after, bold, size, left, baseline, space))
        left += space
        for (run, text, heavy), length in zip(word.parts, lengths, strict=True):
            line.append(Piece(word.fact, run, text, heavy, size, left, baseline, length))
            left += length
        after = word.after
    return pieces + line


def _placed(pieces: Sequence[Piece], left: float, high: float) -> Iterator[Piece]:
    """Pieces in mm from the box's corner, the block in the middle of its height; pieces that touch become one."""
    top = (high - _height(pieces) * POINT) / 2
    joined: list[Piece] = []
    for piece in pieces:
        before = joined[-1] if joined else None
        same = before and (before.fact, before.run, before.bold, before.baseline) == (
            piece.fact, piece.run, piece.bold, piece.baseline)  # fmt: skip
        if before and same:
            joined[-1] = replace(before, text=before.text + piece.text, width=piece.left + piece.width - before.left)
        else:
            joined.append(piece)
    for piece in joined:
        yield replace(
            piece,
            text=piece.text.replace(NO_BREAK, " "),
            left=left + piece.left * POINT,
            baseline=top + piece.baseline * POINT,
            width=piece.width * POINT,
        )
