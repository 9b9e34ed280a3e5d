"""The command line. The only place that prints, and the only one that turns errors into exit codes."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from leaflets.cli.build import build
from leaflets.cli.calibrate import calibrate
from leaflets.cli.check import check
from leaflets.cli.ending import finished
from leaflets.cli.init import init
from leaflets.cli.listing import list_everything
from leaflets.cli.new import new
from leaflets.cli.personalise import personalise
from leaflets.cli.watch import watch
from leaflets.installed import PROGRAM

__all__ = ["main"]

COMMANDS = (build, check, personalise, watch, list_everything, init, new, calibrate)


@click.group(commands=COMMANDS, context_settings={"help_option_names": ["--help", "-h"]})
def app() -> None:
    """Leaflet Press: Markdown about a health condition in, proofed leaflets and booklets out."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command in `arguments`, or that the program was called with; no command means build.

    Returns the exit code of the contract (0, 1, 2 or 3).
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given or (given[0].startswith("-") and given[0] not in ("--help", "-h")):
        given.insert(0, "build")
    return finished(lambda: _result(given))


def _result(given: list[str]) -> int:
    with app.make_context(PROGRAM, given) as context:
        return int(app.invoke(context) or 0)
