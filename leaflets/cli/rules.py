"""The command that says what everything is held to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from leaflets.cli import data, options
from leaflets.cli.console import ConsoleTable, show
from leaflets.messages import say
from leaflets.problems import ExitCode

if TYPE_CHECKING:
    from leaflets.preflight.rule import Rule


@click.command(short_help="Show every rule, and where it comes from.")
@options.as_json
@options.messages
def rules(as_json: bool) -> int:
    """Show every rule the texts and the finished files are held to: what must hold, how bad it is, and its source.

    A rule of which the last column says never can not be let pass, by no --allow and no content/preflight.yaml.
    """
    from leaflets.preflight.inspection import RULES
    from leaflets.preflight.rule import SEVERITIES

    if as_json:
        data.tell(rules=[_object(one) for one in RULES])
        return ExitCode.DONE
    rows = [
        (one.id, SEVERITIES[one.severity], one.says, one.source, say("never") if one.always else "") for one in RULES
    ]
    headings = (say("rule"), say("severity"), say("what must hold"), say("source"), say("let pass"))
    show(ConsoleTable(say("Rules"), headings, rows))
    return ExitCode.DONE


def _object(one: Rule) -> dict[str, object]:
    return {
        "rule": one.id, "severity": one.severity, "says": one.says, "source": one.source, "may_pass": not one.always,
    }  # fmt: skip
