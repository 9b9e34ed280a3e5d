"""Which files wait for which proofs: a proof is handed to each file that wants it and let go after the last."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from leaflets.build.assemble import PageResult
from leaflets.plan import Work


@dataclass(eq=False)
class _Order:
    """A file, the digests of its jobs in order, and those whose proof is not there yet."""

    work: Work
    digests: tuple[str, ...]
    lacking: set[str] = field(default_factory=set)


class Waiting:
    """The files still to make. What it costs grows with their jobs, not with files times jobs."""

    def __init__(self, works: Sequence[Work], digests: Mapping[int, str]) -> None:
        """`digests` are those of the jobs, by `id(job)`."""
        self._orders: defaultdict[str, list[_Order]] = defaultdict(list)
        self._wanted: defaultdict[str, int] = defaultdict(int)
        self._proofs: dict[str, PageResult] = {}
        for work in works:
            order = _Order(work, tuple(digests[id(job)] for job in work.jobs))
            order.lacking = set(order.digests)
            for digest in order.lacking:
                self._orders[digest].append(order)
                self._wanted[digest] += 1

    def most_sections(self, digest: str) -> int:
        """Of how many sections the largest file is that waits for a proof."""
        return max(len(order.digests) for order in self._orders[digest])

    def arrived(self, digest: str, result: PageResult) -> list[tuple[Work, list[PageResult]]]:
        """The files that lacked this result alone, each with the results of all its jobs in order."""
        self._proofs[digest] = result
        whole: list[tuple[Work, list[PageResult]]] = []
        for order in self._orders.pop(digest):
            order.lacking.remove(digest)
            if not order.lacking:
                whole.append((order.work, [self._proofs[one] for one in order.digests]))
                self._let_go(order)
        return whole

    def _let_go(self, order: _Order) -> None:
        for digest in set(order.digests):
            self._wanted[digest] -= 1
            if not self._wanted[digest]:
                del self._proofs[digest]
