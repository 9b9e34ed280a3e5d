"""The command that begins what there is not yet."""

from __future__ import annotations

from pathlib import Path

import click

from leaflets.cli import options
from leaflets.cli.console import say, shown
from leaflets.installed import PROGRAM
from leaflets.problems import ExitCode, WrongOption


@click.command(short_help="Begin a new leaflet or practice.")
@click.argument("kind")
@click.argument("identifier", metavar="ID")
@options.language
@options.content
def new(kind: str, identifier: str, language: str, content: Path) -> int:
    """Begin a new leaflet or practice: a file with all its parts, ready to be filled in.

    KIND is leaflet or practice; ID is written in lower case, digits and hyphens.
    """
    from leaflets.content.scaffold import begin_leaflet

    if kind == "practice":
        from leaflets.personalise.scaffold import begin_practice

        path = shown(begin_practice(content, identifier))
        say(f"{path} is ready. Fill in what stands between ‹ ›, then run {PROGRAM} personalise {path}.")
        return ExitCode.DONE
    if kind != "leaflet":
        raise WrongOption(f'"{kind}" cannot be begun this way. Choose from: leaflet, practice.')
    path = shown(begin_leaflet(content, language, identifier))
    where = "" if content == options.PROJECT / "content" else f" --content {shown(content)}"
    say(f"{path} is ready. Fill in what stands between ‹ ›, then run {PROGRAM} --leaflet {identifier}{where}.")
    return ExitCode.DONE
