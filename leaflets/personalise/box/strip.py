"""Arrange whom to call at the foot of the box on when to call: names with their numbers, as large as fits. Pure.

Places are mm from the top left corner of the lines that are left free, sizes pt.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import product

from leaflets.personalise.box.layout import DoesNotFit
from leaflets.personalise.box.lines import Fact, Measure, Piece, Width, below, height, placed, set_lines, words
from leaflets.personalise.box.style import GAP, BoxStyle
from leaflets.units import MM_PER_PT

ABREAST = 115.0
"""Where the measure is as wide, two who may be called can stand beside each other (mm)."""
APART = 0.25
"""What stands between a name and a number on one line beside the space that is read there, in sizes of the name."""

Sizes = tuple[float, float]
"""That of a name, and that of its number."""


@lru_cache(maxsize=1024)  # All that is typed later leaves it as it is, and it takes as long as the box itself.
def strip(facts: tuple[Fact, ...], size_mm: tuple[float, float], width: Width, style: BoxStyle) -> tuple[Piece, ...]:
    """Whom to call, each a name with a number or a name alone, in a place of `size_mm`.

    Raises DoesNotFit.
    """
    across = size_mm[0] / MM_PER_PT
    ways = (_under, _beside, _lines) if size_mm[0] >= ABREAST else (_after, _below, _lines)
    for way, sizes in product(ways, style.calls):
        pieces = way(facts, across, sizes, width)
        if pieces is not None and height(pieces) * MM_PER_PT <= size_mm[1] + 0.001:
            return tuple(placed(pieces, 0.0, 0.0))
    raise DoesNotFit


def _under(facts: Sequence[Fact], across: float, sizes: Sizes, width: Width) -> list[Piece] | None:
    """In columns, each number under its name of one line; a name without a number may have the line below too."""
    found: list[Piece] = []
    for number, fact in enumerate(facts):
        name = _name(number, fact, _column(facts, across), sizes, width)
        if name is None or _lines_of(name) > (1 if len(fact.runs) > 1 else 2):
            return None
        found += _moved([*name, *_number(number, fact, sizes, width, 0.0, height(name))], facts, across)
    return found


def _beside(facts: Sequence[Fact], across: float, sizes: Sizes, width: Width) -> list[Piece] | None:
    """In columns, each on one line."""
    found: list[Piece] = []
    for number, fact in enumerate(facts):
        entry = _entry(number, fact, _column(facts, across), sizes, width)
        if entry is None or _lines_of(entry) > 1:
            return None
        found += _moved(entry, facts, across)
    return found


def _after(facts: Sequence[Fact], across: float, sizes: Sizes, width: Width) -> list[Piece] | None:
    """Under one another, each on one line."""
    entries = [_entry(number, fact, across, sizes, width) for number, fact in enumerate(facts)]
    return _stacked([entry for entry in entries if entry is not None and _lines_of(entry) == 1], len(facts))


def _below(facts: Sequence[Fact], across: float, sizes: Sizes, width: Width) -> list[Piece] | None:
    """Under one another, each number below its name."""
    entries = []
    for number, fact in enumerate(facts):
        name = _name(number, fact, across, sizes, width)
        if name is not None and _lines_of(name) == 1:
            entries.append([*name, *_number(number, fact, sizes, width, 0.0, height(name))])
    return _stacked(entries, len(facts))


def _stacked(entries: Sequence[Sequence[Piece]], count: int) -> list[Piece] | None:
    """Entries under one another; None where they are not as many as they should be."""
    found: list[Piece] = []
    for entry in entries:
        found += below(found, entry)
    return found if len(entries) == count else None


def _lines(facts: Sequence[Fact], across: float, sizes: Sizes, width: Width) -> list[Piece] | None:
    """Under one another, a number after its name where it has room there, and else below."""
    found: list[Piece] = []
    for number, fact in enumerate(facts):
        entry = _entry(number, fact, across, sizes, width)
        if entry is None:
            return None
        found += below(found, entry)
    return found


def _entry(number: int, fact: Fact, across: float, sizes: Sizes, width: Width) -> list[Piece] | None:
    """A name and after it its number, which has a line of its own where the last one has no room for it."""
    name = _name(number, fact, across, sizes, width)
    if name is None:
        return None
    end = name[-1].left + name[-1].width + APART * sizes[0]
    after = _number(number, fact, sizes, width, end, name[-1].baseline - sizes[0])
    if not after:
        return name
    if after[0].left + after[0].width > across:
        return [*name, *_number(number, fact, sizes, width, 0.0, height(name))]
    last = name[-1].baseline
    # What shares a line with a larger number shares its baseline.
    return [*(one._replace(baseline=after[0].baseline) if one.baseline == last else one for one in name), *after]


def _name(number: int, fact: Fact, across: float, sizes: Sizes, width: Width) -> list[Piece] | None:
    return set_lines(list(words(number, Fact(fact.field, fact.runs[:1]))), Measure(across), sizes[0], width)


def _number(number: int, fact: Fact, sizes: Sizes, width: Width, left: float, top: float) -> list[Piece]:
    """The number of a fact on the line whose top is there; nothing where it has none."""
    return [
        Piece(number, 1, run.text, run.bold, sizes[1], left, top + sizes[1], width(run.text, run.bold) * sizes[1])
        for run in fact.runs[1:]
    ]


def _lines_of(pieces: Sequence[Piece]) -> int:
    return len({piece.baseline for piece in pieces})


def _column(facts: Sequence[Fact], across: float) -> float:
    """The width of one of as many columns as there are facts."""
    return (across - (len(facts) - 1) * GAP / MM_PER_PT) / len(facts)


def _moved(pieces: Sequence[Piece], facts: Sequence[Fact], across: float) -> list[Piece]:
    """The pieces of a fact in its own column."""
    step = _column(facts, across) + GAP / MM_PER_PT
    return [piece._replace(left=piece.left + piece.fact * step) for piece in pieces]
