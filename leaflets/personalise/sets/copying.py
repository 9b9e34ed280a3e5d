"""The copies of many sets, made a few practices at a time in a pool of processes."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future

from leaflets.messages import say
from leaflets.personalise.practice import Practice
from leaflets.personalise.sets.copies import make_sets
from leaflets.personalise.sets.plan import SetPlan
from leaflets.personalise.sets.task import Assemble, Copies, CopyTask, Master
from leaflets.personalise.table.rows import Row
from leaflets.problems import Problem, todo_after

TASKS = 4
"""Practices a worker gets at once: the masters travel with them."""
AHEAD = 2
"""Tasks a worker has under way and waiting: more would only fill the memory."""


def copied(
    plans: Sequence[SetPlan], masters: Sequence[Master], assemble: Assemble, pool: Executor, width: int
) -> Iterator[tuple[SetPlan, Copies]]:
    """Each plan with its copies, in turn; few are under way at once, so that memory holds few sets."""
    yield from ((plan, Copies()) for plan in plans if not plan.missing)
    under_way: deque[tuple[Sequence[SetPlan], Future[list[Copies]]]] = deque()
    groups = deque(_groups([plan for plan in plans if plan.missing]))
    try:
        while groups or under_way:
            while groups and len(under_way) < AHEAD * width:
                several = groups.popleft()
                under_way.append((several, pool.submit(make_sets, *_work(several, masters), assemble)))
            several, future = under_way.popleft()
            if len(several) > 1 and isinstance(future.exception(), BrokenExecutor):
                groups.extendleft([plan] for plan in several)  # One of them was it, and costs itself alone.
                continue
            yield from zip(several, _outcome(several, future), strict=True)
    finally:
        for _, future in under_way:
            future.cancel()


def _groups(plans: Sequence[SetPlan]) -> Iterator[Sequence[SetPlan]]:
    """A few plans at a time that want the same masters."""
    alike: dict[tuple[int, ...], list[SetPlan]] = {}
    for plan in plans:
        alike.setdefault(plan.missing, []).append(plan)
    for several in alike.values():
        yield from (several[start : start + TASKS] for start in range(0, len(several), TASKS))


def _work(plans: Sequence[SetPlan], masters: Sequence[Master]) -> tuple[list[CopyTask], list[Master]]:
    """The tasks of plans that want the same masters, and these masters alone."""
    wanted = plans[0].missing
    tasks = [_task(plan.practice, plan.row) for plan in plans]
    return tasks, [masters[number] for number in wanted]


def _task(practice: Practice, row: Row) -> CopyTask:
    return CopyTask(practice, row.logo, row.where, row.line, row.lines)


def _outcome(plans: Sequence[SetPlan], future: Future[list[Copies]]) -> list[Copies]:
    """What a worker gave back, or a problem where it died of a practice twice (out of memory, ended by a library)."""
    try:
        return future.result()
    except BrokenExecutor:
        said, todo = (
            say("the set could not be made: the process that makes it dies of it"),
            say("Try it without the logo."),
        )
    except Exception as error:
        said, todo = (
            say("the set could not be made ({name})", name=type(error).__name__),
            todo_after(error),
        )
    return [Copies(problems=(Problem(said, plan.row.where, todo, line=plan.row.line),)) for plan in plans]
