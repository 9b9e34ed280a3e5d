"""The command that teaches a shell to complete what one types, and the answers the shell then asks for."""

from __future__ import annotations

import os

import click
from click.shell_completion import get_completion_class, shell_complete

from leaflets.cli import options
from leaflets.installed import IS_INSTALLED, PROGRAM
from leaflets.messages import say
from leaflets.problems import ExitCode, WrongOption

SHELLS = ("bash", "zsh", "fish")
ASKED = "_LEAFLET_PRESS_COMPLETE"
"""The variable in which a shell says what it wants to know: click's way."""


@click.command(short_help="Complete commands and ids in your shell.")
@click.argument("shell", metavar="SHELL", type=click.Choice(SHELLS))
@click.pass_context
@options.messages
def completion(context: click.Context, shell: str) -> int:
    """Print what teaches SHELL to complete commands, options and ids; put it where the shell reads it when it begins.

    For bash: eval "$(leaflet-press completion bash)" in ~/.bashrc.
    """
    if not IS_INSTALLED:
        raise WrongOption(say("A shell completes a command that is installed. Install the press first: pip install ."))
    kind = get_completion_class(shell)
    assert kind is not None
    click.echo(kind(context.find_root().command, {}, PROGRAM, ASKED).source())
    return ExitCode.DONE


def answered(app: click.Command) -> bool:
    """Whether a shell asked, and has been answered."""
    asked = os.environ.get(ASKED)
    if not asked:
        return False
    shell_complete(app, {}, PROGRAM, ASKED, asked)
    return True
