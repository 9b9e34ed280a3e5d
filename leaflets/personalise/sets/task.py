"""What a worker is given to make copies, and what it gives back. Plain values."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from leaflets.model.proof import Proof, QrCode
from leaflets.personalise.practice import Practice
from leaflets.personalise.stamp.base import Base
from leaflets.plan import Work
from leaflets.problems import Problem


class AssembledFile(Protocol):
    """What an assembled file is known by."""

    @property
    def proof(self) -> Proof: ...

    @property
    def ticket(self) -> Proof | None: ...


Assemble = Callable[[Work, Sequence[Proof]], AssembledFile | tuple[Problem, ...]]
"""Merges, imposes or makes ready for the press, and inspects. It goes to the workers, so it can be pickled."""


Locale = tuple[str, str]
"""Language and country: what the words of a set depend on."""


@dataclass(frozen=True)
class Master:
    """One file of a set before it is a practice's: the proofs of its pages, and a base for each that has a box."""

    work: Work
    place: Locale
    digest: str
    proofs: tuple[Proof, ...]
    bases: tuple[Base | None, ...]
    words: Mapping[str, str]

    @property
    def is_assembled(self) -> bool:
        """Whether the file is more than the pages of one render."""
        return bool(self.work.steps)


@dataclass(frozen=True)
class CopyTask:
    """A practice, the file of its logo, and where it was given."""

    practice: Practice
    logo: bytes | None
    where: str
    line: int
    lines: Mapping[str, int] = field(default_factory=dict)
    """Those of its fields, where they differ."""

    def line_of(self, name: str) -> int:
        """The line of one of its fields."""
        return self.lines.get(name, self.line)


@dataclass(frozen=True)
class Copy:
    """A finished file of a practice."""

    master: int
    pdf: bytes
    sha256: str
    pages: int
    qr: tuple[QrCode, ...]
    ticket: Proof | None = None
    """How to print and fold it, where it is a sheet."""


@dataclass(frozen=True)
class Copies:
    """What came of a task: the copies that are good, and why others are not there."""

    copies: tuple[Copy, ...] = ()
    problems: tuple[Problem, ...] = ()
    without_line: tuple[str, ...] = ()
    """The formats whose box has no room for the line on which a patient writes the next appointment."""
    without_name: tuple[str, ...] = ()
    """The formats whose box on when to call has no room for the name of the practice, or for that of its post."""
