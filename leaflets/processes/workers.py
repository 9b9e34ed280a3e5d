"""Who does the work: this process, or several of which one may die without taking another's work with it."""

from __future__ import annotations

import gc
import os
import signal
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from importlib import import_module
from typing import Any

from leaflets.processes import bench, heap, limits
from leaflets.processes.threads import foreign

BROKEN = (BrokenExecutor, OSError)
"""What a pool raises that is broken; while it is breaking, its pipe is closed already and it does not know why yet."""

PARTS = ("leaflets.preflight", "leaflets.typeset", "leaflets.merge")
"""What takes long to load, and is loaded once for all processes."""


def workers(jobs: int, tasks: int, parts: Sequence[str] = PARTS) -> Executor:
    """Processes when there is more than one job to give them; forked, after `parts` are loaded once for all.

    A process that has inspected a file itself holds threads of the validator, and a fork of it would wait for them for
    ever; where there are such, or nobody can tell, its workers come from a server that is forked before.
    """
    heap.keep()
    if jobs <= 1 or tasks <= 1:
        return InProcess()
    # Threads of the validator (Rust's rayon) do not come along in a fork, see preflight/measure/pdfua.py.
    if foreign() is not False:
        return fresh_workers(min(jobs, tasks))
    for part in parts:
        import_module(part)
    # What is there by now stays: no collection in any worker looks it through, or makes a copy of its memory.
    gc.collect()
    gc.freeze()
    count = min(jobs, tasks)
    return Sturdy(_processes(count, "fork", 0), partial(_processes, method="forkserver", remembered=0), count)


def fresh_workers(count: int, remembered: int = 0, yields: int = 0) -> Executor:
    """Processes that have read no template, style or font yet; each remembers the pages it met, so many.

    By `yields`, of 19, they leave the processor to others where the system knows of that (nice, POSIX).
    """
    begin = partial(_processes, method="forkserver", remembered=remembered, yields=yields)
    return Sturdy(begin(count), begin, count)


class _ProcessPool(ProcessPoolExecutor):
    """Processes whose end is seen by what writes to them.

    The press holds the reading end of the pipe of tasks too, and Python before 3.11.5 leaves it open: when all workers
    have ended, what is halfway a task longer than a pipe holds (64 kB) waits for ever for somebody to read it (CPython
    gh-94777). All workers have begun by then, and hold an end of their own.
    """

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        promised = super().submit(fn, *args, **kwargs)
        vars(self)["_call_queue"]._reader.close()
        return promised


def _processes(count: int, method: str, remembered: int, yields: int = 0) -> ProcessPoolExecutor:
    import multiprocessing

    context = multiprocessing.get_context(method)
    # The server loads them once; a worker it forks has WeasyPrint's 0.7 s behind it already.
    context.set_forkserver_preload(list(PARTS))
    pool = _ProcessPool(count, context, initializer=_begin_worker, initargs=(remembered, count, yields))
    # All begin with the first task, as forks do, and none with a later one: when one dies Python 3.11 ends the others,
    # and waits for ever for one that begins at that very moment.
    vars(pool)["_safe_to_dynamically_spawn_children"] = False
    return pool


def _begin_worker(remembered: int, count: int, yields: int) -> None:
    """In one of so many workers: leave Ctrl-C to the press, and end when the press has been killed."""
    from multiprocessing import parent_process

    bench.begin(remembered)
    heap.keep()
    limits.in_a_worker(count)
    if yields and hasattr(os, "nice"):
        os.nice(yields)
    # A terminal sends SIGINT to the whole group: each worker would print a traceback of its own.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Not the parent the system knows: that may be the server, which itself waits until its last worker has ended.
    press = parent_process()

    def watch() -> None:
        if press is not None:
            press.join()
            # Not sys.exit, which in a thread ends the thread only, and not the worker.
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


class Sturdy(Executor):
    """Processes that are replaced when one of them dies: out of memory, ended by a library or by the system.

    Nobody can tell which task it died of, and all that were under way are lost with it. So each of these is done once
    more, one after the other in a process of its own; the one it was dies again and is alone in that.
    """

    def __init__(self, pool: ProcessPoolExecutor, begin: Callable[[int], ProcessPoolExecutor], count: int) -> None:
        self._pool = pool
        self._begin = begin
        self._count = count
        self._second: ThreadPoolExecutor | None = None
        self._single: ProcessPoolExecutor | None = None
        self._lock = threading.Lock()

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        task = partial(fn, *args, **kwargs)
        promised: Future[Any] = Future()
        try:
            # A pool that lost a process takes no more work and must be replaced as a whole (concurrent.futures).
            under_way = self._pool.submit(task)
        except BROKEN:
            self._pool.shutdown(wait=False)
            self._pool = self._begin(self._count)
            under_way = self._pool.submit(task)
        promised.add_done_callback(lambda _: under_way.cancel())
        under_way.add_done_callback(partial(self._done, task, promised))
        return promised

    def _done(self, task: Callable[[], Any], promised: Future[Any], under_way: Future[Any]) -> None:
        if under_way.cancelled():
            promised.cancel()
        if not promised.set_running_or_notify_cancel():
            return
        if isinstance(under_way.exception(), BrokenExecutor):
            self._once_more(task, promised)
        else:
            _hand_over(under_way, promised)

    def _once_more(self, task: Callable[[], Any], promised: Future[Any]) -> None:
        with self._lock:
            # One thread, so that what may kill its process again never runs beside another such.
            self._second = self._second or ThreadPoolExecutor(1)
            self._second.submit(self._alone, task, promised)

    def _alone(self, task: Callable[[], Any], promised: Future[Any]) -> None:
        """In a thread: the task in the one process for those that may die, another when the one before has died."""
        if self._single is None:
            self._single = self._begin(1)
        done: Future[Any] = submitted(self._single, task)
        if isinstance(done.exception(), BrokenExecutor):
            self._single.shutdown(wait=False)
            self._single = None
        _hand_over(done, promised)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        self._pool.shutdown(wait, cancel_futures=cancel_futures)
        if self._second is not None:
            self._second.shutdown(wait, cancel_futures=cancel_futures)
        if self._single is not None:
            self._single.shutdown(wait, cancel_futures=cancel_futures)


def _hand_over(done: Future[Any], promised: Future[Any]) -> None:
    """What came of one future becomes that of another."""
    if (error := done.exception()) is not None:
        promised.set_exception(error)
    else:
        promised.set_result(done.result())


def submitted(pool: Executor, task: Callable[..., Any], *arguments: Any) -> Future[Any]:
    """The task given to the pool; when a worker died before it was, the future holds the exception."""
    try:
        return pool.submit(task, *arguments)
    except BROKEN as error:
        future: Future[Any] = Future()
        future.set_exception(error if isinstance(error, BrokenExecutor) else BrokenExecutor(str(error)))
        return future


class InProcess(Executor):
    """An executor that does the work at once, in this process."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future
