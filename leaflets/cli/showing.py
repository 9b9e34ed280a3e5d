"""The commands that show what there is, and begin what there is not yet: list, new, calibrate."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from leaflets.cli import options
from leaflets.cli.saying import check_libraries, shown
from leaflets.problems import WrongOption


@click.command("list")
@options.content
def list_everything(content: Path) -> int:
    """Show what there is: leaflets, languages, formats, practices, with review dates."""
    from rich.console import Console
    from rich.table import Table

    from leaflets.content import load
    from leaflets.personalise import read

    catalogue, problems = load(content, options.PROJECT / "styles")
    console = Console()
    for language, leaflets in catalogue.leaflets.items():
        table = Table("leaflet", "name", "group", "version", "review by", title=catalogue.languages[language].name)
        for one in leaflets:
            table.add_row(one.id, one.name, str(one.group), one.version, one.review_by.isoformat())
        console.print(table)
    table = Table("format", "what it is", "mm", "pages", title="Formats")
    for fmt in catalogue.formats.values():
        size = "×".join(f"{side:g}" for side in fmt.paper_mm)
        table.add_row(fmt.id, fmt.description, size, str(fmt.pages or "all"))
    console.print(table)
    practices = read(content / "practices", list(catalogue.languages)) if (content / "practices").is_dir() else None
    table = Table("practice", "name", "country", "languages", title="Practices")
    for row in practices.rows if practices else ():
        if row.practice is not None:
            table.add_row(row.practice.id, row.practice.name, row.practice.country, ", ".join(row.practice.language))
        problems += row.problems
    if table.row_count:
        console.print(table)
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


@click.command()
@click.argument("kind")
@click.argument("identifier", metavar="ID")
@options.language
@options.content
def new(kind: str, identifier: str, language: str, content: Path) -> int:
    """Begin a new leaflet or practice: a file with all its parts, ready to be filled in.

    KIND is leaflet or practice; ID is written in lower case, digits and hyphens.
    """
    from leaflets.content.beginning import begin_leaflet

    if kind == "practice":
        from leaflets.personalise.beginning import begin_practice

        path = shown(begin_practice(content, identifier))
        print(f"{path} is ready. Fill in what stands between ‹ ›, then run build.py personalise {path}.")
        return 0
    if kind != "leaflet":
        raise WrongOption(f'"{kind}" cannot be begun this way. Choose from: leaflet, practice.')
    path = shown(begin_leaflet(content, language, identifier))
    print(f"{path} is ready. Fill in what stands between ‹ ›, then run build.py --leaflet {identifier}.")
    return 0


@click.command()
@options.language
@options.content
@options.output
def calibrate(language: str, content: Path, output: Path) -> int:
    """Make a sheet that shows how your printer turns, moves and trims paper; printer.yaml takes the answers."""
    check_libraries()
    from leaflets.content import load
    from leaflets.imposition.calibration import calibration
    from leaflets.imposition.printer import FILE, PATTERN
    from leaflets.whole import put_whole, write_whole

    catalogue, _ = load(content, options.PROJECT / "styles")
    if language not in catalogue.languages:
        raise WrongOption(f'There is no language "{language}". Choose from: {", ".join(sorted(catalogue.languages))}.')
    blog = catalogue.sources[catalogue.edition.blog]
    sheet = calibration(catalogue.languages[language], catalogue.edition, blog, options.PROJECT, content.resolve())
    put_whole(output / "calibration.pdf", sheet, output)
    answers = content / FILE
    if not answers.exists():
        write_whole(answers, PATTERN.encode())
    made = shown(output / "calibration.pdf")
    print(f"{made} is ready. Print it, answer its questions and write the answers in {shown(answers)}.")
    return 0
