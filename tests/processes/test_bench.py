"""What a process keeps belongs to one bench, which stays where it is."""

from __future__ import annotations

import os
import pickle
from collections.abc import Iterator
from concurrent.futures import Executor

import pytest

from leaflets.processes import bench as benches
from leaflets.processes.bench import Bench, Shelf
from leaflets.processes.workers import fresh_workers

PAGES: Shelf[int] = Shelf("pages")
LOOKS: Shelf[int] = Shelf("looks")


def kept(bench: Bench, name: str) -> tuple[int, int, int | None]:
    """In a worker: who it is, how much it keeps, and what it had of a name before it keeps the number of its process."""
    before = bench.at(PAGES).get(name)
    bench.at(PAGES).put(name, os.getpid())
    return os.getpid(), bench.most, before


@pytest.fixture
def pool() -> Iterator[Executor]:
    """One process that keeps two things of each kind."""
    with fresh_workers(1, 2) as one:
        yield one


def test_each_kind_has_a_place_of_its_own() -> None:
    """A name on one shelf is none on another; a shelf of the same name is the same."""
    bench = Bench(2)
    bench.at(PAGES).put("a", 1)
    assert bench.at(LOOKS).get("a") is None
    assert bench.at(Shelf[int]("pages")).get("a") == 1


def test_two_benches_share_nothing() -> None:
    """What is put on one is not on another, and each keeps as much as it was made for."""
    one, other, none = Bench(2), Bench(2), Bench()
    for bench in (one, none):
        bench.at(PAGES).put("a", 1)
    assert [bench.at(PAGES).get("a") for bench in (one, other, none)] == [1, None, None]


def test_a_shelf_may_keep_some_on_any_bench() -> None:
    """Of what a run meets again so many are kept where nothing else is, and no fewer on a bench that keeps more."""
    found: Shelf[int] = Shelf("found", least=2)
    for most, kept_there in ((0, [None, 1, 2]), (3, [0, 1, 2])):
        bench = Bench(most)
        for number in range(3):
            bench.at(found).put(str(number), number)
        assert [bench.at(found).get(str(number)) for number in range(3)] == kept_there


@pytest.mark.whole
def test_work_finds_the_bench_of_its_process(pool: Executor) -> None:
    """A process begins with an empty bench, whatever lies on that of who sends the work, and finds its own again."""
    mine = Bench(9)
    mine.at(PAGES).put("a", 1)
    first, second = (pool.submit(kept, mine, "a").result(timeout=60) for _ in range(2))
    assert first == (second[0], 2, None)
    assert second[2] == first[0] != os.getpid()
    assert mine.at(PAGES).get("a") == 1


def test_where_nobody_began_a_bench_is_empty() -> None:
    """A process of a cluster, which no pool of ours began, keeps nothing."""
    bench = Bench(2)
    bench.at(PAGES).put("a", 1)
    found = pickle.loads(pickle.dumps(bench))
    found.at(PAGES).put("b", 2)
    assert (found.most, found.at(PAGES).get("a"), found.at(PAGES).get("b")) == (0, None, None)


def test_a_process_begins_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also one that was forked from a process with a bench."""
    monkeypatch.setattr(benches._OwnBench, "bench", None)
    for most in (2, 3):
        benches.begin(most)
        found: Bench = pickle.loads(pickle.dumps(Bench()))
        assert (found.most, found.at(PAGES).get("a")) == (most, None)
        found.at(PAGES).put("a", 1)
