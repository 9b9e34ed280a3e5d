from __future__ import annotations

from collections.abc import Iterator

from leaflets.messages import say
from leaflets.preflight.rule import KNOWN, Finding, rule


def test_a_function_becomes_a_rule() -> None:
    """One function under one decorator is a rule, with its docstring as what must hold."""

    @rule("T09", "warns", "a standard", say("Do this."), kind="manuscript")
    def always_wrong(_: object) -> Iterator[Finding]:
        """Something
        must hold."""
        yield Finding(say("it does not"), line=3)

    added = KNOWN.pop()
    assert (added.id, added.severity, added.kind, added.source, added.todo) == (
        "T09", "warns", "manuscript", "a standard", "Do this.",
    )  # fmt: skip
    assert added.says == "Something must hold."
    assert list(added.check(None)) == list(always_wrong(None)) == [Finding(say("it does not"), line=3)]
