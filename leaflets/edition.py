"""Make an edition: plan, typeset in a pool, merge, inspect, publish. What fails is reported; the rest is made."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, as_completed
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from leaflets import publish
from leaflets.cache import Cache
from leaflets.content import Catalogue
from leaflets.fingerprint import machine_digest
from leaflets.model import Job, Proof, QrCode
from leaflets.plan import BookletPlan, Request, Work, works
from leaflets.problems import ContentError, Problem


@dataclass
class Report:
    """What came of a request."""

    made: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    pages: int = 0


Progress = Callable[[str, int, int], None]
"""Told after each step: what was done, how many steps are done, how many there are."""


def make(catalogue: Catalogue, request: Request, progress: Progress) -> Report:
    """Make what is asked for and publish it; raises WrongOption before anything is made."""
    wanted, problems = works(catalogue, request)
    report = Report(problems=problems)
    before = publish.read_manifest(request.output)
    cache = Cache(request.output / ".cache")
    digests = {id(job): _digest(job, request.project) for work in wanted for job in work.jobs}
    new: dict[str, dict[str, Any]] = {}
    todo: list[Work] = []
    for work in wanted:
        inputs = work.digest(digests[id(job)] for job in work.jobs)
        old = before.get(work.path)
        if not request.force and old and old.get("inputs_sha256") == inputs and publish.is_there(request.output, old):
            new[work.path] = old
            report.kept.append(work.path)
        else:
            todo.append(work)
    for work, result in _results(todo, digests, cache, request, progress):
        if isinstance(result, Proof):
            entry = _finished(work, result, work.digest(digests[id(job)] for job in work.jobs))
            publish.write_whole(request.output / work.path, result.pdf)
            new[work.path] = entry
            report.made.append(work.path)
        else:
            report.problems += result
    everything = not (request.languages or request.leaflets or request.formats)
    current = {work.path for work in wanted}
    for path, entry in before.items():
        if path in new or not (request.output / path).is_file():
            continue
        if everything and path not in current and not _is_failed(catalogue, entry):
            (request.output / path).unlink()
        else:
            new[path] = entry
    publish.write_manifest(request.output, new.values())
    report.pages = sum(int(new[path]["pages"]) for path in (*report.made, *report.kept))
    cache.prune()
    return report


def _is_failed(catalogue: Catalogue, entry: dict[str, Any]) -> bool:
    """Whether a file belongs to a text that could not be read this time, or is a booklet of a choice of leaflets."""
    language = str(entry["language"])
    return entry["leaflet"] is None or entry["leaflet"] in catalogue.failed.get(language, ())


@lru_cache(maxsize=64)
def _machine(project: Path, format_id: str) -> str:
    return machine_digest(project, format_id)


def _digest(job: Job, project: Path) -> str:
    return hashlib.sha256(f"{job.digest()} {_machine(project, job.format.id)}".encode()).hexdigest()


def _finished(work: Work, proof: Proof, inputs: str) -> dict[str, Any]:
    codes = [{"page": code.page, "url": code.url, "box_mm": list(code.box_mm)} for code in proof.qr]
    entry = work.entry | {"pages": proof.pages, "qr": codes, "sha256": hashlib.sha256(proof.pdf).hexdigest()}
    return entry | {"inputs_sha256": inputs, "bytes": len(proof.pdf)}


Result = Proof | tuple[Problem, ...]


def _results(
    todo: list[Work], digests: dict[int, str], cache: Cache, request: Request, progress: Progress
) -> Iterator[tuple[Work, Result]]:
    """The proof of each work, or why there is none; leaflets as they come, booklets when their sections are there."""
    missing: dict[str, Job] = {}
    proofs: dict[str, Result] = {}
    for job in (job for work in todo for job in work.jobs):
        digest = digests[id(job)]
        kept = None if request.force else cache.get(digest)
        if kept is not None:
            proofs[digest] = kept
        else:
            missing.setdefault(digest, job)
    steps = len(missing) + sum(work.booklet is not None for work in todo)
    done = 0
    # The longest first, so that no process is left with a long one at the end.
    order = sorted(missing.items(), key=lambda item: -len(item[1].model_dump_json()))
    with _pool(request.jobs, len(order)) as pool:
        futures: dict[Future[Result], str] = {
            pool.submit(_typeset, job, request.project, request.content): digest for digest, job in order
        }
        waiting = list(todo)
        ready = [work for work in waiting if all(digests[id(job)] in proofs for job in work.jobs)]
        yield from ((work, _whole(work, digests, proofs)) for work in ready)
        waiting = [work for work in waiting if work not in ready]
        for future in as_completed(futures):
            digest = futures[future]
            result = _outcome(future, missing[digest])
            proofs[digest] = result
            if isinstance(result, Proof):
                cache.put(digest, result)
            done += 1
            progress(_label(missing[digest]), done, steps)
            for work in [work for work in waiting if all(digests[id(job)] in proofs for job in work.jobs)]:
                waiting.remove(work)
                if work.booklet is not None:
                    done += 1
                    progress(work.path, done, steps)
                yield work, _whole(work, digests, proofs)


def _label(job: Job) -> str:
    return f"{job.title} ({job.format.id})"


def _outcome(future: Future[Result], job: Job) -> Result:
    try:
        return future.result()
    except Exception as error:  # a worker that died: out of memory, killed
        said = f"{job.id} in {job.format.id} could not be made ({type(error).__name__})"
        return (Problem(said, job.where, "Try again with --jobs 1."),)


def _typeset(job: Job, project: Path, content: Path) -> Result:
    """In a worker: the proof of one job, inspected, or its problems as values."""
    from leaflets.preflight import inspect
    from leaflets.typeset import typeset

    try:
        proof = typeset(job, project, content)
    except ContentError as error:
        return error.problems
    except RecursionError:
        return (Problem("is nested too deep", job.where, "Write it flatter."),)
    # A section is inspected as a part of its booklet.
    problems = () if job.booklet else inspect(proof, f"{job.id}-{job.format.id}.pdf", job.format.conforms_to)
    return problems or proof


def _whole(work: Work, digests: dict[int, str], proofs: dict[str, Result]) -> Result:
    """The proof of a file whose sections are all there: merged, imposed or made ready for the press, and inspected."""
    from leaflets.preflight import inspect

    results = [proofs[digests[id(job)]] for job in work.jobs]
    problems = tuple(problem for result in results if not isinstance(result, Proof) for problem in result)
    if problems:
        return problems
    sections = [result for result in results if isinstance(result, Proof)]
    if work.booklet is None and work.format.sheet is None and work.ink != "press":
        return sections[0]
    proof = _merged(work.booklet, sections) if work.booklet else sections[0]
    return inspect(proof, work.path, work.entry["conforms_to"], multiple_of=4 if work.booklet else 1) or proof


def _merged(booklet: BookletPlan, proofs: list[Proof]) -> Proof:
    from leaflets.merge import Part, merge, shifted

    parts = [
        Part(proof.pdf, (section.bookmark.level, section.bookmark.title) if section.bookmark else None)
        for section, proof in zip(booklet.sections, proofs, strict=True)
    ]
    author = booklet.sections[0].job.edition.publisher.name
    pdf = merge(parts, booklet.title, author, booklet.language.id, booklet.language.words["cover_label"])
    codes: list[QrCode] = []
    first = 1
    for proof in proofs:
        codes += shifted(proof.qr, first)
        first += proof.pages
    return Proof(job_id=booklet.id, pdf=pdf, pages=booklet.pages, trim_mm=proofs[0].trim_mm, qr=tuple(codes))


def _pool(jobs: int, tasks: int) -> Executor:
    """Processes when there is more than one job to give them; forked, after WeasyPrint is loaded once for all."""
    if jobs <= 1 or tasks <= 1:
        return InProcess()
    import multiprocessing

    import leaflets.preflight
    import leaflets.typeset  # noqa: F401

    return ProcessPoolExecutor(min(jobs, tasks), mp_context=multiprocessing.get_context("fork"))


class InProcess(Executor):
    """An executor that does the work at once, in this process."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future
