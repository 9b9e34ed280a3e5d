"""A text saved whole; or not, where somebody else has saved it since it was opened: then both texts are shown."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from leaflets.problems import ContentError
from leaflets.storage.atomic import not_written, write_whole
from leaflets.studio.editor.texts import OpenedText, file_text

NOTHING = ""
"""The digest of a file that is not there."""


@dataclass(frozen=True)
class SavedText:
    """What lies there now, and is what was to be saved."""

    digest: str


@dataclass(frozen=True)
class OvertakenText:
    """What somebody else saved meanwhile; nothing was written."""

    theirs: OpenedText


def save(path: Path, content: Path, text: str, digest: str) -> SavedText | OvertakenText:
    """Save a text that was opened as the file of this digest. Raises ContentError for what cannot be written.

    Between the look at the file and the writing nothing else happens in this process: two editors of one studio can
    never both be told that they saved.
    """
    there = _there(path, content)
    data = with_end(text).encode()
    mine = hashlib.sha256(data).hexdigest()
    if there.digest == mine:
        return SavedText(mine)
    if there.digest != digest:
        return OvertakenText(there)
    try:
        write_whole(path, data, inside=content)
    except OSError as error:
        raise ContentError(not_written(error, path, content)) from error
    return SavedText(mine)


def _there(path: Path, content: Path) -> OpenedText:
    """What lies there; nothing where there is no file any more, or none that is a text."""
    try:
        return file_text(path, content)
    except ContentError:
        return OpenedText("", NOTHING)


def with_end(text: str) -> str:
    """A text as files have it: lines that end as they do here, and an end to the last one."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return lines if lines.endswith("\n") or not lines else f"{lines}\n"


@dataclass(frozen=True)
class ComparedLine:
    """A line of each of two texts, with its number; one that the other has not stands beside nothing."""

    kind: str
    """same, other, theirs or yours."""
    theirs: str
    their_line: int | None
    yours: str
    your_line: int | None


def compared_lines(theirs: str, yours: str) -> tuple[ComparedLine, ...]:
    """Two texts line by line, side by side."""
    return tuple(_compared(theirs.split("\n"), yours.split("\n")))


def _kind(in_theirs: bool, in_yours: bool) -> str:
    return "other" if in_theirs and in_yours else "theirs" if in_theirs else "yours"


def _compared(one: list[str], other: list[str]) -> Iterator[ComparedLine]:
    for kind, begin, end, start, stop in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        for step in range(max(end - begin, stop - start)):
            left, right = begin + step, start + step
            has_left, has_right = left < end, right < stop
            name = "same" if kind == "equal" else _kind(has_left, has_right)
            yield ComparedLine(
                name, one[left] if has_left else "", left + 1 if has_left else None,
                other[right] if has_right else "", right + 1 if has_right else None,
            )  # fmt: skip
