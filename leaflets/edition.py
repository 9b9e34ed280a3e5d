"""Make an edition: plan, typeset in a pool, merge, inspect, publish. What fails is reported; the rest is made."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, as_completed
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from leaflets import plan, publish
from leaflets.cache import Cache
from leaflets.content import Catalogue
from leaflets.fingerprint import machine_digest
from leaflets.model import Job, Leaflet, Proof, QrCode
from leaflets.problems import ContentError, Problem, WrongOption

BOOKLET = "booklet"


@dataclass(frozen=True)
class Request:
    """What is asked for; empty tuples mean everything."""

    project: Path
    content: Path
    output: Path
    languages: tuple[str, ...] = ()
    leaflets: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    jobs: int = 1
    force: bool = False


@dataclass(frozen=True)
class Work:
    """One file to make: the jobs of its sections (one for a leaflet), and what the manifest says of it."""

    path: str
    jobs: tuple[Job, ...]
    entry: dict[str, Any]
    booklet: plan.BookletPlan | None = None


@dataclass
class Report:
    """What came of a request."""

    made: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    pages: int = 0


Progress = Callable[[str, int, int], None]
"""Told after each step: what was done, how many steps are done, how many there are."""


def works(catalogue: Catalogue, request: Request) -> tuple[list[Work], list[Problem]]:
    """The files a request asks for, and what stands in the way of some. Raises WrongOption for what does not exist."""
    languages = _chosen("language", request.languages, catalogue.languages)
    formats = _chosen("format", request.formats, catalogue.formats)
    known = {leaflet.id for several in catalogue.leaflets.values() for leaflet in several}
    failed = set().union(*catalogue.failed.values()) if catalogue.failed else set()
    _chosen("leaflet", request.leaflets, known | failed)
    found: list[Work] = []
    problems: list[Problem] = []
    for language in languages:
        wanted = [
            leaflet for leaflet in catalogue.leaflets[language]
            if not request.leaflets or leaflet.id in request.leaflets
        ]  # fmt: skip
        for name in formats:
            if name != BOOKLET:
                found += [_leaflet_work(catalogue, leaflet, name) for leaflet in wanted]
            elif not request.leaflets or BOOKLET in request.formats:
                try:
                    found.append(_booklet_work(catalogue, language, wanted, request))
                except ContentError as error:
                    problems += error.problems
    return found, problems


def _chosen(kind: str, asked: Sequence[str], known: Any) -> list[str]:
    for name in asked:
        if name not in known:
            raise WrongOption(f'There is no {kind} "{name}". Choose from: {", ".join(sorted(known))}.')
    return [name for name in known if not asked or name in asked]


def _leaflet_work(catalogue: Catalogue, leaflet: Leaflet, name: str) -> Work:
    fmt = catalogue.formats[name]
    job = plan.leaflet_job(catalogue, leaflet, fmt)
    path = f"{leaflet.language}/leaflets/{leaflet.slug}-{fmt.id}.pdf"
    entry = _entry(path, leaflet.id, leaflet.language, fmt.id, fmt.purpose, leaflet.title, fmt.paper_mm)
    entry |= {"conforms_to": fmt.conforms_to, "version": leaflet.version, "review_by": str(leaflet.review_by)}
    return Work(path, (job,), entry)


def _booklet_work(catalogue: Catalogue, language: str, leaflets: list[Leaflet], request: Request) -> Work:
    missing = sorted(
        name for name in catalogue.failed.get(language, ())
        if not request.leaflets or name in request.leaflets
    )  # fmt: skip
    if missing:
        said = f"is not made, for these of its texts are wrong: {', '.join(missing)}"
        raise ContentError(Problem(said, f"{language}/booklet", "Mend them; what was there is untouched."))
    fmt = catalogue.formats[BOOKLET]
    booklet = plan.booklet(catalogue, catalogue.languages[language], leaflets, fmt)
    path = f"{language}/booklet/{_booklet_name(leaflets, bool(request.leaflets))}.pdf"
    entry = _entry(path, None, language, fmt.id, fmt.purpose, booklet.title, fmt.paper_mm)
    edition = catalogue.edition
    entry |= {"conforms_to": fmt.conforms_to, "version": edition.booklet_version,
              "review_by": str(edition.booklet_review_by)}  # fmt: skip
    return Work(path, tuple(section.job for section in booklet.sections), entry, booklet)


def _booklet_name(leaflets: list[Leaflet], is_choice: bool) -> str:
    if not is_choice:
        return BOOKLET
    name = "-".join([BOOKLET, *(leaflet.slug for leaflet in leaflets)])
    if len(name) > 80:
        name = f"{BOOKLET}-{len(leaflets)}-{hashlib.sha256(name.encode()).hexdigest()[:8]}"
    return name


def _entry(
    path: str, leaflet: str | None, language: str, fmt: str, purpose: str, title: str, trim: tuple[float, float]
) -> dict[str, Any]:
    return {
        "path": path, "leaflet": leaflet, "language": language, "format": fmt, "practice": None,
        "purpose": purpose, "title": title, "trim_mm": list(trim),
    }  # fmt: skip


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
        inputs = _inputs(work, digests)
        old = before.get(work.path)
        if not request.force and old and old.get("inputs_sha256") == inputs and publish.is_there(request.output, old):
            new[work.path] = old
            report.kept.append(work.path)
        else:
            todo.append(work)
    for work, result in _results(todo, digests, cache, request, progress):
        if isinstance(result, Proof):
            entry = _finished(work, result, _inputs(work, digests))
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


def _inputs(work: Work, digests: dict[int, str]) -> str:
    whole = "".join(digests[id(job)] for job in work.jobs) + (work.booklet.model_dump_json() if work.booklet else "")
    return hashlib.sha256(whole.encode()).hexdigest()


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
    """The proof of a file whose sections are all there: a leaflet's own, or the merged and inspected booklet."""
    from leaflets.preflight import inspect

    results = [proofs[digests[id(job)]] for job in work.jobs]
    problems = tuple(problem for result in results if not isinstance(result, Proof) for problem in result)
    if problems or work.booklet is None:
        first = results[0]
        return problems or first
    proof = _merged(work.booklet, [result for result in results if isinstance(result, Proof)])
    return inspect(proof, work.path, work.jobs[0].format.conforms_to, multiple_of=4) or proof


def _merged(booklet: plan.BookletPlan, proofs: list[Proof]) -> Proof:
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
