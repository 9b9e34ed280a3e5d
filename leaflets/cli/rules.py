"""The command that says what everything is held to."""

from __future__ import annotations

import click

from leaflets.cli.console import ConsoleTable, show
from leaflets.problems import ExitCode


@click.command(short_help="Show every rule, and where it comes from.")
def rules() -> int:
    """Show every rule the texts and the finished files are held to: what must hold, how bad it is, and its source.

    A rule of which the last column says never can not be let pass, by no --allow and no content/preflight.yaml.
    """
    from leaflets.preflight.inspection import RULES

    rows = [(one.id, one.severity, one.says, one.source, "never" if one.always else "") for one in RULES]
    show(ConsoleTable("Rules", ("rule", "severity", "what must hold", "source", "let pass"), rows))
    return ExitCode.DONE
