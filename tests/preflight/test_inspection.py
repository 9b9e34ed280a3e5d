from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from leaflets.content import Catalogue
from leaflets.model.job import Allowance
from leaflets.preflight import inspect
from leaflets.preflight.inspection import IDS, RULES, apply
from leaflets.preflight.rule import Rule
from leaflets.preflight.subject import Subject
from tests.preflight.drawn import Drawn, file_of
from tests.preflight.said import chapter, finished

TESTS = Path(__file__).parent / "rules"
NORMS = (
    *(f"C{number:02}" for number in range(1, 19)), *(f"L{number:02}" for number in range(1, 7)),
    *(f"T{number:02}" for number in range(1, 11)), *(f"A{number:02}" for number in range(1, 6)),
    *(f"P{number:02}" for number in (*range(1, 14), 15)), *(f"Q{number:02}" for number in range(1, 5)), *(f"V{number:02}" for number in range(1, 5)),
)  # fmt: skip


def test_every_rule_of_the_norms_is_there() -> None:
    """The list holds the rules of norms.md and no others, in their order."""
    assert IDS == NORMS


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.check.__name__)
def test_a_rule_says_what_why_and_what_to_do(rule: Rule) -> None:
    """A rule says what must hold, cites its source, and ends with something to do."""
    assert re.fullmatch(r"[A-Z0-9].*\.", rule.says)
    assert len(rule.source) > 3
    assert re.fullmatch(r"[A-Z].*[.]", rule.todo)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.check.__name__)
def test_a_rule_has_its_test(rule: Rule) -> None:
    """Every rule is called in a test of its module that says its id and asserts that something is found."""
    module = rule.check.__module__.rsplit(".", maxsplit=1)[-1]
    whole = ast.parse((TESTS / f"test_{module}.py").read_text(encoding="utf-8"))
    tests = [
        one for one in whole.body if isinstance(one, ast.FunctionDef) and rule.id in (ast.get_docstring(one) or "")
    ]
    assert any(_calls(test, rule.check.__name__) and _asserts_a_find(test) for test in tests)


def _calls(test: ast.FunctionDef, name: str) -> bool:
    return any(isinstance(node, ast.Attribute) and node.attr == name for node in ast.walk(test))


def _asserts_a_find(test: ast.FunctionDef) -> bool:
    """Whether an assertion is made that an empty list would not pass: another than `… == []`."""
    asserted = [node.test for node in ast.walk(test) if isinstance(node, ast.Assert)]
    return any(not ast.unparse(one).endswith(" == []") or isinstance(one, ast.IfExp) for one in asserted)


def test_a_broken_file_is_not_let_through() -> None:
    """What blocks is told with rule, page and place; what only warns is not."""
    file = file_of(Drawn().text(2, 40, "klein en te ver naar links", 8))
    found = inspect(file.proof, "x.pdf", None)
    assert {problem.rule for problem in found} == {"T02", "P02"} | {"A02"}
    tiny = next(problem for problem in found if problem.rule == "T02")
    assert (tiny.page, tiny.severity) == (1, "blocks")
    assert "x.pdf, page 1 at 2, 38 mm: text of 8.0 pt" in str(tiny)


def test_what_is_allowed_is_let_through() -> None:
    """An allowed rule keeps nothing back, in the files the allowance is for."""
    text = "Een regel die te klein staat."
    file = file_of(Drawn().text(15, 40, text, 10), subject=Subject(texts=(chapter(text),)))
    allowed = [Allowance(rule="T01", where="x*", reason="a proof for the test")]
    rules = {problem.rule for problem in inspect(file.proof, "x.pdf", None, 1, file.subject, allowed)}
    others = {problem.rule for problem in inspect(file.proof, "y.pdf", None, 1, file.subject, allowed)}
    assert "T01" not in rules
    assert others - rules == {"T01"}


def test_finished_leaflets_are_let_through(edition: Path, catalogue: Catalogue) -> None:
    """A good leaflet has no problem that keeps it back, and none that is worth more than a look."""
    small = finished(edition, catalogue)
    assert inspect(small.proof, small.where, small.conforms_to, 1, small.subject) == ()
    for name in ("ms-a5", "crps-a5", "ms-a4", "crps-a4"):
        file = finished(edition, catalogue, name)
        found = {problem.rule for problem in apply("file", file, file.where) if problem.severity != "informs"}
        assert found <= {"Q04", "L04"}
