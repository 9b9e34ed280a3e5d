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
from leaflets.cli.review import review
from leaflets.cli.rules import rules
from leaflets.cli.watch import watch
from leaflets.installed import PROGRAM, VERSION

__all__ = ["main"]

COMMANDS = (build, check, personalise, watch, list_everything, rules, review, init, new, calibrate)

OWN_OPTIONS = ("--help", "-h", "--version", "-V")
"""What belongs to no command; any other option is one of build."""


EXAMPLES = f"""\b
Examples:
  {PROGRAM}                                     everything
  {PROGRAM} --leaflet ms --format a5 --open     one file, and show it
  {PROGRAM} personalise practices.csv           a set for each practice
  {PROGRAM} build --help                        all options of a command
"""


@click.group(
    commands=COMMANDS, epilog=EXAMPLES, context_settings={"help_option_names": ["--help", "-h"]}
)  # fmt: skip
@click.version_option(VERSION, "--version", "-V", prog_name="Leaflet Press", message="%(prog)s %(version)s")
def app() -> None:
    """Leaflet Press: Markdown about a health condition in, proofed leaflets and booklets out.

    Without a command it builds: everything, or what --leaflet, --format and --language name.
    """


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command in `arguments`, or that the program was called with; no command means build.

    Returns an ExitCode.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given or (given[0].startswith("-") and given[0] not in OWN_OPTIONS):
        given.insert(0, "build")
    return finished(lambda: _result(given))


def _result(given: list[str]) -> int:
    with app.make_context(PROGRAM, given) as context:
        return int(app.invoke(context) or 0)
