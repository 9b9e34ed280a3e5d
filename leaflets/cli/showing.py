"""The commands that show what there is, and begin what there is not yet: list, new, calibrate."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leaflets.cli import options
from leaflets.cli.machine import check_libraries
from leaflets.cli.saying import Table, complain, say, show, shown
from leaflets.problems import WrongOption

if TYPE_CHECKING:
    from leaflets.content import Catalogue
    from leaflets.personalise.reading import Row


@click.command("list")
@options.content
def list_everything(content: Path) -> int:
    """Show what there is: leaflets, languages, formats, practices, with review dates."""
    from leaflets.content import load

    catalogue, problems = load(content, options.PROJECT / "styles")
    tables = [*_leaflets(catalogue), _formats(catalogue)]
    if (content / "practices").is_dir():
        from leaflets.personalise.reading import read

        rows = read(content / "practices", list(catalogue.languages)).rows
        problems += [problem for row in rows for problem in row.problems]
        tables.append(_practices(rows))
    for table in tables:
        show(table)
    for problem in problems:
        complain(str(problem))
    return 1 if problems else 0


def _leaflets(catalogue: Catalogue) -> Iterator[Table]:
    for language, leaflets in catalogue.leaflets.items():
        rows = [(one.id, one.name, str(one.group), one.version, one.review_by.isoformat()) for one in leaflets]
        title = f"{catalogue.languages[language].name} ({language})"
        yield Table(title, ("leaflet", "name", "group", "version", "review by"), rows)


def _formats(catalogue: Catalogue) -> Table:
    rows = []
    for fmt in catalogue.formats.values():
        size = "×".join(f"{side:g}" for side in fmt.paper_mm)
        rows.append((fmt.id, fmt.description, size, str(fmt.pages or "all")))
    return Table("Formats", ("format", "what it is", "mm", "pages"), rows)


def _practices(rows: Sequence[Row]) -> Table:
    found = [row.practice for row in rows if row.practice is not None]
    lines = [(one.id, one.name, one.country, ", ".join(one.language)) for one in found]
    return Table("Practices", ("practice", "name", "country", "languages"), lines)


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
        say(f"{path} is ready. Fill in what stands between ‹ ›, then run build.py personalise {path}.")
        return 0
    if kind != "leaflet":
        raise WrongOption(f'"{kind}" cannot be begun this way. Choose from: leaflet, practice.')
    path = shown(begin_leaflet(content, language, identifier))
    say(f"{path} is ready. Fill in what stands between ‹ ›, then run build.py --leaflet {identifier}.")
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
    say(f"{made} is ready. Print it, answer its questions and write the answers in {shown(answers)}.")
    return 0
