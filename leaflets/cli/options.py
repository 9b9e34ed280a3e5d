"""The options that several commands have in common, and what their values may be."""

from __future__ import annotations

import os
from pathlib import Path

import click

from leaflets import installed
from leaflets.installed import PROGRAM
from leaflets.problems import WrongOption

PROJECT = installed.PROJECT
MOST_JOBS = 64
CORES = min(os.cpu_count() or 1, MOST_JOBS)
THINNEST, THICKEST = 0.03, 0.5
"""Thickness in mm of airmail paper and of the heaviest card a printer draws in."""

languages = click.option("--language", multiple=True, metavar="ID", help="A language, for example nl; may be repeated.")
leaflets = click.option("--leaflet", multiple=True, metavar="ID", help="A leaflet, for example ms; may be repeated.")
formats = click.option("--format", multiple=True, metavar="ID", help="A format, for example a5; may be repeated.")
jobs = click.option(
    "--jobs", type=click.IntRange(1, MOST_JOBS), default=CORES, show_default=True,
    help="How many processes work side by side.",
)  # fmt: skip
force = click.option("--force", is_flag=True, help="Make everything anew, whatever was made before.")
gray = click.option("--gray", is_flag=True, help="In grey, for a printer with black ink only.")
press = click.option("--press", is_flag=True, help="For a print shop: single pages, CMYK, bleed and crop marks.")
allow = click.option(
    "--allow", multiple=True, metavar="RULE=WHY",
    help='Let a rule pass this time, with the reason, which is printed: "T04=it is looked up and not read".',
)  # fmt: skip
language = click.option("--language", default="nl", metavar="ID", show_default=True, help="The language to write in.")


def _with_words(_: click.Context, __: click.Parameter, folder: Path) -> Path:
    """The folder with the words. Raises WrongOption where there is none."""
    if folder.exists():
        return folder
    raise WrongOption(f'There is no folder "{folder}". Name another with --content, or begin one: {PROGRAM} init DIR.')


content = click.option(
    "--content", type=click.Path(file_okay=False, path_type=Path), metavar="DIR", callback=_with_words,
    default=lambda: PROJECT / "content", help="The folder with the words.",
)  # fmt: skip
output = click.option(
    "--output", type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
    default=lambda: PROJECT / "output", help="The folder for what is made.",
)  # fmt: skip


def thick(caliper: str) -> float:
    """The thickness of paper in mm; a decimal comma will do. Raises WrongOption for what is no paper."""
    try:
        found = float(caliper.replace(",", "."))
    except ValueError:
        found = 0
    if not THINNEST <= found <= THICKEST:
        said = f"--caliper {caliper}: one sheet of paper is {THINNEST} to {THICKEST} mm thick."
        raise WrongOption(f"{said} Office paper of 80 g is 0.10; measure ten sheets and divide by ten.")
    return found
