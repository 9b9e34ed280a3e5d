"""How a command ends: each way of going wrong is a sentence and an exit code, decided here and nowhere else."""

from __future__ import annotations

import errno
import os
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import click

from leaflets.cli.console import complain
from leaflets.cli.streams import Unheard, let_go, steady_streams
from leaflets.cli.tongue import language, of_click
from leaflets.installed import PROGRAM
from leaflets.messages import ENGLISH, Sentence, Spoken, joined, reason, say, verbatim
from leaflets.problems import ExitCode, MissingLibrary, PressError, visible

DEBUG = "LEAFLET_PRESS_DEBUG"
"""Set to anything, it shows where an error comes from."""

MOST = 200
"""So many characters of an error nobody thought of are said; it may repeat a whole file."""

_NOWHERE = say("The folder you are in has been removed: go to another, and run it again.")
# No space, over the quota of a user, or beyond the longest file the system holds (errno(3)).
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
# No permission, not the owner, or a disk that is only read.
_NOT_ALLOWED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
# Of open files in the process or on the machine; of processes; of memory.
_TOO_MANY = frozenset({errno.EMFILE, errno.ENFILE, errno.EAGAIN, errno.ENOMEM})


def finished(work: Callable[[], int]) -> int:
    """The exit code of `work`; what it raises is said on the error stream. Nothing but SystemExit gets past this."""
    with steady_streams():
        try:
            code = work()
            sys.stdout.flush()
        except Unheard as error:
            return _unheard(error)
        except (Exception, KeyboardInterrupt) as error:
            said, code = ended(error)
            if os.environ.get(DEBUG) and not isinstance(error, _WITHOUT_TRACE):
                complain("".join(traceback.format_exception(error)).rstrip("\n"))
            if str(said):
                complain(f"{PROGRAM}: {said.said_in(language())}")
        return code


_WITHOUT_TRACE = (PressError, click.ClickException, click.exceptions.Exit)
"""Where these come from helps nobody: they are said where a user made them."""


def ended(error: BaseException) -> tuple[Spoken, int]:  # noqa: PLR0911  a sentence for each
    """What is said of an error and the exit code; nothing is said where click has ended a command itself."""
    match error:
        case click.exceptions.Exit():
            return verbatim(""), error.exit_code
        case click.ClickException():
            return _misused(error), ExitCode.MISUSED
        case PressError():
            return _Also(error) if _is_nowhere() else error, error.exit_code
        case KeyboardInterrupt() | click.Abort():
            return say("stopped. What was finished is there; run it again for the rest."), ExitCode.STOPPED
        case MemoryError():
            return say("there is not enough memory. Close other programs, or add --jobs 1."), ExitCode.WRONG
        case OSError():
            return _refused(error)
        case _ if type(error).__name__ == "BrokenProcessPool":  # Its module is not loaded for a name.
            return say("a process of the press was stopped from outside. Run it again with --jobs 1."), ExitCode.WRONG
        case _:
            return _unforeseen(error), ExitCode.WRONG


def _unforeseen(error: BaseException) -> Sentence:
    return say(
        "{error}. This is a fault of the press, not of your files."
        " Run it again with {debug}=1 before the command to see where, and tell the makers.",
        error=visible(f"{type(error).__name__}: {error}".split("\n", 1)[0][:MOST]), debug=DEBUG,
    )  # fmt: skip


def _misused(error: click.ClickException) -> Sentence:
    said = of_click(error)
    return joined((said, say("Run {program} --help for what there is.", program=PROGRAM)),
                  " " if said.endswith((".", "?")) else ". ")  # fmt: skip


@dataclass(frozen=True)
class _Also:
    """An error of a command that was begun in a folder that is gone."""

    error: PressError

    def said_in(self, language: str) -> str:
        return f"{self.error.said_in(language)} {_NOWHERE.said_in(language)}"

    def __str__(self) -> str:
        return self.said_in(ENGLISH)


def _refused(error: OSError) -> tuple[Spoken, int]:
    """What the system would not do: with which file, why, and what to do."""
    if "cannot load library" in str(error):
        return MissingLibrary(), MissingLibrary.exit_code
    place = os.fsdecode(error.filename) if isinstance(error.filename, str | bytes) else ""
    said = reason(error)
    if error.errno in _NO_ROOM:
        todo = say("Make room on the disk and run it again; what is there is whole.")
    elif error.errno in _NOT_ALLOWED:
        todo = say("Change who may read and write it, or name another folder.")
    elif error.errno in _TOO_MANY:
        todo = say("Close other programs, or add --jobs 1.")
    elif _is_nowhere():
        todo = _NOWHERE
    else:
        todo = say("Look at the folder and the space on the disk.")
    return joined((joined((place, said), ": ") if place else said, todo), ". "), ExitCode.WRONG


def _is_nowhere() -> bool:
    """Whether the folder the command was begun in is gone."""
    try:
        Path.cwd()
    except OSError:
        return True
    return False


def _unheard(error: Unheard) -> int:
    """The exit code when what the press prints is not taken; a reader that has gone needs no word."""
    let_go(sys.stdout)
    if isinstance(error.__cause__, BrokenPipeError):
        return ExitCode.UNREAD
    said = say(
        "{program}: what it says cannot be written ({error})."
        " Make room where you send the output, or send it elsewhere.",
        program=PROGRAM, error=reason(error),
    )  # fmt: skip
    complain(said)
    return ExitCode.WRONG
