"""Preflight alone: every text and every finished file of the manifest against all rules, with the worst first."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, as_completed
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from pydantic import TypeAdapter

from leaflets.content import Catalogue, load
from leaflets.content.dates import has_lapsed
from leaflets.content.in_edition import in_edition
from leaflets.installed import CODE, styles_of
from leaflets.messages import joined, say
from leaflets.model.content import Chapter, Leaflet
from leaflets.model.job import Allowance
from leaflets.preflight.inspection import apply
from leaflets.preflight.report.links import Visit, dead_links
from leaflets.preflight.report.looking import look_at, unseen
from leaflets.preflight.report.orders import tasks_of_orders
from leaflets.preflight.report.sets import tasks_of_sets
from leaflets.preflight.report.targets import CheckTarget, damage_of, tasks_of
from leaflets.preflight.report.versions import of_register
from leaflets.preflight.rule import Kind
from leaflets.preflight.rules.language import Reading, reading
from leaflets.preflight.texts.house_style import house_style, reason_for
from leaflets.preflight.texts.manuscript import TextsUnderCheck, manuscripts
from leaflets.problems import ContentError, Problem, Severity
from leaflets.processes.limits import within
from leaflets.processes.progress import Progress
from leaflets.processes.workers import workers
from leaflets.storage.atomic import write_whole
from leaflets.storage.digests import files_digest, libraries_digest, today
from leaflets.storage.files import is_inside, read_plain
from leaflets.storage.manifest import CACHE, read_manifest

MOST_KEPT = 8_000_000
"""What is kept of one file is no longer."""

WORST: tuple[Severity, ...] = ("blocks", "warns", "informs")


@dataclass(frozen=True)
class CheckRequest:
    """What is to be checked. `today` is the day the review dates are held against."""

    project: Path
    content: Path
    output: Path
    allow: tuple[Allowance, ...] = ()
    links: bool = False
    jobs: int = 1
    today: dt.date = field(default_factory=today)
    edition: str | None = None
    """An edition of an association's own; `output` is the folder with its files."""


@dataclass(frozen=True)
class Verdict:
    """A problem, and the reason it may pass where there is one."""

    problem: Problem
    reason: str | None = None

    @property
    def blocks(self) -> bool:
        return self.problem.severity == "blocks" and self.reason is None


@dataclass(frozen=True)
class CheckOutcome:
    """All that was found, the worst first, and how much was looked at."""

    verdicts: tuple[Verdict, ...]
    files: tuple[str, ...]
    pages: int
    readings: tuple[tuple[str, Reading], ...]
    from_cache: int = 0

    @property
    def blocks(self) -> bool:
        return any(verdict.blocks for verdict in self.verdicts)

    def count(self, severity: Severity) -> int:
        """How many problems of a severity there are, those that are allowed left out."""
        return sum(one.problem.severity == severity and one.reason is None for one in self.verdicts)

    @property
    def allowed(self) -> int:
        return sum(one.reason is not None for one in self.verdicts)

    def looked_at(self, kind: Kind) -> int:
        """How many things of a kind were looked at."""
        return {"edition": 1, "register": 1, "manuscript": len(self.readings), "file": len(self.files)}[kind]

    def found(self, identifier: str, severity: Severity) -> int:
        """How many problems of a severity a rule found, those that are allowed among them."""
        return sum(one.problem.rule == identifier and one.problem.severity == severity for one in self.verdicts)


def check(order: CheckRequest, progress: Progress) -> CheckOutcome:
    """Look at the texts and the finished files.

    Raises ContentError when a list that all texts share is wrong, the house style or the edition, and WrongOption for
    an edition there is not.
    """
    catalogue, problems = load(order.content, styles_of(order.project))
    if order.edition is not None:
        catalogue = in_edition(catalogue, order.edition)
    else:
        problems += [problem for several in catalogue.editions.wrong.values() for problem in several]
    house = house_style(order.content)
    desk = TextsUnderCheck(catalogue, house, order.today, order.content.name)
    found = [*problems, *apply("edition", desk, f"{order.content.name}/edition.yaml")]
    readings: list[tuple[str, Reading]] = []
    written = tuple(manuscripts(desk, order.content))
    for manuscript in written:
        found += apply("manuscript", manuscript, manuscript.where)
        readings.append((manuscript.where, reading(manuscript)))
    found += of_register(desk, order.content, written)
    manifest = read_manifest(order.output)
    tasks, absent = tasks_of(manifest, catalogue, house, order.output)
    of_sets, wrong = tasks_of_sets(catalogue, house, order.output)
    of_orders, amiss = tasks_of_orders(catalogue, house, order.output)
    tasks = [_on(order.today, task) for task in (*tasks, *of_sets, *of_orders)]
    absent = [*damage_of(manifest), *absent, *wrong, *amiss]
    findings, cached = _findings(tasks, order, progress)
    found += absent + findings
    if order.links:
        found += _dead(catalogue, order.content.name, progress)
    allowed = (*order.allow, *house.allow)
    verdicts = [Verdict(problem, reason_for(problem, allowed)) for problem in dict.fromkeys(found)]
    pages = sum(task.pages for task in tasks)
    files = tuple(where for task in tasks for where in task.files)
    return CheckOutcome(tuple(sorted(verdicts, key=_badness)), files, pages, tuple(readings), cached)


def _on(today: dt.date, task: CheckTarget) -> CheckTarget:
    """What to look at, told which of the review dates of its texts, and of the booklet they make, have come."""
    subject = task.subject
    dates = [text.review_by for text in subject.texts if isinstance(text, Leaflet)]
    if subject.edition is not None and any(isinstance(text, Chapter) for text in subject.texts):
        dates.append(subject.edition.booklet_review_by)
    lapsed = tuple(date for date in dates if has_lapsed(date, today))
    backs = _on(today, task.backs) if task.backs is not None else None
    return replace(task, subject=replace(subject, lapsed=lapsed), backs=backs)


def _badness(verdict: Verdict) -> tuple[bool, int, str, str, int, int]:
    problem = verdict.problem
    return (
        verdict.reason is not None, WORST.index(problem.severity), problem.rule or "", problem.where,
        problem.page or 0, problem.line or 0,
    )  # fmt: skip


def _findings(tasks: Sequence[CheckTarget], order: CheckRequest, progress: Progress) -> tuple[list[Problem], int]:
    """What the rules find in the files, from the cache where the same file was looked at by the same rules."""
    machine = files_digest([CODE]) + libraries_digest()
    folder = order.output / CACHE / "preflight"
    digests = {task.where: task.digest(machine) for task in tasks}
    kept = {task.where: _kept(folder / f"{digests[task.where]}.json", order.output) for task in tasks}
    todo = sorted((task for task in tasks if kept[task.where] is None), key=lambda task: -_size(task.path))
    found: list[Problem] = [problem for several in kept.values() for problem in several or ()]
    for done, (task, problems) in enumerate(_looked_at(todo, order.jobs), start=1):
        found += problems
        if all(problem.rule for problem in problems):
            text = json.dumps(_PROBLEMS.dump_python(problems))
            with suppress(OSError):  # What is not kept is looked at again.
                write_whole(folder / f"{digests[task.where]}.json", text.encode(), inside=order.output)
        progress(task.where, done, len(todo))
    _forget(folder, {f"{digest}.json" for digest in digests.values()}, order.output)
    return found, len(tasks) - len(todo)


def _size(path: Path) -> int:
    """How long a file is; it may have gone meanwhile."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _looked_at(tasks: Sequence[CheckTarget], jobs: int) -> Iterator[tuple[CheckTarget, list[Problem]]]:
    """What the rules find in each file. A process that dies of a file costs that file alone."""
    if jobs <= 1 or len(tasks) <= 1:
        yield from ((task, _within_limits(task)) for task in tasks)
        return
    with workers(jobs, len(tasks), ["leaflets.preflight"]) as pool:
        futures = {pool.submit(_within_limits, task): task for task in tasks}
        for future in as_completed(futures):
            yield futures[future], _outcome(future, futures[future])


def _outcome(future: Future[list[Problem]], task: CheckTarget) -> list[Problem]:
    """What a worker found, or that it could not look, or died of it twice."""
    try:
        return future.result()
    except Exception as error:
        return [replace(unseen(task, error), rule=None)]  # No rule says so: it may be otherwise tomorrow.


def _within_limits(task: CheckTarget) -> list[Problem]:
    """In a worker: what the rules find in a file, or that it takes too much to find out."""
    try:
        with within(say("looking at it"), task.where, task.pages):
            return look_at(task)
    except ContentError as error:
        return list(error.problems)


_PROBLEMS = TypeAdapter(list[Problem])


def _kept(path: Path, output: Path) -> list[Problem] | None:
    """What was found in a file before; None when nobody looked, or what is kept is nothing the press wrote."""
    try:
        return _PROBLEMS.validate_json(read_plain(path, MOST_KEPT, output))
    except (OSError, ValueError):
        return None


def _forget(folder: Path, wanted: set[str], output: Path) -> None:
    """Remove what is kept of files that are no more."""
    for path in folder.glob("*.json") if is_inside(folder, output) else ():
        if path.name not in wanted:
            with suppress(OSError):
                path.unlink()


def _dead(catalogue: Catalogue, content: str, progress: Progress) -> list[Problem]:
    """C05: the addresses that do not answer."""
    visits = dead_links((source.url for source in catalogue.sources.values()), progress)
    return [_problem(visit, f"{content}/sources.yaml") for visit in visits]


def _problem(visit: Visit, where: str) -> Problem:
    severity: Severity = "warns" if visit.is_dead else "informs"
    todo = (
        say("Look for the page's new address.")
        if visit.is_dead
        else say("Open it in a browser; some sites refuse programs.")
    )
    return Problem(joined((visit.url, visit.said)), where, todo, rule="C05", severity=severity)
