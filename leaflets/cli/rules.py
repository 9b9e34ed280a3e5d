"""The command that says what everything is held to."""

from __future__ import annotations

import click

from leaflets.cli import data, options
from leaflets.cli.console import ConsoleTable, show
from leaflets.problems import ExitCode


@click.command(short_help="Show every rule, and where it comes from.")
@options.as_json
def rules(as_json: bool) -> int:
    """Show every rule the texts and the finished files are held to: what must hold, how bad it is, and its source.

    A rule of which the last column says never can not be let pass, by no --allow and no content/preflight.yaml.
    """
    from leaflets.preflight.inspection import RULES

    rows = [(one.id, one.severity, one.says, one.source, "never" if one.always else "") for one in RULES]
    table = ConsoleTable("Rules", ("rule", "severity", "what must hold", "source", "let pass"), rows)
    if as_json:
        data.tell(rules=data.rows(table))
    else:
        show(table)
    return ExitCode.DONE
