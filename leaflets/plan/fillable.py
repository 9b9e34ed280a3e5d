"""The reading files whose practice box is a form, to fill in with a PDF viewer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from leaflets.model.job import Step
from leaflets.plan.request import is_form
from leaflets.plan.work import Work

STEPS: tuple[Step, ...] = ("typeset", "form", "inspect")


def fillable(works: Iterable[Work]) -> Iterator[Work]:
    """A fillable file beside each reading file of one leaflet."""
    for work in [work for work in works if is_form(work.format, work.paper)]:
        path = f"{work.path.removesuffix('.pdf')}-fillable.pdf"
        jobs = tuple(job.model_copy(update={"practice": "fillable", "steps": STEPS}) for job in work.jobs)
        entry = replace(work.entry, path=path, made_of=replace(work.entry.made_of, fillable=True))
        yield replace(work, path=path, jobs=jobs, entry=entry)
