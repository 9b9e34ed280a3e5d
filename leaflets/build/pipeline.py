"""Make an edition: plan, keep what is good, typeset, merge, inspect, publish. What fails is told, the rest is made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Executor, Future, wait
from contextlib import nullcontext
from dataclasses import dataclass

from leaflets.build.outcome import BuildOutcome
from leaflets.build.pages import PageResult
from leaflets.build.publish import OutputFolder
from leaflets.build.schedule import Schedule
from leaflets.build.workshop import Workshop
from leaflets.content import Catalogue
from leaflets.plan import Request, works
from leaflets.processes.progress import Progress
from leaflets.processes.workers import workers
from leaflets.storage.manifest import CACHE
from leaflets.storage.proofs import Cache


@dataclass(frozen=True)
class WatchSession:
    """What a watch brings along, so that a save need not wait for what was begun before it."""

    pool: Executor
    shop: Workshop
    begun: Mapping[str, Future[PageResult]]
    """Proofs that are being made already, by their digests."""
    newer: Callable[[], bool]
    """Whether something newer waits; what is not begun by then is left."""


def make(
    catalogue: Catalogue, request: Request, progress: Progress, session: WatchSession | None = None
) -> BuildOutcome:
    """Make what is asked for and publish it, in processes of its own or those of `session`.

    Raises WrongOption before anything is made; ContentError or OSError where nothing can be put in the output folder.
    """
    outcome = BuildOutcome()
    shop = session.shop if session else Workshop(request.project, request.content)
    cache = Cache(request.output / CACHE)

    wanted, told = works(catalogue, request)
    outcome.tell(told)
    folder = OutputFolder.begun(request.output)
    todo = folder.keep(wanted, shop, outcome, anew=request.force)
    schedule = Schedule(todo, shop, cache, session.begun if session else {}, anew=request.force)
    with nullcontext(session.pool) if session else workers(request.jobs, schedule.steps) as pool:
        for work, result in schedule.results(pool, request.jobs, progress, session.newer if session else never):
            folder.put(work, result, outcome)
        if session:
            wait(session.begun.values())  # They put an older page on disk, and must not do so after a newer one.
    folder.tidy(catalogue, request, outcome)
    cache.prune()
    return outcome


def never() -> bool:
    """Nothing newer waits for a build that is alone."""
    return False
