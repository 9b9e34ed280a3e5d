"""What stands on the page of a list: what was found in it, and what is wrong with which row and column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from leaflets.messages import Sentence, say, translated, verbatim
from leaflets.personalise.table.rows import PracticeTable, Row
from leaflets.problems import Problem, visible
from leaflets.studio.counter import View
from leaflets.studio.details import LABELS

MOST_SHOWN = 100
"""Mistakes, practices and columns that are shown of each kind: who has more mends these first."""

LONGEST = 300
"""Characters of what is said of a mistake; more would repeat the list."""

_OTHERS: Mapping[str, Sentence] = {"id": say("Id"), "language": say("Language"), "logo": LABELS["logo"]}
"""Columns that are no field of the form."""

_OF_FIELD = {'the field "{name}" is wrong: {what}', 'the field "{name}" is empty'}
_MISSING = 'the column "{name}" is missing'
_OF_COLUMN = {_MISSING, 'the column "{name}" is there {count} times'}
"""Sentences of the reader of lists that say which field is meant."""


@dataclass(frozen=True)
class RowFault:
    """One mistake of a list as it is shown: its row, the practice there, the column, what is wrong and what to do."""

    line: int
    name: str
    column: Sentence
    said: Sentence
    todo: Sentence


@dataclass(frozen=True)
class ListPage:
    """What was found in a list, or why nothing was; `kept` is the list as letters, for the form to carry along."""

    table: PracticeTable | None = None
    kept: str = ""
    files: int = 0
    refused: tuple[Problem, ...] = ()


def listed(view: View, page: ListPage) -> str:
    """The page of a list; without one, where to open one."""
    table = page.table or PracticeTable(())
    practices = [row.practice for row in table.rows if row.practice is not None]
    faults = list(_faults(table))
    notes = dict.fromkeys(note for row in table.rows for note in row.notes if not _is_usual(note))
    return view.html(
        "list", step=2, is_read=page.table is not None, kept=page.kept, files=page.files,
        refused=[tuple(_seen(view, said) for said in _refused(one)) for one in page.refused],
        practices=practices, shown=practices[:MOST_SHOWN], faults=faults[:MOST_SHOWN], most=MOST_SHOWN,
        more=max(0, len(faults) - MOST_SHOWN), wrong=sum(row.practice is None for row in table.rows),
        unknown=[_cut(one) for one in table.unknown[:MOST_SHOWN]], notes=list(notes),
        seen=lambda text: _seen(view, text),
    )  # fmt: skip


def without_usual(row: Row) -> Row:
    """A row with the notes that say something to who reads the studio's report."""
    return replace(row, notes=tuple(note for note in row.notes if not _is_usual(note)))


def _is_usual(note: Sentence) -> bool:
    """Whether a note is for who makes sets at the terminal: here each id is made from its name."""
    return note.template.startswith("The id is made")


def _faults(table: PracticeTable) -> Iterator[RowFault]:
    """All that is wrong with the rows, and where a list could not be read any further."""
    for row in table.rows:
        for problem in row.problems:
            column, said = _split(problem.what)
            yield RowFault(problem.line or row.line, _cut(row.name), column, said, problem.todo)
    for problem in table.problems:
        yield RowFault(problem.line or 1, "", verbatim(""), _whole(problem.what), problem.todo)


def _split(what: Sentence) -> tuple[Sentence, Sentence]:
    """The column a sentence is about, by the name it has in the form, and what is wrong there."""
    if what.template not in _OF_FIELD:
        return verbatim(""), what
    name = str(what.values["name"])
    said = what.values.get("what", say("it is empty"))
    return _label(name), said if isinstance(said, Sentence) else verbatim(str(said))


def _label(name: str) -> Sentence:
    return LABELS.get(name) or _OTHERS.get(name) or verbatim(name)


def _refused(problem: Problem) -> tuple[Sentence, Sentence]:
    """What is wrong with all of a list and what to do; its columns are called as in the form."""
    what, todo = problem.what, problem.todo
    if what.template not in _OF_COLUMN:
        return _whole(what), todo
    named = Sentence(what.template, what.plural, {**what.values, "name": _label(str(what.values["name"]))})
    return named, say("Add it, as in the example list.") if what.template == _MISSING else todo


def _whole(what: Sentence) -> Sentence:
    """A sentence that is said after the name of a file, as a terminal does, with the file in it."""
    return say("This file {what}", what=what) if what.template.startswith("is ") else what


def _seen(view: View, text: str) -> str:
    """A sentence as it is shown: no longer than it must be, and without letters that steer a screen."""
    return _cut(view.said(translated(text, view.choice.tongue)))


def _cut(text: str) -> str:
    whole = visible(text)
    return whole if len(whole) <= LONGEST else f"{whole[: LONGEST - 1]}…"
