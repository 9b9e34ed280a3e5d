"""A set of leaflets for every practice: plan, copy, publish, report. What is there is kept, what is missing is made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from contextlib import AbstractContextManager
from functools import partial

from leaflets.content import Catalogue
from leaflets.installed import templates_of
from leaflets.personalise.sets import report
from leaflets.personalise.sets.asked import asked_by
from leaflets.personalise.sets.copying import copied
from leaflets.personalise.sets.masters import Planned, Steps, places, planned, typeset
from leaflets.personalise.sets.outcome import SetOutcome, SetsOutcome, summed
from leaflets.personalise.sets.plan import SetsRun, set_plans
from leaflets.personalise.sets.publish import published, swept
from leaflets.personalise.sets.published import FOLDER, read
from leaflets.personalise.table.read import PracticeTable
from leaflets.plan import Request
from leaflets.processes.progress import Progress
from leaflets.storage.atomic import noting
from leaflets.typeset.palette import look_in, palette

Pool = Callable[[], AbstractContextManager[tuple[Executor, int]]]
"""Opens the pool that makes the copies, and says how many workers it has. It is opened when the masters are there: a
cluster's client runs threads, and typesetting forks."""


def make(
    catalogue: Catalogue, table: PracticeTable, request: Request, steps: Steps, pool: Pool, progress: Progress
) -> SetsOutcome:
    """Make what is missing of the set of every practice in `table`.

    Raises WrongOption, before anything is made, for a leaflet or format there is not.
    """
    swept(request.output)
    practices = [row.practice for row in table.rows if row.practice is not None]
    files, problems = planned(catalogue, places(practices), request)
    masters, wrong = typeset(files, request, steps, progress)
    asked = asked_by(request, table.name, _refused(request, files))
    colour = palette(look_in(catalogue.edition, request.project), "screen")["group-0"]
    run = SetsRun(catalogue, masters, asked, templates_of(request.project), request.force, request.day, colour)
    plans = list(set_plans(table, run, partial(read, request.output)))
    results = [SetOutcome(row, "failed", problems=row.problems) for row in table.rows if row.practice is None]
    results += [SetOutcome(plan.row, "not made yet") for plan in plans if not plan.copies]
    results += [SetOutcome(plan.row, "kept", kept=len(plan.copies)) for plan in plans if plan.is_done]
    lacking = [plan for plan in plans if plan.copies and not plan.is_done]
    there = sum(bool(plan.copies) and not plan.missing for plan in plans)
    outside = [*table.problems, *problems, *wrong]
    try:
        done, total = 0, sum(len(plan.missing) for plan in lacking)
        with pool() as (executor, width):
            for plan, copies in copied(lacking, masters, steps.assemble, executor, width):
                results.append(published(plan, copies, run, request.output))
                done += len(plan.missing)
                progress(plan.practice.name, done, total)
    finally:
        with noting(outside, request.output / FOLDER / report.NAME, request.output):
            report.write(request.output, table, results, request.read_in)
    return summed(results, there, outside)


def _refused(request: Request, files: Sequence[Planned]) -> set[str]:
    """The formats that were asked for and cannot be, so that nobody is to miss them later."""
    return set(request.formats) - {name for file in files for name in (file.work.format.id, file.work.format.of)}
