"""Tables of spreadsheet programs: every kind is read, and no file costs more time or memory than a table may."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from leaflets.personalise.table import sheet, workbook
from leaflets.personalise.table.rows import TableLine
from leaflets.problems import ContentError
from tests.conftest import PROJECT
from tests.personalise.spreadsheets import HEADINGS, lying, ods, ods_row, packed, xls, xlsx, xlsx_row

pytestmark = pytest.mark.whole

LINDE = ("linde", "De Linde ’t é", "09 123 45 67", "be")


def refused(data: bytes) -> str:
    with pytest.raises(ContentError) as caught:
        workbook.lines(data, "p.xlsx")
    return str(caught.value)


@pytest.mark.parametrize(
    "data",
    [
        xlsx(xlsx_row(2, LINDE)),
        ods(ods_row(LINDE)),
        xls({(line, place): text for line, row in enumerate([HEADINGS, LINDE]) for place, text in enumerate(row)}),
    ],
    ids=["xlsx", "ods", "xls"],
)
def test_every_kind_says_the_same(data: bytes) -> None:
    """Excel, the old Excel and LibreOffice give the same lines, with their numbers."""
    assert workbook.lines(data, "p") == [TableLine(1, list(HEADINGS)), TableLine(2, list(LINDE))]


@pytest.mark.parametrize("said", ["A1", "A1:XFD1048576"])
def test_a_dimension_that_lies_changes_nothing(said: str) -> None:
    """What a sheet says of its size is not believed."""
    data = xlsx(xlsx_row(2, LINDE), dimension=f'<dimension ref="{said}"/>')
    assert len(workbook.lines(data, "p.xlsx")) == 2


def many(rows: int, cells: str) -> str:
    return "".join(f'<row r="{number}">{cells}</row>' for number in range(2, rows + 2))


TOO_LARGE: dict[str, Callable[[], bytes]] = {
    "a row of number 10^12": lambda: xlsx('<row r="1000000000000"><c r="A1000000000000"><v>1</v></c></row>'),
    "50,000 rows with a cell in XFD": lambda: xlsx("".join(f'<row r="{row}"><c r="XFD{row}"><v>1</v></c></row>'
                                                   for row in range(2, 50_002))),
    "the last cell of all": lambda: xlsx('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
    "the last row": lambda: xlsx('<row r="1048576"><c r="J1048576"><v>1</v></c></row>'),
    "6,000 rows": lambda: xlsx(many(6_000, '<c t="inlineStr"><is><t>x</t></is></c>')),
    "61 columns": lambda: xlsx(many(1, "<c><v>1</v></c>" * 61)),
    "400,000 cells in a row": lambda: xlsx(many(1, "<c><v>1</v></c>" * 400_000)),
    "600 MB of one shared string": lambda: xlsx(many(5_000, '<c t="s"><v>0</v></c>' * 60), f"<si><t>{'y' * 2000}</t></si>"),
    "1.5 million shared strings over 20 MB": lambda: xlsx("", "<si><t/></si>" * 1_600_000),
    "25 MB of comment": lambda: xlsx(f"<!--{'x' * 25_000_000}-->"),
    "25 MB beside the table": lambda: xlsx("", others={"xl/media/film.png": bytes(25_000_000)}),
    "an .ods of 10^12 rows": lambda: ods(ods_row(["x"], 'table:number-rows-repeated="1000000000000"')),
    "an .ods of 2^64 rows": lambda: ods(ods_row(["x"], 'table:number-rows-repeated="18446744073709551615"') + ods_row(["x"])),
    "an .ods of 10^9 columns": lambda: ods(ods_row(["x"], each='table:number-columns-repeated="1000000000"')),
    "an .xls of 2^32 cells": lambda: xls({(0, 0): "id", (65535, 65535): "x"}),
    "an .xls of 13 million cells": lambda: xls({(0, 0): "id", (65535, 200): "x"}),
}  # fmt: skip

UNREADABLE: dict[str, Callable[[], bytes]] = {
    "25 MB that say they are 1 kB": lambda: lying(xlsx(f"<!--{'x' * 25_000_000}-->"), "xl/worksheets/sheet1.xml", 1000),
    "a ZIP in a ZIP": lambda: packed({"xl/workbook.xml": packed({"bomb": bytes(19_000_000)})}),
    "packed in another way": lambda: packed({"xl/workbook.xml": "x"}, zipfile.ZIP_LZMA),
    "no ZIP": lambda: b"PK no zip",
    "no spreadsheet": lambda: b"<html><table></table></html>",
    "nothing": lambda: b"",
    "every cell of an .ods": lambda: ods(
        ods_row(["x"], 'table:number-rows-repeated="1048576"', 'table:number-columns-repeated="16384"')
    ),
    "a dimension that is none": lambda: xlsx("", dimension='<dimension ref="nonsense"/>'),
    "half a file": lambda: xlsx("")[:-400],
    "half an .xls": lambda: xls({(0, 0): "id"})[:1000],
    "an .ods whose table does not end": lambda: anew(
        ods(ods_row(["x"])), "content.xml", b"</table:table>", b"<~/:table>"
    ),
    "an .ods whose end is missing": lambda: anew(ods(ods_row(["x"])), "content.xml", b"</table:table>", b""),
    "a sheet that does not end": lambda: anew(xlsx(""), "xl/worksheets/sheet1.xml", b"</worksheet>", b""),
    "rows that do not end": lambda: anew(xlsx(""), "xl/worksheets/sheet1.xml", b"</sheetData>", b"<sheetData"),
    "strings that do not end": lambda: anew(xlsx("", "<si><t>x</t></si>"), "xl/sharedStrings.xml", b"</t></si>", b""),
    "relationships that do not end": lambda: anew(xlsx(""), "xl/_rels/workbook.xml.rels", b"</Relationships>", b"<"),
    "entities": lambda: anew(
        xlsx(""), "xl/worksheets/sheet1.xml", b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet'
    ),
}


def anew(data: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """A packed folder with something in one of its parts replaced."""
    with zipfile.ZipFile(io.BytesIO(data)) as read:
        parts = {part: read.read(part) for part in read.namelist()}
    assert old in parts[name]
    return packed({**parts, name: parts[name].replace(old, new)})


COUNT = """
import resource, sys
from pathlib import Path
from leaflets.personalise.table import workbook
from leaflets.problems import ContentError
for path in sorted(Path(sys.argv[1]).iterdir()):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    try:
        said = f"{len(workbook.lines(path.read_bytes(), path.name))} lines"
    except ContentError as error:
        said = error.problems[0].what
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(path.name, said, round(seconds, 2), after.ru_maxrss // 1000, sep="|")
"""


@pytest.fixture(scope="module")
def costs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, float, int]]:
    """What is said of each file, the seconds of the core it took, and the most MB so far; in a process of its own."""
    folder = tmp_path_factory.mktemp("sheets")
    for name, data in (TOO_LARGE | UNREADABLE).items():
        (folder / name).write_bytes(data())
    environment = os.environ | {"PYTHONPATH": str(PROJECT)}
    done = subprocess.run(
        [sys.executable, "-c", COUNT, str(folder)], capture_output=True, text=True, check=True, env=environment
    )
    parts = (line.split("|") for line in done.stdout.splitlines())
    return {name: (said, float(seconds), int(most)) for name, said, seconds, most in parts}


@pytest.mark.parametrize("name", TOO_LARGE)
def test_what_is_too_large_is_refused_in_seconds(costs: dict[str, tuple[str, float, int]], name: str) -> None:
    """Files of a few kB that ask for gigabytes get a sentence within five seconds and 300 MB."""
    said, seconds, most = costs[name]
    assert said == "is too large for a table of practices"
    assert seconds < 5
    assert most < 300


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_read_is_refused(costs: dict[str, tuple[str, float, int]], name: str) -> None:
    """Broken files, and those that say less than they hold, get a sentence too."""
    said, seconds, most = costs[name]
    assert said == "is no spreadsheet that can be read"
    assert seconds < 5
    assert most < 300


def test_the_most_that_is_allowed_is_read() -> None:
    """A sheet of 5,000 rows and 60 columns, and a cell that is too long is cut where that can still be seen."""
    rows = many(4_999, '<c t="s"><v>0</v></c>' * 60)
    found = workbook.lines(xlsx(rows, "<si><t>yy</t></si>"), "p.xlsx")
    assert (len(found), len(found[1].cells)) == (5_000, 60)
    (_, line) = workbook.lines(xlsx(xlsx_row(2, ["x" * 9_000])), "p.xlsx")
    assert len(line.cells[0]) == 2_001


def test_the_message_says_the_bound() -> None:
    """Whoever reads it knows what a table may hold, and what to do."""
    assert refused(TOO_LARGE["61 columns"]()) == (
        "p.xlsx: is too large for a table of practices. "
        "A table has at most 5,000 rows and 60 columns. Remove what is no practice, or split it."
    )


def test_a_locked_file_says_so() -> None:
    """Excel keeps a file with a password in another file; nobody is told to repair it."""
    data = xls({(0, 0): "id"}).replace("Workbook".encode("utf-16-le"), "EncryptedPackage".encode("utf-16-le"))
    assert refused(data) == "p.xlsx: is locked with a password. Save it without one."


def test_a_reader_that_hangs_is_stopped(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where the system counts no seconds of the core, the clock does."""
    (tmp_path / "slow.py").write_text("import time\ntime.sleep(60)\n", encoding="utf-8")
    monkeypatch.setattr(sheet, "__file__", str(tmp_path / "slow.py"))
    monkeypatch.setattr(workbook, "PATIENCE", 0.2)
    assert "too large" in refused(xlsx(""))
