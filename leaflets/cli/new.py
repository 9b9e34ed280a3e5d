"""The command that begins what there is not yet."""

from __future__ import annotations

from pathlib import Path

import click

from leaflets.cli import options
from leaflets.cli.console import shown, tell
from leaflets.installed import PROGRAM
from leaflets.messages import say
from leaflets.problems import ExitCode, WrongOption


@click.command(short_help="Begin a new leaflet or practice.")
@click.argument("kind")
@click.argument("identifier", metavar="ID")
@options.language
@options.content
@options.messages
def new(kind: str, identifier: str, language: str, content: Path) -> int:
    """Begin a new leaflet or practice: a file with all its parts, ready to be filled in.

    KIND is leaflet or practice; ID is written in lower case, digits and hyphens.
    """
    from leaflets.content.scaffold import begin_leaflet

    if kind == "practice":
        from leaflets.personalise.scaffold import begin_practice

        path = shown(begin_practice(content, identifier))
        _tell_ready(path, f"{PROGRAM} personalise {path}")
        return ExitCode.DONE
    if kind != "leaflet":
        raise WrongOption(say('"{kind}" cannot be begun this way. Choose from: leaflet, practice.', kind=kind))
    path = shown(begin_leaflet(content, language, identifier))
    where = "" if content == options.PROJECT / "content" else f" --content {shown(content)}"
    _tell_ready(path, f"{PROGRAM} --leaflet {identifier}{where}")
    return ExitCode.DONE


def _tell_ready(path: str, command: str) -> None:
    tell(say("{path} is ready. Fill in what stands between ‹ ›, then run {command}.", path=path, command=command))
