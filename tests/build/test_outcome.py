"""What came of a build: each thing is said once, and what blocks is apart from what only warns."""

from __future__ import annotations

from dataclasses import replace

from leaflets.build.outcome import BuildOutcome
from leaflets.messages import say
from leaflets.problems import Problem

WRONG = Problem(say("is wrong"), "x", say("Mend it."))
LATE = replace(WRONG, what=say("is late"), severity="warns")


def test_each_is_noted_once_where_it_belongs() -> None:
    """What blocks is a problem, what warns is told of what was made all the same; twice the same is one."""
    outcome = BuildOutcome()
    outcome.tell([WRONG, LATE, WRONG])
    outcome.tell([LATE])
    assert (outcome.problems, outcome.warnings) == ([WRONG], [LATE])
