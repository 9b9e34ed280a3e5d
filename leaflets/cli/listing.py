"""The command that shows what there is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leaflets.cli import data, options
from leaflets.cli.console import ConsoleTable, Voice, complain_of, show
from leaflets.cli.tongue import sentence_of
from leaflets.installed import styles_of
from leaflets.messages import say
from leaflets.problems import ExitCode, Problem
from leaflets.storage.digests import today
from leaflets.storage.files import is_there

if TYPE_CHECKING:
    from leaflets.content import Catalogue
    from leaflets.personalise.table.read import Row

KINDS = ("leaflet", "language", "format", "practice", "edition")
"""What is listed, as the first heading of its table names it."""


@dataclass(frozen=True)
class _ListedValue:
    """What is listed of a kind: a table for people, and an object for each row, with values and no words, for data."""

    table: ConsoleTable
    objects: Sequence[Mapping[str, object]]


@click.command("list", short_help="Show what there is, with review dates.")
@options.quiet
@options.verbose
@options.as_json
@options.content
@options.messages
def list_everything(quiet: bool, verbose: bool, as_json: bool, content: Path) -> int:
    """Show what there is: leaflets, languages, formats, practices, editions, with review dates."""
    from leaflets.content import load

    catalogue, problems = load(content, styles_of(options.project_of(content)))
    found = [*_leaflets(catalogue), _languages(catalogue), _formats(catalogue)]
    if catalogue.editions.good:
        found.append(_editions(catalogue))
    problems += [problem for several in catalogue.editions.wrong.values() for problem in several]
    practices = content / "practices"
    if practices.is_dir():
        from leaflets.personalise.table.read import read

        rows = read(practices, list(catalogue.languages)).rows
        problems += [problem for row in rows for problem in row.problems]
        found.append(_practices(rows))
    elif is_there(practices):
        todo = say("Put a folder of .yaml files there, or remove it.")
        problems.append(Problem(say("is no folder of practices"), f"{content.name}/practices", todo))
    _tell(found, problems, Voice(quiet, verbose, as_json))
    return ExitCode.WRONG if problems else ExitCode.DONE


def _tell(found: Sequence[_ListedValue], problems: Sequence[Problem], voice: Voice) -> None:
    if voice.as_json:
        listed: dict[str, list[Mapping[str, object]]] = {kind: [] for kind in KINDS}
        for one in found:
            listed[one.table.headings[0]] += one.objects
        data.tell(**listed, problems=data.problems(problems))
        return
    for one in () if voice.is_quiet else found:
        show(one.table)
    complain_of(problems, voice)


def _leaflets(catalogue: Catalogue) -> Iterator[_ListedValue]:
    headings = (
        say("leaflet"), say("language"), say("name"), say("group"), say("version"), say("review by"),
    )  # fmt: skip
    for language, leaflets in catalogue.leaflets.items():
        rows = [(one.id, language, one.name, str(one.group), one.version, _review(one.review_by)) for one in leaflets]
        objects = [
            {
                "leaflet": one.id, "language": language, "name": one.name, "group": one.group, "version": one.version,
                "review_by": str(one.review_by), "has_passed": _has_passed(one.review_by),
            }
            for one in leaflets
        ]  # fmt: skip
        title = f"{catalogue.languages[language].name} ({language})"
        yield _ListedValue(ConsoleTable(title, headings, rows), objects)


def _has_passed(review_by: dt.date) -> bool:
    from leaflets.content.dates import has_lapsed

    return has_lapsed(review_by, today())


def _review(review_by: dt.date) -> str:
    return say("{date} (has passed)", date=review_by) if _has_passed(review_by) else str(review_by)


def _languages(catalogue: Catalogue) -> _ListedValue:
    found = [(one, len(catalogue.leaflets.get(one.id, ()))) for one in catalogue.languages.values()]
    rows = [(one.id, one.name, str(leaflets)) for one, leaflets in found]
    headings = (say("language"), say("name"), say("leaflets"))
    objects = [{"language": one.id, "name": one.name, "leaflets": leaflets} for one, leaflets in found]
    return _ListedValue(ConsoleTable(say("Languages"), headings, rows), objects)


def _formats(catalogue: Catalogue) -> _ListedValue:
    rows = []
    for fmt in catalogue.formats.values():
        size = "×".join(f"{side:g}" for side in fmt.paper_mm)
        pages = str(fmt.pages) if fmt.pages else say("all")
        rows.append((fmt.id, sentence_of(fmt.description), size, pages))
    objects = [
        {"format": fmt.id, "description": fmt.description, "paper_mm": fmt.paper_mm, "pages": fmt.pages}
        for fmt in catalogue.formats.values()
    ]
    headings = (say("format"), say("what it is"), "mm", say("pages"))
    return _ListedValue(ConsoleTable(say("Formats"), headings, rows), objects)


def _practices(rows: Sequence[Row]) -> _ListedValue:
    found = [row.practice for row in rows if row.practice is not None]
    lines = [(one.id, one.name, one.country, ", ".join(one.language)) for one in found]
    headings = (say("practice"), say("name"), say("country"), say("languages"))
    objects = [
        {"practice": one.id, "name": one.name, "country": one.country, "languages": list(one.language)} for one in found
    ]
    return _ListedValue(ConsoleTable(say("Practices"), headings, lines), objects)


def _editions(catalogue: Catalogue) -> _ListedValue:
    found = [(one, one.file.leaflets or tuple(sorted(catalogue.ids))) for one in catalogue.editions.good.values()]
    marks = {one.id: _marks(catalogue, one.id) for one, _ in found}
    lines = [
        (
            one.id,
            one.file.name,
            ", ".join(leaflets),
            "; ".join(f"{name}: {mark}" for name, mark in marks[one.id].items()),
        )
        for one, leaflets in found
    ]
    headings = (say("edition"), say("name"), say("leaflets"), say("mark of the words"))
    objects = [
        {"edition": one.id, "name": one.file.name, "leaflets": list(leaflets), "marks": marks[one.id]}
        for one, leaflets in found
    ]
    return _ListedValue(ConsoleTable(say("Editions"), headings, lines), objects)


def _marks(catalogue: Catalogue, edition: str) -> dict[str, str]:
    """By language, the mark of the words an edition takes over, as its colophon prints it."""
    from leaflets.content.in_edition import in_edition

    own = in_edition(catalogue, edition).edition.own
    return {name: taken.mark for name, taken in own.texts.items()} if own else {}
