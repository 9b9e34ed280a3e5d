"""Rows from the lines of a table, the first of which that is known holds the headings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from leaflets.content.records import to_record
from leaflets.messages import Sentence, say
from leaflets.personalise.practice import Practice
from leaflets.personalise.table import identifiers
from leaflets.personalise.table.headings import columns, known
from leaflets.personalise.table.rows import MAX_CELL, MAX_ROWS, SEARCHED, SPLIT, TOO_LARGE, Row, TableLine
from leaflets.problems import ContentError, Problem

NOTHING_USUAL: Mapping[str, str] = {}

_MADE = say("The id is made from the name; to keep it when the name changes, write it in a column id.")


def rows(
    where: str, lines: Sequence[TableLine], usual: Mapping[str, str] = NOTHING_USUAL
) -> tuple[tuple[Row, ...], tuple[str, ...]]:
    """The rows of a table, and the headings of columns that are none of ours.

    `usual` holds what a field is where no cell says it. Raises ContentError when the table is empty or too long, or its
    headings are wrong.
    """
    filled = [line for line in lines if any(cell.strip() for cell in line.cells)]
    if not filled:
        raise ContentError(
            Problem(say("is empty"), where, say("Write a line with the columns, then a line a practice."))
        )
    most = max(range(min(SEARCHED, len(filled))), key=lambda number: (known(filled[number].cells), -number))
    headings, *rest = filled[most:]
    if len(rest) > MAX_ROWS:
        raise ContentError(Problem(TOO_LARGE, where, SPLIT))
    places = columns(headings.cells, where, headings.number)
    texts = [_texts(line, places) for line in rest]
    width = len(headings.cells)
    found = tuple(
        _row(where, line, {**usual, **given}, identifier, width)
        for line, given, identifier in zip(rest, texts, identifiers.made(texts), strict=True)
    )
    others = (cell.strip() for place, cell in enumerate(headings.cells) if place not in places.values())
    return found, tuple(one[:MAX_CELL] for one in others if one)


def _texts(line: TableLine, places: Mapping[str, int]) -> dict[str, str]:
    """The cells of a line that are filled, by field."""
    found = {name: line.cells[place].strip() for name, place in places.items() if place < len(line.cells)}
    return {name: text for name, text in found.items() if text}


def _row(where: str, line: TableLine, given: Mapping[str, str], identifier: str, width: int) -> Row:
    row = Row(where, line.number, identifier[:MAX_CELL], given.get("name", "")[:MAX_CELL])
    if wrong := line.wrong or _too_much(line, given, width):
        return row.failed(Problem(wrong[0], where, wrong[1], line=line.number))
    named = {"id": identifier} if identifier else {}
    try:
        practice = to_record(Practice, {**named, **given}, None, where)
    except ContentError as error:
        return row.failed(*_of_cells(error.problems, given, line.number))
    return replace(row, practice=practice, notes=() if "id" in given else (_MADE,))


def _too_much(line: TableLine, given: Mapping[str, str], width: int) -> tuple[Sentence, Sentence] | None:
    """What is wrong with a line that has more cells, or more in a cell, than a practice has."""
    if any(cell.strip() for cell in line.cells[width:]):
        said = say("the row has {count} cells, the line of headings {width}", count=len(line.cells), width=width)
        return said, say("Put text that holds the separator between quotation marks.")
    long = [name for name, text in given.items() if len(text) > MAX_CELL]
    if long:
        return say(
            'the cell under "{long}" has more than {max_cell:,} characters', long=long[0], max_cell=MAX_CELL
        ), say("Shorten it.")
    return None


def _of_cells(problems: Sequence[Problem], given: Mapping[str, str], line: int) -> Iterator[Problem]:
    """Problems of a record as those of a row: empty cells are missing fields, and nobody writes YAML."""
    for problem in problems:
        what = problem.what
        if what == 'the field "id" is missing':
            if "name" in given:
                said = say("no id can be made from the name")
                todo = say('Write one in a column "id", in small letters without accents, digits and hyphens.')
                yield replace(problem, what=said, todo=todo, line=line)
        elif what.endswith("is missing"):
            said = say('the field "{name}" is empty', name=what.values.get("name", ""))
            yield replace(problem, what=said, todo=say("Fill it in."), line=line)
        else:
            yield replace(problem, todo=say("Correct it.") if "quotes" in problem.todo else problem.todo, line=line)
