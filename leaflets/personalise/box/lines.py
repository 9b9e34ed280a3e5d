"""Set facts on lines: words, weights, where lines may break. Lengths in pt from the top left of the text."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from math import inf
from typing import NamedTuple

from leaflets.units import MM_PER_PT

LEADING = 1.2
"""Distance of baselines in sizes (norms T03)."""
SEPARATOR = " • "
"""What keeps facts apart that share a line."""
NO_BREAK = "\u00a0"
"""A space lines do not break at; it is written as a plain one, so that searching for the number finds it."""

Width = Callable[[str, bool], float]
"""The length in em of a text set in regular (False) or bold (True)."""


@dataclass(frozen=True)
class Measure:
    """How long lines may be: `across`, and those whose top is from `below` on, `wide`; all from the text's top left."""

    across: float
    wide: float = 0.0
    below: float = inf

    def at(self, top: float) -> float:
        """The length of a line whose top is there."""
        return self.wide if top >= self.below else self.across

    def lowered(self, down: float) -> Measure:
        """The same as seen from text that begins so much lower."""
        return replace(self, below=self.below - down)


@dataclass(frozen=True)
class TextRun:
    """A piece of a fact in one weight; `address` is where it leads, where it is a link."""

    text: str
    bold: bool = False
    address: str | None = None


@dataclass(frozen=True)
class Fact:
    """One thing the box says, and the field of the practice it comes from."""

    field: str
    runs: tuple[TextRun, ...]

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


class Piece(NamedTuple):
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
class SetWord:
    """What may not be broken: parts of one run or of runs that touch; `after` is what follows when the line goes on."""

    fact: int
    parts: tuple[tuple[int, str, bool], ...]
    after: str


def words(number: int, fact: Fact) -> Iterator[SetWord]:
    """The words of a fact: what stands between spaces, whichever runs it is in."""
    parts: list[tuple[int, str, bool]] = []
    for index, run in enumerate(fact.runs):
        for found in re.findall(r" |[^ ]+", run.text):
            if found != " ":
                parts.append((index, found, run.bold))
            elif parts:
                yield SetWord(number, tuple(parts), " ")
                parts = []
    if parts:
        yield SetWord(number, tuple(parts), " ")


def separated(facts: Sequence[Fact], first: int = 0) -> list[SetWord]:
    """The words of all facts from `first` on, after one another, with the separator after each fact."""
    found: list[SetWord] = []
    for number, fact in enumerate(facts[first:], start=first):
        *most, last = words(number, fact)
        found += [*most, replace(last, after=SEPARATOR)]
    return found


def set_lines(
    several: Sequence[SetWord], measure: Measure, size: float, width: Width, begin: float = 0.0
) -> list[Piece] | None:
    """Words on lines, the first from `begin` on; None when a word that cannot be broken is longer than a line."""
    setter = _Setter(measure, size, width, left=begin)
    waiting = deque(several)
    while waiting:
        word = waiting.popleft()
        if setter.length(word) <= measure.across:
            setter.add(word)
            continue
        parts = _broken(word)
        if len(parts) == 1:
            return None
        waiting.extendleft(reversed(parts))
    return setter.pieces


def _broken(word: SetWord) -> list[SetWord]:
    """A word longer than a line, as an address may be, in the parts readers expect: after / . @ - and _."""
    pieces = [
        (run, part, bold) for run, text, bold in word.parts for part in re.findall(r"[^/.@_-]*[/.@_-]+|[^/.@_-]+", text)
    ]
    return [SetWord(word.fact, (piece,), word.after if piece is pieces[-1] else "") for piece in pieces]


@dataclass
class _Setter:
    """Sets word after word, and begins a new line where one does not fit."""

    measure: Measure
    size: float
    width: Width
    pieces: list[Piece] = field(default_factory=list)
    left: float = 0.0
    lines: int = 0
    after: str = ""

    def length(self, word: SetWord) -> float:
        return sum(self.width(text, bold) for _, text, bold in word.parts) * self.size

    def add(self, word: SetWord) -> None:
        space, bold = self._space()
        if self.left and self.left + space + self.length(word) > self.measure.at(self.lines * self.size * LEADING):
            self._end_line(word.fact)
            space = 0.0
        if space:
            before = self.pieces[-1]
            self._put(before.fact, before.run if before.fact == word.fact else None, self.after, bold)
        for run, text, heavy in word.parts:
            self._put(word.fact, run, text, heavy)
        self.after = word.after

    def _end_line(self, fact: int) -> None:
        """Begin a new line; a space within a fact stays at the end of the old one, for who hears or copies the text."""
        before = self.pieces[-1] if self.pieces else None
        if before and self.after == " " and before.fact == fact:
            self.pieces[-1] = before._replace(text=before.text + " ")
        self.left = 0.0
        self.lines += 1

    def _space(self) -> tuple[float, bool]:
        """How long what follows the last word is, and its weight: a space has that of its word, a separator none."""
        if not self.left or not self.after or not self.pieces:
            return 0.0, False
        bold = self.pieces[-1].bold and self.after != SEPARATOR
        return self.width(self.after, bold) * self.size, bold

    def _put(self, fact: int, run: int | None, text: str, bold: bool) -> None:
        length = self.width(text, bold) * self.size
        baseline = self.size + self.lines * self.size * LEADING
        self.pieces.append(Piece(fact, run, text, bold, self.size, self.left, baseline, length))
        self.left += length


def height(pieces: Sequence[Piece]) -> float:
    """From the top of the first line to the bottom of the last."""
    return max((piece.baseline + piece.size * (LEADING - 1) for piece in pieces), default=0.0)


def below(above: Sequence[Piece], pieces: Sequence[Piece]) -> list[Piece]:
    """`pieces` moved down to stand under what is there."""
    down = height(above)
    return [piece._replace(baseline=piece.baseline + down) for piece in pieces]


def joined(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces of one run that touch as one, so that they are written and read as one."""
    found: list[Piece] = []
    for piece in pieces:
        before = found[-1] if found else None
        if before and _kind(before) == _kind(piece):
            found[-1] = before._replace(text=before.text + piece.text, width=piece.left + piece.width - before.left)
        else:
            found.append(piece)
    return found


def _kind(piece: Piece) -> tuple[int, int | None, bool, float]:
    return piece.fact, piece.run, piece.bold, piece.baseline


def placed(pieces: Sequence[Piece], left: float, top: float) -> Iterator[Piece]:
    """Pieces in mm, the first line's top at `top`."""
    for piece in joined(pieces):
        yield piece._replace(
            text=piece.text.replace(NO_BREAK, " "),
            left=left + piece.left * MM_PER_PT,
            baseline=top + piece.baseline * MM_PER_PT,
            width=piece.width * MM_PER_PT,
        )
