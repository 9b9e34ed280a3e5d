"""The command that says what everything is held to."""

from __future__ import annotations

import json

from leaflets.preflight.inspection import RULES
from leaflets.preflight.rule import NEVER_LET_PASS
from tests.small import run


def test_every_rule_is_shown_with_its_source() -> None:
    """One line a rule, in the order of the norms, and which may never be let pass."""
    outcome = run("rules")
    assert (outcome.code, outcome.err) == (0, "")
    lines = [line.split("\t") for line in outcome.out.splitlines()]
    assert [line[1] for line in lines] == [rule.id for rule in RULES]
    assert all(line[4] for line in lines)
    assert {line[1] for line in lines if line[5] == "never"} == set(NEVER_LET_PASS)


def test_the_rules_are_told_to_a_program_too() -> None:
    """As JSON each rule is an object; whether it may be let pass is yes or no."""
    told = json.loads(run("rules", "--json").out)["rules"]
    assert [rule["rule"] for rule in told] == [rule.id for rule in RULES]
    assert {rule["severity"] for rule in told} == {"blocks", "warns", "informs"}
    assert {rule["rule"] for rule in told if not rule["may_pass"]} == set(NEVER_LET_PASS)
    assert set(told[0]) == {"rule", "severity", "says", "source", "may_pass"}


def test_one_rule_is_shown_when_it_is_named() -> None:
    """In capitals or not, several too; one there is not is a wrong option, with what is near it."""
    one = run("rules", "t01", "C11")
    assert one.code == 0
    assert {line.split("\t")[1] for line in one.out.splitlines()} == {"T01", "C11"}
    assert {rule["rule"] for rule in json.loads(run("rules", "T01", "--json").out)["rules"]} == {"T01"}
    none = run("rules", "Z99")
    assert (none.code, none.out) == (2, "")
    assert none.err.startswith('build.py: There is no rule "Z99". ')
