"""The reading files whose practice box is a form, to fill in with a PDF viewer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from leaflets.model.job import Step
from leaflets.plan.request import is_form
from leaflets.plan.work import Work


def fillable(works: Iterable[Work]) -> Iterator[Work]:
    """A fillable file beside each reading file of one leaflet."""
    for work in [work for work in works if is_form(work.format, work.paper)]:
        path = f"{work.path.removesuffix('.pdf')}-fillable.pdf"
        jobs = tuple(
            job.model_copy(update={"practice": "fillable", "steps": _with_form(job.steps)}) for job in work.jobs
        )
        entry = replace(work.entry, path=path, made_of=replace(work.entry.made_of, fillable=True))
        yield replace(work, path=path, jobs=jobs, entry=entry)


def _with_form(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """The steps of a page, its box made a form as soon as it is typeset."""
    first, *others = steps
    return (first, "form", *others)
