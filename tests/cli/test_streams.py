"""Whatever a stream refuses, a command ends with its code, and says what it can."""

from __future__ import annotations

import errno
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from leaflets.cli.streams import Unheard, let_go, steady_streams
from tests.cli.apart import apart, command
from tests.conftest import PROJECT

ASCII = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


@pytest.mark.whole
@pytest.mark.parametrize("surroundings", [ASCII, {"PYTHONIOENCODING": "ascii"}])
def test_a_letter_the_terminal_has_not_is_shown_as_an_escape(surroundings: dict[str, str], content: Path) -> None:
    """Where output is ASCII, Sjögren is written with an escape, on both streams, and nothing stops."""
    (content / "nl" / "ms.md").write_text("---\ntitle: Sjögren ↑\nx\n---\n", encoding="utf-8")
    done = apart("list", "--content", str(content), **surroundings)
    assert done.code == 1
    assert "Sj\\xf6gren" in done.out
    assert "content/nl/ms.md" in done.err
    assert "Traceback" not in done.err
    asked = apart("--leaflet", "Sjögren ↑", **surroundings)
    assert asked.code == 2
    assert 'There is no leaflet "sj' in asked.err
    assert asked.err.count("\n") == 1


BUFFERED = pytest.mark.parametrize("unbuffered", ["", "1"], ids=["buffered", "unbuffered"])


@pytest.mark.whole
@BUFFERED
@pytest.mark.parametrize("arguments", [["list"], ["--help"]], ids=" ".join)
def test_a_closed_pipe_ends_quietly(arguments: list[str], unbuffered: str) -> None:
    """When nobody reads any more, the command ends as other tools do that the system stops, and says nothing."""
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        command(*arguments), cwd=PROJECT, stdout=writing, stderr=subprocess.PIPE, check=False,
        env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
    )  # fmt: skip
    os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.whole
@BUFFERED
@pytest.mark.parametrize("arguments", [["list"], ["--help"]], ids=" ".join)
def test_a_full_disk_behind_the_output_is_a_sentence(arguments: list[str], unbuffered: str) -> None:
    """What could not be written is said on the error stream, with 1."""
    done = apart(*arguments, into="/dev/full", PYTHONUNBUFFERED=unbuffered)
    assert done.code == 1
    assert done.err == (
        "build.py: what it says cannot be written (No space left on device). "
        "Make room where you send the output, or send it elsewhere.\n"
    )


@pytest.mark.whole
@BUFFERED
def test_an_error_stream_that_is_full_changes_no_code(unbuffered: str) -> None:
    """When not even the error can be said, the exit code still says it."""
    for arguments, code in ((["--leaflet", "gout"], 2), (["list"], 0)):
        with Path("/dev/full").open("wb") as full:
            done = subprocess.run(
                command(*arguments), cwd=PROJECT, stdout=subprocess.PIPE, stderr=full, check=False,
                env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
            )  # fmt: skip
        assert done.returncode == code


@pytest.mark.whole
@pytest.mark.parametrize(("closing", "code"), [(">&-", 0), ("2>&-", 0), (">&- 2>&-", 0)])
def test_a_stream_that_is_closed_is_no_fault(closing: str, code: int) -> None:
    """Begun without an output or error stream, a command does its work and ends well."""
    words = " ".join(f"'{word}'" for word in command("list"))
    done = subprocess.run(["sh", "-c", f"{words} {closing}"], cwd=PROJECT, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (code, b"")


class Refusing(io.StringIO):
    """A stream of which the disk is full."""

    def write(self, _: str) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    def flush(self) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("way", ["write", "flush"])
def test_what_output_refuses_is_told_from_a_fault_of_a_file(way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is no OSError, which would be said of a file the press writes; the system's reason is kept."""
    monkeypatch.setattr(sys, "stdout", Refusing())
    with steady_streams(), pytest.raises(Unheard, match="No space left on device") as refused:
        sys.stdout.write("x") if way == "write" else sys.stdout.flush()
    assert not isinstance(refused.value, OSError)
    assert isinstance(refused.value.__cause__, OSError)


def test_the_streams_are_as_they_were_afterwards(monkeypatch: pytest.MonkeyPatch) -> None:
    """Meanwhile all that a stream can be asked goes through, and what a command put in its place is left."""
    before, other = io.StringIO(), io.StringIO()
    monkeypatch.setattr(sys, "stdout", before)
    with steady_streams():
        assert sys.stdout is not before
        assert not sys.stdout.isatty()
        sys.stdout.write("said")
    assert sys.stdout is before
    assert before.getvalue() == "said"
    with steady_streams():
        sys.stdout = other
    assert sys.stdout is other


def test_a_stream_there_is_not_takes_what_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """Begun without streams, as by a scheduler, print works and goes nowhere."""
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    with steady_streams():
        assert sys.stderr.write("said") == 4
        assert sys.stdout.write("said") == 4
        for stream in (sys.stdout, sys.stderr):
            assert stream.encoding == "utf-8"
            stream.close()


def test_what_is_let_go_is_not_tried_again(tmp_path: Path) -> None:
    """Whatever is still to be written to the stream reaches nobody; a stream without a number is left alone."""
    with (tmp_path / "said").open("w", encoding="utf-8") as stream:
        stream.write("never")
        let_go(stream)
    assert (tmp_path / "said").read_text(encoding="utf-8") == ""
    let_go(io.StringIO())
