"""Tables as people save them: each row that is wrong is named with its line and the reason, all others are read."""

from __future__ import annotations

import io
import os
from pathlib import Path

import openpyxl
import pytest

from leaflets.personalise.sets import report
from leaflets.personalise.sets.outcome import SetOutcome
from leaflets.personalise.table.read import PracticeTable, of_bytes, read
from leaflets.problems import WrongOption

HEAD = "id,name,telephone,country"
GOOD = "linde,De Linde,09 123 45 67,be"


def table(folder: Path, text: str | bytes, name: str = "practices.csv") -> PracticeTable:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read(path, ["nl"])


def said(found: PracticeTable) -> list[str]:
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


def test_two_practices_with_one_id_both_fail(tmp_path: Path) -> None:
    """Nobody can say which is meant; each names the line of the other."""
    found = table(tmp_path, f"{HEAD}\n{GOOD}\nLINDE,De Andere,09 1,be\n{GOOD}\n")
    assert [row.practice for row in found.rows] == [None, None, None]
    assert 'line 2: the id "linde" is also that of line 3, 4' in said(found)[0]


def test_thousands_with_one_id_are_counted(tmp_path: Path) -> None:
    """Three are named; five thousand messages of five thousand lines each would be no message."""
    found = table(tmp_path, f"{HEAD}\n" + f"{GOOD}\n" * 5_000)
    assert said(found)[2500].endswith(
        'line 2502: the id "linde" is also that of line 2, 3, 4 and 4996 more. Give each practice an id of its own.'
    )


def test_a_row_of_another_encoding_fails_alone(tmp_path: Path) -> None:
    """Pasted from Windows-1252 into a table of UTF-8: the others are right, and nothing is mojibake."""
    data = f"{HEAD}\nlinde,Café Één,09 123 45 67,be\n".encode() + "beuk,Dr. Müller,09 123 45 68,be\n".encode("cp1252")
    found = table(tmp_path, data + b"eik,De Eik,09 123 45 69,be\n")
    assert [row.practice and row.practice.name for row in found.rows] == ["Café Één", None, "De Eik"]
    (text,) = said(found)
    assert text.startswith("practices.csv, line 3: is saved in another encoding than most of the table.")


def test_a_table_in_mac_roman_is_refused_by_row(tmp_path: Path) -> None:
    """Rows with accents fail with the advice how to save it, those without are read."""
    data = f"{HEAD}\nlinde,Café België,09 123 45 67,be\nbeuk,De Beuk,09 123 45 68,be\n".encode("mac_roman")
    found = table(tmp_path, data)
    assert [row.practice and row.practice.name for row in found.rows] == [None, "De Beuk"]
    assert 'save the table as "CSV UTF-8"' in said(found)[0]


@pytest.mark.parametrize("name", ["p.csv", "p.xlsx"])
def test_a_file_that_is_too_long_is_not_read(tmp_path: Path, name: str) -> None:
    """A film of a terabyte under the name of a table costs nothing."""
    with (tmp_path / name).open("wb") as file:
        file.truncate(1 << 40)
    assert "is too large for a table" in said(read(tmp_path / name, ["nl"]))[0]


@pytest.mark.parametrize("name", ["p.csv", "p.xlsx", "p.yaml"])
def test_what_is_no_plain_file_is_not_waited_for(tmp_path: Path, name: str) -> None:
    """A pipe nobody writes to is named, and the command ends."""
    os.mkfifo(tmp_path / name)
    assert f"{name}: is no plain file" in said(read(tmp_path / name, ["nl"]))[0]


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
                [9.0, "Negen", "020 123 45 68", "nl"], ["tien", "#REF!", "020 123 45 69", "nl"]):  # fmt: skip
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
    (tmp_path / "drie.yaml").write_text('id: vier\nname: Drie\ntelephone: "1733"\ncountry: be\n', encoding="utf-8")
    found = read(tmp_path, ["nl"])
    assert [row.practice.id for row in found.rows if row.practice] == ["een"]
    assert any(text.startswith('twee.yaml, line 3: the field "telephone" is wrong') for text in said(found))
    assert any('drie.yaml, line 1: the id "vier" is not the name of its file' in text for text in said(found))


YAML = 'name: Eén\ntelephone: "09 123 45 67"\ncountry: be\n'


@pytest.mark.parametrize(
    ("added", "line", "what"),
    [
        ("logo: nosuch.jpg", 4, 'the logo "nosuch.jpg" is not there. Put it beside the file, or correct its name.'),
        ("# note\nlogo: ../x.jpg", 5, "is outside the folder of the file. Put it beside the file"),
        ("kind: Praktijk\nlogo: x.gif", 5, "of another kind than PNG"),
        ("kind: Praktijk\nlanguage: xx", 5, 'there is no language "xx"'),
        ("id: x", 4, "is not the name of its file"),
        ("kind: CafÃ©", 4, 'is "Café" read in another encoding'),
        ("kind: a\nkind: b", 5, "twice"),
        ("nickname: x", 4, 'unknown key "nickname"'),
    ],
)
def test_a_fault_of_a_file_has_its_line(tmp_path: Path, added: str, line: int, what: str) -> None:
    """Alone or in a folder, each field is named with the line it stands on, and no table is spoken of."""
    (tmp_path / "een.yaml").write_text(f"{YAML}{added}\n", encoding="utf-8")
    for source in (tmp_path, tmp_path / "een.yaml"):
        (text,) = said(read(source, ["nl"]))
        assert text.startswith(f"een.yaml, line {line}: ")
        assert what in text
        assert "beside the table" not in text


def test_a_list_in_a_file_is_named(tmp_path: Path) -> None:
    """Several practices in one file are those of a table."""
    (tmp_path / "een.yaml").write_text("- name: Een\n- name: Twee\n", encoding="utf-8")
    assert (
        "holds a list, and a file is one practice. Write a file for each, or a table" in said(read(tmp_path, ["nl"]))[0]
    )


def test_a_file_that_is_wrong_costs_itself(tmp_path: Path) -> None:
    """Half a letter, a name that is no UTF-8, a pipe, a folder, a link that leads out and a device: all others are read."""
    folder = tmp_path / "practices"
    folder.mkdir()
    (folder / "een.yaml").write_text(YAML, encoding="utf-8")
    (folder / "half.yaml").write_text(YAML.replace("Eén", '"a\\ud800b"'), encoding="utf-8")
    (folder / os.fsdecode(b"caf\xe9.yaml")).write_text(YAML, encoding="utf-8")
    os.mkfifo(folder / "pipe.yml")
    (folder / "map.yaml").mkdir()
    (tmp_path / "secret.yaml").write_text("name: secret\n", encoding="utf-8")
    (folder / "out.yaml").symlink_to(tmp_path / "secret.yaml")
    (folder / "zero.yaml").symlink_to("/dev/zero")
    (folder / "long.yaml").write_text("#" * 600_000, encoding="utf-8")
    (folder / "twee.YAML").write_text(YAML, encoding="utf-8")
    (folder / "notes.txt").write_text("x", encoding="utf-8")
    found = read(folder, ["nl"])
    assert [row.id for row in found.rows if row.practice] == ["een", "twee"]
    texts = "\n".join(said(found))
    for what in ("half.yaml, line 1: holds a character that cannot be printed (U+D800)", "pipe.yml: is no plain file",
                 'caf\\udce9.yaml: its name is the practice\'s id, and "caf\\udce9" is no id', "map.yaml: is no plain file", "out.yaml: is outside the folder practices",
                 "zero.yaml: is outside the folder practices", "long.yaml: is longer than 500 kB"):  # fmt: skip
        assert what in texts
    assert "secret:" not in texts
    report.write(tmp_path, found, [SetOutcome(row, "failed", problems=row.problems) for row in found.rows])
    assert len((tmp_path / "practices" / "report.csv").read_text(encoding="utf-8").splitlines()) == 10


def test_a_folder_of_thousands_is_refused(tmp_path: Path) -> None:
    """Before any is read."""
    for number in range(5_001):
        (tmp_path / f"{number}.yaml").touch()
    (text,) = said(read(tmp_path, ["nl"]))
    assert "holds more than 5,000 .yaml files. Put some of them into another folder." in text


def test_a_logo_is_read_from_beside_the_table_only(tmp_path: Path) -> None:
    """Paths that lead elsewhere, also through links, other kinds, and what is no plain file, are refused."""
    folder = tmp_path / "tables"
    folder.mkdir()
    (tmp_path / "secret.png").write_bytes(b"secret")
    (folder / "link.png").symlink_to(tmp_path / "secret.png")
    (folder / "links").symlink_to(tmp_path)
    (folder / "logo.png").write_bytes(b"picture")
    (folder / "inside.png").symlink_to("logo.png")
    (folder / "large.png").write_bytes(bytes(10_000_001))
    os.mkfifo(folder / "pipe.png")
    (folder / "map.png").mkdir()
    reasons = {
        "logo.png": "", "inside.png": "", "./logo.png": "", "../secret.png": "outside", "link.png": "outside",
        "links/secret.png": "outside", str(tmp_path / "secret.png"): "outside", "/dev/zero.png": "outside",
        "/etc/passwd": "another kind", "gone.png": "not there", "notes.txt": "another kind", "large.png": "larger than 10 MB",
        "pipe.png": "no plain file", "map.png": "no plain file",
        "logo.png/x.png": "not there", "x" * 300 + ".png": "not there",
    }  # fmt: skip
    rows = "".join(f"p{n},Praktijk,09 123 45 67,be,{name}\n" for n, name in enumerate(reasons))
    found = table(folder, f"{HEAD},logo\n{rows}")
    assert [row.logo for row in found.rows] == [b"picture"] * 3 + [None] * (len(reasons) - 3)
    assert all(reason in text for reason, text in zip(list(reasons.values())[3:], said(found), strict=True))
    assert 'line 6: the logo "link.png" is outside the folder of the table. Put it beside the table' in said(found)[1]


def test_what_is_no_file_is_a_wrong_option(tmp_path: Path) -> None:
    """A name that does not exist or a document ends the command with the advice what to give it."""
    for name in ("none.csv", "x" * 300, "a\0b.csv"):
        with pytest.raises(WrongOption, match="There is no file"):
            read(tmp_path / name, ["nl"])
    (tmp_path / "p.docx").write_bytes(b"x")
    with pytest.raises(WrongOption, match=r"Save it as \.csv, \.xlsx or \.ods"):
        read(tmp_path / "p.docx", ["nl"])


def test_a_table_from_elsewhere_is_read_as_what_it_begins_as() -> None:
    """Its name says nothing; each row that is wrong is named, also one whose id is another's or whose language is not there."""
    book, target = openpyxl.Workbook(), io.BytesIO()
    assert book.active is not None
    for cells in (
        (*HEAD.split(","), "language"),
        (*GOOD.split(","), ""),
        ("beuk", "De Beuk", "09 123 45 68", "be", "de"),
    ):
        book.active.append(cells)
    book.save(target)
    for data in (target.getvalue(), f"{HEAD},language\n{GOOD},\nbeuk,De Beuk,09 123 45 68,be,de\n".encode()):
        found = of_bytes(data, "list", ["nl"], "nl")
        assert [row.practice and row.practice.language for row in found.rows] == [("nl",), None]
        assert said(found) == ['list, line 3: there is no language "de". Choose from: nl.']
    twice = of_bytes(f"{HEAD}\n{GOOD}\n{GOOD}\n".encode(), "list", ["nl"], "nl")
    assert [row.practice for row in twice.rows] == [None, None]
    assert [str(one.what) for one in of_bytes(b"PK", "list", ["nl"], "nl").problems] == [
        "is no spreadsheet that can be read"
    ]
