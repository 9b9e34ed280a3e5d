"""In a worker: the practices of a list, and what is wrong with which row. Nothing of it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from leaflets.messages import say
from leaflets.personalise.table.headings import REQUIRED
from leaflets.personalise.table.read import WORKBOOKS, of_bytes
from leaflets.personalise.table.rows import PracticeTable, Row
from leaflets.personalise.table.workbook import KINDS
from leaflets.problems import ContentError, Problem
from leaflets.processes.limits import within

MOST_LIST = 2_000_000
"""Bytes of a list; one of 5,000 practices has half of that."""

SECONDS_SHARE = 1 / 12
"""Of the time a file may take: 10 s, in which a list of 5,000 rows is read twenty times (measured)."""

WHERE = "list"
"""What a list is called, whose own name is nobody's business."""

_OTHERS = (b"%PDF", b"\x89PNG", b"\xff\xd8", b"GIF8", b"<", b"{\\rtf")
"""How files begin that are no list whatever their name says: PDF, pictures, web pages, letters."""

_BLANK = b"\xef\xbb\xbf \t\r\n"
"""What may stand before the first sign of a list: the mark of UTF-8, and blanks."""

NO_LIST = Problem(
    say("This is no list."), WHERE, say("Open a list that you saved as CSV, or as a file of Excel or LibreOffice.")
)

EMPTY_LIST = Problem(
    say("This list is empty."), WHERE, say("Write a line with the columns, then a line for each practice.")
)

NO_BOOK = Problem(say("This is no file of Excel or LibreOffice, though it is called so."), WHERE, NO_LIST.todo)

NO_COLUMNS = Problem(
    say("This list has none of the columns that are needed: name, telephone and country."), WHERE,
    say("Begin with the example list."),
)  # fmt: skip

_MISSING = 'the column "{name}" is missing'
"""What the reader of lists says of a column that must be there."""

_NO_PUBLISHER = say('the field "{name}" is wrong: {what}', name="publisher",
                    what=say("in Belgium a leaflet names who answers for it"))  # fmt: skip

LOGO = say("A list brings no logo. Make a practice with a logo by itself.")


def read_list(data: bytes, languages: Sequence[str], usual: str, *, names_publisher: bool) -> PracticeTable:
    """The rows of a list, each as a practice or with what is wrong with it.

    `languages` are those there are leaflets in, `usual` that of who says none; in Belgium somebody must answer for a
    leaflet, unless the edition does (`names_publisher`). Raises ContentError where it is no list.
    """
    begins = data.lstrip(_BLANK)[:100]
    if not begins:
        raise ContentError(EMPTY_LIST)
    if begins.startswith(_OTHERS):
        raise ContentError(NO_LIST)
    with within(say("your list"), WHERE, share=SECONDS_SHARE):
        table = of_bytes(data, WHERE, languages, usual)
    if not table.rows:
        missing = sum(one.what.template == _MISSING for one in table.problems)
        raise ContentError(*(table.problems if missing < len(REQUIRED) else (NO_COLUMNS,)) or (NO_LIST,))
    return replace(table, rows=tuple(_judged(row, names_publisher=names_publisher) for row in table.rows))


def is_called_book(data: bytes, name: str) -> bool:
    """Whether a file is called as those of a spreadsheet program, and begins as none of them does."""
    return name.lower().endswith(KINDS) and not data.startswith(WORKBOOKS)


def _judged(row: Row, *, names_publisher: bool) -> Row:
    """The row without its logo, which cannot come along; wrong where nobody answers for its leaflets."""
    practice = row.practice
    if practice is None:
        return row
    if practice.country == "be" and not (practice.publisher or names_publisher):
        return row.failed(Problem(_NO_PUBLISHER, WHERE, say("Write a name and an address."), line=row.line))
    if practice.logo is None:
        return row
    return replace(row, practice=practice.model_copy(update={"logo": None}), notes=(*row.notes, LOGO))
