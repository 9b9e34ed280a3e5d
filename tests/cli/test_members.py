"""The command that keeps the list of members."""

from __future__ import annotations

import json
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


@pytest.mark.parametrize(
    "names", [["add", "eik", "a b"], ["add", "eik", "linde"], ["renew", "linde", "eik"], ["remove", "linde", "eik"]]
)
def test_of_several_all_is_done_or_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], names: list[str]
) -> None:
    """No password is made that nobody is told, and none ends whose successor nobody knows."""
    file = tmp_path / "members.db"
    cli.main(["members", str(file), "add", "linde"])
    password = capsys.readouterr().out.split()[-1]
    assert cli.main(["members", str(file), *names]) == 2
    assert capsys.readouterr().out == ""
    roll = read_roll(file)
    assert set(roll.members) == {"linde"}
    assert roll.holds("linde", password)


def test_who_is_named_twice_is_meant_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The password that is said is the one that holds."""
    file = tmp_path / "members.db"
    assert cli.main(["members", str(file), "add", "linde", "Linde"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert read_roll(file).holds(*line.split())


def test_where_nothing_can_be_written_that_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With the reason."""
    (tmp_path / "x").write_text("")
    assert cli.main(["members", str(tmp_path / "x" / "members.db"), "add", "linde"]) == 1
    assert "cannot be written" in capsys.readouterr().err
