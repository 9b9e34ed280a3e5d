"""The command that says what everything is held to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from leaflets.cli import data, options
from leaflets.cli.console import ConsoleTable, show
from leaflets.installed import PROGRAM
from leaflets.messages import say
from leaflets.problems import ExitCode, WrongOption

if TYPE_CHECKING:
    from leaflets.preflight.rule import Rule


def _as_names(_: click.Context, __: click.Parameter, names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name.strip().upper() for name in names)


@click.command(short_help="Show every rule, and where it comes from.")
@click.argument("names", metavar="[RULE]...", nargs=-1, callback=_as_names, shell_complete=options.rules_there)
@options.as_json
@options.messages
def rules(names: tuple[str, ...], as_json: bool) -> int:
    """Show every rule the texts and the finished files are held to: what must hold, how bad it is, and its source.

    RULE is one to show, such as T01; without it all are shown.
    A rule of which the last column says never can not be let pass, by no --allow and no content/preflight.yaml.
    """
    from leaflets.preflight.inspection import RULES
    from leaflets.preflight.rule import SEVERITIES

    found = [one for one in RULES if not names or one.id in names]
    if unknown := [name for name in names if name not in {one.id for one in RULES}]:
        said = say('There is no rule "{name}". {program} rules shows them all.', name=unknown[0], program=PROGRAM)
        raise WrongOption(said)
    if as_json:
        data.tell(rules=[_object(one) for one in found])
        return ExitCode.DONE
    rows = [
        (one.id, SEVERITIES[one.severity], one.says, one.source, say("never") if one.always else "") for one in found
    ]
    headings = (say("rule"), say("severity"), say("what must hold"), say("source"), say("let pass"))
    show(ConsoleTable(say("Rules"), headings, rows))
    return ExitCode.DONE


def _object(one: Rule) -> dict[str, object]:
    return {
        "rule": one.id, "severity": one.severity, "says": one.says, "source": one.source, "may_pass": not one.always,
    }  # fmt: skip
