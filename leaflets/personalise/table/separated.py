"""The lines of a table whose cells are separated by semicolons, commas or tabs, as Excel and others write it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence, Set
from contextlib import contextmanager
from threading import Lock

from leaflets.messages import reason, say
from leaflets.personalise.table.headings import known
from leaflets.personalise.table.rows import MAX_BYTES, MAX_COLUMNS, MAX_ROWS, SEARCHED, SPLIT, TOO_LARGE, TableLine
from leaflets.problems import ContentError, Problem

KINDS = (".csv", ".txt", ".tsv")
# The byte order marks of UTF-8 and UTF-16 (Unicode, 23.8): a spreadsheet that writes one says what it wrote.
_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_FOREIGN = (
    say("is saved in another encoding than most of the table"),
    say('Type its letters with accents anew, and save the table as "CSV UTF-8".'),
)
_LIMIT = Lock()


def lines(data: bytes, where: str) -> tuple[list[TableLine], str, tuple[Problem, ...]]:
    """The lines that are not empty, what separates their cells, and what kept the rest from being read, if anything.

    Raises ContentError when there are more rows than a table has, or the bytes are no text.
    """
    text, foreign = _decoded(data, where)
    delimiter = _delimiter(text)
    found: list[TableLine] = []
    reader = csv.reader(text, delimiter=delimiter, strict=True)
    first = 1
    try:
        with _long_cells():
            for cells in reader:
                is_foreign = not foreign.isdisjoint(range(first, reader.line_num + 1))
                if any(cell.strip() for cell in cells):
                    found.append(TableLine(first, cells, _FOREIGN if is_foreign else None))
                if len(found) > MAX_ROWS + SEARCHED:
                    raise ContentError(Problem(TOO_LARGE, where, SPLIT))
                first = reader.line_num + 1
    except csv.Error as error:
        said = say("cannot be read as a table ({error})", error=reason(error))
        todo = say("Look for a quotation mark that is not closed; all rows from there on are left out.")
        return found, delimiter, (Problem(said, where, todo, line=first),)
    return found, delimiter, ()


@contextmanager
def _long_cells() -> Iterator[None]:
    """Let a cell be as long as a table, so that it costs its own row; the limit is one for the whole process."""
    with _LIMIT:
        before = csv.field_size_limit(MAX_BYTES)
        try:
            yield
        finally:
            csv.field_size_limit(before)


def _decoded(data: bytes, where: str) -> tuple[list[str], Set[int]]:
    """The lines of a text with their ends, and the numbers of those that are in another encoding than the others.

    It is UTF-8 or UTF-16, with or without a mark, or Windows-1252. A row that was pasted from elsewhere is known by its
    bytes: what has an accent and is UTF-8 is hardly ever anything else.
    """
    encoding = next((name for mark, name in _MARKS.items() if data.startswith(mark)), None) or _without_mark(data)
    if encoding in ("utf-16", "utf-16-le", "utf-16-be"):
        return _lines(data.decode(encoding, errors="replace")), frozenset()
    if b"\0" in data:
        raise ContentError(Problem(say("is no text"), where, say('Save the table as "CSV UTF-8".')))
    parts = data.removeprefix(b"\xef\xbb\xbf").splitlines(keepends=True)
    accented = [number for number, part in enumerate(parts, start=1) if not part.isascii()]
    unicode = {number for number in accented if _is_utf8(parts[number - 1])}
    others = set(accented) - unicode
    if encoding == "utf-8-sig" or len(unicode) >= len(others):
        return [_text(part, "utf-8", "cp1252") for part in parts], others
    return [_text(part, "cp1252", "cp1252") for part in parts], unicode


def _without_mark(data: bytes) -> str | None:
    """UTF-16 that does not say so: in the letters of the Latin languages every other byte is nothing."""
    sample = data[:1000]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) < 0.3 * len(sample) or min(even, odd) > 0.05 * len(sample):
        return None
    return "utf-16-be" if even > odd else "utf-16-le"


def _is_utf8(part: bytes) -> bool:
    try:
        part.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _text(part: bytes, encoding: str, other: str) -> str:
    # Five bytes mean nothing in Windows-1252; they become U+FFFD, and fail their row.
    try:
        return part.decode(encoding)
    except UnicodeDecodeError:
        return part.decode(other, errors="replace")


def _lines(text: str) -> list[str]:
    return list(io.StringIO(text, newline=""))


def _delimiter(lines: Sequence[str]) -> str:
    """Semicolon, comma or tab: whichever makes most of one of the first lines into columns we know."""
    first = lines[:SEARCHED]

    def best(character: str) -> tuple[int, int]:
        return max(
            ((known(line.split(character, MAX_COLUMNS)), line.count(character)) for line in first), default=(0, 0)
        )

    return max(",;\t", key=best)
