"""How much one member may ask for, so that all others are served too: a bucket that fills up again as time goes by.

Each process counts for itself; behind a proxy that spreads requests over several, a member has as many quotas.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

QuotaKind = Literal["pictures", "files"]
"""What is counted: what is looked at, which takes milliseconds, and what is taken along, which takes seconds."""


@dataclass(frozen=True)
class Quota:
    """So many at once, and again as many in so many seconds."""

    most: int
    seconds: float


PICTURES = Quota(400, 120)
"""Who types without a pause asks for 6 a second, for a minute and longer than any form is."""

FILES = Quota(200, 3600)
"""All leaflets in all forms, one by one, and a trial print of each."""

MANY = 10_000
"""Buckets that are kept; then those that are full again are let go."""


@dataclass
class Quotas:
    """What each member has left."""

    of: dict[QuotaKind, Quota] = field(default_factory=lambda: {"pictures": PICTURES, "files": FILES})
    _buckets: dict[tuple[str, QuotaKind], tuple[float, float]] = field(default_factory=dict)
    """How much was left at which moment."""

    def wait(self, member: str, kind: QuotaKind, now: float, many: int = 1) -> int:
        """Take one or `many` at the moment `now`, in seconds: 0, or after how many seconds there are so many again.

        More than a bucket holds is a whole bucket; fewer than none are given back.
        """
        quota = self.of[kind]
        wanted = min(many, quota.most)
        left = self._left(member, kind, now)
        if left < wanted:
            return max(1, math.ceil((wanted - left) * quota.seconds / quota.most))
        if len(self._buckets) >= MANY:
            self._let_go(now)
        self._buckets[member, kind] = left - wanted, now
        return 0

    def _left(self, member: str, kind: QuotaKind, now: float) -> float:
        quota = self.of[kind]
        left, then = self._buckets.get((member, kind), (float(quota.most), now))
        return min(float(quota.most), left + (now - then) * quota.most / quota.seconds)

    def _let_go(self, now: float) -> None:
        """Forget the buckets that are full, which say what no bucket says too."""
        self._buckets = {key: one for key, one in self._buckets.items() if self._left(*key, now) < self.of[key[1]].most}


Clock = Callable[[], float]
"""Seconds of a clock that only goes on."""
