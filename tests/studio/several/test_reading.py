"""Lists as people save them, and what is none."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable

import pytest

from leaflets.personalise.table.rows import PracticeTable
from leaflets.problems import ContentError
from leaflets.studio.several.reading import LOGO, read_list
from tests.studio.several.conftest import BEUK, EIK, HEAD, LINDE, a_list, a_workbook


def read(data: bytes) -> PracticeTable:
    return read_list(data, ["nl", "fr"], "fr", names_publisher=False)


@pytest.mark.parametrize("data", [a_list(LINDE, BEUK, EIK), a_workbook(LINDE, BEUK, EIK)])
def test_what_is_right_is_there_though_others_are_wrong(data: bytes) -> None:
    """Each row with its number; a language that no row says is that of the choice."""
    table = read(data)
    assert [row.practice and row.practice.id for row in table.rows] == ["de-linde", "de-beuk", None]
    assert [row.line for row in table.rows] == [2, 3, 4]
    assert [one.practice.language for one in table.rows if one.practice] == [("fr",), ("fr",)]
    assert "no telephone number" in str(table.rows[2].problems[0].what)


def test_in_belgium_somebody_answers_for_it() -> None:
    """A row without a publisher is wrong there, and not where the edition names one."""
    row = "De Linde;Kerkstraat 12, 9000 Gent;09 123 45 67;be;"
    (wrong,) = read(a_list(row)).rows
    assert wrong.practice is None
    assert wrong.problems[0].what.values["name"] == "publisher"
    (right,) = read_list(a_list(row), ["nl"], "nl", names_publisher=True).rows
    assert right.practice is not None


def test_a_logo_stays_behind_and_that_is_said() -> None:
    """A list cannot bring one; the practice is made without it."""
    (row,) = read(a_list(f"{LINDE};linde.png", head=f"{HEAD};Logo")).rows
    assert row.practice is not None
    assert row.practice.logo is None
    assert row.notes[-1] is LOGO or row.notes[-1] == LOGO


def test_columns_that_are_none_of_ours_are_named() -> None:
    """As they stand in the list."""
    assert read(a_list(f"{LINDE};77;x", head=f"{HEAD};Lidnummer;  Code 2 ")).unknown == ("Lidnummer", "Code 2")


def ods(content: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("content.xml", content)
    return target.getvalue()


def bomb() -> bytes:
    """300 MB in 300 kB."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        packed.writestr("xl/workbook.xml", bytes(300_000_000))
    return target.getvalue()


HOSTILE: dict[str, Callable[[], bytes]] = {
    "nothing": lambda: b"",
    "blanks": lambda: b"\xef\xbb\xbf \r\n\r\n",
    "a PDF": lambda: b"%PDF-1.7\n" + bytes(range(256)) * 100,
    "a picture": lambda: b"\x89PNG\r\n\x1a\n" + bytes(1000),
    "a web page": lambda: b"<!DOCTYPE html><table><tr><td>Naam</td></tr></table>",
    "100,000 rows": (HEAD + "\n" + "a;b;1;be;\n" * 100_000).encode,
    "bytes": lambda: bytes(range(256)) * 1000,
    "another table": lambda: b"artikel;prijs\nbrood;3\n",
    "headings alone": f"{HEAD}\r\n".encode,
    "a zip bomb": bomb,
    "entities": lambda: ods('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><office:document-content>&e;</office:document-content>'),
    "a ZIP of something else": lambda: ods("<x/>"),
    "half a workbook": lambda: a_workbook(LINDE)[:2000],
    "a quotation mark that never ends": lambda: f'{HEAD}\n"De Linde;'.encode() + b"x\n" * 1000,
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_list_costs_little_and_is_told(name: str) -> None:
    """In a sentence, and nothing of it is taken for a practice."""
    data, started = HOSTILE[name](), time.process_time()
    with pytest.raises(ContentError) as raised:
        read(data)
    assert time.process_time() - started < 5
    assert all(str(problem.what) and str(problem.todo) for problem in raised.value.problems)


@pytest.mark.parametrize("cell", ["=1+1", "=cmd|' /C calc'!A0", "@SUM(1)", "#REF!", '=HYPERLINK("http://x")'])
def test_a_formula_is_a_text_or_a_mistake(cell: str) -> None:
    """Nothing is reckoned; it stands there as it was typed, or its row is wrong."""
    row = LINDE.replace("De Linde", cell)
    for data in (a_list(row), a_workbook(row)):
        (found,) = read(data).rows
        assert found.practice is None or found.practice.name == cell


def test_another_encoding_is_read_as_what_it_is() -> None:
    """Windows and UTF-16 are; letters that were lost before make a row wrong, not a list."""
    row = LINDE.replace("De Linde", "Praktijk Hérzele")
    for encoding in ("cp1252", "utf-16", "utf-8"):
        (found,) = read(f"{HEAD}\n{row}\n".encode(encoding)).rows
        assert found.practice is not None
        assert found.practice.name == "Praktijk Hérzele"
    (lost,) = read(f"{HEAD}\n{LINDE.replace('De Linde', 'HÃ©rzele')}\n".encode()).rows
    assert lost.practice is None
