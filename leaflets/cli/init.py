"""The command that begins a folder of one's own to work in."""

from __future__ import annotations

from pathlib import Path

import click

from leaflets.cli.console import say, shown
from leaflets.installed import IS_INSTALLED, PROGRAM


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--look", is_flag=True, help="The templates and styles too, to change how pages look.")
def init(folder: Path, look: bool) -> int:
    """Begin a folder with a copy of the words that come with the press, to make them your own.

    DIR is new or empty. Where it has templates and styles, pages are made with those, and else with the press's own.
    """
    from leaflets.content.scaffold import begin_project

    begin_project(folder, look)
    where = shown(folder)
    here, there = f"cd {where} && {PROGRAM}", f"{PROGRAM} --content {where}/content --output {where}/output"
    if where == ".":
        where, here = "The folder", PROGRAM
    say(f"{where} is ready. Fill in content/edition.yaml there, then run {here if IS_INSTALLED else there}.")
    return 0
