"""The quick answer is given only when everything is as it was after a build that went well."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from leaflets.build.unchanged import nothing_changed, remember
from leaflets.storage.manifest import read_manifest, write_manifest
from tests.storage.test_manifest import made

FILES = {"nl/ms-a5.pdf": 4, "nl/crps-a5.pdf": 4, "nl/ms-a4.pdf": 2}
ASKED: tuple[tuple[str, ...], ...] = ((), ("ms",), ())


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a project, its content and the output of a build that was remembered."""
    for name in ("project/leaflets/a.py", "project/templates/a", "project/styles/formats/a5.css", "content/nl/ms.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    monkeypatch.setattr("leaflets.storage.digests.CODE", tmp_path / "project" / "leaflets")
    entries = []
    for path, pages in FILES.items():
        (tmp_path / "output" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "output" / path).write_bytes(path.encode())
        entries.append(replace(made(path, path.encode()), pages=pages))
    write_manifest(tmp_path / "output", entries)
    remember(tmp_path / "project", tmp_path / "content", tmp_path / "output", ASKED, ["nl/ms-a5.pdf", "nl/ms-a4.pdf"])
    return tmp_path


def answer(folder: Path, asked: tuple[tuple[str, ...], ...] = ASKED) -> str | None:
    return nothing_changed(folder / "project", folder / "content", folder / "output", asked)


def test_when_nothing_changed_it_counts_what_was_asked_for(built: Path) -> None:
    """The answer counts the files and pages of this request, not all there are."""
    assert answer(built) == "2 files, 6 pages"


def test_another_request_is_another_question(built: Path) -> None:
    """What was built for one request says nothing about another."""
    assert answer(built, ((), (), ())) is None
    assert answer(built, ((), (), ("ms",))) is None


@pytest.mark.parametrize("name", ["project/leaflets/a.py", "project/styles/formats/a5.css", "content/nl/ms.md"])
def test_a_changed_input_is_a_change(name: str, built: Path) -> None:
    """Code, styles and content each count."""
    (built / name).write_text("changed", encoding="utf-8")
    assert answer(built) is None


def test_a_new_file_in_the_content_is_a_change(built: Path) -> None:
    """A picture or text that was added may change pages."""
    (built / "content" / "nl" / "new.md").touch()
    assert answer(built) is None


def test_a_finished_file_that_is_gone_or_altered_is_a_change(built: Path) -> None:
    """The files of the request must be there, byte for byte; others do not matter."""
    output = built / "output"
    (output / "nl" / "crps-a5.pdf").unlink()
    assert answer(built) == "2 files, 6 pages"
    (output / "nl" / "ms-a4.pdf").write_bytes(b"altered")
    assert answer(built) is None
    (output / "nl" / "ms-a4.pdf").unlink()
    assert answer(built) is None


def test_sheets_without_their_ticket_are_a_change(built: Path) -> None:
    """A file of sheets must have its print ticket in the manifest and in the folder."""
    output = built / "output"
    listed = read_manifest(output).artefacts
    sheet = replace(listed["nl/ms-a4.pdf"], purpose="sheet")
    sheets = [sheet, *(one for path, one in listed.items() if path != sheet.path)]
    ticket = made("nl/ms-a4-ticket.pdf", b"ticket", of="nl/ms-a4.pdf")
    write_manifest(output, sheets, [ticket])
    assert answer(built) is None
    (output / ticket.path).write_bytes(b"ticket")
    assert answer(built) == "2 files, 6 pages"
    write_manifest(output, sheets)
    assert answer(built) is None


DEEP = b"[" * 100_000
WRONG = [b"", b"{", b"null", b"[]", b'{"inputs": 1}', b"\xff", DEEP]


@pytest.mark.parametrize("files", [[[]], [1], [None], {"nl/ms-a5.pdf": 1}, "nl", None, 7])
def test_a_note_of_what_is_no_file_is_no_answer(files: object, built: Path) -> None:
    """The inputs may be right: a list of anything but paths was written by no press."""
    (note,) = (built / "output" / ".cache").glob("*.json")
    note.write_text(json.dumps(json.loads(note.read_bytes()) | {"files": files}), encoding="utf-8")
    assert answer(built) is None


def test_what_cannot_be_noted_is_no_error(built: Path) -> None:
    """Where the note cannot be written, or the folder of notes leads out, the press looks for itself the next time."""
    cache, elsewhere = built / "output" / ".cache", built / "elsewhere"
    (note,) = cache.glob("*.json")
    note.unlink()
    note.mkdir()
    again = (built / "project", built / "content", built / "output", ASKED, ["nl/ms-a5.pdf"])
    remember(*again)
    assert answer(built) is None
    note.rmdir()
    cache.rename(elsewhere)
    cache.symlink_to(elsewhere)
    remember(*again)
    assert answer(built) is None
    assert list(elsewhere.iterdir()) == []


@pytest.mark.parametrize("data", WRONG)
def test_a_damaged_note_is_no_answer(data: bytes, built: Path) -> None:
    """A note that cannot be read makes the press look for itself."""
    (note,) = (built / "output" / ".cache").glob("*.json")
    note.write_bytes(data)
    assert answer(built) is None


def test_without_a_manifest_there_is_no_answer(built: Path) -> None:
    """A manifest that is gone or lacks a file makes the press look for itself."""
    write_manifest(built / "output", [])
    assert answer(built) is None
    (built / "output" / "manifest.json").unlink()
    assert answer(built) is None
