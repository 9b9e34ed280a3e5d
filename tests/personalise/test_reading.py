"""Tables as people save them: each row that is wrong is named with its line and the reason, all others are read."""

from __future__ import annotations

import os
from pathlib import Path

import openpyxl
import pytest

from leaflets.personalise.reading import Table, read
from leaflets.problems import WrongOption

HEAD = "id,name,telephone,country"
GOOD = "linde,De Linde,09 123 45 67,be"


def table(folder: Path, text: str | bytes, name: str = "practices.csv") -> Table:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read(path, ["nl"])


def said(found: Table) -> list[str]:
    return [str(problem) for problem in [*found.problems, *(one for row in found.rows for one in row.problems)]]


@pytest.mark.parametrize(
    "data",
    [
        "id;name;telephone;country\r\nlinde;Praktijk ’t Hérzele;09 123 45 67;be\r\n".encode("cp1252"),
        "id;name;telephone;country\r\nlinde;Praktijk ’t Hérzele;09 123 45 67;be\r\n".encode("utf-8-sig"),
        "id\tname\ttelephone\tcountry\nlinde\tPraktijk ’t Hérzele\t09 123 45 67\tbe\n".encode("utf-16"),
        "Land;Id;Telefoon;Naam\nbe;linde;09 123 45 67;Praktijk ’t Hérzele\n".encode(),
        "PAYS;ID;Téléphone;Nom\nbe;linde;09 123 45 67;Praktijk ’t Hérzele\n".encode("cp1252"),
        "sep=;\nid;name;telephone;country\nlinde;Praktijk ’t Hérzele;09 123 45 67;be\n".encode(),
        "Onze leden, 2026;;;\n;;;\nid;name;telephone;country\nlinde;Praktijk ’t Hérzele;09 123 45 67;be\n".encode(),
        "Country, ID ,Telephone,NAME\nBE,linde,09 123 45 67,Praktijk ’t Hérzele\n".encode(),
    ],
)
def test_however_it_is_saved_it_says_the_same(tmp_path: Path, data: bytes) -> None:
    """Semicolons, tabs or commas; Windows-1252, UTF-8 or UTF-16; columns in any order, case and of three languages."""
    found = table(tmp_path, data)
    assert said(found) == []
    (row,) = found.rows
    assert row.practice is not None
    assert (row.practice.id, row.practice.name, row.practice.country) == ("linde", "Praktijk ’t Hérzele", "be")


def test_rows_know_their_line(tmp_path: Path) -> None:
    """Also after a cell with a line break and an empty line."""
    text = f'{HEAD},address\neen,Een,09 111 11 11,be,"Dorp 1\n9000 Gent"\n\n,Twee,09 111 11 12,be,\n'
    found = table(tmp_path, text)
    assert [row.line for row in found.rows] == [2, 5]
    assert said(found) == ['practices.csv, line 5: the field "id" is empty. Fill it in.']


@pytest.mark.parametrize(
    ("head", "what"),
    [
        ("id,name,country", 'the column "telephone" is missing'),
        ("id,name,name,telephone,country", 'the column "name" is there 2 times'),
        (f"{HEAD},naam", 'the column "name" is there 2 times'),
        (f"{HEAD},websit", 'unknown column "websit". Did you mean "website"?'),
    ],
)
def test_a_wrong_heading_is_named(tmp_path: Path, head: str, what: str) -> None:
    """A column that is missing, doubled or misspelt concerns every row, so none is read."""
    found = table(tmp_path, f"{head}\n{GOOD}\n")
    assert found.rows == ()
    assert f"practices.csv, line 1: {what}" in said(found)[0]


def test_columns_of_the_association_are_left_alone(tmp_path: Path) -> None:
    """Member numbers and the like may stand in the table."""
    assert said(table(tmp_path, f"{HEAD},member number\n{GOOD},77\n")) == []


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ("beuk,,09 123 45 67,be", 'the field "name" is empty'),
        ("beuk," + "x" * 300 + ",09 123 45 67,be", "300 characters"),
        ("../beuk,De Beuk,09 123 45 67,be", '"../beuk" is no id'),
        ("beuk,De Beuk,09 CALL ME,be", "no telephone number"),
        ("beuk,De Beuk, of zo,09 123 45 67,be", "the row has 5 cells, the first line 4"),
    ],
)
def test_one_wrong_row_costs_that_row_only(tmp_path: Path, row: str, what: str) -> None:
    """It is named with its line and the reason; the row before and after it are read."""
    found = table(tmp_path, f"{HEAD}\n{GOOD}\n{row}\n{GOOD.replace('linde', 'eik')}\n")
    assert [bool(one.practice) for one in found.rows] == [True, False, True]
    (text,) = said(found)
    assert text.startswith("practices.csv, line 3: ")
    assert what in text


def test_two_practices_with_one_id_both_fail(tmp_path: Path) -> None:
    """Nobody can say which is meant; each names the line of the other."""
    found = table(tmp_path, f"{HEAD}\n{GOOD}\nLINDE,De Andere,09 1,be\n{GOOD}\n")
    assert [row.practice for row in found.rows] == [None, None, None]
    assert 'line 2: the id "linde" is also that of line 3, 4' in said(found)[0]


def test_a_language_must_be_there(tmp_path: Path) -> None:
    """The languages there are, are named."""
    found = table(tmp_path, f"{HEAD},language\n{GOOD},xx\n")
    assert said(found) == ['practices.csv, line 2: there is no language "xx". Choose from: nl.']


def test_a_quotation_mark_left_open_is_named(tmp_path: Path) -> None:
    """The rows before it are read."""
    found = table(tmp_path, f'{HEAD}\n{GOOD}\nbeuk,"De Beuk,09 123 45 67,be\n')
    assert len(found.rows) == 1
    assert "line 3: cannot be read as a table" in said(found)[0]


def test_an_excel_table_is_read(tmp_path: Path) -> None:
    """Text, numbers and empty cells; a number that lost its first 0 is refused, and says how that came."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["Id", "Name", "Telephone", "Country", "Out-of-hours telephone"],
                ["een", "Eén", "09 123 45 67", "BE", 1733], ["twee", "Twee", 91234567, "nl", None]):  # fmt: skip
        sheet.append(row)
    book.save(tmp_path / "p.xlsx")
    found = read(tmp_path / "p.xlsx", ["nl"])
    assert found.rows[0].practice is not None
    assert found.rows[0].practice.out_of_hours_telephone == "1733"
    (text,) = said(found)
    assert text.startswith('p.xlsx, line 3: the field "telephone" is wrong: "91234567" begins with neither 0 nor +')


def test_an_excel_table_is_found_where_it_stands(tmp_path: Path) -> None:
    """On the second sheet, under a title, with a thousand empty rows after it; lines are those Excel shows."""
    book = openpyxl.Workbook()
    sheet = book.create_sheet("Leden")
    for row in (["Onze leden"], [], ["id", "naam", "telefoon", "land"], ["een", "Een", "09 123 45 67", "be"],
                [9.0, "Negen", "09 123 45 68", "nl"], ["tien", "#REF!", "09 123 45 69", "nl"]):  # fmt: skip
        sheet.append(row)
    for number in range(7, 1007):
        sheet.cell(row=number, column=1).number_format = "0"
    book.save(tmp_path / "p.xlsx")
    found = read(tmp_path / "p.xlsx", ["nl"])
    assert [(row.line, row.practice.id) for row in found.rows if row.practice] == [(4, "een"), (5, "9")]
    (text,) = said(found)
    assert text.startswith('p.xlsx, line 6: the field "name" is wrong: "#REF!"')


@pytest.mark.parametrize(("name", "data"), [("p.xlsx", b"PK no zip"), ("p.csv", b""), ("p.csv", b"\0\0")])
def test_what_is_no_table_is_refused(tmp_path: Path, name: str, data: bytes) -> None:
    """Broken and empty files are named; there is no traceback."""
    found = table(tmp_path, data, name)
    assert found.rows == ()
    assert said(found)[0].startswith(name)


def test_a_folder_of_yaml_is_read(tmp_path: Path) -> None:
    """The name of a file is the id; what is wrong is named with its own line."""
    (tmp_path / "een.yaml").write_text('name: Eén\ntelephone: "09 123 45 67"\ncountry: be\n', encoding="utf-8")
    (tmp_path / "twee.yaml").write_text("name: Twee\n# note\ntelephone: 01234567\ncountry: be\n", encoding="utf-8")
    (tmp_path / "drie.yaml").write_text('id: vier\nname: Drie\ntelephone: "112"\ncountry: be\n', encoding="utf-8")
    found = read(tmp_path, ["nl"])
    assert [row.practice.id for row in found.rows if row.practice] == ["een"]
    assert any(text.startswith('twee.yaml, line 3: the field "telephone" is wrong') for text in said(found))
    assert any('drie.yaml: the id "vier" is not the name of its file' in text for text in said(found))


def test_a_logo_is_read_from_beside_the_table_only(tmp_path: Path) -> None:
    """Paths that lead elsewhere, also through links, other kinds, and files that are not there, are refused."""
    folder = tmp_path / "tables"
    folder.mkdir()
    (tmp_path / "secret.png").write_bytes(b"secret")
    (folder / "link.png").symlink_to(tmp_path / "secret.png")
    (folder / "logo.png").write_bytes(b"picture")
    (folder / "large.png").write_bytes(bytes(10_000_001))
    os.mkfifo(folder / "pipe.png")
    names = ["logo.png", "../secret.png", "link.png", "/etc/x.png", "gone.png", "notes.txt", "large.png", "pipe.png"]
    rows = "".join(f"p{n},Praktijk,09 123 45 67,be,{name}\n" for n, name in enumerate(names))
    found = table(folder, f"{HEAD},logo\n{rows}")
    assert [row.logo for row in found.rows] == [b"picture", *[None] * 7]
    reasons = [*["outside"] * 3, "not there", "another kind", "longer than 10 MB", "is no plain file"]
    assert all(reason in text for reason, text in zip(reasons, said(found), strict=True))


def test_what_is_no_file_is_a_wrong_option(tmp_path: Path) -> None:
    """A name that does not exist or a document ends the command with the advice what to give it."""
    with pytest.raises(WrongOption, match="There is no file"):
        read(tmp_path / "none.csv", ["nl"])
    (tmp_path / "p.docx").write_bytes(b"x")
    with pytest.raises(WrongOption, match=r"Save it as \.csv or \.xlsx"):
        read(tmp_path / "p.docx", ["nl"])
