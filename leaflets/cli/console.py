"""What the commands say: lines that steer no terminal, paths as a user types them, and how far the work is."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from leaflets.cli.alike import shortened
from leaflets.cli.streams import let_go
from leaflets.cli.tongue import in_their_words
from leaflets.messages import Spoken, say
from leaflets.problems import Problem, visible

if TYPE_CHECKING:
    from leaflets.processes.progress import Progress

Returned = TypeVar("Returned")


@dataclass(frozen=True)
class Voice:
    """How much a command says: only what is wrong, every file, or one JSON object for another program."""

    is_quiet: bool = False
    is_verbose: bool = False
    as_json: bool = False


ALOUD = Voice()
"""As a command talks when it is asked nothing else."""


def tell(text: Spoken | str, flush: bool = False) -> None:
    """Print a text in the reader's language, line by line; characters that steer a terminal are shown as escapes."""
    for line in in_their_words(text).split("\n"):
        print(visible(line), flush=flush)


def complain(text: Spoken | str) -> None:
    """Print a text on the error stream; where that cannot be written, the exit code has to do."""
    try:
        for line in in_their_words(text).split("\n"):
            print(visible(line), file=sys.stderr)
        sys.stderr.flush()
    except OSError:
        let_go(sys.stderr)


def complain_of(problems: Sequence[Problem], voice: Voice = ALOUD) -> None:
    """Print problems on the error stream; on a terminal only the first of many that say the same."""
    is_short = sys.stderr.isatty() and not voice.is_verbose
    for one in shortened(problems) if is_short else problems:
        complain(one)


@dataclass(frozen=True)
class ConsoleTable:
    """What a table says: its title, the headings of its columns, and the words of each row."""

    title: str
    headings: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]


def show(table: ConsoleTable) -> None:
    """Print a table: drawn on a terminal; for a file or another program as lines, their words apart by a tab.

    A line begins with what the row is, the heading of its first column. A table without rows is not shown.
    """
    if not sys.stdout.isatty():
        for row in table.rows:
            print("\t".join([str(table.headings[0]), *map(_word, row)]))
    elif table.rows:
        from rich.console import Console
        from rich.table import Table as Drawn
        from rich.text import Text

        drawn = Drawn(*map(_word, table.headings), title=Text(_word(table.title)))
        for row in table.rows:
            drawn.add_row(*(Text(_word(word)) for word in row))  # As text: [x] is no mark of colour here.
        Console().print(drawn)


def _word(word: str) -> str:
    return visible(in_their_words(word))


def shown(path: Path) -> str:
    """A path as the user would type it: relative where it can be."""
    try:
        # realpath, unlike Path.resolve, says nothing of links that go in a circle.
        return str(Path(os.path.realpath(path)).relative_to(Path.cwd()))
    except (ValueError, OSError):  # It is elsewhere, or the folder the user is in has been removed.
        return str(path)


def with_progress(work: Callable[[Progress], Returned], voice: Voice = ALOUD) -> Returned:
    """Run `work` with a progress bar on a terminal, with plain lines elsewhere, with nothing when that is asked for."""
    if voice.is_quiet or voice.as_json:
        return work(lambda *_: None)
    if not sys.stdout.isatty():
        return work(lambda what, done, steps: tell(f"{done}/{steps} {what}", flush=True))
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    # No refreshing thread: the workers are forked, and a fork copies no threads.
    columns = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.description}", markup=False))
    with Bar(*columns, auto_refresh=False, transient=True) as bar:
        task = bar.add_task(in_their_words(say("begin")), total=None)

        def progress(what: str, done: int, steps: int) -> None:
            bar.update(task, description=visible(what), completed=done, total=steps, refresh=True)

        return work(progress)
