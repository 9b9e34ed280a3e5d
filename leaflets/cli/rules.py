"""The command that says what everything is held to."""

from __future__ import annotations

import click

from leaflets.cli import data, options
from leaflets.cli.console import ConsoleTable, show
from leaflets.messages import say
from leaflets.problems import ExitCode


@click.command(short_help="Show every rule, and where it comes from.")
@options.as_json
@options.messages
def rules(as_json: bool) -> int:
    """Show every rule the texts and the finished files are held to: what must hold, how bad it is, and its source.

    A rule of which the last column says never can not be let pass, by no --allow and no content/preflight.yaml.
    """
    from leaflets.preflight.inspection import RULES
    from leaflets.preflight.rule import SEVERITIES

    rows = [
        (one.id, SEVERITIES[one.severity], one.says, one.source, say("never") if one.always else "") for one in RULES
    ]
    table = ConsoleTable(
        say("Rules"), (say("rule"), say("severity"), say("what must hold"), say("source"), say("let pass")), rows
    )
    if as_json:
        data.tell(rules=data.rows(table))
    else:
        show(table)
    return ExitCode.DONE
