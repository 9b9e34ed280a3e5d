"""The command that begins what there is not yet."""

from __future__ import annotations

from pathlib import Path

import click

from leaflets.cli import data, options
from leaflets.cli.console import shown, tell
from leaflets.installed import PROGRAM
from leaflets.messages import say
from leaflets.problems import ExitCode


@click.command(short_help="Begin a new leaflet or practice.")
@click.argument("kind", metavar="KIND", type=click.Choice(("leaflet", "practice"), case_sensitive=False))
@click.argument("identifier", metavar="ID")
@options.language
@options.quiet
@options.as_json
@options.content
@options.messages
def new(kind: str, identifier: str, language: str, quiet: bool, as_json: bool, content: Path) -> int:
    """Begin a new leaflet or practice: a file with all its parts, ready to be filled in.

    KIND is leaflet or practice; ID is written in lower case, digits and hyphens.
    """
    if kind == "practice":
        from leaflets.personalise.scaffold import begin_practice

        path = shown(begin_practice(content, identifier))
        command = f"{PROGRAM} personalise {path}"
    else:
        from leaflets.content.scaffold import begin_leaflet

        path = shown(begin_leaflet(content, language, identifier))
        where = "" if content == options.PROJECT / "content" else f" --content {shown(content)}"
        command = f"{PROGRAM} --leaflet {identifier}{where}"
    if as_json:
        data.tell(made=[path], next=command)
    elif not quiet:
        tell(say("{path} is ready. Fill in what stands between ‹ ›, then run {command}.", path=path, command=command))
    return ExitCode.DONE
