"""What the commands say: paths as a user types them, how far the work is, and what is missing."""

from __future__ import annotations

import contextlib
import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from leaflets.problems import MissingLibrary

if TYPE_CHECKING:
    from leaflets.edition import Progress

Result = TypeVar("Result")


def shown(path: Path) -> str:
    """A path as the user would type it: relative where it can be."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def with_progress(work: Callable[[Progress], Result]) -> Result:
    """Run `work` with a progress bar on a terminal, with plain lines elsewhere."""
    if not sys.stdout.isatty():
        return work(lambda what, done, steps: print(f"{done}/{steps} {what}", flush=True))
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    # No refreshing thread: the workers are forked, and a fork copies no threads.
    columns = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.description}"))
    with Bar(*columns, auto_refresh=False, transient=True) as bar:
        task = bar.add_task("begin", total=None)

        def progress(what: str, done: int, steps: int) -> None:
            bar.update(task, description=what, completed=done, total=steps, refresh=True)

        return work(progress)


def check_libraries() -> None:
    """Raises MissingLibrary when the system lacks what WeasyPrint draws text with."""
    # WeasyPrint prints advice of its own when a library is missing; ours is the command that installs it.
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            import leaflets.typeset  # noqa: F401
    except OSError as error:
        raise MissingLibrary from error
