"""Those who work for the studio."""

from __future__ import annotations

import asyncio
import os
from concurrent.futures import Executor, Future
from typing import Any

import pytest

from leaflets.personalise.practice import Practice
from leaflets.personalise.sets.cluster import scheduler_at
from leaflets.problems import ContentError
from leaflets.processes.workers import InProcess
from leaflets.studio.crew import MOST_WAITING, RETRY_SECONDS, Busy, Crew, Left, Team, hired
from leaflets.studio.details import Details, practice_of
from leaflets.studio.parcel import bundle
from leaflets.studio.piece import pieces_of
from leaflets.studio.stock import StudioStock
from tests.studio.conftest import TYPED


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


def test_who_has_waited_long_enough_is_turned_away() -> None:
    """And whose turn comes before that is not; who waits for something long waits for as long as it takes."""

    async def crowd() -> None:
        slow = Slow()
        team = Team(slow, 1, patience=0.05)
        served = [asyncio.create_task(team.do(int)) for _ in range(2)]
        late = asyncio.create_task(team.do(int))
        with pytest.raises(Busy):
            await late
        assert (team.waiting, len(slow.taken)) == (2, 2)
        soon = asyncio.create_task(team.do(int))
        await asyncio.sleep(0)
        slow.taken[0].set_result(7)
        assert await served[0] == 7
        await asyncio.sleep(0.1)
        assert not soon.done()
        assert len(slow.taken) == 3
        slow.taken[1].set_result(8)
        slow.taken[2].set_result(9)
        assert (await served[1], await soon, team.waiting) == (8, 9, 0)

    asyncio.run(crowd())
    with_all_cores = hired(1)
    with_all_cores.close()
    assert with_all_cores.stampers.patience == RETRY_SECONDS
    assert with_all_cores.pressmen.patience is None


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


@pytest.mark.whole
def test_files_are_made_on_a_cluster_too(stock: StudioStock) -> None:
    """The same bytes as here; and who opened the pool closes it."""
    distributed = pytest.importorskip("distributed", reason="Dask is not installed: sh setup.sh --cluster")
    pieces = pieces_of(stock, ("ms",), ("a5",), "nl", "be", light=True)
    practice = practice_of(Details(TYPED), "nl", names_publisher=False)
    assert isinstance(practice, Practice)

    async def asking(far: tuple[Executor, int]) -> bytes:
        crew = hired(1, far)
        try:
            return (await crew.pressmen.do(bundle, stock, pieces, practice, None)).data
        finally:
            crew.close()

    with (
        distributed.LocalCluster(
            n_workers=1,
            threads_per_worker=1,
            processes=True,
            host="127.0.0.1",
            dashboard_address="127.0.0.1:0",
            silence_logs=50,
        ) as local,
        scheduler_at(local.scheduler_address)() as far,
    ):
        assert asyncio.run(asking(far)) == bundle(stock, pieces, practice, None).data
        assert far[0].submit(abs, -3).result() == 3
