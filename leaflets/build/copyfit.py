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
    series = {key: jobs for key, jobs in series.items() if jobs}
    over = _measured(series, Workshop(request.project, request.content), pool, progress)
    return [_fit(key, jobs, over) for key, jobs in series.items()]


_Series = tuple[str, str]
"""A language and a format."""


def _measured(
    series: Mapping[_Series, list[Job]], shop: Workshop, pool: Executor, progress: Progress
) -> dict[tuple[_Series, str, Spacing], int]:
    """By how many lines each text is too long, from the airiest spacing to the first in which all of its series fit."""
    over: dict[tuple[_Series, str, Spacing], int] = {}
    left = dict(series)
    for number, spacing in enumerate(SPACINGS):
        asked = {
            (key, job.id, spacing): submitted(pool, lines_over, job.model_copy(update={"spacing": spacing}), shop)
            for key, jobs in left.items()
            for job in jobs
        }
        # As many as there are if nothing fits before the tightest.
        most = len(over) + len(asked) * (len(SPACINGS) - number)
        for measured, future in asked.items():
            over[measured] = future.result()
            progress(f"{measured[0][1]} ({measured[0][0]})", len(over), most)
        left = {key: jobs for key, jobs in left.items() if any(over[key, job.id, spacing] for job in jobs)}
    return over


def lines_over(job: Job, shop: Workshop) -> int:
    """By how many lines a job is too long in its spacing. Runs in a worker."""
    from leaflets.typeset import render

    return render.lines_over(job, shop.project, shop.content)


def _fit(key: _Series, jobs: list[Job], over: Mapping[tuple[_Series, str, Spacing], int]) -> SeriesFit:
    by_spacing = {
        spacing: {job.id: lines for job in jobs if (lines := over[key, job.id, spacing])}
        for spacing in SPACINGS
        if (key, jobs[0].id, spacing) in over
    }
    airiest = next((spacing for spacing, missed in by_spacing.items() if not missed), None)
    at = SPACINGS.index(airiest) - 1 if airiest else len(SPACINGS) - 1
    missed = by_spacing[SPACINGS[at]] if at >= 0 else {}
    language, format_id = key
    return SeriesFit(language, format_id, jobs[0].format.spacing_in(language), airiest, missed)
