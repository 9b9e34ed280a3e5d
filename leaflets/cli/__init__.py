"""The command line. The only place that prints, and the only one that turns errors into exit codes."""

from __future__ import annotations

from collections.abc import Sequence

import click

from leaflets.cli.build import build
from leaflets.cli.calibrate import calibrate
from leaflets.cli.check import check
from leaflets.cli.ending import finished
from leaflets.cli.listing import list_everything
from leaflets.cli.new import new
from leaflets.cli.personalise import personalise
from leaflets.cli.review import review
from leaflets.cli.watch import watch

__all__ = ["main"]

COMMANDS = (build, check, personalise, watch, list_everything, new, review, calibrate)


@click.group(commands=COMMANDS, context_settings={"help_option_names": ["--help", "-h"]})
def app() -> None:
    """Leaflet Press: Markdown about a health condition in, proofed leaflets and booklets out."""


def main(arguments: Sequence[str]) -> int:
    """Run the command in `arguments`; no command means build. Returns the exit code of the contract (0, 1, 2 or 3)."""
    given = list(arguments)
    if not given or (given[0].startswith("-") and given[0] not in ("--help", "-h")):
        given.insert(0, "build")
    return finished(lambda: _result(given))


def _result(given: list[str]) -> int:
    with app.make_context("build.py", given) as context:
        return int(app.invoke(context) or 0)
