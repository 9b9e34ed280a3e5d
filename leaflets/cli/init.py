"""The command that begins a folder of one's own to work in."""

from __future__ import annotations

from pathlib import Path

import click

from leaflets.cli import data, options
from leaflets.cli.console import shown, tell
from leaflets.installed import IS_INSTALLED, PROGRAM
from leaflets.messages import say
from leaflets.problems import ExitCode


@click.command(short_help="Begin a folder of your own.")
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--look", is_flag=True, help="The templates and styles too, to change how pages look.")
@click.option("--bare", is_flag=True, help="No texts: patterns to fill in, for a series of your own.")
@options.quiet
@options.as_json
@options.messages
def init(folder: Path, look: bool, bare: bool, quiet: bool, as_json: bool) -> int:
    """Begin a folder with a copy of the words that come with the press, to make them your own.

    With --bare it has none of the texts: only what the press itself says, patterns to fill in, and styles for your own
    colours and drawings.

    DIR is new or empty. Where it has templates and styles, pages are made with those, and else with the press's own.
    """
    from leaflets.content.scaffold import begin_project

    begin_project(folder, look, bare)
    where = shown(folder)
    here, there = f"cd {where} && {PROGRAM}", f"{PROGRAM} --content {where}/content --output {where}/output"
    said = say("{folder} is ready", folder=where)
    if where == ".":
        said, here = say("The folder is ready"), PROGRAM
    command = here if IS_INSTALLED else there
    if as_json:
        data.tell(made=[where], next=command)
    elif not quiet:
        if not bare:
            tell(say("{ready}. Fill in content/edition.yaml there, then run {command}.", ready=said, command=command))
            return ExitCode.DONE
        begin = f"{PROGRAM} new leaflet ID" + ("" if IS_INSTALLED else f" --content {where}/content")
        tell(
            say(
                "{ready}. Fill in what stands between ‹ and › there, begin leaflets with {begin}, then run {command}.",
                ready=said,
                begin=begin,
                command=command,
            )
        )
    return ExitCode.DONE
