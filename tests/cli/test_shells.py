"""Completion: an installed press teaches a shell its commands, options and ids."""

from __future__ import annotations

from pathlib import Path

import pytest

from leaflets.cli import app, shells
from leaflets.installed import PROGRAM
from tests.small import run


def offered(words: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> set[str]:
    """What bash is answered for these words, the last of which is begun."""
    monkeypatch.setenv(shells.ASKED, "bash_complete")
    monkeypatch.setenv("COMP_WORDS", f"{PROGRAM} {words}")
    monkeypatch.setenv("COMP_CWORD", str(len(words.split(" "))))
    assert shells.answered(app)
    return {line.partition(",")[2] for line in capsys.readouterr().out.splitlines()}


@pytest.mark.parametrize(
    ("words", "among"),
    [
        ("pers", {"personalise"}),
        ("--dry", {"--dry-run"}),
        ("--leaflet m", {"ms", "me-cfs"}),
        ("check --li", {"--links"}),
        ("--language ", {"nl"}),
        ("--format poster --format a5", {"a5", "a5-folded"}),
        ("review me-", {"me-cfs"}),
        ("--paper ", {"a3", "a4"}),
        ("--allow T0", {"T01=", "T04="}),
        ("rules Q", {"Q01", "Q04"}),
    ],
)
def test_a_shell_is_offered_what_may_come(
    words: str, among: set[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Commands, options of build without its name, options of a command, and ids."""
    found = offered(words, monkeypatch, capsys)
    assert among <= found
    begun = words.rsplit(" ", maxsplit=1)[-1]
    assert all(one.startswith(begun) for one in found)


def test_nobody_asked() -> None:
    """Without the shell's variable the command line goes on."""
    assert not shells.answered(app)


@pytest.mark.parametrize("shell", shells.SHELLS)
def test_a_shell_is_taught(shell: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The script names the program and the variable the press is asked by."""
    monkeypatch.setattr(shells, "IS_INSTALLED", True)
    outcome = run("completion", shell)
    assert (outcome.code, outcome.err) == (0, "")
    assert shells.ASKED in outcome.out
    assert PROGRAM in outcome.out


def test_a_checkout_cannot_be_completed() -> None:
    """There nothing is called by a name a shell knows: it says to install the press."""
    outcome = run("completion", "bash")
    assert outcome.code == 2
    assert "pip install" in outcome.err


def test_ids_are_those_of_the_content_that_was_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A leaflet and a practice of another folder are offered, and beside practices the files of this one."""
    for name in ("nl/migraine.md", "practices/de-beuk.yaml"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).touch()
    assert offered(f"review --content {tmp_path} m", monkeypatch, capsys) == {"migraine"}
    assert offered(f"personalise --content {tmp_path} de-", monkeypatch, capsys) == {"de-beuk", "de-"}
