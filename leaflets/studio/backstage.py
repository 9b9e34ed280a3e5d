"""What is made ready behind a page that is shown already: where in a file a practice is written."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from leaflets.studio.crew import Team
from leaflets.studio.piece import WantedFile
from leaflets.studio.preview import Scene, scene_of
from leaflets.studio.stock import StudioStock

PATIENCE = 0.3
"""Seconds a page waits for what is not typeset yet; it is shown without, and its script asks again."""


@dataclass
class Backstage:
    """The files that are being typeset because somebody looks at them, each once however many look."""

    under_way: dict[str, asyncio.Task[Scene]] = field(default_factory=dict)

    async def scene(
        self, team: Team, stock: StudioStock, piece: WantedFile, seconds: float | None = None
    ) -> Scene | None:
        """Where a practice is written in a file; None where that is not known in so many seconds, and it goes on.

        Raises Busy, and what `scene_of` raises.
        """
        key = piece.key(stock)
        if key not in self.under_way:
            self.under_way[key] = asyncio.ensure_future(team.do(scene_of, stock, piece))
            self.under_way[key].add_done_callback(lambda done: self._over(key, done))
        task = self.under_way[key]
        await asyncio.wait([task], timeout=seconds)
        return task.result() if task.done() else None

    def _over(self, key: str, done: asyncio.Task[Scene]) -> None:
        """Let go of a file; what went wrong is told to who asks next, and no fault of this process."""
        del self.under_way[key]
        if not done.cancelled():
            done.exception()
