"""Personalise: a row that is not made or kept is never an end that is good."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from leaflets.personalise.sets.outcome import SetsOutcome
from leaflets.personalise.table import workbook
from tests.conftest import PROJECT
from tests.small import run

ROWS = "id,name,telephone,country\na,Praktijk A,09 123 45 67,be\nb,Praktijk B,09 123 45 67,be\n"


@pytest.mark.parametrize(("sets", "code"), [(0, 1), (1, 1), (2, 0)])
def test_each_row_must_be_made_or_kept(
    sets: int, code: int, content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a row that came to nothing the command ends with 1, though nobody said what is wrong with it."""
    table = tmp_path / "p.csv"
    table.write_text(ROWS, encoding="utf-8")
    monkeypatch.setattr("leaflets.build.practices.make", lambda *_: SetsOutcome(sets=sets))
    outcome = run("personalise", str(table), "--content", str(content), "--output", str(tmp_path / "o"))
    assert (outcome.code, outcome.err) == (code, "")
    assert ("failed; see " in outcome.out) is (code == 1)


def test_a_list_that_names_no_practice_is_told(content: Path, tmp_path: Path) -> None:
    """A list without rows and an empty folder make nothing, and say so; a missing one is a wrong option."""
    empty = tmp_path / "p.csv"
    empty.write_text("id,name,telephone,country\n", encoding="utf-8")
    (tmp_path / "none").mkdir()
    for source in (str(empty), str(tmp_path / "none")):
        outcome = run("personalise", source, "--content", str(content), "--output", str(tmp_path / "o"))
        assert outcome.code == 1, source
        assert outcome.err.startswith(f"{Path(source).name}: names no practice. Add a row "), source
    missing = run("personalise", str(tmp_path / "x.csv"), "--content", str(content), "--output", str(tmp_path / "o"))
    assert missing.code == 2


def test_what_a_list_may_be_is_told_where_one_looks() -> None:
    """The help and the README name every kind of list; the kinds that go by another name of the same are left out."""
    told = {".csv", ".yaml", *workbook.KINDS} - {".xlsm"}
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    for words in (run("personalise", "--help").out, readme):
        assert told <= set(re.findall(r"\.[a-z]+", words))
