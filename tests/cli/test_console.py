"""What is printed: lines for programs, tables for people, and nothing that steers a terminal."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from pathlib import Path

import pytest

from leaflets.cli.console import ConsoleTable, complain, show, shown, tell, with_progress

ESCAPE = "\x1b[2J\u202e"
SHOWN = "\\x1b[2J\\u202e"


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@contextmanager
def on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[Terminal]:
    """Meanwhile the output is a terminal of 100 characters wide."""
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("TERM", "xterm")
    with redirect_stdout(Terminal()) as terminal:
        yield terminal


def test_lines_steer_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    """What is said on either stream has its lines, and shows characters that steer."""
    tell(f"a{ESCAPE}\nb")
    complain(f"c{ESCAPE}\nd")
    assert capsys.readouterr() == (f"a{SHOWN}\nb\n", f"c{SHOWN}\nd\n")


def test_a_path_is_shown_as_one_types_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Below the folder one is in without that folder; elsewhere, and where links go in a circle, as it was typed."""
    monkeypatch.chdir(tmp_path)
    Path("circle").symlink_to("circle")
    assert shown(Path("output")) == shown(tmp_path / "output") == shown(tmp_path / "a" / ".." / "output") == "output"
    assert shown(Path("circle") / "output") == shown(tmp_path / "circle" / "output") == "circle/output"
    assert shown(Path("/nowhere/output")) == "/nowhere/output"


def test_a_table_in_a_pipe_is_lines(capsys: pytest.CaptureFixture[str]) -> None:
    """Each row is a line that begins with what it is, its words apart by a tab; a tab in a word is shown."""
    show(ConsoleTable("Leaflets", ("leaflet", "name"), [("ms", "MS"), ("x", f"a\tb{ESCAPE}")]))
    assert capsys.readouterr().out == f"leaflet\tms\tMS\nleaflet\tx\ta\\x09b{SHOWN}\n"


def test_a_table_on_a_terminal_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """It has its title and headings; words in brackets are words, and characters that steer are shown."""
    with on_a_terminal(monkeypatch) as terminal:
        show(ConsoleTable(f"Title [b]{ESCAPE}", ("leaflet", "name"), [("ms", f"[/x] [red]{ESCAPE}")]))
        show(ConsoleTable("Nothing", ("leaflet",), []))
    drawn = terminal.getvalue()
    assert f"Title [b]{SHOWN}" in drawn
    assert f"[/x] [red]{SHOWN}" in drawn
    assert "━" in drawn
    assert "Nothing" not in drawn
    assert "\u202e" not in drawn
    assert "\x1b[2J" not in drawn


def test_progress_in_a_pipe_is_lines(capsys: pytest.CaptureFixture[str]) -> None:
    """Each step is a numbered line."""
    assert with_progress(lambda progress: progress(f"a{ESCAPE}", 1, 2)) is None
    assert capsys.readouterr().out == f"1/2 a{SHOWN}\n"


def test_progress_on_a_terminal_shows_any_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name in brackets is no mark of colour, and one that steers is shown."""
    with on_a_terminal(monkeypatch) as terminal:
        with_progress(lambda progress: progress(f"[/x] a{ESCAPE}", 1, 2))
    assert f"[/x] a{SHOWN}" in terminal.getvalue()
    assert "\u202e" not in terminal.getvalue()
