"""What is made when: proofs in the processes, and each file as soon as the last proof it waits for is there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from dataclasses import dataclass, field
from typing import Any

from leaflets.build.assemble import FileResult, assembled
from leaflets.build.pages import PageResult, proof_of
from leaflets.build.workshop import Workshop
from leaflets.messages import Sentence, say, verbatim
from leaflets.model.job import Job
from leaflets.model.proof import Proof
from leaflets.plan import Work
from leaflets.problems import Problem, todo_after, visible
from leaflets.processes.progress import Progress
from leaflets.processes.workers import InProcess, submitted
from leaflets.storage.proofs import Cache

MOST_SAID = 200
"""Characters of what a template is said to lack; it may repeat a whole page."""


@dataclass(eq=False)
class _Order:
    """A file, the digests of its proofs in order, and those that are not there yet."""

    work: Work
    digests: tuple[str, ...]
    lacking: set[str] = field(default_factory=set)


class Waiting:
    """The files still to make. What it costs grows with their jobs, not with files times jobs.

    A proof is handed to each file that wants it and let go after the last.
    """

    def __init__(self, works: Sequence[tuple[Work, tuple[str, ...]]]) -> None:
        """`works` are the files, each with the digests of its proofs in the order of its jobs."""
        self._orders: defaultdict[str, list[_Order]] = defaultdict(list)
        self._wanted: defaultdict[str, int] = defaultdict(int)
        self._proofs: dict[str, PageResult] = {}
        for work, digests in works:
            order = _Order(work, digests, set(digests))
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


class Schedule:
    """The proofs that are missing, the files that wait for them, and what the processes are busy with.

    Nothing stands in a queue of theirs: what is stopped stops soon.
    """

    def __init__(
        self,
        works: Sequence[Work],
        shop: Workshop,
        cache: Cache,
        begun: Mapping[str, Future[PageResult]],
        *,
        anew: bool,
    ) -> None:
        """`begun` are proofs under way already, by their digests; `anew` leaves out what the cache holds."""
        pairs = [(work, shop.proof_digests(work)) for work in works]
        self._shop = shop
        self._cache = cache
        self._waiting = Waiting(pairs)
        self._jobs = {digest: job for work, digests in pairs for digest, job in zip(digests, work.jobs, strict=True)}
        self._proofs: dict[Future[Any], str] = {future: one for one, future in begun.items() if one in self._jobs}
        self._files: dict[Future[Any], Work] = {}
        self._ready: list[tuple[Work, list[PageResult]]] = []
        self._missing: list[str] = []
        for digest in self._jobs.keys() - set(self._proofs.values()):
            if kept := None if anew else cache.get(digest):
                self._ready += self._waiting.arrived(digest, kept)
            else:
                self._missing.append(digest)
        # Pages a booklet waits for come last and are taken first, for that takes longest; then the longest.
        self._missing.sort(key=lambda digest: (self._waiting.most_sections(digest), len(self._said(digest)), digest))
        self.steps = len(self._missing) + len(self._proofs) + sum(bool(work.steps) for work in works)
        """How often something will be done."""

    def _said(self, digest: str) -> str:
        return self._jobs[digest].model_dump_json()

    def results(
        self, pool: Executor, width: int, progress: Progress, newer: Callable[[], bool]
    ) -> Iterator[tuple[Work, FileResult]]:
        """Each file made, or why it is not: leaflets as they come, what has steps of its own when its pages are there.

        Once something is `newer` nothing more is begun.
        """
        done = 0
        while self._missing or self._ready or self._proofs or self._files:
            yield from self._whole()
            if newer():
                return
            self._take(pool, 1 if isinstance(pool, InProcess) else width)
            for future in wait([*self._proofs, *self._files], return_when=FIRST_COMPLETED).done:
                done += 1
                if future in self._files:
                    work = self._files.pop(future)
                    progress(work.path, done, self.steps)
                    yield work, outcome(future, verbatim(work.path), work.path)
                else:
                    progress(self._arrived(future), done, self.steps)

    def _whole(self) -> Iterator[tuple[Work, FileResult]]:
        """What is a file by its one proof; the others stay, those of most sections to be taken first."""
        for work, pages in (one for one in self._ready if not one[0].steps):
            yield work, assembled(work, pages, self._shop)
        self._ready = sorted((one for one in self._ready if one[0].steps), key=lambda one: len(one[0].jobs))

    def _take(self, pool: Executor, most: int) -> None:
        """Take from the end of what is ready to be assembled, then of what is missing, as much as there are hands."""
        while (self._ready or self._missing) and len(self._proofs) + len(self._files) < most:
            if self._ready:
                work, pages = self._ready.pop()
                self._files[submitted(pool, assembled, work, pages, self._shop)] = work
            else:
                digest = self._missing.pop()
                self._proofs[submitted(pool, proof_of, self._jobs[digest], self._shop)] = digest

    def _arrived(self, future: Future[Any]) -> str:
        """Keep a proof, hand it to the files that wait for it, and say what it is."""
        digest = self._proofs.pop(future)
        job = self._jobs[digest]
        result = page_outcome(future, job)
        self._ready += self._waiting.arrived(digest, result)
        if isinstance(result, Proof) and self._shop.is_as_it_was():
            self._cache.put(digest, result)
        return label(job)


def label(job: Job) -> str:
    """What is told of a job when it is done: its format as the names of files have it, and a section's first page."""
    ink = f"-{job.ink}" if job.ink != job.format.ink else ""
    page = f", {job.first_folio}" if job.booklet else ""
    return f"{job.title} ({job.format.id}{ink}{'-light' if job.light else ''}{page})"


def page_outcome(future: Future[Any], job: Job) -> PageResult:
    """The proof a worker gave back, or what is wrong."""
    result: PageResult = outcome(future, say("{name} in {format}", name=job.id, format=job.format.id), job.where)
    return result


def outcome(future: Future[Any], what: Sentence, where: str) -> Any:
    """What a worker gave back, or a problem where it died twice of this (out of memory, ended by a library)."""
    try:
        return future.result()
    except BrokenExecutor:
        said = say("{what} could not be made: the process that makes it dies of it", what=what)
        return (Problem(said, where, say("Look for something very large in it, its pictures or its style.")),)
    except Exception as error:
        said = say("{what} could not be made ({name})", what=what, name=type(error).__name__)
        return (Problem(said, where, _todo(error)),)


def _todo(error: Exception) -> Sentence:
    """What to do after an error of a worker, which may stand in a template."""
    if type(error).__module__.startswith("jinja2."):  # Loaded where pages are made, and not for a name.
        return say("Look at the templates: {said}.", said=visible(str(error)[:MOST_SAID]).rstrip("."))
    return todo_after(error)
