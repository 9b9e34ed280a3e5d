"""What each practice needs is known before anything is made: what is there and good is kept, the rest is missing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from leaflets.content import Catalogue
from leaflets.messages import say
from leaflets.personalise.practice import Practice
from leaflets.personalise.sets.asked import Asked
from leaflets.personalise.sets.plan import SetPlan, SetsRun, set_plans
from leaflets.personalise.sets.publish import publish
from leaflets.personalise.sets.published import read
from leaflets.personalise.sets.task import Master
from leaflets.personalise.table.read import PracticeTable, Row
from leaflets.problems import Problem
from tests.conftest import PROJECT
from tests.personalise.sets.test_publish import LINDE, copy, masters

__all__ = ["masters"]

TABLE = PracticeTable(
    (
        Row("p.csv", 2, "linde", "De Linde", practice=LINDE),
        Row("p.csv", 3, "x", "x").failed(Problem(say("the name is wrong"), "p.csv", say("Correct it."))),
    )
)


@pytest.fixture
def run(catalogue: Catalogue, masters: list[Master]) -> SetsRun:
    return SetsRun(catalogue, masters, Asked(), PROJECT / "templates")


def plan_of(run: SetsRun, output: Path) -> SetPlan:
    """The plan of the one row that names a practice; nothing is written for it."""
    before = sorted(output.rglob("*"))
    (plan,) = set_plans(TABLE, run, lambda name: read(output, name))
    assert sorted(output.rglob("*")) == before
    return plan


def test_what_is_there_is_kept_and_what_is_missing_is_named(run: SetsRun, tmp_path: Path) -> None:
    """At first all copies are missing, then none; spoiled ones and those of other inputs are missing again."""
    plan = plan_of(run, tmp_path)
    assert (plan.practice, plan.missing, plan.is_done) == (LINDE, (0, 1), False)
    made = {number: copy(number, b"pages", b"how" if run.masters[number].work.steps else None) for number in (0, 1)}
    publish(plan, plan.copies, made, run, tmp_path)
    again = plan_of(run, tmp_path)
    assert (again.missing, again.is_done) == ((), True)
    assert plan_of(replace(run, is_anew=True), tmp_path).missing == (0, 1)
    other = replace(run, masters=[replace(run.masters[0], digest="b" * 64), run.masters[1]])
    assert plan_of(other, tmp_path).missing == (0,)
    (tmp_path / "practices" / "linde" / "index.html").unlink()
    lacking = plan_of(run, tmp_path)
    assert (lacking.missing, lacking.is_whole, lacking.is_done) == ((), False, False)


def test_a_practice_without_masters_needs_nothing_and_is_not_done(run: SetsRun, tmp_path: Path) -> None:
    """When nothing can be made of what was asked for, its set is neither made nor kept."""
    plan = plan_of(replace(run, masters=[]), tmp_path)
    assert (dict(plan.copies), plan.is_done) == ({}, False)


def test_what_may_stay_is_of_the_practices_languages(run: SetsRun, masters: list[Master]) -> None:
    """A file of a language the practice does not speak goes; one of the edition as it is stays."""
    entry = masters[0].work.entry
    assert run.belongs_to(LINDE)(entry)
    assert not run.belongs_to(Practice.model_validate(LINDE.model_dump() | {"language": ("fr",)}))(entry)
