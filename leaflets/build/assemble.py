"""From proofs to a file: sections are merged, pages imposed or made ready for the press, and the whole is inspected.

Runs in a worker, so what goes in and comes out are plain values.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from leaflets.model.format import Printer
from leaflets.model.job import Allowance, Job
from leaflets.model.proof import Proof, QrCode
from leaflets.plan import BookletPlan, Work
from leaflets.problems import ContentError, Problem
from leaflets.processes.limits import within
from leaflets.storage.memo import Memo


@dataclass(frozen=True)
class Made:
    """A file that may be published, and the print ticket that goes with it when it is for paper."""

    proof: Proof
    ticket: Proof | None = None


PageResult = Proof | tuple[Problem, ...]
FileResult = Made | tuple[Problem, ...]


@contextmanager
def _uncollected() -> Iterator[None]:
    """No garbage collection meanwhile: a page is one cycle of many objects, looked through each time for nothing."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def proof_of(job: Job, project: Path, content: Path) -> PageResult:
    """In a worker: the proof of one job, inspected, or its problems as values."""
    try:
        with within(f"{job.id} in {job.format.id}", job.where):
            return _proof(job, project, content)
    except ContentError as error:
        return error.problems


def _proof(job: Job, project: Path, content: Path) -> PageResult:
    from leaflets.typeset import typeset

    try:
        with _uncollected():
            proof = typeset(job, project, content)
        if job.practice == "fillable":
            from leaflets.personalise.stamp.fillable import with_fields

            proof = with_fields(proof, job, project)
    except ContentError as error:
        return error.problems
    except RecursionError:
        return (Problem("is nested too deep", job.where, "Write it flatter."),)
    # A section is inspected as a part of its booklet, a panel on its sheet, a page for the print shop in its file.
    if job.booklet or job.format.sheet is not None or job.ink == "press":
        return proof
    return inspected(proof, job, content)


def inspected(proof: Proof, job: Job, content: Path) -> PageResult:
    """The proof of a job whose pages are a file, when nothing keeps it from being published; or its problems."""
    from leaflets.preflight import inspect, subject_of

    name = f"{job.id}-{job.format.id}.pdf"
    return inspect(proof, name, job.format.conforms_to, 1, subject_of((job,)), _allowed(job, content)) or proof


def _allowed(job: Job, content: Path) -> tuple[Allowance, ...]:
    """The rules the pages of a job may break: those of the house style, and those of this time."""
    from leaflets.preflight import allowed_by

    return (*job.allowed, *allowed_by(content))


def is_assembled(work: Work) -> bool:
    """Whether a file is more than the pages of its one job."""
    return work.booklet is not None or work.format.sheet is not None or work.ink == "press"


def assembled(work: Work, pages: Sequence[PageResult], project: Path, content: Path) -> FileResult:
    """The file of `work` from the proofs of its jobs: merged, imposed or made ready for the press, and inspected."""
    problems = tuple(problem for result in pages if not isinstance(result, Proof) for problem in result)
    if problems:
        return problems
    sections = [result for result in pages if isinstance(result, Proof)]
    if not is_assembled(work):
        return Made(sections[0])
    try:
        with within(work.path, work.path, sum(proof.pages for proof in sections)):
            return _assembled(work, sections, project, content)
    except ContentError as error:
        return error.problems


def _assembled(work: Work, sections: list[Proof], project: Path, content: Path) -> FileResult:
    from leaflets.preflight import inspect, subject_of

    if work.format.sheet is not None:
        return _imposed(work, _gathered(work.booklet, sections) if work.booklet else sections[0], project, content)
    if work.ink == "press":
        proof = _pressed(work, sections)
    else:
        proof = _merged(work.booklet, sections) if work.booklet else sections[0]
    subject = subject_of(work.jobs, work.format, work.entry.purpose)
    multiple = 4 if work.booklet else 1
    allowed = _allowed(work.jobs[0], content)
    problems = inspect(proof, work.path, work.entry.conforms_to, multiple, subject, allowed)
    return problems or Made(proof)


def _imposed(work: Work, pages: Proof, project: Path, content: Path) -> FileResult:
    """The sheets with their print ticket, both inspected."""
    from leaflets.imposition import Printing, impose, ticket_job
    from leaflets.preflight import inspect, subject_of

    job = work.jobs[0]
    title, language = work.entry.title, job.language.id
    heading = work.booklet.title if work.booklet else job.title
    # Inspected is what will lie on the paper, both sides, as an exact printer would be given it: that another one
    # gets its backs turned or moved, or apart from the fronts, is to come to the same.
    exact = work.paper.model_copy(update={"printer": Printer(unprinted_mm=work.paper.printer.unprinted_mm)})
    try:
        whole = impose(pages, work.format, title, language, exact)
        imposed = impose(pages, work.format, title, language, work.paper, work.sides)
        printing = Printing(Path(work.path).name, heading, work.format, whole.sheets, work.paper, work.sides)
        ticket = _ticket(ticket_job(job, printing).model_copy(update={"allowed": job.allowed}), project, content)
    except ContentError as error:
        return error.problems
    if not isinstance(ticket, Proof):
        return ticket
    subject = subject_of(work.jobs, work.format, work.entry.purpose, pages, "both", work.paper.caliper_mm)
    return inspect(whole.proof, work.path, None, 2, subject, _allowed(job, content)) or Made(imposed.proof, ticket)


_TICKETS: Memo[PageResult] = Memo()


def _ticket(job: Job, project: Path, content: Path) -> PageResult:
    """The print ticket of a job, remembered: it says the same whatever the leaflet's words become."""
    return _TICKETS.of(f"{job.digest()} {project} {content}", lambda: proof_of(job, project, content))


@_uncollected()
def _merged(booklet: BookletPlan, proofs: list[Proof]) -> Proof:
    from leaflets.merge import BookletPart, merge

    parts = [
        BookletPart(proof.pdf, (section.bookmark.level, section.bookmark.title) if section.bookmark else None)
        for section, proof in zip(booklet.sections, proofs, strict=True)
    ]
    author = booklet.sections[0].job.edition.publisher.name
    pdf = merge(parts, booklet.title, author, booklet.language.id, booklet.language.words["cover_label"])
    return _joined(booklet.id, pdf, proofs)


def _gathered(booklet: BookletPlan, proofs: list[Proof]) -> Proof:
    """The pages of a booklet for sheets of paper, which keep no tags."""
    from leaflets.merge import gather

    return _joined(booklet.id, gather([proof.pdf for proof in proofs]), proofs)


def _pressed(work: Work, proofs: list[Proof]) -> Proof:
    from leaflets.press import PressDetails, finish

    job = work.jobs[0]
    order = PressDetails(
        title=work.entry.title,
        author=job.edition.publisher.name,
        language=job.language.id,
        date=job.leaflet.date if job.leaflet else job.edition.booklet_date,
        trim_mm=proofs[0].trim_mm,
        profile=work.paper.icc,
    )
    return _joined(work.booklet.id if work.booklet else job.id, finish([proof.pdf for proof in proofs], order), proofs)


def _joined(job_id: str, pdf: bytes, proofs: list[Proof]) -> Proof:
    """The proof of a file that holds the pages of `proofs` in order."""
    from leaflets.merge import shifted

    codes: list[QrCode] = []
    first = 1
    for proof in proofs:
        codes += shifted(proof.qr, first)
        first += proof.pages
    return Proof(job_id=job_id, pdf=pdf, pages=first - 1, trim_mm=proofs[0].trim_mm, qr=tuple(codes))
