"""Many problems that say the same, as few as one reads: the first of them, and how many more there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from leaflets.messages import Sentence, say_many
from leaflets.problems import Problem

MOST, SHOWN = 5, 3
"""Of more than MOST that say the same, SHOWN are printed."""


def shortened(problems: Sequence[Problem]) -> Iterator[Problem | Sentence]:
    """The problems in their order; of many of a kind the first, and after them how many are left out."""
    count = Counter(map(_kind, problems))
    said: Counter[tuple[object, ...]] = Counter()
    for problem in problems:
        kind = _kind(problem)
        said[kind] += 1
        is_long = count[kind] > MOST
        if not is_long or said[kind] <= SHOWN:
            yield problem
        if is_long and said[kind] == SHOWN:
            yield say_many(
                "… and {count} more of this kind; --verbose shows it.",
                "… and {count} more of this kind; --verbose shows them.",
                count=count[kind] - SHOWN,
            )


def _kind(problem: Problem) -> tuple[object, ...]:
    """What problems of one kind have in common: their words, without the names and numbers in them."""
    return problem.what.template, problem.rule, problem.todo.template, problem.severity
