"""What a command needs of the machine, asked before it begins: the library that draws text, and shared locks."""

from __future__ import annotations

import contextlib
import io
import os

from leaflets.messages import reason, say
from leaflets.problems import MissingLibrary, PressError, WrongOption


def check_libraries() -> None:
    """Raises MissingLibrary when the system lacks what WeasyPrint draws text with."""
    # WeasyPrint prints advice of its own when a library is missing; ours is the command that installs it.
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            import leaflets.typeset  # noqa: F401
    except OSError as error:
        raise MissingLibrary from error


def check_processes(jobs: int, *, may_be_one: bool = True) -> None:
    """Raises PressError where processes cannot share a lock and more than one is asked for.

    Whether there `may_be_one` process is only said. Raises WrongOption where the environment sets a limit that is no
    number.
    """
    _check_limits()
    if jobs <= 1:
        return
    try:
        import multiprocessing

        multiprocessing.Lock()
    except (OSError, ImportError) as error:
        said = say("processes cannot work together here ({error}). Make /dev/shm writable.", error=reason(error))
        if may_be_one:
            said = say(
                "processes cannot work together here ({error}). Make /dev/shm writable, or add --jobs 1.",
                error=reason(error),
            )
        raise PressError(said) from error


def _check_limits() -> None:
    from leaflets.processes.limits import NAMED, is_limit

    for name in NAMED:
        said = os.environ.get(name)
        if said and not is_limit(said):
            wrong = say(
                '{name} is "{said}", which is no number above zero. Write {name}=600, or leave it out.',
                name=name, said=said,
            )  # fmt: skip
            raise WrongOption(wrong)
