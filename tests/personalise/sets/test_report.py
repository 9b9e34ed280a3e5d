"""The report can always be written, and is harmless to open."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from leaflets.messages import say
from leaflets.personalise.sets.outcome import SetOutcome
from leaflets.personalise.sets.report import line, write
from leaflets.personalise.table.read import PracticeTable, Row
from leaflets.problems import Problem


def written(folder: Path, *rows: Row, table: PracticeTable | None = None) -> list[dict[str, str]]:
    write(folder, table or PracticeTable(rows), [SetOutcome(row, "failed", problems=row.problems) for row in rows])
    text = (folder / "practices" / "report.csv").read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=table.delimiter if table else ","))


@pytest.mark.parametrize("character", ["=", "+", "-", "@", "＝", "＋", "－", "＠", "﹦", "﹢", "﹣", "﹫"])
@pytest.mark.parametrize("before", ["", " ", "\u00a0", "\u3000", '"', "'", "’ ", '" '])
def test_nothing_is_a_formula(tmp_path: Path, character: str, before: str) -> None:
    """Every character that begins one, also full-width or small, and behind blanks and quotation marks, is disarmed."""
    (found,) = written(tmp_path, Row("p.csv", 2, f"{before}{character}1+1", f"{before}{character}A1"))
    assert found["id"] == f"'{before}{character}1+1"
    assert found["name"] == f"'{before}{character}A1"


@pytest.mark.parametrize("character", ["\t", "\r", "\n", "\x00", "\x1b"])
def test_what_steers_is_shown(tmp_path: Path, character: str) -> None:
    """Tabs, ends of lines and escapes stand there as what they are, and never begin a cell."""
    problem = Problem(say('"{character}[2J" is no id', character=character), "p.csv", say("Correct it."))
    (found,) = written(tmp_path, Row("p.csv", 2, f"{character}=1+1", f"De{character}Linde").failed(problem))
    shown = f"\\x{ord(character):02x}"
    assert (found["id"], found["name"]) == (f"{shown}=1+1", f"De{shown}Linde")
    assert found["reason"] == f'"{shown}[2J" is no id. Correct it.'


@pytest.mark.parametrize("text", ["De Linde", "a=b", "’t Hérzele", "09 - 12", "“De Linde”", "", '"'])
def test_what_is_harmless_stays_as_it_is(tmp_path: Path, text: str) -> None:
    """Nobody finds an apostrophe before a name that needs none."""
    (found,) = written(tmp_path, Row("p.csv", 2, "x", text))
    assert found["name"] == text


def test_what_no_file_can_hold_is_shown(tmp_path: Path) -> None:
    """Half a letter in a name, and a file whose name is no UTF-8, keep nobody from the report."""
    (found,) = written(tmp_path, Row("caf\udce9.yaml", 1, "caf\udce9", "a\ud800b"))
    assert (found["where"], found["id"], found["name"]) == ("caf\\udce9.yaml", "caf\\udce9", "a\\ud800b")


def test_what_is_good_to_know_is_told(tmp_path: Path) -> None:
    """A row that was made says how it got its id; one that failed says why only."""
    row = Row("p.csv", 2, "de-linde", "De Linde", notes=(say("The id is made from the name."),))
    assert line(SetOutcome(row, "made", 3)).reason == "The id is made from the name."
    problem = Problem(say("the name is wrong"), "p.csv", say("Correct it."))
    assert line(SetOutcome(row, "failed", problems=(problem,))).reason == "the name is wrong. Correct it."


def test_every_row_is_in_the_report(tmp_path: Path) -> None:
    """Those a stopped run did not reach, and what is wrong with the table as a whole, in the order of the table."""
    rows = [Row("p.csv", number, f"p{number}", "x") for number in (2, 3, 5)]
    table = PracticeTable(tuple(rows), (Problem(say("cannot be read"), "p.csv", say("Look."), line=6),), ";")
    write(tmp_path, table, [SetOutcome(rows[1], "made", 2, 1)])
    data = (tmp_path / "practices" / "report.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfwhere;line;id;")
    results = [row.split(";")[1::3][:2] for row in data.decode("utf-8-sig").splitlines()[1:]]
    assert results == [["2", "not made yet"], ["3", "made"], ["5", "not made yet"], ["6", "failed"]]


def test_the_reasons_are_in_the_language_of_who_reads_them() -> None:
    """What became of a row and the headings are for a program too, and stay."""
    problem = Problem(say('the field "{name}" is empty', name="name"), "p.csv", say("Fill it in."))
    failed = SetOutcome(Row("p.csv", 2, "a", "A").failed(problem), "failed", problems=(problem,))
    assert line(failed, "nl").reason == 'het veld "name" is leeg. Vul het in.'
    assert line(failed, "nl").result == "failed"
