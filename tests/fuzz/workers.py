"""Processes that run cases, each with a press of its own: one that dies of a case, or hangs in it, is replaced."""

from __future__ import annotations

import multiprocessing
import os
import resource
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from multiprocessing.connection import Connection, wait
from pathlib import Path

from tests.fuzz.bench import Bench, set_out
from tests.fuzz.case import Case, CaseOutcome, run_case
from tests.fuzz.guard import Listener

PATIENCE = 300
"""Seconds of the clock after which a process that is busy with one case is ended."""

MEMORY = 4_000_000_000
"""Bytes of memory a process may ask for: what goes wrong costs the case, not the machine."""


def ran(cases: Sequence[Case], jobs: int) -> Iterator[CaseOutcome]:
    """The outcome of each case, as they come; a process that dies of one, or hangs in it, is replaced."""
    waiting = list(reversed(cases))
    with tempfile.TemporaryDirectory(prefix="fuzz") as folder:
        set_out(Path(folder) / "seed")
        workers = {}
        for number in range(jobs):
            worker = _Worker(Path(folder), number)
            workers[worker.pipe] = worker
        for worker in workers.values():
            worker.give(waiting)
        while busy := {pipe: worker for pipe, worker in workers.items() if worker.case}:
            ready = [one for one in wait(busy, PATIENCE) if isinstance(one, Connection)]
            for pipe in ready or list(busy):
                worker = workers.pop(pipe)
                outcome = worker.outcome() if ready else None
                if outcome is None:
                    outcome = CaseOutcome(worker.lost(), False, ("its process died of it, or hung",), 0, 0)
                    worker = worker.another()
                workers[worker.pipe] = worker
                yield outcome
                worker.give(waiting)
        for worker in workers.values():
            worker.lost()


class _Worker:
    """A process with a press of its own, which runs a case at a time."""

    def __init__(self, folder: Path, number: int) -> None:
        self.folder, self.number = folder, number
        self.case: Case | None = None
        self.pipe, other = multiprocessing.Pipe()
        context = multiprocessing.get_context("spawn")
        self.process = context.Process(target=_work, args=(other, folder, number))
        self.process.start()
        other.close()

    def give(self, waiting: list[Case]) -> None:
        self.case = waiting.pop() if waiting else None
        if self.case:
            self.pipe.send(self.case)

    def outcome(self) -> CaseOutcome | None:
        """What came of its case; None where it died."""
        try:
            said = self.pipe.recv()
        except (EOFError, OSError):
            return None
        return said if isinstance(said, CaseOutcome) else None

    def lost(self) -> Case:
        """End it; the case it was busy with."""
        self.process.kill()
        self.process.join()
        return self.case or Case(0)

    def another(self) -> _Worker:
        return _Worker(self.folder, self.number + 1000)


def _work(pipe: Connection, folder: Path, number: int) -> None:
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    home = folder / str(number)
    shutil.copytree(folder / "seed", home, ignore=shutil.ignore_patterns("lock"), symlinks=True)
    (home / "tmp").mkdir()
    tempfile.tempdir = str(home / "tmp")
    os.chdir(home)
    bench = Bench(home, Listener())
    while True:
        pipe.send(run_case(pipe.recv(), bench))
