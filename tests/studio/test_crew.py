"""Those who work for the studio."""

from __future__ import annotations

import asyncio
import os
from concurrent.futures import Executor, Future
from typing import Any

import pytest

from leaflets.problems import ContentError
from leaflets.processes.workers import InProcess
from leaflets.studio.crew import MOST_WAITING, Busy, Crew, Left, Team, hired


class Slow(Executor):
    """Takes work and does none of it until it is told to."""

    def __init__(self) -> None:
        self.taken: list[Future[Any]] = []

    def submit(self, _: Any, /, *__: Any, **___: Any) -> Future[Any]:
        self.taken.append(Future())
        return self.taken[-1]


def test_few_are_under_way_and_few_wait() -> None:
    """One more than there are workers is under way; when as many wait as may, the door is full."""

    async def crowd() -> None:
        slow = Slow()
        team = Team(slow, 1)
        waiting = [asyncio.create_task(team.do(int)) for _ in range(MOST_WAITING)]
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        assert len(slow.taken) == 2
        with pytest.raises(Busy):
            await team.do(int)
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)
        assert team.waiting == 0
        assert all(one.cancelled() for one in slow.taken)

    asyncio.run(crowd())


def test_what_nobody_waits_for_is_not_made() -> None:
    """Who left while waiting costs nothing."""

    async def gone() -> bool:
        return True

    async def leaving() -> None:
        slow = Slow()
        with pytest.raises(Left):
            await Team(slow, 1).do(int, gone=gone)
        assert slow.taken == []

    asyncio.run(leaving())


def test_who_dies_of_a_task_costs_that_task_alone() -> None:
    """It is said in a sentence, and the next is made."""

    async def dying() -> None:
        crew = hired(1)
        try:
            with pytest.raises(ContentError, match="died of it"):
                await crew.stampers.do(os._exit, 1)
            assert await crew.stampers.do(abs, -3) == 3
        finally:
            crew.close()

    asyncio.run(dying())


def test_a_crew_is_let_go() -> None:
    """Both pools, whatever is under way."""
    crew = Crew(Team(InProcess(), 1), Team(InProcess(), 1))
    crew.close()
    assert asyncio.run(crew.pressmen.do(abs, -1)) == 1


def test_what_is_likely_to_be_asked_for_is_begun_where_nobody_waits() -> None:
    """One thing at a time, so that it never stands in the way."""

    async def ahead() -> None:
        slow = Slow()
        team = Team(slow, 1)
        team.beforehand(int)
        team.beforehand(int)
        assert len(slow.taken) == 1
        slow.taken[0].set_result(0)
        team.waiting = 1
        team.beforehand(int)
        assert len(slow.taken) == 1

    asyncio.run(ahead())


def test_every_worker_begins_with_something() -> None:
    """Each of both pools."""
    slow, other = Slow(), Slow()
    Crew(Team(slow, 2), Team(other, 1)).begin(int)
    assert (len(slow.taken), len(other.taken)) == (2, 1)
