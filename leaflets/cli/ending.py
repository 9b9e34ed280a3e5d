"""How a command ends: each way of going wrong is a sentence and an exit code, decided here and nowhere else."""

from __future__ import annotations

import errno
import os
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

import click

from leaflets.cli.console import complain
from leaflets.cli.streams import Unheard, let_go, steady_streams
from leaflets.installed import PROGRAM
from leaflets.problems import ExitCode, MissingLibrary, PressError, visible

DEBUG = "LEAFLET_PRESS_DEBUG"
"""Set to anything, it shows where an error comes from."""

MOST = 200
"""So many signs of an error nobody thought of are said; it may repeat a whole file."""

_NOWHERE = "The folder you are in has been removed: go to another, and run it again."
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
            if said:
                complain(f"{PROGRAM}: {said}")
        return code


_WITHOUT_TRACE = (PressError, click.ClickException, click.exceptions.Exit)
"""Where these come from helps nobody: they are said where a user made them."""


def ended(error: BaseException) -> tuple[str, int]:
    """What is said of an error and the exit code; nothing is said where click has ended a command itself."""
    code: int = ExitCode.WRONG
    match error:
        case click.exceptions.Exit():
            said, code = "", error.exit_code
        case click.ClickException():
            said, code = error.format_message(), ExitCode.MISUSED
            said = f"{said if said.endswith(('.', '?')) else f'{said}.'} Run {PROGRAM} --help for what there is."
        case PressError():
            said, code = f"{error} {_NOWHERE}" if _is_nowhere() else str(error), error.exit_code
        case KeyboardInterrupt() | click.Abort():
            said, code = "stopped. What was finished is there; run it again for the rest.", ExitCode.STOPPED
        case MemoryError():
            said = "there is not enough memory. Close other programs, or add --jobs 1."
        case OSError():
            said, code = _refused(error)
        case _ if type(error).__name__ == "BrokenProcessPool":  # Its module is not loaded for a name.
            said = "a process of the press was stopped from outside. Run it again with --jobs 1."
        case _:
            said = visible(f"{type(error).__name__}: {error}".split("\n", 1)[0][:MOST])
            said += ". This is a fault of the press, not of your files. "
            said += f"Run it again with {DEBUG}=1 before the command to see where, and tell the makers."
    return said, code


def _refused(error: OSError) -> tuple[str, int]:
    """What the system would not do: with which file, why, and what to do."""
    if "cannot load library" in str(error):
        return str(MissingLibrary()), MissingLibrary.exit_code
    place = f"{os.fsdecode(error.filename)}: " if isinstance(error.filename, str | bytes) else ""
    reason = error.strerror or str(error) or type(error).__name__
    if error.errno in _NO_ROOM:
        todo = "Make room on the disk and run it again; what is there is whole."
    elif error.errno in _NOT_ALLOWED:
        todo = "Change who may read and write it, or name another folder."
    elif error.errno in _TOO_MANY:
        todo = "Close other programs, or add --jobs 1."
    elif _is_nowhere():
        todo = _NOWHERE
    else:
        todo = "Look at the folder and the space on the disk."
    return f"{place}{reason}. {todo}", ExitCode.WRONG


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
    todo = "Make room where you send the output, or send it elsewhere."
    complain(f"{PROGRAM}: what it says cannot be written ({error}). {todo}")
    return ExitCode.WRONG
