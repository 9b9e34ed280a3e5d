"""The bench one process works at: what it keeps by it from one piece of work to the next.

It is made where the process begins and handed down with the work, from the workshop to each step.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Generic

from leaflets.processes.memo import Kept, Memo


@dataclass(frozen=True)
class Shelf(Generic[Kept]):
    """The name of one kind of things that are kept on a bench; each room has its own, with its type."""

    name: str
    least: int = 0
    """So many are kept on any bench: of what a run meets again that meets nothing else twice."""


class Bench:
    """So many things of each kind, by their digests; two benches share none.

    A bench stays where it is: work that is sent to another process finds there the bench of that process.
    """

    def __init__(self, most: int = 0) -> None:
        """`most` is how many of each kind are kept: none in a build, which meets hardly anything twice."""
        self.most = most
        self._memos: dict[Shelf[Any], Memo[Any]] = {}

    def at(self, shelf: Shelf[Kept]) -> Memo[Kept]:
        """What is kept of one kind."""
        return self._memos.setdefault(shelf, Memo(max(self.most, shelf.least)))

    def __reduce__(self) -> tuple[object, ...]:
        return _of_this_process, ()


class _OwnBench:
    """The bench of a process that works for another.

    The one thing here that is held by the process itself: a pool hands what its initializer makes to nobody
    (concurrent.futures), so whoever brings the work must find it.
    """

    bench: Bench | None = None


def begin(most: int) -> None:
    """Give this process, which works for another, an empty bench."""
    _OwnBench.bench = Bench(most)


def _of_this_process() -> Bench:
    """The bench work finds that was sent here; a new one where nobody began with one, as in a cluster."""
    return _OwnBench.bench or Bench()
