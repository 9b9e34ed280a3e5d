"""The program that reads one sheet: what is shown in it, without limits of the system too."""

from __future__ import annotations

import io
import sys
import zipfile

import pytest

from leaflets.personalise.table import sheet, workbook
from tests.personalise.spreadsheets import ods, ods_row, xls, xlsx, xlsx_row
from tests.personalise.table.test_workbook import LINDE


def lines(data: bytes) -> list[tuple[int, list[str]]]:
    """The lines of a file that asks for nothing out of bounds, read in this process."""
    return list(sheet.lines(data, workbook.BOUNDS))


def test_lines_are_numbered_as_they_are_shown() -> None:
    """Also below empty lines, and in a sheet that begins in its fourth line and third column."""
    cells = {(3, 2): "id", (3, 3): "naam", (6, 2): "linde"}
    assert lines(xls(cells)) == [(4, ["id", "naam"]), (7, ["linde", ""])]


def test_what_a_formula_went_wrong_to_is_text() -> None:
    """An address that is #REF! is not left out as if there were none."""
    wrong = '<row r="2"><c r="A2" t="e"><f>B9</f><v>#REF!</v></c><c r="B2" s="1" t=\'e\'><v>#N/B</v></c></row>'
    assert lines(xlsx(wrong))[1][1] == ["#REF!", "#N/B", "", ""]


def test_empty_rows_and_columns_do_not_count() -> None:
    """Programs save a million empty rows and 16,384 empty columns below and beside a table."""
    empty = '<table:table-cell table:number-columns-repeated="16384"/>'
    below = f'<table:table-row table:number-rows-repeated="1048574">{empty}</table:table-row>'
    assert len(lines(ods(ods_row(LINDE) + below))) == 2
    rows = "".join(f'<row r="{number}"><c r="XFD{number}" s="1"/></row>' for number in range(3, 9000))
    assert len(lines(xlsx(xlsx_row(2, LINDE) + rows))) == 2


def test_without_limits_of_the_system_a_table_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows has no module `resource`; the program goes on without."""
    monkeypatch.setitem(sys.modules, "resource", None)
    sheet.limit(workbook.BOUNDS)
    assert len(lines(xlsx(xlsx_row(2, LINDE)))) == 2


def test_a_flat_file_holds_what_a_table_needs() -> None:
    """Pictures are left out, and nothing in it is packed, so nothing can unfold."""
    flat = sheet.flat(xlsx("", others={"xl/media/logo.png": b"picture"}), 20_000_000)
    with zipfile.ZipFile(io.BytesIO(flat)) as read:
        assert {part.compress_type for part in read.infolist()} == {zipfile.ZIP_STORED}
        assert sorted(read.namelist())[-1] == "xl/worksheets/sheet1.xml"
        assert not [name for name in read.namelist() if "media" in name]


def test_the_first_sheet_with_something_in_it_is_read_to_its_bounds() -> None:
    """A cell is cut one character after it is too long, empty lines are left out, and more rows, columns or letters are refused."""
    data = xlsx(xlsx_row(2, ["x" * 20, "", "", ""]) + xlsx_row(4, LINDE))
    found = list(sheet.lines(data, workbook.BOUNDS._replace(cell=9)))
    assert found[1:] == [(2, ["x" * 10, "", "", ""]), (4, [cell[:10] for cell in LINDE])]
    for less in ({"rows": 2}, {"columns": 3}, {"unpacked": 20}):
        with pytest.raises(sheet.Refused, match="large"):
            list(sheet.lines(data, workbook.BOUNDS._replace(**less)))
