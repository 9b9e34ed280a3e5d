"""The report of a run: one line a row of the table, with what came of it and why."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from leaflets.messages import ENGLISH, Sentence, joined, say
from leaflets.personalise.sets.outcome import SetOutcome
from leaflets.personalise.sets.published import FOLDER
from leaflets.personalise.table.read import PracticeTable
from leaflets.problems import Problem, visible
from leaflets.storage.atomic import write_whole

NAME = "report.csv"
_BEFORE = " \u00a0\u2007\u202f\u3000\"'‘’“”"
"""What may stand before the mark of a formula: blanks and quotation marks."""
COLUMNS = ("where", "line", "id", "name", "result", "files", "reason")

HEADINGS: Mapping[str, Sentence] = {
    "line": say("Row"), "id": say("Folder"), "name": say("Name of the practice"),
    "result": say("Result"), "files": say("Files"), "reason": say("Remark"),
}  # fmt: skip
"""The columns as a reader calls them; the one list there is needs no name."""

RESULTS: Mapping[str, Sentence] = {
    "made": say("made"), "partly made": say("partly made"), "kept": say("kept"), "failed": say("not made"),
    "not made yet": say("not made yet"),
}  # fmt: skip
"""What came of a row, as a reader calls it."""


@dataclass(frozen=True)
class ReportLine:
    """One row of the report."""

    where: str
    line: int
    id: str
    name: str
    result: str
    files: int
    reason: str


def line(outcome: SetOutcome, language: str = ENGLISH) -> ReportLine:
    """The line of a row: how many files its set holds now, and what is wrong with it or good to know."""
    row = outcome.row
    told = [_reason(problem) for problem in outcome.problems] or row.notes
    reason = " ".join(one.said_in(language) for one in told)
    return ReportLine(row.where, row.line, row.id, row.name, outcome.result, outcome.made + outcome.kept, reason)


def _reason(problem: Problem) -> Sentence:
    return joined((problem.what, problem.todo), ". ")


def write(output: Path, table: PracticeTable, outcomes: Sequence[SetOutcome], language: str = ENGLISH) -> None:
    """Write the report of all rows, also of those a stopped run did not reach; the reasons are in a language."""
    write_whole(output / FOLDER / NAME, written(table, outcomes, language), inside=output)


def written(
    table: PracticeTable, outcomes: Sequence[SetOutcome], language: str = ENGLISH, *, is_read: bool = False
) -> bytes:
    """The report as a table, separated as the list was.

    Its headings and results are those a program goes by, or where it `is_read` words of the language.
    """
    lines = [line(outcome, language) for outcome in outcomes]
    reached = {(each.where, each.line) for each in lines}
    rest = [
        line(SetOutcome(row, "not made yet"), language) for row in table.rows if (row.where, row.line) not in reached
    ]
    broken = [ReportLine(problem.where, problem.line or 1, "", "", "failed", 0, _reason(problem).said_in(language))
              for problem in table.problems]  # fmt: skip
    ordered = sorted([*broken, *lines, *rest], key=lambda each: (each.where, each.line))
    if is_read:
        ordered = [replace(each, result=RESULTS[each.result].said_in(language)) for each in ordered]
    if not is_read:
        return _written(ordered, table.delimiter, {name: name for name in COLUMNS})
    return _written(ordered, table.delimiter, {name: said.said_in(language) for name, said in HEADINGS.items()})


def _written(lines: Sequence[ReportLine], delimiter: str, headings: Mapping[str, str]) -> bytes:
    """Columns with their headings, as the table was: for an Excel that writes semicolons, with these and its mark."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(headings.values())
    for each in lines:
        writer.writerow([_harmless(str(getattr(each, column))) for column in headings])
    return target.getvalue().encode("utf-8-sig" if delimiter == ";" else "utf-8", errors="backslashreplace")


def _harmless(text: str) -> str:
    """Text that a file can hold and a spreadsheet takes for no formula, whatever it lets stand before one."""
    shown = visible(text)
    first = unicodedata.normalize("NFKC", shown.lstrip(_BEFORE)[:1])
    return f"'{shown}" if first and first in "=+-@" else shown
