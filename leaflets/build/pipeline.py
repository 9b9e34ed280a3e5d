"""Make an edition: plan, typeset in a pool, merge, inspect, publish. What fails is reported; the rest is made."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, as_completed, wait
from contextlib import nullcontext
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from leaflets.build import publish
from leaflets.build.assemble import FileResult, Made, PageResult, assembled, is_assembled, proof_of
from leaflets.build.schedule import Waiting
from leaflets.content import Catalogue
from leaflets.model.artefact import Artefact
from leaflets.model.job import Job
from leaflets.model.proof import Proof
from leaflets.plan import Request, Work, works
from leaflets.problems import Problem
from leaflets.processes.workers import InProcess, submitted, workers
from leaflets.storage.atomic import noting
from leaflets.storage.digests import file_digest, machine_digest
from leaflets.storage.manifest import CACHE, read_manifest
from leaflets.storage.proofs import Cache


@dataclass
class BuildOutcome:
    """What came of a request."""

    made: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    """What is to be told of what was made all the same."""
    pages: int = 0


Progress = Callable[[str, int, int], None]
"""Told after each step: what was done, how many steps are done, how many there are."""


@dataclass(frozen=True)
class WatchSession:
    """What a watch brings along, so that a save need not wait for what was begun before it."""

    pool: Executor
    begun: Mapping[str, Future[PageResult]]
    """Proofs that are being made already, by the digest of their job."""
    newer: Callable[[], bool]
    """Whether something newer waits; what is not begun by then is left."""


def make(catalogue: Catalogue, request: Request, progress: Progress, bench: WatchSession | None = None) -> BuildOutcome:
    """Make what is asked for and publish it, in processes of its own or those of `bench`.

    Raises WrongOption before anything is made; ContentError or OSError where nothing can be put in the output folder.
    """
    wanted, told = works(catalogue, request)
    warnings = [problem for problem in told if problem.severity != "blocks"]
    report = BuildOutcome(problems=[problem for problem in told if problem.severity == "blocks"], warnings=warnings)
    output = request.output
    publish.begin(output)
    before = read_manifest(output)
    cache = Cache(output / CACHE)
    digests = {id(job): digest_of(job, request.project, request.content) for work in wanted for job in work.jobs}
    inputs = {work.path: work.digest(digests[id(job)] for job in work.jobs) for work in wanted}
    new: dict[str, Artefact] = {}
    tickets: dict[str, Artefact] = {}
    todo: list[Work] = []
    for work in wanted:
        if (old := None if request.force else publish.kept(work, inputs[work.path], before, output)) is not None:
            new[work.path] = old
            report.kept.append(work.path)
        else:
            todo.append(work)
    for work, result in _results(todo, digests, cache, request, progress, bench):
        if not isinstance(result, Made):
            report.problems += result
            continue
        with noting(report.problems, output / work.path, output):
            new[work.path], ticket = publish.put(work, result, inputs[work.path], output)
            tickets |= {work.path: ticket} if ticket is not None else {}
            report.made.append(work.path)
    report.problems += publish.tidy(catalogue, request, new, tickets)
    report.problems = list(dict.fromkeys(report.problems))
    report.pages = sum(new[path].pages for path in (*report.made, *report.kept))
    cache.prune()
    return report


HOUSE_STYLE = "preflight.yaml"


@lru_cache(maxsize=64)
def _machine(project: Path, format_id: str, content: Path) -> str:
    # What the house style lets pass belongs to it: without that the same pages may be refused.
    return machine_digest(project, format_id) + file_digest(content / HOUSE_STYLE, content)


def look_again() -> None:
    """Take templates, styles and house style as they are on disk now, not as they were at the first build."""
    _machine.cache_clear()


def digest_of(job: Job, project: Path, content: Path) -> str:
    """The SHA-256 of all that goes into the inspected proof of a job."""
    return hashlib.sha256(f"{job.digest()} {_machine(project, job.format.id, content)}".encode()).hexdigest()


@dataclass
class _Hands:
    """What the processes are busy with, and nothing in a queue: what is stopped stops soon."""

    pool: Executor
    request: Request
    typesetting: dict[Future[Any], str] = field(default_factory=dict)
    """The digests of the jobs whose proofs are being made."""
    assembling: dict[Future[Any], Work] = field(default_factory=dict)

    def take(self, ready: list[tuple[Work, list[PageResult]]], missing: list[str], jobs: Mapping[str, Job]) -> None:
        """Take from the end of what is ready to be assembled, then of what is missing, as much as there are hands."""
        most = 1 if isinstance(self.pool, InProcess) else self.request.jobs
        project, content = self.request.project, self.request.content
        while (ready or missing) and len(self.typesetting) + len(self.assembling) < most:
            if ready:
                work, pages = ready.pop()
                self.assembling[submitted(self.pool, assembled, work, pages, project, content)] = work
            else:
                digest = missing.pop()
                self.typesetting[submitted(self.pool, proof_of, jobs[digest], project, content)] = digest

    def done(self) -> set[Future[Any]]:
        """What has been done meanwhile; waits until something is."""
        return wait([*self.typesetting, *self.assembling], return_when=FIRST_COMPLETED).done

    @property
    def are_busy(self) -> bool:
        return bool(self.typesetting or self.assembling)


def _results(
    todo: list[Work],
    digests: dict[int, str],
    cache: Cache,
    request: Request,
    progress: Progress,
    bench: WatchSession | None,
) -> Iterator[tuple[Work, FileResult]]:
    """Each work made, or why it is not; leaflets as they come, what is merged or imposed when its pages are there."""
    waiting = Waiting(todo, digests)
    jobs = {digests[id(job)]: job for work in todo for job in work.jobs}
    begun = {future: digest for digest, future in bench.begun.items() if digest in jobs} if bench else {}
    missing: list[str] = []
    ready: list[tuple[Work, list[PageResult]]] = []
    for digest in (one for one in jobs if one not in begun.values()):
        if kept := None if request.force else cache.get(digest):
            ready += waiting.arrived(digest, kept)
        else:
            missing.append(digest)
    steps = len(missing) + len(begun) + sum(map(is_assembled, todo))
    done = 0
    # Pages a booklet waits for come last and are taken first, for that takes longest; then the longest.
    missing.sort(key=lambda digest: (waiting.most_sections(digest), len(jobs[digest].model_dump_json()), digest))
    with nullcontext(bench.pool) if bench else workers(request.jobs, steps) as pool:
        hands = _Hands(pool, request, begun)
        while missing or ready or hands.are_busy:
            for work, pages in (one for one in ready if not is_assembled(one[0])):
                yield work, assembled(work, pages, request.project, request.content)
            ready = sorted((one for one in ready if is_assembled(one[0])), key=lambda one: len(one[0].jobs))
            if bench and bench.newer():
                wait(bench.begun.values())  # They put an older page on disk, and must not do so after a newer one.
                return
            hands.take(ready, missing, jobs)
            for future in hands.done():
                done += 1
                if future in hands.assembling:
                    work = hands.assembling.pop(future)
                    progress(work.path, done, steps)
                    yield work, _outcome(future, work.path, work.path)
                    continue
                digest = hands.typesetting.pop(future)
                job = jobs[digest]
                result = _outcome(future, f"{job.id} in {job.format.id}", job.where)
                ready += waiting.arrived(digest, result)
                if isinstance(result, Proof):
                    cache.put(digest, result)
                progress(_label(job), done, steps)


def proofs(
    jobs: Sequence[Job], request: Request, pool: Executor, progress: Progress
) -> Iterator[tuple[Job, PageResult]]:
    """The inspected proof of each job, from the cache where it is there or made in `pool`; or why there is none."""
    cache = Cache(request.output / CACHE)
    missing: list[tuple[Job, str]] = []
    for job in jobs:
        digest = digest_of(job, request.project, request.content)
        kept = None if request.force else cache.get(digest)
        if kept is None:
            missing.append((job, digest))
        else:
            yield job, kept
    futures = {submitted(pool, proof_of, job, request.project, request.content): (job, digest)
               for job, digest in missing}  # fmt: skip
    for done, future in enumerate(as_completed(futures), start=1):
        job, digest = futures[future]
        result = _outcome(future, f"{job.id} in {job.format.id}", job.where)
        if isinstance(result, Proof):
            cache.put(digest, result)
        progress(_label(job), done, len(futures))
        yield job, result


def _label(job: Job) -> str:
    return f"{job.title} ({job.format.id})"


def _outcome(future: Future[Any], what: str, where: str) -> Any:
    """What a worker gave back, or a problem where it died twice of this (out of memory, ended by a library)."""
    try:
        return future.result()
    except BrokenExecutor:
        said = f"{what} could not be made: the process that makes it dies of it"
        return (Problem(said, where, "Look for something very large in it, its pictures or its style."),)
    except Exception as error:
        said = f"{what} could not be made ({type(error).__name__})"
        return (Problem(said, where, "Try again with --jobs 1."),)
