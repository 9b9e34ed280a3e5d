"""What can be wrong, as sentences: what, where, what to do. Nothing else in the press prints an error."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import IntEnum
from typing import Literal

from leaflets.installed import IS_INSTALLED

Severity = Literal["blocks", "warns", "informs"]
"""How bad a problem is: it keeps a file from being published, asks to be looked at, or is good to know."""


def visible(text: str) -> str:
    """Text for a terminal or a report: signs that steer one, that nobody sees or that no file can hold, as escapes.

    Those are the categories Cc, Cf, Cs, Zl and Zp, such as ESC, the signs of direction and halves of letters.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_escaped(sign) if unicodedata.category(sign) in _UNSEEN else sign for sign in text)


_UNSEEN = ("Cc", "Cf", "Cs", "Zl", "Zp")


def _escaped(sign: str) -> str:
    code = ord(sign)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def counted(number: int, word: str) -> str:
    """A number of things as a sentence says it: 1 file, 2 files."""
    return f"{number} {word}{'' if number == 1 else 's'}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong. `where` is a file or a proof, `line` a line of the file, `page` a page of the proof.

    `box_mm` is the place on the page: left, top, width and height in mm from the top left of the trim.
    """

    what: str
    where: str
    todo: str
    line: int | None = None
    page: int | None = None
    rule: str | None = None
    leaflet: str | None = None
    severity: Severity = "blocks"
    box_mm: tuple[float, float, float, float] | None = None

    def __str__(self) -> str:
        place = self.where
        if self.line is not None:
            place += f", line {self.line}"
        if self.page is not None:
            place += f", page {self.page}"
        if self.box_mm is not None:
            place += f" at {self.box_mm[0]:.0f}, {self.box_mm[1]:.0f} mm"
        rule = f" [{self.rule}]" if self.rule else ""
        return visible(f"{place}: {_short(self.what)}{rule}. {_short(self.todo)}")


LONGEST_SAID = 1000
"""Signs that are said of what is wrong, and of what to do: more would repeat a file."""


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
    """Something the user can mend; `exit_code` is what the command ends with."""

    exit_code = ExitCode.WRONG


class ContentError(PressError):
    """One or more problems in a file of the content."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


class WrongOption(PressError):
    """The command line asks for something that does not exist."""

    exit_code = ExitCode.MISUSED


class MissingLibrary(PressError):
    """A system library WeasyPrint needs is not installed."""

    exit_code = ExitCode.LACKING

    def __str__(self) -> str:
        libraries = "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
        first, other = (libraries, "brew install pango") if IS_INSTALLED else ("sh setup.sh", libraries)
        return f"The library that draws text (Pango) is missing. Run: {first} (or: {other})"
