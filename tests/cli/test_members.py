"""The command that keeps the list of members."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from leaflets import cli
from leaflets.studio.server.members import read_roll


def test_a_list_is_begun_with_its_first_members(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each gets a password, which is said once and stands nowhere."""
    file = tmp_path / "members.db"
    assert cli.main(["members", str(file), "add", "Linde", "info@beuk.be", "--quiet"]) == 0
    said = dict(line.split() for line in capsys.readouterr().out.splitlines())
    roll = read_roll(file)
    assert set(said) == {"linde", "info@beuk.be"} == set(roll.members)
    assert all(roll.holds(name, password) for name, password in said.items())
    assert cli.main(["members", str(file), "list"]) == 0
    assert capsys.readouterr().out.split() == ["info@beuk.be", "linde"]


def test_who_goes_and_who_has_forgotten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One is removed, and one gets a new password; a program reads it as JSON."""
    file = tmp_path / "members.db"
    cli.main(["members", str(file), "add", "linde", "beuk"])
    capsys.readouterr()
    assert cli.main(["members", str(file), "renew", "linde", "--json"]) == 0
    (one,) = json.loads(capsys.readouterr().out)["members"]
    assert one["name"] == "linde"
    assert read_roll(file).holds("linde", one["password"])
    assert cli.main(["members", str(file), "remove", "beuk"]) == 0
    assert capsys.readouterr().out == "beuk\n"
    assert set(read_roll(file).members) == {"linde"}


@pytest.mark.parametrize(
    ("rest", "code", "said"),
    [
        (["add"], 2, "Name at least one member"),
        (["list", "linde"], 2, "list takes none"),
        (["add", "a b"], 2, "can be no name"),
        (["remove", "linde"], 1, "Begin one with its first member"),
        (["list"], 1, "Begin one with its first member"),
    ],
)
def test_what_cannot_be_done_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], rest: list[str], code: int, said: str
) -> None:
    """In a sentence, and no file is begun for it."""
    assert cli.main(["members", str(tmp_path / "members.db"), *rest]) == code
    assert said in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_where_nothing_can_be_written_that_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With the reason."""
    (tmp_path / "x").write_text("")
    assert cli.main(["members", str(tmp_path / "x" / "members.db"), "add", "linde"]) == 1
    assert "cannot be written" in capsys.readouterr().err


@pytest.fixture
def file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A list with one member, linde."""
    file = tmp_path / "members.db"
    cli.main(["members", str(file), "add", "linde"])
    capsys.readouterr()
    return file


@pytest.mark.parametrize(
    ("rest", "said"),
    [
        (["add", "eik", "beuk", "Slechte Naam"], "can be no name"),
        (["add", "eik", "linde"], "is a member already"),
        (["renew", "linde", "niemand"], "niemand is no member"),
        (["remove", "linde", "niemand"], "niemand is no member"),
    ],
)
def test_where_one_name_is_wrong_nothing_is_changed(
    file: Path, capsys: pytest.CaptureFixture[str], rest: list[str], said: str
) -> None:
    """No password is made that nobody sees, and none ends."""
    before = read_roll(file)
    assert cli.main(["members", str(file), *rest]) == 2
    told = capsys.readouterr()
    assert said in told.err
    assert told.out == ""
    assert read_roll(file) == before


def test_a_list_is_not_begun_where_one_of_its_names_is_wrong(tmp_path: Path) -> None:
    """The names before the wrong one are not in it either."""
    assert cli.main(["members", str(tmp_path / "members.db"), "add", "linde", "a b"]) == 2
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("task", ["add", "renew"])
def test_a_name_that_is_given_twice_counts_once(file: Path, capsys: pytest.CaptureFixture[str], task: str) -> None:
    """One password is said, and it is the one that holds."""
    name = "eik" if task == "add" else "linde"
    assert cli.main(["members", str(file), task, name, f" {name.upper()}"]) == 0
    ((said, password),) = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert said == name
    assert read_roll(file).holds(name, password)


@pytest.mark.parametrize("rest", [["add", "beuk", "eik"], ["renew", "linde", "eik"]])
def test_where_writing_fails_halfway_nothing_is_changed(
    file: Path, capsys: pytest.CaptureFixture[str], rest: list[str]
) -> None:
    """It is said that the file cannot be written, not that it is none."""
    if "renew" in rest:
        cli.main(["members", str(file), "add", "eik"])
    with closing(sqlite3.connect(file)) as base, base:
        base.execute(
            "CREATE TRIGGER full BEFORE INSERT ON members WHEN NEW.name = 'eik' "
            "BEGIN SELECT RAISE(ABORT, 'disk is full'); END"
        )
    capsys.readouterr()
    before = read_roll(file)
    assert cli.main(["members", str(file), *rest]) == 1
    told = capsys.readouterr()
    assert "cannot be written: disk is full" in told.err
    assert told.out == ""
    assert read_roll(file) == before
