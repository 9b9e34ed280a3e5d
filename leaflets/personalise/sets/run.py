"""A set of leaflets for every practice: what is there is kept, what is missing is made, and a report says so."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import AbstractContextManager
from dataclasses import dataclass, field

from leaflets.content import Catalogue
from leaflets.installed import templates_of
from leaflets.model.artefact import Artefact
from leaflets.personalise.practice import Practice
from leaflets.personalise.sets import publish, report
from leaflets.personalise.sets.asked import Asked, asked_by
from leaflets.personalise.sets.copies import make_sets
from leaflets.personalise.sets.masters import Planned, Progress, Steps, of_practice, places, planned, typeset, usual
from leaflets.personalise.sets.task import Assemble, Copies, CopyTask, Master
from leaflets.personalise.table.read import PracticeTable, Row
from leaflets.plan import Request, gone
from leaflets.problems import ContentError, Problem
from leaflets.storage.atomic import noting

TASKS = 4
"""Practices a worker gets at once: the masters travel with them."""
AHEAD = 2
"""Tasks a worker has under way and waiting: more would only fill the memory."""


Pool = Callable[[], AbstractContextManager[tuple[Executor, int]]]
"""Opens the pool that makes the copies, and says how many workers it has. It is opened when the masters are there: a
cluster's client runs threads, and typesetting forks."""


@dataclass
class SetsOutcome:
    """What came of a run: copies made and kept, sets there already when it began, and what is wrong."""

    made: int = 0
    kept: int = 0
    sets: int = 0
    partly: int = 0
    """Sets that lack a file that was asked for."""
    there: int = 0
    problems: list[Problem] = field(default_factory=list)
    lines: list[report.ReportLine] = field(default_factory=list)
    without_line: Counter[str] = field(default_factory=Counter)
    """In how many sets a format has no room for the line to write on."""


@dataclass(frozen=True)
class SetsRun:
    """What all practices of a run share: what they are made from, what is asked for, and what has come of it."""

    catalogue: Catalogue
    request: Request
    masters: Sequence[Master]
    asked: Asked
    outcome: SetsOutcome

    @property
    def usual(self) -> tuple[str, ...]:
        return usual(self.catalogue)


@dataclass(frozen=True)
class SetOrder:
    """What one practice needs: all masters of its set, each with the entry of its copy when that is there and good."""

    row: Row
    practice: Practice
    digest: str
    copies: Mapping[int, Artefact | None]
    is_whole: bool
    """Whether its index page and ZIP are there, and nothing that must go."""

    @property
    def missing(self) -> tuple[int, ...]:
        return tuple(number for number, entry in self.copies.items() if entry is None)


def make(
    catalogue: Catalogue, table: PracticeTable, request: Request, steps: Steps, pool: Pool, progress: Progress
) -> SetsOutcome:
    """Make what is missing of the set of every practice in `table`.

    Raises WrongOption, before anything is made, for a leaflet or format there is not.
    """
    practices = [row.practice for row in table.rows if row.practice is not None]
    publish.swept(request.output)
    files, problems = planned(catalogue, places(practices), request)
    masters, wrong = typeset(files, request, steps, progress)
    outcome = SetsOutcome(problems=[*table.problems, *problems, *wrong])
    run = SetsRun(catalogue, request, masters, asked_by(request, table.name, _refused(request, files)), outcome)
    try:
        orders = _orders(table, run)
        outcome.there = outcome.sets
        done, total = 0, sum(len(order.missing) for order in orders)
        with pool() as (executor, width):
            for order, copies in _results(orders, masters, steps.assemble, executor, width):
                _finish(order, copies, run)
                done += len(order.missing)
                progress(order.practice.name, done, total)
    finally:
        with noting(outcome.problems, request.output / publish.FOLDER / report.NAME, request.output):
            report.write(request.output, table, outcome.lines)
        outcome.problems = sorted(dict.fromkeys(outcome.problems), key=lambda one: (one.where, one.line or 0))
    return outcome


def _refused(request: Request, files: Sequence[Planned]) -> set[str]:
    """The formats that were asked for and cannot be, so that nobody is to miss them later."""
    return set(request.formats) - {name for file in files for name in (file.work.format.id, file.work.format.of)}


def _orders(table: PracticeTable, run: SetsRun) -> list[SetOrder]:
    """What is to be made; rows that failed and sets that are whole are noted."""
    orders: list[SetOrder] = []
    outcome = run.outcome
    for row in table.rows:
        if row.practice is None:
            outcome.problems += row.problems
            outcome.lines.append(report.line(row, "failed", 0, row.problems))
            continue
        order = _order(row, row.practice, run)
        if not order.copies:
            outcome.lines.append(report.line(row, "not made yet", 0))
        elif order.missing:
            orders.append(order)
        elif not order.is_whole:
            _finish(order, Copies(), run)
        else:
            outcome.kept += len(order.copies)
            outcome.sets += 1
            outcome.lines.append(report.line(row, "kept", len(order.copies)))
    return orders


def _order(row: Row, practice: Practice, run: SetsRun) -> SetOrder:
    digest = publish.practice_digest(practice, row.logo)
    before = publish.read(run.request.output, practice.id)
    copies: dict[int, Artefact | None] = {}
    paths: list[str] = []
    for number in of_practice(run.masters, practice):
        inputs = publish.inputs(run.masters[number].digest, digest)
        paths.append(publish.path(practice.id, run.masters[number].work))
        entry = before.good(paths[-1], inputs) if before else None
        copies[number] = None if run.request.force else entry
    is_known = before is not None and before.is_sound and before.asked.and_(run.asked, run.usual) == before.asked
    is_whole = before is not None and is_known and before.is_whole(paths, _belongs(run.catalogue, practice))
    return SetOrder(row, practice, digest, copies, is_whole)


def _belongs(catalogue: Catalogue, practice: Practice) -> publish.Belongs:
    """What may stay in a set though this run did not ask for it: whatever could be asked for.

    A leaflet whose text is wrong today is in no run, and stays as it was.
    """

    def belongs(entry: Artefact) -> bool:
        return entry.language in practice.language and not gone(entry, catalogue)

    return belongs


def _finish(order: SetOrder, copies: Copies, run: SetsRun) -> None:
    """Publish what was made of a set, and note why the rest is not there."""
    outcome = run.outcome
    made = {order.missing[copy.master]: copy for copy in copies.copies}
    there = {number: entry for number, entry in order.copies.items() if entry or number in made}
    outcome.problems += copies.problems
    outcome.without_line.update(copies.without_line)
    if not there:
        outcome.lines.append(report.line(order.row, "failed", 0, copies.problems))
        return
    belongs, output = _belongs(run.catalogue, order.practice), run.request.output
    try:
        publish.publish(
            order.practice, order.digest, there, made, run.masters, output, belongs, run.asked, run.usual,
            templates_of(run.request.project),
        )  # fmt: skip
    except ContentError as error:
        outcome.problems += error.problems
        outcome.lines.append(report.line(order.row, "failed", 0, (*copies.problems, *error.problems)))
        return
    outcome.made += len(made)
    outcome.kept += len(there) - len(made)
    outcome.sets += 1
    outcome.partly += bool(copies.problems)
    result: report.RowResult = "partly made" if copies.problems else "made" if made else "kept"
    outcome.lines.append(report.line(order.row, result, len(there), copies.problems))


def _results(
    orders: Sequence[SetOrder], masters: Sequence[Master], assemble: Assemble, pool: Executor, width: int
) -> Iterator[tuple[SetOrder, Copies]]:
    """Each order with its copies, in turn; few are under way at once, so that memory holds few sets."""
    under_way: deque[tuple[Sequence[SetOrder], Future[list[Copies]]]] = deque()
    groups = deque(_groups(orders))
    try:
        while groups or under_way:
            while groups and len(under_way) < AHEAD * width:
                several = groups.popleft()
                under_way.append((several, pool.submit(make_sets, *_work(several, masters), assemble)))
            several, future = under_way.popleft()
            if len(several) > 1 and isinstance(future.exception(), BrokenExecutor):
                groups.extendleft([order] for order in several)  # One of them was it, and costs itself alone.
                continue
            yield from zip(several, _outcome(several, future), strict=True)
    finally:
        for _, future in under_way:
            future.cancel()


def _groups(orders: Sequence[SetOrder]) -> Iterator[Sequence[SetOrder]]:
    """A few orders at a time that want the same masters."""
    alike: dict[tuple[int, ...], list[SetOrder]] = {}
    for order in orders:
        alike.setdefault(order.missing, []).append(order)
    for several in alike.values():
        yield from (several[start : start + TASKS] for start in range(0, len(several), TASKS))


def _work(orders: Sequence[SetOrder], masters: Sequence[Master]) -> tuple[list[CopyTask], list[Master]]:
    """The tasks of orders that want the same masters, and these masters alone."""
    wanted = orders[0].missing
    tasks = [CopyTask(order.practice, order.row.logo, order.row.where, order.row.line) for order in orders]
    return tasks, [masters[number] for number in wanted]


def _outcome(orders: Sequence[SetOrder], future: Future[list[Copies]]) -> list[Copies]:
    """What a worker gave back, or a problem where it died of a practice twice (out of memory, ended by a library)."""
    try:
        return future.result()
    except BrokenExecutor:
        said, todo = "the set could not be made: the process that makes it dies of it", "Try it without the logo."
    except Exception as error:
        said, todo = f"the set could not be made ({type(error).__name__})", "Try again with --jobs 1."
    return [Copies(problems=(Problem(said, order.row.where, todo, line=order.row.line),)) for order in orders]
