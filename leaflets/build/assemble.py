"""From the proofs of its jobs to a file, in the steps the plan says: merged, gathered, imposed, made ready, inspected.

Runs in a worker: plain values in and out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from leaflets.build.pages import PageResult, allowances, proof_of, ua2, uncollected
from leaflets.build.workshop import Workshop
from leaflets.messages import say, say_many, verbatim
from leaflets.model.format import Printer
from leaflets.model.job import Job, Step
from leaflets.model.proof import Proof, QrCode
from leaflets.plan import BookletPlan, Work
from leaflets.problems import ContentError, Problem
from leaflets.processes.bench import Shelf
from leaflets.processes.limits import within


@dataclass(frozen=True)
class Made:
    """A file that may be published, and the print ticket that goes with it when it is for paper."""

    proof: Proof
    ticket: Proof | None = None
    told: tuple[Problem, ...] = ()
    """What is to be told of it all the same."""


FileResult = Made | tuple[Problem, ...]


@dataclass(frozen=True)
class Making:
    """A file between two steps: the proofs of its jobs, what has been made of them, and what is to be inspected."""

    work: Work
    shop: Workshop
    sections: tuple[Proof, ...]
    proof: Proof
    ticket: Proof | None = None
    pages: Proof | None = None
    """The single pages of what has been imposed."""
    sheets: Proof | None = None
    """What has been imposed as it will lie on the paper, whatever the printer makes of it."""


def assembled(work: Work, pages: Sequence[PageResult], shop: Workshop) -> FileResult:
    """The file of `work` from the proofs of its jobs, or what is wrong with one of these or with the whole."""
    if problems := tuple(problem for result in pages if not isinstance(result, Proof) for problem in result):
        return problems
    sections = tuple(result for result in pages if isinstance(result, Proof))
    making = Making(work, shop, sections, sections[0])
    told = tuple(tighter(job, proof) for job, proof in zip(work.jobs, sections, strict=True) if proof.missed_lines)
    if not work.steps:
        return Made(making.proof, told=told)
    try:
        with within(verbatim(work.path), work.path, sum(proof.pages for proof in sections)):
            for step in work.steps:
                making = STEPS[step](making)
    except ContentError as error:
        return error.problems
    return Made(making.proof, making.ticket, told)


def tighter(job: Job, proof: Proof) -> Problem:
    """That a text is too long for the spacing of its series and stands in a tighter one."""
    said = say_many(
        '{name} in {format} stands in the spacing "{spacing}": in the next airier one it is {count} line too long',
        '{name} in {format} stands in the spacing "{spacing}": in the next airier one it is {count} lines too long',
        name=job.leaflet.id if job.leaflet is not None else job.id,
        format=job.format.id,
        spacing=proof.spacing,
        count=proof.missed_lines,
    )
    todo = say("Shorten it by that much, and it stands as the others do.")
    return Problem(said, job.where, todo, severity="informs", leaflet=job.leaflet.id if job.leaflet else None)


def _merged(making: Making) -> Making:
    """The sections as one tagged file with bookmarks."""
    from leaflets.merge import BookletPart, merge

    booklet = _booklet(making)
    with uncollected():
        parts = [
            BookletPart(proof.pdf, (section.bookmark.level, section.bookmark.title) if section.bookmark else None)
            for section, proof in zip(booklet.sections, making.sections, strict=True)
        ]
        author = booklet.sections[0].job.edition.publisher.name
        cover = booklet.language.words["cover_label"]
        pdf = merge(parts, booklet.title, author, booklet.language.id, cover, making.shop.bench)
    return replace(making, proof=joined_proof(booklet.id, pdf, making.sections))


def _gathered(making: Making) -> Making:
    """The pages one after the other, for sheets of paper, which keep no tags."""
    from leaflets.merge import gather

    pdf = gather([proof.pdf for proof in making.sections])
    return replace(making, proof=joined_proof(_booklet(making).id, pdf, making.sections))


def _imposed(making: Making) -> Making:
    """The pages on sheets, and a print ticket that says how to print and fold them."""
    from leaflets.imposition import Printing, impose, ticket_job
    from leaflets.preflight.measure.toner import coverage

    work, pages = making.work, making.proof
    job = work.jobs[0]
    title, language = work.entry.title, job.language.id
    # Inspected is what will lie on the paper, both sides, as an exact printer would be given it: that another one
    # gets its backs turned or moved, or apart from the fronts, is to come to the same.
    exact = work.paper.model_copy(update={"printer": Printer(unprinted_mm=work.paper.printer.unprinted_mm)})
    whole = impose(pages, work.format, title, language, exact)
    imposed = impose(pages, work.format, title, language, work.paper, work.sides)
    heading = work.booklet.title if work.booklet else job.title
    printing = Printing(
        file=Path(work.path).name,
        heading=heading,
        format=work.format,
        sheets=whole.sheets,
        paper=work.paper,
        sides=work.sides,
        coverage=coverage(whole.proof.pdf),
        light=job.light,
    )
    ticket = _ticket(ticket_job(job, printing).model_copy(update={"allowed": job.allowed}), making)
    return replace(making, proof=imposed.proof, ticket=ticket, pages=pages, sheets=whole.proof)


TICKETS: Shelf[PageResult] = Shelf("tickets", least=64)
"""The copies of all practices share theirs, and a ticket takes a quarter of what such a copy does (measured)."""


def _ticket(job: Job, making: Making) -> Proof:
    """The print ticket of a job, remembered: it says the same whatever a practice writes into the leaflet."""
    shop = making.shop
    # With the digest of the leaflet's format, which is known already and has the ticket's style and template in it.
    digest = shop.proof_digest(job.digest(), making.work.jobs[0].format.id)
    ticket = shop.bench.at(TICKETS).of(digest, lambda: proof_of(job, shop))
    if not isinstance(ticket, Proof):
        raise ContentError(*ticket)
    return ticket


def _pressed(making: Making) -> Making:
    """The pages as a print shop gets them."""
    from leaflets.press import PressDetails, condition_named, finish

    work, sections = making.work, making.sections
    job = work.jobs[0]
    details = PressDetails(
        title=work.entry.title,
        author=job.edition.publisher.name,
        language=job.language.id,
        date=job.leaflet.date if job.leaflet else job.edition.booklet_date,
        trim_mm=sections[0].trim_mm,
        profile=work.paper.icc,
        condition=condition_named(work.paper.condition) if work.paper.condition else None,
    )
    pdf = finish([proof.pdf for proof in sections], details)
    return replace(making, proof=joined_proof(work.booklet.id if work.booklet else job.id, pdf, sections))


def _ua2(making: Making) -> Making:
    """The file with its tags by PDF/UA-2."""
    return replace(making, proof=ua2(making.proof))


def _inspected(making: Making) -> Making:
    """Nothing else than before, when nothing keeps it from being published. Raises ContentError."""
    from leaflets.preflight import inspect, subject_of

    work = making.work
    allowed, bench = allowances(work.jobs[0], making.shop), making.shop.bench
    if making.sheets is not None:
        subject = subject_of(work.jobs, work.format, work.entry.purpose, making.pages, "both", work.paper.caliper_mm)
        problems = inspect(making.sheets, work.path, None, 2, subject, allowed, bench)
    else:
        subject = subject_of(work.jobs, work.format, work.entry.purpose)
        multiple = 4 if work.booklet else 1
        problems = inspect(making.proof, work.path, work.entry.conforms_to, multiple, subject, allowed, bench)
    if problems:
        raise ContentError(*problems)
    return making


STEPS: Mapping[Step, Callable[[Making], Making]] = {
    "merge": _merged,
    "gather": _gathered,
    "impose": _imposed,
    "press": _pressed,
    "ua2": _ua2,
    "inspect": _inspected,
}
"""What is done to a file. Each step gets what the one before made; the first gets the proof of the first job."""


def _booklet(making: Making) -> BookletPlan:
    booklet = making.work.booklet
    assert booklet is not None, f"{making.work.path} is no booklet, and its plan says it is"
    return booklet


def joined_proof(job_id: str, pdf: bytes, proofs: Sequence[Proof]) -> Proof:
    """The proof of a file that holds the pages of `proofs` in order."""
    from leaflets.merge import shifted

    codes: list[QrCode] = []
    first = 1
    for proof in proofs:
        codes += shifted(proof.qr, first)
        first += proof.pages
    return Proof(job_id=job_id, pdf=pdf, pages=first - 1, trim_mm=proofs[0].trim_mm, qr=tuple(codes))
