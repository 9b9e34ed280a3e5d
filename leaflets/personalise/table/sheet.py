"""Read the first sheet with something in it, of an .xlsx, .xls, .xlsb or .ods file. Run as a program, see workbook.

The reader fills in every cell between the first and the last, so that two cells can ask for all memory there is. The
program has a limit of memory and of time, and what goes over it costs this program only. It takes the file as its
input and gives the lines as JSON. It imports nothing of ours, so that it starts at once and stays small.
"""

from __future__ import annotations

import io
import json
import re
import sys
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple
from xml.parsers import expat

from python_calamine import CalamineWorkbook, PasswordError

_MARKUP = (".xml", ".rels")
_READ = (*_MARKUP, ".bin", "mimetype")
"""The parts that hold the table; the others are pictures and fonts."""
_ERROR = re.compile(rb"""(<(?:\w+:)?c\b[^<>]*?\st=)(?:"e"|'e')""")


class Bounds(NamedTuple):
    """What may be asked for: bytes of memory, seconds of the core, bytes unpacked; rows, columns, characters a cell."""

    memory: int
    seconds: int
    unpacked: int
    rows: int
    columns: int
    cell: int


class Refused(Exception):
    """A file that is not read, and why: `large`, `locked` or `broken`."""


def main() -> None:
    """Read the standard input within the bounds of the command line, and write the lines, or the word for why not."""
    bounds = Bounds(*map(int, sys.argv[1:]))
    limit(bounds)
    try:
        answer: object = list(lines(sys.stdin.buffer.read(), bounds))
    except Refused as error:
        answer = str(error)
    except PasswordError:
        answer = "locked"
    except MemoryError:
        answer = "large"
    except Exception:  # The reader raises whatever its XML and ZIP readers do.
        answer = "broken"
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False).encode())


def limit(bounds: Bounds) -> None:
    """Keep this process within its memory and time, where the system can; elsewhere whoever began it has a clock."""
    try:
        import resource
    except ImportError:
        return
    wanted = {resource.RLIMIT_AS: bounds.memory, resource.RLIMIT_CPU: bounds.seconds, resource.RLIMIT_CORE: 0}
    for kind, asked in wanted.items():
        _, hard = resource.getrlimit(kind)
        most = asked if hard == resource.RLIM_INFINITY else min(asked, hard)
        with suppress(OSError, ValueError):
            resource.setrlimit(kind, (most, most))


def lines(data: bytes, bounds: Bounds) -> Iterator[tuple[int, list[str]]]:
    """The lines of the first sheet that holds anything, with their numbers, empty ones left out.

    A cell that is too long is cut one character after it is. Raises Refused.
    """
    packed = data.startswith(b"PK")
    if not packed and "EncryptedPackage".encode("utf-16-le") in data:
        raise Refused("locked")
    book = CalamineWorkbook.from_filelike(io.BytesIO(flat(data, bounds.unpacked) if packed else data))
    letters = 0
    for number, row in _filled(book, bounds):
        cells = [_cell(value)[: bounds.cell + 1] for value in row]
        letters += sum(map(len, cells))
        if letters > bounds.unpacked:
            raise Refused("large")
        if any(cells):
            yield number, cells


def flat(data: bytes, most: int) -> bytes:
    """A ZIP anew without compression, of the parts a table needs: so nobody unpacks more than is counted here.

    What a formula went wrong to, such as #REF!, becomes text, for the reader would leave it out. Raises Refused.
    """
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as packed, zipfile.ZipFile(target, "w") as written:
        parts = {part.filename: part for part in packed.infolist()}
        if sum(part.file_size for part in packed.infolist()) > most:
            raise Refused("large")
        for name, part in parts.items():
            if not name.lower().endswith(_READ):
                continue
            if part.flag_bits & 1:
                raise Refused("locked")
            if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise Refused("broken")  # Others may ask for gigabytes before they unpack a byte.
            # No more is read than the directory says; where it lies, the checksum is wrong.
            content = packed.read(part)
            if name.lower().endswith(_MARKUP):
                _check_markup(content)
            if name.lower().startswith("xl/worksheets/"):
                content = _ERROR.sub(rb'\1"str"', content)
            written.writestr(zipfile.ZipInfo(name), content)
    return target.getvalue()


def _check_markup(content: bytes) -> None:
    """Raises Refused for XML that is broken: the reader would stop at half a table, or look for its end for ever."""
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _no_doctype
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise Refused("broken") from error


def _no_doctype(*_: object) -> None:
    raise Refused("broken")


def _filled(book: CalamineWorkbook, bounds: Bounds) -> Iterator[tuple[int, list[object]]]:
    """The rows of the first sheet that is not empty, numbered from 1 as the program that made it numbers them."""
    sheets = map(book.get_sheet_by_name, book.sheet_names)
    sheet = next((sheet for sheet in sheets if sheet.start is not None), None)
    if sheet is None:
        return
    if sheet.total_height > bounds.rows or sheet.width > bounds.columns:
        raise Refused("large")
    for number, row in enumerate(sheet.iter_rows(), start=1):
        yield number, list(row)


def _cell(value: object) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


if __name__ == "__main__":
    main()
