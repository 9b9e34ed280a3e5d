"""What can be wrong, as sentences: what, where, what to do. Nothing else in the press prints an error."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import Literal

from leaflets.installed import IS_INSTALLED
from leaflets.messages import ENGLISH, Sentence, joined, say, say_many, translated, verbatim

Severity = Literal["blocks", "warns", "informs"]
"""How bad a problem is: it keeps a file from being published, asks to be looked at, or is good to know."""


FAULT_OF_PRESS = say("This is a fault of the press; please report it.")
"""What to do where no file of a user can be at fault."""


def todo_after(error: Exception) -> Sentence:
    """What to do after an error of a worker: with one process there is more room for each, and nothing else."""
    return say("Try again with --jobs 1.") if isinstance(error, MemoryError | OSError) else FAULT_OF_PRESS


def or_meant(todo: Sentence, name: str, known: Iterable[str]) -> Sentence:
    """What to do about a name that is none of those `known`, with the nearest of them said first where one is near."""
    near = difflib.get_close_matches(name, list(known), n=1)
    return joined((say('Did you mean "{near}"?', near=near[0]), todo)) if near else todo


def visible(text: str) -> str:
    """Text for a terminal or a report: as escapes the characters that steer one, that nobody sees or no file can hold.

    Those are the categories Cc, Cf, Cs, Zl and Zp, such as ESC, the characters of direction and halves of letters.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        _escaped(character) if unicodedata.category(character) in _UNSEEN else character for character in text
    )


def readable(text: str) -> str:
    """What is said of words of a text, as `visible` shows it: a word that may be broken at a soft hyphen, as it reads.

    Of names, as in the place of a problem, all that nobody sees is shown.
    """
    return visible(_BREAK.sub("", text))


_BREAK = re.compile("(?<=[^\\W\\d_])\u00ad+(?=[^\\W\\d_])")

_UNSEEN = ("Cc", "Cf", "Cs", "Zl", "Zp")


def _escaped(character: str) -> str:
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def files(count: int) -> Sentence:
    """A number of files as a sentence says it."""
    return say_many("{count} file", "{count} files", count=count)


def pages(count: int) -> Sentence:
    """A number of pages as a sentence says it."""
    return say_many("{count} page", "{count} pages", count=count)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong. `where` is a file or a proof, `line` a line of the file, `page` a page of the proof.

    `box_mm` is the place on the page: left, top, width and height in mm from the top left of the trim.
    """

    what: Sentence
    where: str
    todo: Sentence
    line: int | None = None
    page: int | None = None
    rule: str | None = None
    leaflet: str | None = None
    severity: Severity = "blocks"
    box_mm: tuple[float, float, float, float] | None = None

    def __str__(self) -> str:
        return self.said_in(ENGLISH)

    def said_in(self, language: str) -> str:
        """The problem as a line in a language."""
        place, what, todo = (translated(part, language) for part in (self.place, self.what, self.todo))
        rule = f" [{self.rule}]" if self.rule else ""
        return visible(f"{place}: ") + readable(f"{_short(what)}{rule}. {_short(todo)}")

    @property
    def place(self) -> Sentence:
        """Where it is: the file, and the line or page of it."""
        place = verbatim(self.where)
        if self.line is not None:
            place = say("{place}, line {line}", place=place, line=self.line)
        if self.page is not None:
            place = say("{place}, page {page}", place=place, page=self.page)
        if self.box_mm is not None:
            place = say("{place} at {left:.0f}, {top:.0f} mm", place=place, left=self.box_mm[0], top=self.box_mm[1])
        return place


LONGEST_SAID = 1000
"""Characters that are said of what is wrong, and of what to do: more would repeat a file."""


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_SAID else f"{text[: LONGEST_SAID - 1]}…"


class ExitCode(IntEnum):
    """How a command ends, for who calls it: README, "Exit codes"."""

    DONE = 0
    """All that was asked for is there."""
    WRONG = 1
    """Something is wrong in a file, or could not be made; the rest was."""
    MISUSED = 2
    """The command line is wrong; nothing was made."""
    LACKING = 3
    """A system library is missing."""
    STOPPED = 130
    """Ctrl-C: 128 and the number of SIGINT."""
    UNREAD = 141
    """Nobody read on: 128 and the number of SIGPIPE."""


class PressError(Exception):
    """Something the user can mend, said in a sentence; `exit_code` is what the command ends with."""

    exit_code = ExitCode.WRONG

    def __init__(self, said: Sentence) -> None:
        super().__init__(said)
        self._said = said

    def said_in(self, language: str) -> str:
        """What it says, in a language."""
        return translated(self._said, language)


class ContentError(PressError):
    """One or more problems in a file of the content."""

    def __init__(self, *problems: Problem) -> None:
        Exception.__init__(self, "\n".join(map(str, problems)))
        self.problems = problems

    def said_in(self, language: str) -> str:
        """Its problems, a line each, in a language."""
        return "\n".join(problem.said_in(language) for problem in self.problems)


class WrongOption(PressError):
    """The command line asks for something that does not exist."""

    exit_code = ExitCode.MISUSED


class MissingLibrary(PressError):
    """A system library WeasyPrint needs is not installed."""

    exit_code = ExitCode.LACKING

    def __init__(self) -> None:
        libraries = "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
        first, other = (libraries, "brew install pango") if IS_INSTALLED else ("sh setup.sh", libraries)
        super().__init__(
            say("The library that draws text (Pango) is missing. Run: {first} (or: {other})", first=first, other=other)
        )
