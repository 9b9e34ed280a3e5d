"""The command that shows what there is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leaflets.cli import data, options
from leaflets.cli.console import ConsoleTable, complain, show
from leaflets.installed import styles_of
from leaflets.messages import say
from leaflets.problems import ExitCode, Problem
from leaflets.storage.digests import today
from leaflets.storage.files import is_there

if TYPE_CHECKING:
    from leaflets.content import Catalogue
    from leaflets.personalise.table.read import Row


KINDS = ("leaflet", "format", "practice")
"""What is listed, as the first heading of its table names it."""


@click.command("list", short_help="Show what there is, with review dates.")
@options.as_json
@options.content
@options.messages
def list_everything(as_json: bool, content: Path) -> int:
    """Show what there is: leaflets, languages, formats, practices, with review dates."""
    from leaflets.content import load

    catalogue, problems = load(content, styles_of(options.PROJECT))
    tables = [*_leaflets(catalogue), _formats(catalogue)]
    practices = content / "practices"
    if practices.is_dir():
        from leaflets.personalise.table.read import read

        rows = read(practices, list(catalogue.languages)).rows
        problems += [problem for row in rows for problem in row.problems]
        tables.append(_practices(rows))
    elif is_there(practices):
        todo = say("Put a folder of .yaml files there, or remove it.")
        problems.append(Problem(say("is no folder of practices"), f"{content.name}/practices", todo))
    if as_json:
        listed: dict[str, list[dict[str, str]]] = {kind: [] for kind in KINDS}
        for table in tables:
            listed[table.headings[0]] += data.rows(table)
        data.tell(**listed, problems=data.problems(problems))
    else:
        for table in tables:
            show(table)
        for problem in problems:
            complain(problem)
    return ExitCode.WRONG if problems else ExitCode.DONE


def _leaflets(catalogue: Catalogue) -> Iterator[ConsoleTable]:
    for language, leaflets in catalogue.leaflets.items():
        rows = [(one.id, one.name, str(one.group), one.version, _review(one.review_by)) for one in leaflets]
        title = f"{catalogue.languages[language].name} ({language})"
        yield ConsoleTable(title, (say("leaflet"), say("name"), say("group"), say("version"), say("review by")), rows)


def _review(review_by: dt.date) -> str:
    from leaflets.content.dates import has_lapsed

    if has_lapsed(review_by, today()):
        return say("{date} (has passed)", date=review_by)
    return str(review_by)


def _formats(catalogue: Catalogue) -> ConsoleTable:
    rows = []
    for fmt in catalogue.formats.values():
        size = "×".join(f"{side:g}" for side in fmt.paper_mm)
        rows.append((fmt.id, fmt.description, size, str(fmt.pages) if fmt.pages else say("all")))
    return ConsoleTable(say("Formats"), (say("format"), say("what it is"), "mm", say("pages")), rows)


def _practices(rows: Sequence[Row]) -> ConsoleTable:
    found = [row.practice for row in rows if row.practice is not None]
    lines = [(one.id, one.name, one.country, ", ".join(one.language)) for one in found]
    return ConsoleTable(say("Practices"), (say("practice"), say("name"), say("country"), say("languages")), lines)
