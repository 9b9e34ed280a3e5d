"""Who works for the studio, in processes of their own: stampers, who must be quick, and pressmen, who may take long.

A few tasks are under way and a few wait; what nobody waits for any more is dropped, and for more the door is full.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from concurrent.futures import BrokenExecutor, Executor, Future
from dataclasses import dataclass, field
from typing import Any, TypeVar

from leaflets.messages import say
from leaflets.problems import ContentError, Problem
from leaflets.processes.workers import fresh_workers

Given = TypeVar("Given")

REMEMBERED = 48
"""Masters each worker knows: some leaflets in some forms, half a megabyte each; where one types, one to three
more for pictures of its page."""

MOST_WAITING = 16
"""Tasks for each worker that may wait, whatever they are."""

MOST_TYPING = 64
"""Pictures for each stamper that may wait: they are wanted by a hundred at once, and each takes some milliseconds."""

RETRY_SECONDS = 2
"""After which a browser that was turned away tries again; until then who types may as well wait for a picture."""

Gone = Callable[[], Awaitable[bool]]
"""Whether who asked has gone away meanwhile."""


class Busy(Exception):
    """The door is full: come again in RETRY_SECONDS."""


class Left(Exception):
    """Who asked has gone, and what was asked for was not made."""


async def waits() -> bool:
    """Nobody goes away: what is made is wanted whatever comes."""
    return False


@dataclass
class Team:
    """Some workers, how many of them there are, and how many tasks wait for one."""

    pool: Executor
    width: int
    waiting: int = 0
    most: int = MOST_WAITING
    """How many may wait for each worker."""
    patience: float | None = None
    """How many seconds one waits for his turn; None is for as long as it takes."""
    is_far: bool = False
    """Whether the pool is somebody else's to close."""
    gate: asyncio.Semaphore = field(init=False)
    ahead: Future[Any] | None = None
    """What was begun before anybody asked for it."""

    def __post_init__(self) -> None:
        # One more than there are workers, so that none is idle while the next task is on its way.
        self.gate = asyncio.Semaphore(self.width + 1)

    async def do(self, task: Callable[..., Given], *given: Any, gone: Gone = waits) -> Given:
        """What a worker makes of a task. Raises Busy, Left, what the task raises, ContentError where it died of it."""
        if self.waiting >= self.most * self.width:
            raise Busy
        self.waiting += 1
        try:
            await self._turn()
            try:
                if await gone():
                    raise Left
                return await self._done(task, given)
            finally:
                self.gate.release()
        finally:
            self.waiting -= 1

    async def _turn(self) -> None:
        """Wait for one's turn. Raises Busy where that is not within one's patience."""
        try:
            async with asyncio.timeout(self.patience):
                await self.gate.acquire()
        except TimeoutError:
            raise Busy from None

    def beforehand(self, task: Callable[..., Given], *given: Any) -> Future[Given] | None:
        """Do something that is likely to be asked for soon; None where somebody waits by now, and it is not begun."""
        if self.waiting or not (self.ahead is None or self.ahead.done()):
            return None
        promised = self.pool.submit(task, *given)
        self.ahead = promised
        return promised

    async def _done(self, task: Callable[..., Given], given: Iterable[Any]) -> Given:
        try:
            return await asyncio.wrap_future(self.pool.submit(task, *given))
        except BrokenExecutor as error:
            said = say("the process that made it died of it")
            raise ContentError(Problem(said, "", say("Try it without the logo."))) from error


@dataclass(frozen=True)
class Crew:
    """All workers of a studio."""

    stampers: Team
    pressmen: Team

    def begin(self, task: Callable[..., object], *given: Any) -> None:
        """Have every worker do something first, which nobody waits for."""
        for team in (self.stampers, self.pressmen):
            for _ in range(team.width):
                team.pool.submit(task, *given)

    def close(self) -> None:
        """Let them go; what is under way is left."""
        for desk in (self.stampers, self.pressmen):
            if not desk.is_far:
                desk.pool.shutdown(wait=False, cancel_futures=True)


def hired(cores: int, far: tuple[Executor, int] | None = None) -> Crew:
    """A stamper for each core, and half as many pressmen, so that a booklet leaves a core to who is typing.

    They end when this process ends, however that happens. With `far`, a pool elsewhere and how wide it is, the pressmen
    are there, and whoever opened it closes it.
    """
    stampers = Team(fresh_workers(cores, REMEMBERED), cores, most=MOST_TYPING, patience=RETRY_SECONDS)
    if far is not None:
        return Crew(stampers, Team(*far, is_far=True))
    pressmen = max(1, cores // 2)
    return Crew(stampers, Team(fresh_workers(pressmen, REMEMBERED), pressmen))
