"""What is read from a list of practices: lines of cells, and rows that are practices or say what is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from leaflets.messages import Sentence, say
from leaflets.personalise.practice import Practice
from leaflets.problems import Problem

MAX_BYTES = 5_000_000
"""A list of 5,000 practices has about one."""
MAX_ROWS = 5_000
"""About as many general practices as the Netherlands have."""
MAX_COLUMNS = 60
"""Four times the fields of a practice, for lists that have columns of their own."""
MAX_CELL = 2_000
"""The characters of a cell; no field of a practice has room for more than 400."""
SEARCHED = 10
"""The headings are in one of so many first lines: above them may stand a title."""
TOO_LARGE = say("is too large for a table of practices")
SPLIT = say(
    "A table has at most {max_rows:,} rows and {max_columns} columns. Remove what is no practice, or split it.",
    max_rows=MAX_ROWS,
    max_columns=MAX_COLUMNS,
)


class TableLine(NamedTuple):
    """A line of a table that is not empty: its number, its cells, and what is wrong with it and what to do, if any."""

    number: int
    cells: Sequence[str]
    wrong: tuple[Sentence, Sentence] | None = None


@dataclass(frozen=True)
class Row:
    """One practice as it was given: where it stands, the practice or what is wrong with it, and its logo.

    `notes` are told in the report of a row that is good; `lines` are those of its fields, where they differ.
    """

    where: str
    line: int
    id: str
    name: str
    practice: Practice | None = None
    logo: bytes | None = None
    problems: tuple[Problem, ...] = ()
    notes: tuple[Sentence, ...] = ()
    lines: Mapping[str, int] = field(default_factory=dict)

    def line_of(self, name: str) -> int:
        """The line of one of its fields."""
        return self.lines.get(name, self.line)

    def failed(self, *problems: Problem) -> Row:
        return replace(self, practice=None, logo=None, problems=(*self.problems, *problems))


@dataclass(frozen=True)
class PracticeTable:
    """All rows, what is wrong with the table as a whole, how its fields are kept apart, and what it is called.

    A file of one practice is called as its folder is, of which it is not the whole list.
    """

    rows: tuple[Row, ...]
    problems: tuple[Problem, ...] = ()
    delimiter: str = ","
    name: str = ""
    is_list: bool = True
    unknown: tuple[str, ...] = ()
    """The headings of columns that are none of ours, as they stand there."""

    @property
    def is_whole(self) -> bool:
        """Whether who is not in it is not in the list."""
        return self.is_list and not self.problems
