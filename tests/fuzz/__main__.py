"""Many cases, in several processes: what is wrong is told with the command that repeats it alone. See tests.fuzz."""

from __future__ import annotations

import argparse
import os
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from tests.fuzz.case import KINDS, Case, CaseOutcome
from tests.fuzz.workers import ran


def main(arguments: Sequence[str]) -> int:
    """Run the cases that are asked for; 1 when something is wrong with any."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.fuzz", description="Change real inputs, and see what comes of it."
    )
    parser.add_argument("--cases", type=int, default=1000, help="how many")
    parser.add_argument("--seed", type=int, default=1, help="the number of the first case; the others follow")
    parser.add_argument("--only", choices=sorted(KINDS), metavar="KIND", help=f"one of: {', '.join(sorted(KINDS))}")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="how many processes")
    parser.add_argument("--say", action="store_true", help="tell what was said of each input")
    given = parser.parse_args(arguments)
    os.environ["SOURCE_DATE_EPOCH"] = "1795780800"  # The day the tests live on, see tests/conftest.py.
    cases = [Case(given.seed + number, given.only) for number in range(given.cases)]
    outcomes: list[CaseOutcome] = []
    for outcome in ran(cases, min(given.jobs, given.cases)):
        outcomes.append(outcome)
        for fault in outcome.faults:
            print(
                f"{outcome.case.kind.name} {outcome.case.number}: {fault.rstrip()}\n    {outcome.case.command}",
                flush=True,
            )
        if given.say:
            print(
                f"{outcome.case.kind.name} {outcome.case.number}: {'taken' if outcome.is_taken else 'refused'}",
                *outcome.said,
                sep="\n    ",
            )
    for line in table(outcomes):
        print(line)
    return 1 if any(outcome.faults for outcome in outcomes) else 0


def table(outcomes: Iterable[CaseOutcome]) -> Iterator[str]:
    """A line a kind: how many there were, how many were taken and wrong, the slowest and the largest."""
    several: defaultdict[str, list[CaseOutcome]] = defaultdict(list)
    for outcome in outcomes:
        several[outcome.case.kind.name].append(outcome)
    yield "| kind | cases | taken | wrong | slowest s | its number | s a case | most MB | its number |"
    yield "|---|---:|---:|---:|---:|---:|---:|---:|---:|"
    for name, each in (*sorted(several.items()), ("all", [one for some in several.values() for one in some])):
        slowest = max(each, key=lambda one: one.seconds)
        largest = max(each, key=lambda one: one.megabytes)
        yield (
            f"| {name} | {len(each)} | {sum(one.is_taken for one in each)} | {sum(bool(one.faults) for one in each)} | "
            f"{slowest.seconds:.2f} | {slowest.case.number} | {sum(one.seconds for one in each) / len(each):.3f} | "
            f"{largest.megabytes:.0f} | {largest.case.number} |"
        )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
