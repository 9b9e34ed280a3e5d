"""What came of a run is the sum of what came of its rows."""

from __future__ import annotations

from leaflets.messages import say
from leaflets.personalise.sets.outcome import SetOutcome, SetsOutcome, summed
from leaflets.personalise.table.read import Row
from leaflets.problems import Problem


def row(line: int) -> Row:
    return Row("p.csv", line, f"p{line}", "x")


def problem(line: int) -> Problem:
    return Problem(say("has no room"), "p.csv", say("Shorten it."), line=line)


def test_each_row_counts_once() -> None:
    """Sets made, in part and kept are sets; what failed adds no file; problems come in the order of the table, once."""
    late, early = problem(5), problem(2)
    results = [
        SetOutcome(row(5), "failed", problems=(late,)),
        SetOutcome(row(2), "partly made", 3, 1, (early,), ("a4",)),
        SetOutcome(row(3), "kept", 0, 4),
        SetOutcome(row(4), "made", 4, without_line=("a4", "a5")),
        SetOutcome(row(6), "not made yet"),
    ]
    assert summed(results, 1, [late]) == SetsOutcome(
        made=7, kept=5, sets=3, partly=1, there=1, problems=[early, late], without_line={"a4": 2, "a5": 1}
    )
