"""A sheet to measure a printer with is made, and what was ticked on it is written into the printer's file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from leaflets.cli import main
from leaflets.imposition.printer import FILE, load_printer
from leaflets.model.format import Printer
from tests.small import run


def test_answers_are_written_whole_and_read_again(tmp_path: Path) -> None:
    """All five in one word; a later one changes its own field and leaves the others."""
    where = ("--content", str(tmp_path))
    code, said, wrong = run("calibrate", "--answer", "A2,B1,5,C-2,D4,E1", *where)
    assert (code, wrong) == (0, "")
    assert said == f"{tmp_path / FILE} is written. The next build makes the sheets for this printer.\n"
    first = Printer(flip="long", back_right_mm=1.5, back_down_mm=-2, unprinted_mm=4, backs_begin_with="first")
    assert load_printer(tmp_path) == first
    assert run("calibrate", "--answer", "B0", "--answer", "c0,5", *where).code == 0
    assert load_printer(tmp_path) == first.model_copy(update={"back_right_mm": 0, "back_down_mm": 0.5})
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


def test_a_wrong_answer_changes_nothing(tmp_path: Path) -> None:
    """It is a sentence and code 2, and the file stays as it was."""
    (tmp_path / FILE).write_text("flip: long\n", encoding="utf-8")
    said = 'build.py: The sheet has no answer "A3". Choose from: A1 A2.\n'
    assert run("calibrate", "--answer", "B1,A3", "--content", str(tmp_path)) == (2, "", said)
    assert (tmp_path / FILE).read_text(encoding="utf-8") == "flip: long\n"


def test_a_file_that_is_wrong_is_named_or_written_anew(tmp_path: Path) -> None:
    """With some of the answers its mistake is told, since the others come from it; with all of them it is replaced."""
    (tmp_path / FILE).write_text("flip: sideways\n", encoding="utf-8")
    code, _, wrong = run("calibrate", "--answer", "B1", "--content", str(tmp_path))
    assert code == 1
    assert "printer.yaml, line 1" in wrong
    assert run("calibrate", "--answer", "A1,B1,C0,D5,E2", "--content", str(tmp_path)).code == 0
    assert load_printer(tmp_path) == Printer(back_right_mm=1)


def test_nothing_is_written_through_a_link_that_leads_out(tmp_path: Path) -> None:
    """A link in the place of the file that leads elsewhere is left alone, and what it leads to."""
    content, other = tmp_path / "content", tmp_path / "other.yaml"
    content.mkdir()
    other.write_text("mine", encoding="utf-8")
    (content / FILE).symlink_to(other)
    run("calibrate", "--answer", "A1,B1,C0,D5,E2", "--content", str(content))
    assert other.read_text(encoding="utf-8") == "mine"


@pytest.mark.whole
def test_calibrate_makes_a_sheet_and_says_how_its_answers_are_given(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command makes calibration.pdf and names the next one; what was answered before stays as it is."""
    arguments = ["calibrate", "--content", str(content), "--output", str(tmp_path)]
    (content / "printer.yaml").write_text("flip: long\n", encoding="utf-8")
    assert main(arguments) == 0
    assert (tmp_path / "calibration.pdf").read_bytes().startswith(b"%PDF")
    assert "build.py calibrate --answer" in capsys.readouterr().out
    assert (content / "printer.yaml").read_text(encoding="utf-8") == "flip: long\n"


@pytest.mark.whole
def test_calibrate_writes_nothing_through_a_link(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A sheet that would land out of the output folder is refused in a sentence."""
    output, elsewhere = tmp_path / "output", tmp_path / "mine.pdf"
    output.mkdir()
    (output / "calibration.pdf").symlink_to(elsewhere)
    assert main(["calibrate", "--content", str(content), "--output", str(output)]) == 1
    assert "calibration.pdf: is a link that leads out of the folder output." in capsys.readouterr().err
    assert not elsewhere.exists()


def test_calibrate_in_a_language_there_is_not(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An unknown language is a wrong option that names those there are."""
    assert main(["calibrate", "--language", "xx", "--content", str(content)]) == 2
    assert 'There is no language "xx". Choose from: nl' in capsys.readouterr().err


def test_what_was_written_is_told_to_a_program(tmp_path: Path) -> None:
    """The printer's file; with --quiet there is nothing to say."""
    arguments = ("calibrate", "--answer", "B1", "--content", str(tmp_path))
    assert json.loads(run(*arguments, "--json").out) == {"made": [str(tmp_path / FILE)]}
    assert run(*arguments, "-q") == (0, "", "")


@pytest.mark.whole
def test_the_sheet_is_told_to_a_program(content: Path, tmp_path: Path) -> None:
    """By its path alone."""
    arguments = ("calibrate", "--content", str(content), "--output", str(tmp_path))
    assert json.loads(run(*arguments, "--json").out) == {"made": [str(tmp_path / "calibration.pdf")]}
    assert run(*arguments, "-q") == (0, "", "")
