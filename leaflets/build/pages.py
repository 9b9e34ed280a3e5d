"""From a job to the proof of its pages, in the steps the plan says. Runs in a worker: plain values in and out."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from leaflets.build.workshop import Workshop
from leaflets.messages import say
from leaflets.model.job import Allowance, Job, Step
from leaflets.model.proof import Proof
from leaflets.problems import ContentError, Problem
from leaflets.processes.limits import within

PageResult = Proof | tuple[Problem, ...]


def proof_of(job: Job, shop: Workshop) -> PageResult:
    """The proof of one job after its last step, or its problems as values."""
    try:
        with within(say("{name} in {format}", name=job.id, format=job.format.id), job.where):
            proof = Proof(job_id=job.id, pdf=b"", pages=0, trim_mm=job.format.paper_mm, qr=())
            for step in job.steps:
                proof = STEPS[step](proof, job, shop)
            return proof
    except ContentError as error:
        return error.problems
    except RecursionError:
        return (Problem(say("is nested too deep"), job.where, say("Write it flatter.")),)


@contextmanager
def uncollected() -> Iterator[None]:
    """No garbage collection meanwhile: a page is one cycle of many objects, looked through each time for nothing."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@uncollected()
def _typeset(_: Proof, job: Job, shop: Workshop) -> Proof:
    from leaflets.typeset import typeset

    return typeset(job, shop.project, shop.content)


def _form(proof: Proof, job: Job, shop: Workshop) -> Proof:
    """Its practice box as fields to fill in."""
    from leaflets.personalise.stamp.fillable import with_fields

    return with_fields(proof, job, shop.project)


def ua2(proof: Proof, *_: object) -> Proof:
    """The proof with its tags by PDF/UA-2."""
    from leaflets.pdf.ua2 import to_ua2

    return proof.model_copy(update={"pdf": to_ua2(proof.pdf)})


def inspected(proof: Proof, job: Job, shop: Workshop) -> Proof:
    """The proof, when nothing keeps its pages from being published as a file. Raises ContentError."""
    from leaflets.preflight import inspect, subject_of

    name = f"{job.id}-{job.format.id}.pdf"
    allowed = allowances(job, shop)
    if problems := inspect(proof, name, job.format.conforms_to, 1, subject_of((job,)), allowed, shop.bench):
        raise ContentError(*problems)
    return proof


def allowances(job: Job, shop: Workshop) -> tuple[Allowance, ...]:
    """The rules the pages of a job may break: those of the house style, and those of this time."""
    from leaflets.preflight import allowed_by

    return (*job.allowed, *allowed_by(shop.content))


STEPS: Mapping[Step, Callable[[Proof, Job, Workshop], Proof]] = {
    "typeset": _typeset,
    "form": _form,
    "ua2": ua2,
    "inspect": inspected,
}
"""What is done to the pages of a job. Each step gets what the one before made; the first gets blank paper."""
