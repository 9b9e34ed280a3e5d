"""Read files of other people: plain files only, looked at before they are read, and never more than a bound.

Imports nothing heavy, see digests.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
from pathlib import Path
from typing import BinaryIO

from leaflets.messages import say

# A megabyte at a time: a film somebody left among the pictures never lies in memory whole.
CHUNK = 1 << 20

BRACKETS, BYTES_A_BRACKET = 500, 20
"""JSON of ours has so many bytes to each list or object, but for the first few; a manifest has over fifty."""


class NotPlain(OSError):
    """What is no plain file: a folder, a pipe, a device. `strerror` says so, as of any OSError."""


class TooLong(OSError):
    """A file that is longer than what is read here."""


class Outside(OSError):
    """A file that is not in the folder it should be in, or only by a link that leads out of it."""


def read_plain(path: Path, most: int, inside: Path | None = None) -> bytes:
    """The bytes of a plain file of at most `most` bytes, which lies in the folder `inside` where one is given.

    Raises NotPlain, TooLong and Outside, each with a `strerror` that goes after the file's name; any other OSError
    when there is no such file.
    """
    with _opened(path, inside) as file:
        if os.fstat(file.fileno()).st_size > most:
            raise TooLong(0, say("is longer than {size}", size=size(most)), str(path))
        data = file.read(most + 1)  # It may have grown meanwhile.
    if len(data) > most:
        raise TooLong(0, say("is longer than {size}", size=size(most)), str(path))
    return data


def read_json(path: Path, most: int, inside: Path | None = None) -> object:
    """What a file of JSON says, read as `read_plain` reads.

    Raises OSError as `read_plain` does, and ValueError for what is no JSON, is nested too deep or is mostly brackets.
    """
    data = read_plain(path, most, inside)
    # An empty list takes two bytes in the file and thirty times as much in memory: so many there are in none of ours.
    if (data.count(b"[") + data.count(b"{")) * BYTES_A_BRACKET > len(data) + BRACKETS * BYTES_A_BRACKET:
        raise ValueError("holds too many brackets")
    try:
        return json.loads(data)
    except RecursionError as error:
        raise ValueError("is nested too deep") from error


def digest_plain(path: Path, inside: Path | None = None) -> str:
    """The SHA-256 of a plain file of any length, read piece by piece, in the folder `inside` where one is given.

    Raises NotPlain, Outside or another OSError.
    """
    whole = hashlib.sha256()
    with _opened(path, inside) as file:
        while piece := file.read(CHUNK):
            whole.update(piece)
    return whole.hexdigest()


def size(count: int) -> str:
    """A number of bytes as a message says it: 500 kB, 20 MB."""
    return f"{count // 1_000_000} MB" if count >= 1_000_000 else f"{count // 1000} kB"


def is_there(path: Path) -> bool:
    """Whether there is something of this name, if only a link that leads nowhere: reading it will say what it is."""
    return os.path.lexists(path)


def is_inside(path: Path, folder: Path) -> bool:
    """Whether a path is in a folder, or is that folder, when all links on the way are followed; it need not exist."""
    if _leads_straight(str(path), str(folder)):
        return True
    # realpath, unlike Path.resolve, says nothing of links that go in a circle: opening one does.
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))


def _leads_straight(path: str, folder: str) -> bool:
    """Whether a path goes down from a folder and nowhere through a link: nearly all do, and to ask that is quick."""
    if not path.startswith(f"{folder}{os.sep}"):
        return False
    # A Path for each step would take ten times as long, and this is asked of each file of each practice.
    steps = path.removeprefix(f"{folder}{os.sep}").split(os.sep)  # noqa: PTH206
    return ".." not in steps and not any(os.path.islink(folder := f"{folder}{os.sep}{step}") for step in steps)  # noqa: PTH114


def _opened(path: Path, inside: Path | None) -> BinaryIO:
    """The file, known to be plain: opening a pipe would wait for ever, and some devices do something when opened."""
    if inside is not None and not is_inside(path, inside):
        raise Outside(0, say("is outside the folder {inside}", inside=inside.name), str(path))
    if not stat.S_ISREG(path.stat().st_mode):
        raise NotPlain(0, say("is no plain file"), str(path))
    # Between the look and the opening it may have become a pipe: that does not wait either, and is looked at again.
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    file = os.fdopen(handle, "rb")
    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        file.close()
        raise NotPlain(0, say("is no plain file"), str(path))
    return file
