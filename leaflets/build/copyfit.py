"""Copyfit: the airiest spacing in which all leaflets of a language fit a format, and what keeps them from the next.

A build measures nothing of this: the style of a format says which spacing its series has. Were it measured each time, a
line more in one leaflet would set all others anew, and the sets of every practice would be out of date.
"""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Executor
from dataclasses import dataclass

from leaflets.build.workshop import Workshop
from leaflets.content import Catalogue
from leaflets.model.fields import SPACINGS, Spacing
from leaflets.model.job import Job
from leaflets.plan import Request, works
from leaflets.processes.progress import Progress
from leaflets.processes.workers import submitted


@dataclass(frozen=True)
class SeriesFit:
    """How the texts of a language fit a format."""

    language: str
    format_id: str
    declared: Spacing
    """What the style of the format says."""
    airiest: Spacing | None
    """That all texts fit in; None where some fit in none."""
    missed: Mapping[str, int]
    """By how many lines which texts miss the next that is airier, or the tightest where that is too airy for some."""


def fits(catalogue: Catalogue, request: Request, pool: Executor, progress: Progress) -> list[SeriesFit]:
    """How the leaflets asked for fit the formats asked for. Raises WrongOption for what there is not."""
    series: dict[tuple[str, str], list[Job]] = {}
    for work in works(catalogue, request)[0]:
        if work.format.of is None and not work.paper.size:
            # A leaflet that wants its own spacing has no part in that of the series.
            jobs = [job for job in work.jobs if job.leaflet is None or job.leaflet.spacing is None]
            series.setdefault((work.jobs[0].language.id, work.format.id), []).extend(jobs)
    shop = Workshop(request.project, request.content)
    asked = {
        (key, job.id, spacing): submitted(pool, lines_over, job.model_copy(update={"spacing": spacing}), shop)
        for key, jobs in series.items()
        for job in jobs
        for spacing in SPACINGS
    }
    over = {}
    for done, (key, future) in enumerate(asked.items(), start=1):
        over[key] = future.result()
        progress(f"{key[1]} ({key[0][1]})", done, len(asked))
    return [_fit(key, jobs, over) for key, jobs in series.items() if jobs]


def lines_over(job: Job, shop: Workshop) -> int:
    """By how many lines a job is too long in its spacing. Runs in a worker."""
    from leaflets.typeset import render

    return render.lines_over(job, shop.project, shop.content)


def _fit(
    key: tuple[str, str], jobs: list[Job], over: Mapping[tuple[tuple[str, str], str, Spacing], int]
) -> SeriesFit:  # fmt: skip
    by_spacing = {
        spacing: {job.id: lines for job in jobs if (lines := over[key, job.id, spacing])} for spacing in SPACINGS
    }
    fitting = [spacing for spacing in SPACINGS if not by_spacing[spacing]]
    airiest = fitting[0] if fitting else None
    at = SPACINGS.index(airiest) - 1 if airiest else len(SPACINGS) - 1
    missed = by_spacing[SPACINGS[at]] if at >= 0 else {}
    language, format_id = key
    return SeriesFit(language, format_id, jobs[0].format.spacing_in(language), airiest, missed)
