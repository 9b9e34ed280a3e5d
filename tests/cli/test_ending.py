"""However a command ends, it ends with a sentence and an exit code of the contract, and never with a traceback."""

from __future__ import annotations

import errno
import sys
from concurrent.futures.process import BrokenProcessPool
from importlib import import_module
from pathlib import Path

import pytest

from leaflets.cli.ending import ended, finished
from leaflets.messages import ENGLISH, say
from leaflets.problems import ContentError, MissingLibrary, Problem, WrongOption
from tests.cli.apart import WITHOUT_PANGO, apart
from tests.small import run

pytestmark = pytest.mark.whole


@pytest.mark.parametrize(
    ("error", "said", "code"),
    [
        (WrongOption(say("There is no x.")), "There is no x.", 2),
        (ContentError(Problem(say("is wrong"), "a.md", say("Mend it."))), "a.md: is wrong. Mend it.", 1),
        (KeyboardInterrupt(), "stopped. What was finished is there; run it again for the rest.", 130),
        (MemoryError(), "there is not enough memory. Close other programs, or add --jobs 1.", 1),
        (BrokenProcessPool("x"), "a process of the press was stopped from outside. Run it again with --jobs 1.", 1),
        (
            OSError(errno.ENOSPC, "No space left on device", "o/a.pdf"),
            "o/a.pdf: No space left on device. Make room on the disk and run it again; what is there is whole.",
            1,
        ),
        (
            PermissionError(errno.EACCES, "Permission denied", "o/a.pdf"),
            "o/a.pdf: Permission denied. Change who may read and write it, or name another folder.",
            1,
        ),
        (
            OSError(errno.EROFS, "Read-only file system", "o/a.pdf"),
            "o/a.pdf: Read-only file system. Change who may read and write it, or name another folder.",
            1,
        ),
        (
            OSError(errno.EMFILE, "Too many open files"),
            "Too many open files. Close other programs, or add --jobs 1.",
            1,
        ),
        (
            NotADirectoryError(errno.ENOTDIR, "Not a directory", "o/a.pdf"),
            "o/a.pdf: Not a directory. Look at the folder and the space on the disk.",
            1,
        ),
        (
            OSError(errno.EXDEV, "Invalid cross-device link", "a", None, "b"),
            "a: Invalid cross-device link. Look at the folder and the space on the disk.",
            1,
        ),
        (OSError("something odd"), "something odd. Look at the folder and the space on the disk.", 1),
        (OSError(), "OSError. Look at the folder and the space on the disk.", 1),
        (OSError("cannot load library 'libpango-1.0-0'"), str(MissingLibrary()), 3),
    ],
)
def test_each_error_is_a_sentence_and_a_code(error: BaseException, said: str, code: int) -> None:
    """What went wrong, where it is known and what to do; the codes are those of the contract."""
    told, found = ended(error)
    assert (told.said_in(ENGLISH), found) == (said, code)


def test_a_fault_of_the_press_is_called_that(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An error nobody thought of is one sentence that takes the blame; where it came from is shown when asked for."""

    def work() -> int:
        raise KeyError("x\x1b[2J")

    monkeypatch.delenv("LEAFLET_PRESS_DEBUG", raising=False)
    assert finished(work) == 1
    said = capsys.readouterr().err
    assert said == (
        "build.py: KeyError: 'x\\x1b[2J'. This is a fault of the press, not of your files. Run it again with "
        "LEAFLET_PRESS_DEBUG=1 before the command to see where, and tell the makers.\n"
    )
    monkeypatch.setenv("LEAFLET_PRESS_DEBUG", "1")
    assert finished(work) == 1
    shown = capsys.readouterr().err
    assert shown.startswith("Traceback (most recent call last):\n")
    assert "test_ending.py" in shown
    assert shown.endswith(said)


def test_a_long_error_is_cut(capsys: pytest.CaptureFixture[str]) -> None:
    """An error that repeats a whole file says its beginning, on one line."""

    def work() -> int:
        raise ValueError("a\n" * 100_000)

    assert finished(work) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert len(said) < 500


@pytest.mark.parametrize(
    "arguments",
    [["list"], ["new", "practice", "x"], ["new", "leaflet", "x"], ["--help"], ["check"]],
)
def test_what_draws_nothing_needs_no_library(arguments: list[str], content: Path, tmp_path: Path) -> None:
    """Without Pango a command that draws no page does its work."""
    given = [] if arguments[0] == "--help" else ["--content", str(content)]
    given += ["--output", str(tmp_path / "o")] if arguments[0] == "check" else []
    done = apart(*arguments, *given, before=WITHOUT_PANGO)
    assert (done.code, done.err) == (0, "")
    assert done.out


@pytest.mark.parametrize("command_name", ["build", "personalise", "watch", "calibrate"])
def test_what_draws_says_which_library_is_missing(command_name: str, tmp_path: Path) -> None:
    """Without Pango a command that draws pages ends with 3 and the command that installs it."""
    done = apart(command_name, "--output", str(tmp_path / "o"), before=WITHOUT_PANGO)
    assert (done.code, done.out) == (3, "")
    assert done.err == f"build.py: {MissingLibrary()}\n"


@pytest.mark.parametrize(
    "kind", [PermissionError(13, "Permission denied"), FileNotFoundError(2, "No such file")], ids=repr
)
@pytest.mark.parametrize("command_name", ["build", "personalise", "check", "watch"])
def test_a_machine_without_shared_memory_is_named(
    command_name: str, kind: OSError, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where processes cannot share a lock, the sentence says what to make writable, or to do without them."""

    def refused(*_: object) -> None:
        raise kind

    system = import_module("_multiprocessing")
    monkeypatch.setattr(system, "SemLock", type("SemLock", (system.SemLock,), {"__new__": refused}))
    done = run(command_name, "--jobs", "2", "--output", str(tmp_path / "o"))
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("build.py: processes cannot work together here (")
    otherwise = "" if command_name == "watch" else ", or add --jobs 1"
    assert done.err.endswith(f"). Make /dev/shm writable{otherwise}.\n")


@pytest.mark.skipif(sys.version_info[:3] == (3, 13, 0), reason="it loads no compiled module where its folder is gone")
def test_a_folder_that_is_gone_is_named(tmp_path: Path) -> None:
    """Begun in a folder that was removed, a command does what it can, and says what is the matter when it cannot."""
    # As with -m, the package is found by its place, and not in "", a folder that is gone.
    before = f"import os, sys, leaflets.cli; sys.path[0] = os.getcwd(); os.mkdir({str(tmp_path / 'x')!r}); os.chdir({str(tmp_path / 'x')!r}); os.rmdir(os.getcwd())"
    assert apart("list", before=before).code == 0
    done = apart("check", "--output", "o", before=before.replace("x'", "z'"))
    assert done.code == 1
    assert "The folder you are in has been removed: go to another, and run it again.\n" in done.err
