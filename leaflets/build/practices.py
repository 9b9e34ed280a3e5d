"""The run for practices: a table in, sets out. Joins typesetting, copying and a pool, here or on a cluster."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Executor
from contextlib import nullcontext
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from leaflets.build.assemble import assembled
from leaflets.build.proofs import proofs
from leaflets.build.workshop import Workshop
from leaflets.content import Catalogue
from leaflets.installed import PROGRAM
from leaflets.messages import Sentence, joined, say
from leaflets.personalise.sets import summary
from leaflets.personalise.sets.cluster import scheduler_at
from leaflets.personalise.sets.masters import Steps
from leaflets.personalise.sets.outdated import check as states
from leaflets.personalise.sets.run import Pool, make
from leaflets.personalise.table.named import meant
from leaflets.personalise.table.read import PracticeTable, read
from leaflets.plan import Request, concerns
from leaflets.preflight.texts.gate import passing
from leaflets.problems import Problem
from leaflets.processes.progress import Progress
from leaflets.processes.workers import workers


@dataclass(frozen=True)
class Summary:
    """What came of a run: the sentences, what is wrong, and whether all is as it should be."""

    said: Sentence
    problems: tuple[Problem, ...]
    is_good: bool


Watched = Callable[[Callable[[Progress], Summary]], Summary]
"""Does work that takes long, and shows how far it is."""


def serve(
    catalogue: Catalogue,
    request: Request,
    source: Path | None,
    shown: str,
    watched: Watched,
    scheduler: str | None = None,
) -> Summary:
    """Make the set of every practice in `source`, or in content/practices; `shown` is how the output folder is named.

    A text that may not be published is in no set; a table that names no practice is a problem. Raises WrongOption,
    before anything is made, for what there is not.
    """
    started = time.monotonic()
    request = replace(request, for_practices=True)
    catalogue, refused = _passing(catalogue, request)
    table = _table(source or request.content / "practices", catalogue, request.content)
    far = scheduler_at(scheduler) if scheduler else None
    with _workers(request) as pool:
        copying: Pool = far or (lambda: nullcontext((pool, request.jobs)))

        def run(progress: Progress) -> Summary:
            outcome = make(catalogue, table, request, _steps(request, pool), copying, progress)
            said = summary.outcome(outcome, table, time.monotonic() - started, shown)
            if lacking := summary.unnamed(table, catalogue.edition.publisher.address):
                said = joined((said, lacking), "\n")
            is_good = not outcome.problems and not refused and outcome.sets == len(table.rows)
            return Summary(said, tuple(dict.fromkeys([*refused, *outcome.problems])), is_good)

        return watched(run)


def check(catalogue: Catalogue, request: Request, source: Path | None, shown: str, watched: Watched) -> Summary:
    """Which sets are out of date against the edition and, when it is named, against the table in `source`."""
    request = replace(request, for_practices=True)
    catalogue, refused = _passing(catalogue, request)
    table = _table(source, catalogue, request.content) if source else None
    with _workers(request) as pool:

        def run(progress: Progress) -> Summary:
            found, problems = states(catalogue, table, request, _steps(request, pool), progress)
            is_good = not problems and not refused and not any(state.faults for state in found)
            return Summary(summary.states(found, shown), (*refused, *problems), is_good)

        return watched(run)


def _table(source: Path, catalogue: Catalogue, content: Path) -> PracticeTable:
    """The practices in `source`, a file or the id of one; none is wrong with it. Raises WrongOption where it is not."""
    source = meant(source, content / "practices")
    table = read(source, list(catalogue.languages))
    if table.rows or table.problems:
        return table
    todo = say("Add a row or a file for each; see {program} new practice.", program=PROGRAM)
    return replace(table, problems=(Problem(say("names no practice"), source.name, todo),))


def _passing(catalogue: Catalogue, request: Request) -> tuple[Catalogue, list[Problem]]:
    """The catalogue without the texts that may not be published, and why not those that are asked for."""
    good, refused = passing(catalogue, request.content, request.day, request.allow)
    return good, [problem for problem in refused if concerns(problem, request)]


def _workers(request: Request) -> Executor:
    """One pool for typesetting and copying: a process that has run the validator itself may not fork any more."""
    return workers(request.jobs, request.jobs)


def _steps(request: Request, pool: Executor) -> Steps:
    shop = Workshop(request.project, request.content)
    return Steps(
        typeset=lambda jobs, progress: proofs(jobs, request, shop, pool, progress),
        digest=shop.file_digest,
        assemble=partial(assembled, shop=shop),
    )
