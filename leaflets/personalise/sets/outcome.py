"""What came of each row of a table, and of all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from leaflets.personalise.table.read import Row
from leaflets.problems import Problem

RowResult = Literal["made", "partly made", "kept", "failed", "not made yet"]


@dataclass(frozen=True)
class SetOutcome:
    """What came of one row: how many files of its set were made now and how many were there, and what is wrong."""

    row: Row
    result: RowResult
    made: int = 0
    kept: int = 0
    problems: tuple[Problem, ...] = ()
    without_line: tuple[str, ...] = ()
    """The formats that have no room for the line to write on."""
    without_name: tuple[str, ...] = ()
    """The formats that have no room for a name beside its number in the box on when to call."""


@dataclass(frozen=True)
class SetsOutcome:
    """What came of a run: copies made and kept, sets there already when it began, and what is wrong."""

    made: int = 0
    kept: int = 0
    sets: int = 0
    partly: int = 0
    """Sets that lack a file that was asked for."""
    there: int = 0
    problems: Sequence[Problem] = ()
    without_line: Mapping[str, int] = field(default_factory=dict)
    """In how many sets a format has no room for the line to write on."""
    without_name: Mapping[str, int] = field(default_factory=dict)
    """In how many sets a format has no room for a name beside its number in the box on when to call."""


def summed(results: Iterable[SetOutcome], there: int, problems: Iterable[Problem]) -> SetsOutcome:
    """The outcome of a run, of whose sets so many were there before; `problems` are those of no row."""
    rows = list(results)
    made = [row for row in rows if row.result in ("made", "partly made", "kept")]
    wrong = dict.fromkeys([*problems, *(problem for row in rows for problem in row.problems)])
    return SetsOutcome(
        made=sum(row.made for row in made),
        kept=sum(row.kept for row in made),
        sets=len(made),
        partly=sum(row.result == "partly made" for row in made),
        there=there,
        problems=sorted(wrong, key=lambda problem: (problem.where, problem.line or 0)),
        without_line=Counter(name for row in rows for name in row.without_line),
        without_name=Counter(name for row in rows for name in row.without_name),
    )
