"""The file of the members."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest

from leaflets.problems import PressError, WrongOption
from leaflets.studio.server.members import (
    NOBODY,
    RollFile,
    add,
    begin,
    mark,
    new_password,
    read_roll,
    remove,
    renew,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file with no members."""
    begin(tmp_path / "members.db")
    return tmp_path / "members.db"


def test_a_password_is_held_against_however_it_is_typed(path: Path) -> None:
    """Capitals, hyphens and spaces do not matter; any other sign does, and another's password is none."""
    first, second = add(path, "Linde"), add(path, "beuk")
    roll = read_roll(path)
    assert list(roll.members) == ["beuk", "linde"]
    assert roll.holds(" LINDE ", f" {first.replace('-', ' ').upper()}")
    assert not roll.holds("linde", second)
    assert not roll.holds("linde", first[:-1])
    assert not roll.holds("linde", "")
    assert not roll.holds("eik", first)


def test_nobody_has_a_password() -> None:
    """Not even none."""
    assert not NOBODY.has("")


def test_a_password_is_long_and_easily_read() -> None:
    """Four groups of five signs of which none is like another, and no two passwords are the same."""
    several = {new_password() for _ in range(200)}
    assert len(several) == 200
    assert all(re.fullmatch(r"([a-hj-km-np-z2-9]{5}-){3}[a-hj-km-np-z2-9]{5}", one) for one in several)


def test_no_password_is_in_the_file(path: Path) -> None:
    """Nor can anybody else on the computer read what is there."""
    password = add(path, "linde")
    assert password.encode() not in path.read_bytes()
    assert password.replace("-", "").encode() not in path.read_bytes()
    assert path.stat().st_mode & 0o077 == 0


def test_a_new_password_ends_the_old_one(path: Path) -> None:
    """And with it the stamp that is in every cookie."""
    old = add(path, "linde")
    before = read_roll(path)
    new = renew(path, "linde")
    after = read_roll(path)
    assert after.holds("linde", new)
    assert not after.holds("linde", old)
    assert before.members["linde"].stamp != after.members["linde"].stamp
    assert before.secret == after.secret
    assert len(after.secret) == 32


def test_who_is_removed_is_no_member(path: Path) -> None:
    """Such a one has no password any more."""
    password = add(path, "linde")
    remove(path, "LINDE")
    assert not read_roll(path).holds("linde", password)
    for change in (renew, remove):
        with pytest.raises(WrongOption, match="linde is no member"):
            change(path, "linde")


@pytest.mark.parametrize("name", ["", "-x", "a b", "é", "a\n", "x" * 65, "a/b", "<b>"])
def test_what_can_be_no_name_is_refused(path: Path, name: str) -> None:
    """With what may stand in one."""
    if name == "a\n":
        name = "a\nb"
    with pytest.raises(WrongOption, match="can be no name"):
        add(path, name)


def test_a_member_is_added_once(path: Path) -> None:
    """However it is written; who wants a new password is told how."""
    add(path, "info@linde.be")
    with pytest.raises(WrongOption, match=re.escape("renew Info@Linde.BE")):
        add(path, "Info@Linde.BE")


def test_a_server_sees_what_the_command_wrote(path: Path, tmp_path: Path) -> None:
    """At once, and also where another copy took its place."""
    rolls = RollFile(path)
    assert not rolls.now().members
    add(path, "linde")
    assert set(rolls.now().members) == {"linde"}
    assert rolls.now() is rolls.now()
    begin(tmp_path / "other.db")
    add(tmp_path / "other.db", "beuk")
    (tmp_path / "other.db").replace(path)
    assert set(rolls.now().members) == {"beuk"}


def test_what_is_no_file_of_members_says_so(tmp_path: Path) -> None:
    """Text, a database of something else, and nothing at all; and nothing there is written over."""
    (tmp_path / "text").write_text("members")
    with sqlite3.connect(tmp_path / "other.db") as base:
        base.execute("CREATE TABLE members (name TEXT)")
    base.close()
    for name in ("text", "other.db"):
        with pytest.raises(PressError, match="is no file of members"):
            add(tmp_path / name, "linde")
    with pytest.raises(PressError, match="Begin one with its first member"):
        read_roll(tmp_path / "none")
    with pytest.raises(PressError, match="Begin one with its first member"):
        RollFile(tmp_path / "none").now()
    with pytest.raises(FileExistsError):
        begin(tmp_path / "text")
    assert (tmp_path / "text").read_text() == "members"


def test_a_mark_stands_for_a_name() -> None:
    """The same each time, another with another secret, and the name is not in it."""
    assert mark("linde", b"a") == mark("linde", b"a")
    assert len({mark("linde", b"a"), mark("linde", b"b"), mark("beuk", b"a")}) == 3
    assert re.fullmatch("[0-9a-f]{8}", mark("linde", b"a"))
