"""The sheet to measure a printer with is made, and its answers are never written over."""

from __future__ import annotations

from pathlib import Path

import pytest

from leaflets.cli import main

pytestmark = pytest.mark.whole


def test_calibrate_leaves_a_sheet_and_a_file_for_the_answers(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command makes calibration.pdf and, once, a printer.yaml to fill in; answers are never written over."""
    arguments = ["calibrate", "--content", str(content), "--output", str(tmp_path)]
    assert main(arguments) == 0
    assert (tmp_path / "calibration.pdf").read_bytes().startswith(b"%PDF")
    assert "printer.yaml" in capsys.readouterr().out
    (content / "printer.yaml").write_text("flip: long\n", encoding="utf-8")
    assert main(arguments) == 0
    assert (content / "printer.yaml").read_text(encoding="utf-8") == "flip: long\n"


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
