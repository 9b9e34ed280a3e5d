"""The manifest lists what is in the output folder, and a damaged manifest lists nothing."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest

from leaflets.publish import alone, is_there, read_manifest, read_tickets, write_manifest

ENTRIES: list[dict[str, Any]] = [{"path": "nl/ms.pdf", "title": "Slaap bij MS"}, {"path": "nl/crps.pdf", "title": "é"}]


def test_the_manifest_is_sorted_and_read_back(tmp_path: Path) -> None:
    """The same artefacts give the same bytes in whatever order they come, in readable UTF-8."""
    write_manifest(tmp_path, ENTRIES)
    first = (tmp_path / "manifest.json").read_bytes()
    write_manifest(tmp_path, reversed(ENTRIES))
    assert (tmp_path / "manifest.json").read_bytes() == first
    assert "é".encode() in first
    assert [entry["path"] for entry in json.loads(first)["artefacts"]] == ["nl/crps.pdf", "nl/ms.pdf"]
    assert read_manifest(tmp_path) == {entry["path"]: entry for entry in ENTRIES}


def test_a_manifest_that_says_the_same_is_not_written_again(tmp_path: Path) -> None:
    """An unchanged manifest keeps its file, so that copying tools see no change."""
    write_manifest(tmp_path, ENTRIES)
    before = (tmp_path / "manifest.json").stat()
    write_manifest(tmp_path, ENTRIES)
    after = (tmp_path / "manifest.json").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_tickets_stay_where_none_are_given(tmp_path: Path) -> None:
    """Who writes artefacts alone loses no print ticket; an empty list of them takes all away."""
    ticket = {"path": "nl/ms-ticket.pdf", "of": "nl/ms.pdf"}
    write_manifest(tmp_path, ENTRIES, [ticket])
    write_manifest(tmp_path, ENTRIES[:1])
    assert read_tickets(tmp_path) == [ticket]
    write_manifest(tmp_path, ENTRIES, [])
    assert read_tickets(tmp_path) == []


def test_only_one_at_a_time_changes_a_manifest(tmp_path: Path) -> None:
    """Whoever comes second waits until the first is done."""
    came = Event()

    def second() -> None:
        with alone(tmp_path):
            came.set()

    thread = Thread(target=second)
    with alone(tmp_path):
        thread.start()
        assert not came.wait(0.3)
    assert came.wait(30)
    thread.join()


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[]", b"null", b"{}", b'{"artefacts": 1}', b'{"artefacts": [{}]}', b'{"artefacts": [1]}']
)
def test_a_damaged_manifest_lists_nothing(data: bytes, tmp_path: Path) -> None:
    """A manifest that is missing or cannot be read is as good as none."""
    assert read_manifest(tmp_path) == {}
    (tmp_path / "manifest.json").write_bytes(data)
    assert read_manifest(tmp_path) == {}


def test_a_file_is_there_when_its_bytes_are(tmp_path: Path) -> None:
    """A file counts only while it holds the very bytes the manifest knows it by."""
    entry = {"path": "nl/ms.pdf", "sha256": hashlib.sha256(b"pages").hexdigest()}
    assert not is_there(tmp_path, entry)
    (tmp_path / "nl").mkdir()
    (tmp_path / "nl" / "ms.pdf").write_bytes(b"pages")
    assert is_there(tmp_path, entry)
    (tmp_path / "nl" / "ms.pdf").write_bytes(b"pages of another")
    assert not is_there(tmp_path, entry)
    assert not is_there(tmp_path, {"path": "nl"})
