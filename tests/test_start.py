"""The files that open the studio by a double click."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.supply import PROJECT

START = PROJECT / "start"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A project in a folder with a space, whose setup and press only write down what they were asked."""
    home = tmp_path / "my leaflets"
    (home / ".venv/bin").mkdir(parents=True)
    shutil.copytree(START, home / "start")
    (home / "setup.sh").write_text('echo "setup $*" >>said; exit "${SETUP:-0}"\n')
    python = home / ".venv/bin/python"
    python.write_text('#!/bin/sh\necho "press $* ${BROWSER:-}" >>said; exit "${PRESS:-0}"\n')
    python.chmod(0o755)
    return home


def clicked(home: Path, **env: str) -> tuple[int, str, list[str]]:
    """The exit code of a double click, what stands in the window, and what was asked of setup and press."""
    command = [str(home / "start/studio.command")]
    clean = {name: value for name, value in os.environ.items() if name != "BROWSER"}
    done = subprocess.run(
        command, check=False, cwd="/", env=clean | env, input="\n", capture_output=True, text=True, timeout=20
    )
    return done.returncode, done.stdout, (home / "said").read_text().splitlines()


def test_it_sets_up_and_opens(copy: Path) -> None:
    """From whichever folder it is begun."""
    (copy / "version").write_text("Linux version 6.1 (Debian)")
    code, window, said = clicked(copy, PROC_VERSION=str(copy / "version"))
    assert (code, window) == (0, "")
    assert said == ["setup --studio", "press build.py studio "]


def test_within_windows_its_own_browser_opens(copy: Path) -> None:
    """WSL has none."""
    (copy / "version").write_text("Linux version 6.6.87.2-microsoft-standard-WSL2")
    _, _, said = clicked(copy, PROC_VERSION=str(copy / "version"))
    assert said[1] == "press build.py studio rundll32.exe url.dll,FileProtocolHandler %s"


@pytest.mark.parametrize(("failing", "asked"), [("SETUP", 1), ("PRESS", 2)])
def test_what_is_wrong_can_be_read(copy: Path, failing: str, asked: int) -> None:
    """The window stays until Enter is pressed."""
    code, window, said = clicked(copy, **{failing: "1"})
    assert code == 1
    assert "Press Enter" in window
    assert len(said) == asked


def test_windows_reads_its_file() -> None:
    """It is a program elsewhere, has Windows' ends of lines, jumps only where there is a mark, and opens the other."""
    assert os.access(START / "studio.command", os.X_OK)
    data = (START / "studio.cmd").read_bytes()
    assert data.count(b"\n") == data.count(b"\r\n") > 5
    lines = data.decode("ascii").splitlines()
    assert {line.split()[-1] for line in lines if "goto " in line} == {
        line[1:] for line in lines if line.startswith(":")
    }
    assert "wsl.exe -- sh ./start/studio.command" in lines
