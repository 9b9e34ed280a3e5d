"""The command that looks at everything says what it found, and ends with it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from leaflets.cli import main
from tests.preflight.report.test_check import LEAFLET, looked_at, output
from tests.small import FILES, Press, run

__all__ = ["looked_at", "output"]


def test_the_command_ends_with_what_it_found(output: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """0 and a summary when nothing blocks, 1 and the sentence when a file does not pass; the report is beside them."""
    assert main(["check", "--output", str(output), "--jobs", "2"]) == 0
    said = capsys.readouterr().out
    assert ": 0 block, " in said
    assert "preflight.html" in said.splitlines()[-1]
    assert (output / "preflight.html").is_file()
    (output / LEAFLET).unlink()
    assert main(["check", "--output", str(output), "--jobs", "2"]) == 1
    lines = capsys.readouterr().out.splitlines()
    worst = next(line for line in lines if line.startswith(("blocks", "warns", "informs")))
    assert worst == f"blocks: {LEAFLET}: is in the manifest and not in the folder. Run build.py."
    assert json.loads((output / "preflight.json").read_text("utf-8"))["blocks"] == 1


def test_an_empty_folder_is_said_to_be_empty(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Before anything is built only the texts are read, and the last lines say so."""
    assert main(["check", "--output", str(tmp_path / "nothing")]) == 0
    assert "There are no finished files: only the " in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--allow", "T04"], "gives no reason"),
        (["--allow", "X99=because I say so"], 'There is no rule "X99"'),
        (["--output", __file__], "is a file"),
        (["--nonsense"], "No such option"),
    ],
)
def test_wrong_options_end_with_two(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    """A rule that does not exist, an allowance without a reason and a wrong folder are a sentence and exit 2."""
    assert main(["check", "--output", str(tmp_path), *arguments]) == 2
    assert said in capsys.readouterr().err


def test_a_check_tells_what_it_found(press: Press) -> None:
    """As JSON every problem has its severity; what is let pass has the reason."""
    outcome = run(*press.arguments("check", "--json", "--allow", "C05=these titles are looked up later"))
    said = json.loads(outcome.out)
    assert (said["files"], outcome.err) == (len(FILES), "")
    allowed = {one["allowed"] for one in said["problems"] if one["rule"] == "C05"}
    assert allowed == {"these titles are looked up later"}
    assert {one["severity"] for one in said["problems"]} <= {"blocks", "warns", "informs"}
