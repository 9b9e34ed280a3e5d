"""The reading files whose practice box is a form, to fill in with a PDF viewer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from leaflets.problems import WrongOption

if TYPE_CHECKING:
    from leaflets.plan.files import Work


def fillable(works: Iterable[Work]) -> Iterator[Work]:
    """A fillable file beside each reading file of one leaflet. Raises WrongOption when there are none."""
    found = [work for work in works if _can_be(work)]
    if not found:
        raise WrongOption("--fillable goes with the leaflets' reading formats: a4, a5 and large-print.")
    for work in found:
        path = f"{work.path.removesuffix('.pdf')}-fillable.pdf"
        jobs = tuple(job.model_copy(update={"practice": "fillable"}) for job in work.jobs)
        entry = replace(work.entry, path=path, made_of=replace(work.entry.made_of, fillable=True))
        yield replace(work, path=path, jobs=jobs, entry=entry)


def _can_be(work: Work) -> bool:
    return (
        work.format.purpose == "reading" and work.format.sheet is None and work.booklet is None and work.ink != "press"
    )
