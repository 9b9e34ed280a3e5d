"""Who may use the studio of an association: a file with names and passwords, and the secret that signs their cookies.

A command writes the file, and servers only read it: several may have a copy each. Passwords are made here, twenty signs
that nobody guesses, so that none is the one somebody has elsewhere, and nobody need think of a good one.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import re
import secrets
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from leaflets.messages import reason, say
from leaflets.problems import PressError, WrongOption, visible

Change = Literal["add", "renew", "remove"]

SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Of a password: none that is taken for another when it is read aloud or from paper (i, l, o, 0, 1)."""

GROUPS, IN_A_GROUP = 4, 5
"""Of a password: 20 of 31 signs are 99 bits."""

COST = {"n": 2**14, "r": 8, "p": 1, "maxmem": 64 * 2**20, "dklen": 32}
"""Of scrypt (RFC 7914): 16 MB and a twentieth of a second. More is for passwords that people think of."""

SALT = 16
"""Bytes, so that two equal passwords are not seen to be equal."""

SECRET = 32
"""Bytes that cookies are signed with."""

KIND = 0x4C504D31
"""What tells this file from another of SQLite (PRAGMA application_id): LPM1."""

_TABLES = """
CREATE TABLE secrets (secret BLOB NOT NULL);
CREATE TABLE members (name TEXT PRIMARY KEY, salt BLOB NOT NULL, digest BLOB NOT NULL);
"""


@dataclass(frozen=True)
class Member:
    """A member by name, and what a password is held against."""

    name: str
    salt: bytes
    digest: bytes

    @property
    def stamp(self) -> str:
        """Another for each password, and nothing can be learned from it: what makes a cookie end with its password."""
        return hashlib.sha256(b"stamp" + self.salt + self.digest).hexdigest()[:16]

    def has(self, password: str) -> bool:
        """Whether this is the password; how it was written down does not matter. Takes a twentieth of a second."""
        return hmac.compare_digest(_digest(password, self.salt), self.digest)


@dataclass(frozen=True)
class Roll:
    """All members by name, and the secret."""

    secret: bytes
    members: Mapping[str, Member]

    def holds(self, name: str, password: str) -> bool:
        """Whether it is a member's password. It takes as long for a name that is none, so that nobody learns names."""
        return self.members.get(plain_name(name), NOBODY).has(password)

    def mark(self, name: str) -> str:
        """What stands for a member in a log: always the same, and nobody without this file knows whose it is."""
        return mark(name, self.secret)


NOBODY = Member("", bytes(SALT), bytes(COST["dklen"]))
"""Whose password is none."""


def mark(name: str, secret: bytes) -> str:
    """A name as eight signs, which only the secret leads back to (HMAC, RFC 2104)."""
    return hmac.digest(secret, name.encode(), "sha256").hex()[:8]


class RollFile:
    """The file of the members as it is by now, read again whenever it was written."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._seen: object = None
        self._roll = Roll(b"", {})

    def now(self) -> Roll:
        """Who they are. Raises PressError where the file cannot be read."""
        try:
            about = self._path.stat()
        except OSError as error:
            raise _unread(self._path, error) from error
        seen = about.st_ino, about.st_mtime_ns, about.st_size
        if seen != self._seen:
            self._roll = read_roll(self._path)
            self._seen = seen
        return self._roll


def read_roll(path: Path) -> Roll:
    """What is in the file of the members. Raises PressError where it is none or cannot be read."""
    with _opened(path, "ro") as base:
        ((secret,),) = base.execute("SELECT secret FROM secrets")
        rows = base.execute("SELECT name, salt, digest FROM members ORDER BY name")
        return Roll(secret, {name: Member(name, salt, digest) for name, salt, digest in rows})


def begin(path: Path) -> None:
    """Make an empty file of members, for nobody else to read. Raises OSError, FileExistsError too."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    with closing(sqlite3.connect(path)) as base, base:
        base.executescript(f"PRAGMA application_id = {KIND};{_TABLES}")
        base.execute("INSERT INTO secrets VALUES (?)", (secrets.token_bytes(SECRET),))


def add(path: Path, name: str) -> str:
    """A new member's password. Raises WrongOption for a name there is already or that is none, PressError."""
    return change(path, "add", (name,))[plain_name(name)]


def renew(path: Path, name: str) -> str:
    """A new password for a member; the old one, and who is in with it, is out. Raises WrongOption, PressError."""
    return change(path, "renew", (name,))[plain_name(name)]


def remove(path: Path, name: str) -> None:
    """Let a member in no longer. Raises WrongOption for who is none, PressError."""
    change(path, "remove", (name,))


def change(path: Path, task: Change, names: Iterable[str]) -> dict[str, str]:
    """Do with all names what is asked, or with none: each member's new password, nothing for who is removed.

    A name that is given twice counts once. `add` begins a file that is not there, and leaves none where it cannot
    be done. Raises WrongOption for a name that will not do, PressError for a file that cannot be read or written.
    """
    several = {checked_name(name) if task == "add" else plain_name(name): name for name in names}
    is_new = task == "add" and _begun(path)
    try:
        with _opened(path, "rw") as base, _whole(path, base):
            for name, typed in several.items():
                _fitting(base, task, name, typed)
            return {name: _changed(base, task, name) for name in several}
    except PressError:
        if is_new:
            path.unlink(missing_ok=True)
        raise


def _begun(path: Path) -> bool:
    """Whether a file was made, for there was none."""
    if path.exists():
        return False
    try:
        begin(path)
    except (OSError, sqlite3.Error) as error:
        raise _unwritten(path, error) from error
    return True


@contextmanager
def _whole(path: Path, base: sqlite3.Connection) -> Iterator[None]:
    """All that is written within, or nothing. Raises PressError where it cannot be written."""
    try:
        with base:
            base.execute("BEGIN IMMEDIATE")
            yield
    except sqlite3.DatabaseError as error:
        raise _unwritten(path, error) from error


def _fitting(base: sqlite3.Connection, task: Change, name: str, typed: str) -> None:
    is_member = base.execute("SELECT 1 FROM members WHERE name = ?", (name,)).fetchone() is not None
    if is_member and task == "add":
        raise WrongOption(say("{name} is a member already. For a new password: renew {name}.", name=visible(typed)))
    if not is_member and task != "add":
        raise WrongOption(say("{name} is no member.", name=visible(typed)))


def _changed(base: sqlite3.Connection, task: Change, name: str) -> str:
    if task != "remove":
        return _written(base, name)
    base.execute("DELETE FROM members WHERE name = ?", (name,))
    return ""


def _written(base: sqlite3.Connection, name: str) -> str:
    password = new_password()
    salt = secrets.token_bytes(SALT)
    row = name, salt, _digest(password, salt)
    base.execute("INSERT OR REPLACE INTO members VALUES (?, ?, ?)", row)
    return password


def new_password() -> str:
    """A password that nobody guesses, in groups that are easily typed."""
    groups = ("".join(secrets.choice(SIGNS) for _ in range(IN_A_GROUP)) for _ in range(GROUPS))
    return "-".join(groups)


def plain_name(name: str) -> str:
    """A name however it is typed."""
    return name.strip().lower()


def checked_name(name: str) -> str:
    """A name for a new member. Raises WrongOption for what is none."""
    found = plain_name(name)
    if not re.fullmatch(r"[a-z0-9][a-z0-9._@+-]{0,63}", found):
        said = say('"{name}" can be no name. Take letters, digits and . _ @ + -, at most 64.', name=visible(name))
        raise WrongOption(said)
    return found


def _digest(password: str, salt: bytes) -> bytes:
    typed = re.sub(r"[\s-]", "", password).lower()
    return hashlib.scrypt(typed.encode(errors="surrogatepass"), salt=salt, **COST)


@contextmanager
def _opened(path: Path, mode: str) -> Iterator[sqlite3.Connection]:
    """The file as a database. Raises PressError where it is no file of members."""
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode={mode}", uri=True)) as base:
            if base.execute("PRAGMA application_id").fetchone() != (KIND,):
                raise PressError(say("{file} is no file of members.", file=str(path)))
            yield base
    except sqlite3.DatabaseError as error:
        raise _unread(path, error) from error


def _unwritten(path: Path, error: Exception) -> PressError:
    said = reason(error) if isinstance(error, OSError) else str(error)
    return PressError(say("{file} cannot be written: {reason}", file=str(path), reason=said))


def _unread(path: Path, error: Exception) -> PressError:
    if not path.exists():
        return PressError(
            say("There is no file {file}. Begin one with its first member: members {file} add NAME", file=str(path))
        )
    said = reason(error) if isinstance(error, OSError) else str(error)
    return PressError(say("{file} is no file of members: {reason}", file=str(path), reason=said))
