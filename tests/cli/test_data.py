"""What another program is told: one object with all a person is told, and nothing else on the output."""

from __future__ import annotations

import json

from leaflets.cli import data
from leaflets.messages import say
from leaflets.problems import Problem
from tests.small import FILES, Press


def test_a_build_tells_its_files_and_problems(press: Press) -> None:
    """What was made, what was as it was, the pages, and each problem with file and line; the exit code stays."""
    first = press.build("--json", "--format", "a5", "--force")
    said = json.loads(first.out)
    assert (first.code, first.err) == (0, "")
    assert (said["made"], said["kept"], said["pages"], said["problems"]) == (list(FILES[1:]), [], 8, [])
    (press.content / "nl" / "ms.md").write_text("---\ntitle: [\n---\n", encoding="utf-8")
    second = press.build("--json", "--format", "a5")
    said = json.loads(second.out)
    assert (second.code, second.err) == (1, "")
    assert (said["made"], said["kept"]) == ([], ["nl/leaflets/crps-a5.pdf"])
    assert [(one["where"], one["line"], one["severity"]) for one in said["problems"]] == [
        ("content/nl/ms.md", 3, "blocks")
    ]


def test_a_problem_says_only_what_is_known() -> None:
    """No line, page or place is null."""
    assert data.problem(Problem(say("is wrong"), "a.md", say("Mend it."), line=3)) == {
        "what": "is wrong", "where": "a.md", "todo": "Mend it.", "line": 3, "severity": "blocks",
    }  # fmt: skip
