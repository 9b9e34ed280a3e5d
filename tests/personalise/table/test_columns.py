"""Lines become rows: each that is wrong is named with its line, and all others are practices."""

from __future__ import annotations

from pathlib import Path

import pytest

from leaflets.personalise.table.columns import rows
from leaflets.personalise.table.rows import TableLine
from leaflets.problems import ContentError
from tests.personalise.table.test_read import GOOD, HEAD, said, table


def test_rows_know_their_line(tmp_path: Path) -> None:
    """Also after a cell with a line break and an empty line."""
    text = f'{HEAD},address\neen,Een,09 111 11 11,be,"Dorp 1\n9000 Gent"\n\ntwee,,09 111 11 12,be,\n'
    found = table(tmp_path, text)
    assert [row.line for row in found.rows] == [2, 5]
    assert said(found) == ['practices.csv, line 5: the field "name" is empty. Fill it in.']


@pytest.mark.parametrize("data", [
    "Naam;Telefoon;Land\nDe Linde;09 123 45 67;België\nDe Beuk;020 123 45 67;Nederland\nDe Linde;09 123 45 68;B\n",
    "Id;Nom;Téléphone;Pays\n;De Linde;09 123 45 67;Belgique\n;De Beuk;020 123 45 67;Pays-Bas\n;De Linde;09 123 45 68;BE\n",
])  # fmt: skip
def test_an_id_is_made_from_the_name(tmp_path: Path, data: str) -> None:
    """Where there is no column or an empty cell; the report will say so."""
    found = table(tmp_path, data)
    assert said(found) == []
    assert [row.practice.id for row in found.rows if row.practice] == ["de-linde", "de-beuk", "de-linde-2"]
    assert [row.id for row in found.rows] == ["de-linde", "de-beuk", "de-linde-2"]
    assert all("The id is made from the name" in note for row in found.rows for note in row.notes)
    assert [row.practice.country for row in found.rows if row.practice] == ["be", "nl", "be"]


def test_an_id_that_is_given_is_kept(tmp_path: Path) -> None:
    """A row that is wrong has its id made all the same, so that mending it renames no other."""
    rows = ",De Linde,CALL,be\nde-linde-2,De Linde,09 123 45 67,be\n,De Linde,09 123 45 67,be\n,北京,09 123 45 67,be\n"
    found = table(tmp_path, f"{HEAD}\n{rows}")
    assert [row.practice and row.practice.id for row in found.rows] == [None, "de-linde-2", "de-linde-3", None]
    assert [bool(row.notes) for row in found.rows if row.practice] == [False, True]
    assert "no id can be made from the name. Write one in a column" in said(found)[1]
    assert len(said(found)) == 2


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
        ("beuk,De Beuk, of zo,09 123 45 67,be", "the row has 5 cells, the line of headings 4"),
        ("beuk,De Beuk,+32 9 123,be", "it has too few digits"),
        ("beuk,CafÃ©,09 123 45 67,be", 'is "Café" read in another encoding'),
        ("beuk," + "x" * 2001 + ",09 123 45 67,be", 'the cell under "name" has more than 2,000 characters'),
        ("beuk," + "x" * 200_000 + ",09 123 45 67,be", 'the cell under "name" has more than 2,000 characters'),
    ],
)
def test_one_wrong_row_costs_that_row_only(tmp_path: Path, row: str, what: str) -> None:
    """It is named with its line and the reason; the row before and after it are read."""
    found = table(tmp_path, f"{HEAD}\n{GOOD}\n{row}\n{GOOD.replace('linde', 'eik')}\n")
    assert [bool(one.practice) for one in found.rows] == [True, False, True]
    (text,) = said(found)
    assert text.startswith("practices.csv, line 3: ")
    assert what in text


@pytest.mark.parametrize("rows", [5_001, 60_000])
def test_too_many_rows_are_refused(tmp_path: Path, rows: int) -> None:
    """One sentence for the table, and not one for each of its rows."""
    found = table(tmp_path, f"{HEAD}\n" + "x,,,\n" * rows)
    assert found.rows == ()
    assert said(found) == [
        "practices.csv: is too large for a table of practices. "
        "A table has at most 5,000 rows and 60 columns. Remove what is no practice, or split it."
    ]


def test_headings_are_looked_for_below_a_title() -> None:
    """The line among the first ten that names most fields holds them, of two alike the first; what is above is none."""
    title = TableLine(1, ("Leden", "2026"))
    lines = [title, TableLine(3, ("id", "naam", "telefoon", "land")), TableLine(4, GOOD.split(","))]
    (row,), _ = rows("p.csv", lines)
    assert (row.line, row.id, row.name, row.practice and row.practice.telephone) == (
        4,
        "linde",
        "De Linde",
        "09 123 45 67",
    )
    assert [row.line for row in rows("p.csv", [lines[1], lines[1]._replace(number=4)])[0]] == [4]
    with pytest.raises(
        ContentError, match=r"p\.csv: is empty\. Write a line with the columns, then a line a practice\."
    ):
        rows("p.csv", [TableLine(1, ("", " "))])


def test_what_no_cell_says_is_the_usual() -> None:
    """And what a cell says is what it says; columns that are none of ours are named as they stand there."""
    lines = [
        TableLine(1, ("Naam", "Telefoon", "Land", "Taal", " Lid nr. ", "")),
        TableLine(2, ("De Linde", "09 123 45 67", "be", "", "7", "")),
        TableLine(3, ("De Beuk", "09 123 45 68", "be", "nl", "8", "")),
    ]
    found, unknown = rows("p.csv", lines, {"language": "fr"})
    assert [row.practice and row.practice.language for row in found] == [("fr",), ("nl",)]
    assert unknown == ("Lid nr.",)
