"""The command line. The only place that prints, and the only one that turns errors into exit codes."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from difflib import get_close_matches

import click
from click.shell_completion import CompletionItem

from leaflets.cli import options
from leaflets.cli.build import build
from leaflets.cli.calibrate import calibrate
from leaflets.cli.check import check
from leaflets.cli.ending import finished
from leaflets.cli.fit import fit
from leaflets.cli.init import init
from leaflets.cli.listing import list_everything
from leaflets.cli.members import members
from leaflets.cli.new import new
from leaflets.cli.order import order
from leaflets.cli.personalise import personalise
from leaflets.cli.review import review
from leaflets.cli.rules import rules
from leaflets.cli.shells import answered, completion
from leaflets.cli.site import site
from leaflets.cli.studio import studio
from leaflets.cli.tongue import read_in, translated_help
from leaflets.cli.watch import watch
from leaflets.installed import PROGRAM, VERSION
from leaflets.messages import say
from leaflets.problems import ExitCode

__all__ = ["main"]

COMMANDS = (
    build,
    check,
    personalise,
    order,
    watch,
    site,
    studio,
    members,
    list_everything,
    rules,
    fit,
    review,
    init,
    new,
    calibrate,
    completion,
)

OWN_OPTIONS = ("--help", "-h", "--version", "-V")
"""What belongs to no command; any other option is one of build."""


EXAMPLES = say(
    "\b\n"
    "Examples:\n"
    "  {program}                                     everything\n"
    "  {program} --leaflet ms --format a5 --open     one file, and show it\n"
    "  {program} personalise practices.csv           a set for each practice\n"
    "  {program} build --help                        all options of a command\n",
    program=PROGRAM,
)


class Press(click.Group):
    """The commands; where none is named, it is build."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        args = self._command_first(args)
        if args[:1] == ["help"]:
            args = [*args[1:2], "--help"]
        is_asked = ctx.resilient_parsing  # A shell wants to know what may come: a command too.
        if (not args and not is_asked) or (args and args[0].startswith("-") and args[0] not in OWN_OPTIONS):
            args = ["build", *args]
        return super().parse_args(ctx, args)

    def _command_first(self, args: list[str]) -> list[str]:
        """The arguments with the command, or a word that is nearly one, before the options it stands behind."""
        at = 0
        while at < len(args) and args[at].startswith("-") and args[at] not in OWN_OPTIONS:
            at += 2 if args[at] in self._options_of_values() else 1
        if 0 < at < len(args) and get_close_matches(args[at], [*self.commands, "help"], n=1):
            return args[at:] if args[at] == "help" else [args[at], *args[:at], *args[at + 1 :]]
        return args

    def _options_of_values(self) -> set[str]:
        """The options of any command that take the word behind them."""
        found = (one for command in self.commands.values() for one in command.params)
        return {name for one in found if isinstance(one, click.Option) and not one.is_flag for name in one.opts}

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        found = super().shell_complete(ctx, incomplete)
        return [*found, *build.shell_complete(ctx, incomplete)] if incomplete.startswith("-") else found


@click.group(
    cls=Press, commands=COMMANDS, epilog=EXAMPLES, context_settings={"help_option_names": ["--help", "-h"]}
)  # fmt: skip
@options.messages
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
    return finished(lambda: _result(given))


def _result(given: list[str]) -> int:
    rest = read_in(given)
    command = translated_help(app)
    if answered(command):
        return ExitCode.DONE
    with command.make_context(PROGRAM, rest) as context:
        return int(command.invoke(context) or 0)
