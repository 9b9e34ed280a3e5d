"""CSV as programs and people save it: every encoding is read or refused, and one bad row costs itself."""

from __future__ import annotations

import csv
import time

import pytest

from leaflets.personalise.table.rows import TableLine
from leaflets.personalise.table.separated import lines
from leaflets.problems import ContentError

HEAD = "id;naam;telefoon;land"


def cells(data: bytes) -> list[list[str]]:
    found, _, problems = lines(data, "p.csv")
    assert problems == ()
    return [list(line.cells) for line in found]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_encoding_is_read(encoding: str, end: str) -> None:
    """With a mark or without one, and with the ends of lines of Windows, of Unix and of old Macs."""
    text = end.join([HEAD, "a;Praktijk ’t Hérzele;09;be", "b;Één «twee»;09;be", ""])
    assert cells(text.encode(encoding)) == [
        HEAD.split(";"), ["a", "Praktijk ’t Hérzele", "09", "be"], ["b", "Één «twee»", "09", "be"]
    ]  # fmt: skip


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_row_in_another_encoding_fails_alone(mark: bytes) -> None:
    """Pasted from Windows-1252 into UTF-8: it is known by its bytes, and all others are right."""
    data = mark + f"{HEAD}\na;Één\nb;Müller\n".encode() + "c;Café\n".encode("cp1252") + b"d;Linde\n"
    found, _, _ = lines(data, "p.csv")
    assert [line.cells[1] for line in found] == ["naam", "Één", "Müller", "Café", "Linde"]
    assert [line.number for line in found if line.wrong] == [4]
    assert found[3].wrong is not None
    assert "another encoding" in found[3].wrong[0]


def test_the_other_way_round_it_is_the_same() -> None:
    """One row of UTF-8 in a table in Windows-1252 fails, and is not printed as mojibake."""
    data = f"{HEAD}\na;Één\nb;Müller\n".encode("cp1252") + "c;Café\n".encode()
    found, _, _ = lines(data, "p.csv")
    assert [line.cells[1] for line in found if not line.wrong] == ["naam", "Één", "Müller"]
    assert [line.number for line in found if line.wrong] == [4]


def test_a_row_of_several_lines_fails_for_any_of_them() -> None:
    """An address in two lines, the second of which is in another encoding."""
    data = f'{HEAD}\na;Één\nb;"Dorp 1\n'.encode() + '9000 Citroën"\n'.encode("cp1252") + "c;Ü;\n".encode()
    found, _, _ = lines(data, "p.csv")
    assert [(line.number, line.wrong is not None) for line in found] == [(1, False), (2, False), (3, True), (5, False)]


def test_half_a_letter_at_the_end_costs_the_last_row() -> None:
    """A file that was cut in the middle of a letter."""
    data = f"{HEAD}\na;Één\nb;Caf".encode() + b"\xc3"
    found, _, _ = lines(data, "p.csv")
    assert [line.wrong is not None for line in found] == [False, False, True]


@pytest.mark.parametrize(
    "data", [bytes(1000), b"\0\1\2\3" * 300, b"naam;telefoon\na\0b;c\n", b"\x7fELF" + bytes(range(256))]
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    """A program or a picture under the name of a table gets one sentence."""
    with pytest.raises(ContentError, match=r"p\.csv: is no text\. Save the table as"):
        lines(data, "p.csv")


def test_a_long_cell_costs_its_row_only() -> None:
    """Longer than the reader's own limit of 128 kB, on one line or on many; that limit stays what it was."""
    long = "x" * 200_000
    many = "Dorp 1\n" * 30_000
    found, _, problems = lines(f'{HEAD}\na;{long}\nb;"{many}"\nc;De Linde\n'.encode(), "p.csv")
    assert problems == ()
    assert [line.number for line in found] == [1, 2, 3, 30_004]
    assert found[-1].cells == ["c", "De Linde"]
    assert csv.field_size_limit() == 131072


def test_a_quotation_mark_left_open_is_named() -> None:
    """The rows before it are read, the line it stands on is said, also when the rest is long."""
    text = f'{HEAD}\na;De Linde\nb;"De Beuk\n' + "x;y\n" * 100_000
    found, _, (problem,) = lines(text.encode(), "p.csv")
    assert [line.number for line in found] == [1, 2]
    assert problem.line == 3
    assert "quotation mark" in problem.todo
    assert csv.field_size_limit() == 131072


def test_a_million_rows_are_refused_at_once() -> None:
    """They are not all read, nor each of them checked; empty lines are no rows."""
    before = time.process_time()
    with pytest.raises(ContentError, match="at most 5,000 rows"):
        lines(HEAD.encode() + b"\nx;y" * 1_000_000, "p.csv")
    assert time.process_time() - before < 2
    found, _, _ = lines(HEAD.encode() + b"\n;;;" * 20_000 + b"\na;b;c;be", "p.csv")
    assert [line.number for line in found] == [1, 20_002]


def test_a_line_of_separators_alone_takes_no_time() -> None:
    """Millions of columns are counted as such and not looked at one by one."""
    before = time.process_time()
    assert lines(b"naam" + b";" * 4_900_000, "p.csv")[1] == ";"
    assert time.process_time() - before < 3


@pytest.mark.parametrize("character", [",", ";", "\t"])
def test_the_delimiter_is_what_makes_columns(character: str) -> None:
    """Told, for the report is written as the table was; a title above the headings does not mislead."""
    text = f"Onze leden; 2026, en\tvrienden\n{HEAD.replace(';', character)}\na{character}b\n"
    found, delimiter, _ = lines(text.encode(), "p.csv")
    assert delimiter == character
    assert found[-1] == TableLine(3, ["a", "b"])
