"""A process that dies takes nothing with it but what it died of."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from leaflets.processes.workers import InProcess, Sturdy, fresh_workers, submitted, workers
from tests.conftest import PROJECT

pytestmark = pytest.mark.whole


def dies(_: int) -> int:
    """What a library does that has no memory left."""
    os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(60)
    return 0


def dies_once(mark: Path) -> str:
    """Dies of something that is over by the second time."""
    if not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return "alive"


def slow(number: int) -> int:
    time.sleep(0.3)
    return number


def fails(_: int) -> int:
    raise KeyError("x")


@pytest.fixture(scope="module")
def pool() -> Iterator[Executor]:
    """Two processes for all tests here: whatever happens to them, they are as good as new."""
    with fresh_workers(2) as several:
        yield several


def test_what_a_process_died_of_is_lost_alone(pool: Executor) -> None:
    """Of nine tasks that wait or are under way, one kills its process: the other eight come to their end."""
    tasks: list[Future[int]] = [pool.submit(slow, number) for number in range(4)]
    deadly = pool.submit(dies, 0)
    tasks += [pool.submit(slow, number) for number in range(4, 8)]
    assert [task.result(timeout=60) for task in tasks] == list(range(8))
    assert isinstance(deadly.exception(timeout=60), BrokenExecutor)


def test_after_a_death_there_are_others(pool: Executor) -> None:
    """What is handed in after a process has died is done, time and again."""
    for _ in range(2):
        assert isinstance(pool.submit(dies, 0).exception(timeout=60), BrokenExecutor)
        assert pool.submit(slow, 7).result(timeout=60) == 7


def test_what_died_by_chance_is_done_again(pool: Executor, tmp_path: Path) -> None:
    """A process that is killed from outside costs nothing at all."""
    assert pool.submit(dies_once, tmp_path / "mark").result(timeout=60) == "alive"


def test_what_a_task_raises_is_not_tried_again(pool: Executor) -> None:
    """An exception is an answer: it comes out where the result is asked for."""
    assert isinstance(pool.submit(fails, 0).exception(timeout=60), KeyError)


def test_what_is_cancelled_is_not_done(pool: Executor) -> None:
    """What has not begun when it is cancelled never begins."""
    busy = [pool.submit(slow, number) for number in range(8)]
    last = pool.submit(slow, 8)
    assert last.cancel()
    assert [task.result(timeout=60) for task in busy] == list(range(8))
    assert last.cancelled()


def test_the_executor_of_one_process_keeps_exceptions_for_the_result() -> None:
    """Work is done at once, and what it raises comes out where the result is asked for, as with a pool."""

    def fails() -> None:
        raise KeyError("x")

    with InProcess() as pool:
        done: Future[int] = pool.submit(max, 1, 2)
        failed: Future[None] = pool.submit(fails)
    assert done.result() == 2
    assert isinstance(failed.exception(), KeyError)


def test_a_pool_that_is_breaking_is_a_broken_pool() -> None:
    """Its pipe is closed before it knows that it is broken: what is handed in then is done by another, or told."""

    class Breaking(InProcess):
        def submit(self, *_: object, **__: object) -> Future[Any]:
            raise OSError("handle is closed")

    with Sturdy(Breaking(), lambda _: ThreadPoolExecutor(1), 1) as pool:  # type: ignore[arg-type,return-value]
        assert pool.submit(slow, 3).result(timeout=60) == 3
    assert isinstance(submitted(Breaking(), slow, 3).exception(), BrokenExecutor)


@pytest.mark.parametrize(("threads", "method"), [(False, "fork"), (True, "forkserver"), (None, "forkserver")])
def test_a_process_is_forked_where_no_thread_is_left_behind(
    threads: bool | None, method: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With threads of a library's own, or where nobody can tell, the processes come from a server."""
    asked: list[str] = []

    def begun(_: int, method: str, remembered: int, yields: int = 0) -> ThreadPoolExecutor:
        asked.append(f"{method} {remembered}")
        return ThreadPoolExecutor(1)

    monkeypatch.setattr("leaflets.processes.workers.foreign", lambda: threads)
    monkeypatch.setattr("leaflets.processes.workers._processes", begun)
    monkeypatch.setattr("gc.freeze", lambda: None)
    with workers(2, 2, ()) as pool:
        assert pool.submit(slow, 7).result(timeout=60) == 7
    assert asked == [f"{method} 0"]


def test_workers_begin_all_at_once() -> None:
    """With the first task: one that began while another dies would be waited for, and the press never end."""
    before = set(multiprocessing.active_children())
    with fresh_workers(2) as pool:
        assert pool.submit(os.getpid).result() != os.getpid()
        assert len(set(multiprocessing.active_children()) - before) == 2


def long_task(end: bool, _: bytes) -> str:
    """Ends its process, or waits until another has."""
    if end:
        time.sleep(0.5)
        os._exit(9)
    return "done"


def test_a_death_while_a_long_task_is_on_its_way_ends_no_press() -> None:
    """Tasks longer than a pipe holds are halfway when the only worker dies: nothing waits for somebody to read them."""
    script = (
        "from tests.processes.test_workers import long_task\n"
        "from leaflets.processes.workers import _processes\n"
        "pool = _processes(1, 'fork', 0)\n"
        "under_way = [pool.submit(long_task, True, bytes(400_000)) for _ in range(4)]\n"
        "print(type(under_way[-1].exception()).__name__)\n"
        "pool.shutdown()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=PROJECT, capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.stdout, done.stderr) == ("BrokenProcessPool\n", "")
