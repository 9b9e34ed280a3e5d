"""The manifest lists what is in the output folder, and what no press wrote is not on the list."""

from __future__ import annotations

import json
import multiprocessing
import os
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from leaflets.messages import say
from leaflets.model.artefact import Artefact, MadeOf, finished, to_json
from leaflets.storage.files import Outside
from leaflets.storage.manifest import MANIFEST, Manifest, alone, begin, is_there, read_manifest, write_manifest
from tests.conftest import PROJECT


def made(path: str, pdf: bytes = b"pages", **fields: Any) -> Artefact:
    """A finished file as a manifest lists it."""
    plain: dict[str, Any] = {
        "leaflet": "ms", "language": "nl", "format": "a5", "practice": None, "purpose": "reading", "title": "é",
        "trim_mm": (148.0, 210.0), "conforms_to": "pdf/ua-1", "version": "2026.11", "review_by": "2027-11-01",
        "made_of": MadeOf(("ms",), slug="ms"),
    }  # fmt: skip
    return finished(Artefact(path=path, **plain | fields), pdf, 4, (), "a" * 64)


ENTRIES = [made("nl/ms.pdf"), made("nl/crps.pdf")]
TICKET = made("nl/ms-ticket.pdf", of="nl/ms.pdf", format="ticket")


def test_the_manifest_is_sorted_and_read_back(tmp_path: Path) -> None:
    """The same artefacts give the same bytes in whatever order they come, in readable UTF-8, a line each."""
    write_manifest(tmp_path, ENTRIES, [TICKET])
    first = (tmp_path / MANIFEST).read_bytes()
    write_manifest(tmp_path, reversed(ENTRIES), [TICKET])
    assert (tmp_path / MANIFEST).read_bytes() == first
    assert "é".encode() in first
    assert [entry["path"] for entry in json.loads(first)["artefacts"]] == ["nl/crps.pdf", "nl/ms.pdf"]
    assert [entry["of"] for entry in json.loads(first)["tickets"]] == ["nl/ms.pdf"]
    manifest = read_manifest(tmp_path)
    assert manifest == Manifest({entry.path: entry for entry in ENTRIES}, {"nl/ms.pdf": TICKET})
    assert manifest.is_readable


def test_a_set_has_a_manifest_of_its_own(tmp_path: Path) -> None:
    """What it says besides comes back as it was, and files of other sets or of none are not on its list."""
    own = made("practices/linde/nl/ms.pdf", practice="linde")
    about = {"practice": {"id": "linde", "name": "é"}, "masters": {own.path: "x"}}
    write_manifest(tmp_path, [own], (), "practices/linde", about)
    assert read_manifest(tmp_path, "practices/linde") == Manifest({own.path: own}, about=about)
    other = made("practices/beuk/nl/ms.pdf", practice="beuk")
    write_manifest(tmp_path, [own, other, ENTRIES[0]], (), "practices/linde")
    manifest = read_manifest(tmp_path, "practices/linde")
    assert (list(manifest.artefacts), len(manifest.faults)) == ([own.path], 2)
    write_manifest(tmp_path, [own, ENTRIES[0]])
    assert list(read_manifest(tmp_path).artefacts) == [ENTRIES[0].path]


def test_a_manifest_that_says_the_same_is_not_written_again(tmp_path: Path) -> None:
    """An unchanged manifest keeps its file, so that copying tools see no change."""
    write_manifest(tmp_path, ENTRIES)
    before = (tmp_path / MANIFEST).stat()
    write_manifest(tmp_path, ENTRIES)
    after = (tmp_path / MANIFEST).stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    write_manifest(tmp_path, ENTRIES[:1])
    assert list(read_manifest(tmp_path).artefacts) == ["nl/ms.pdf"]


DEEP = b'{"artefacts": ' + b"[" * 100_000
DAMAGED = [
    b"", b"{", b"{}", b"[]", b"null", b'{"artefacts": 1}', b'{"artefacts": [{}]}', b'{"artefacts": [1]}', b"[" * 100_000, DEEP,
    b"\xff", b"{\"artefacts\": [], \"tickets\": {}}", b'{"artefacts": [{"path": ["nl/x.pdf"]}]}', b"1" * 10_000,
]  # fmt: skip


@pytest.mark.parametrize("data", DAMAGED)
def test_a_damaged_manifest_lists_nothing(data: bytes, tmp_path: Path) -> None:
    """A manifest that cannot be read is as good as none, and says so in a sentence."""
    assert read_manifest(tmp_path) == Manifest()
    (tmp_path / MANIFEST).write_bytes(data)
    manifest = read_manifest(tmp_path)
    assert (manifest.artefacts, manifest.tickets) == ({}, {})
    assert not manifest.is_readable
    assert all("\n" not in fault and len(fault) < 200 for fault in manifest.faults)


@pytest.mark.parametrize("kind", ["pipe", "folder", "device", "long", "link out", "circle"])
def test_what_is_no_manifest_is_not_waited_for(kind: str, tmp_path: Path) -> None:
    """A pipe, a folder, a device, a file of a terabyte, a link that leads out and one in a circle list nothing."""
    output = tmp_path / "output"
    output.mkdir()
    path = output / MANIFEST
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    elif kind == "long":
        with path.open("wb") as file:
            file.truncate(1 << 40)
    else:
        write_manifest(tmp_path, ENTRIES)
        path.symlink_to({"device": Path("/dev/zero"), "link out": tmp_path / MANIFEST, "circle": path}[kind])
    assert read_manifest(output) == Manifest(faults=(say("cannot be read"),))


def test_one_entry_that_is_wrong_costs_itself(tmp_path: Path) -> None:
    """The others are listed; what is refused is named, a path that steers a terminal as escapes, and not without end."""
    good = to_json(ENTRIES[0])
    wrong = [good | {"path": "../outside/victim.pdf"}, good | {"pages": 0}, good | {"path": "nl/\x1b[2J.pdf"}, {}, 7]
    (tmp_path / MANIFEST).write_text(json.dumps({"artefacts": [*wrong, good], "tickets": [good, *wrong]}), "utf-8")
    manifest = read_manifest(tmp_path)
    assert (list(manifest.artefacts), dict(manifest.tickets)) == (["nl/ms.pdf"], {})
    assert manifest.faults[:5] == (
        'lists "../outside/victim.pdf", which is no place for a file of the press',
        'lists "nl/ms.pdf", which has no pages that a press could have written',
        'lists "nl/\\x1b[2J.pdf", which is no place for a file of the press',
        "lists something, which has no path that a press could have written",
        "lists something, which has no fields",
    )
    (tmp_path / MANIFEST).write_text(json.dumps({"artefacts": [{}] * 10_000}), "utf-8")
    assert read_manifest(tmp_path).faults == ("cannot be read",)
    (tmp_path / MANIFEST).write_text(json.dumps({"artefacts": [{"path": "n" * 50}] * 1000}), "utf-8")
    assert len(read_manifest(tmp_path).faults) == 20
    (tmp_path / MANIFEST).write_text(json.dumps({"artefacts": ["nl/ms.pdf"] * 100_001}), "utf-8")
    assert read_manifest(tmp_path).faults == ("does not list what was made",)


def test_the_manifest_of_an_earlier_version_is_one_sentence(tmp_path: Path) -> None:
    """Its entries do not say what the files are made of: they are listed no more, and made again."""
    old = [{name: value for name, value in to_json(entry).items() if name != "made_of"} for entry in ENTRIES]
    tickets = [{"path": "nl/ms-ticket.pdf", "of": "nl/ms.pdf", "pages": 1}]
    (tmp_path / MANIFEST).write_text(json.dumps({"artefacts": old, "tickets": tickets}), "utf-8")
    assert read_manifest(tmp_path) == Manifest(faults=(say("was written by an earlier version of the press"),))


def test_a_file_is_there_when_its_bytes_are(tmp_path: Path) -> None:
    """A file counts only while it holds the very bytes the manifest knows it by, in the folder."""
    output, entry = tmp_path / "output", made("nl/ms.pdf")
    path = output / "nl" / "ms.pdf"
    assert not is_there(output, entry)
    path.parent.mkdir(parents=True)
    path.write_bytes(b"pages")
    assert is_there(output, entry)
    for other in (b"pages of another", b"seiten"[:5]):
        path.write_bytes(other)
        assert not is_there(output, entry)
    path.unlink()
    (tmp_path / "ms.pdf").write_bytes(b"pages")
    path.symlink_to(tmp_path / "ms.pdf")
    assert not is_there(output, entry)
    path.unlink()
    path.mkdir()
    assert not is_there(output, replace(entry, bytes=path.stat().st_size))
    assert not is_there(output, replace(entry, path=f"nl/{'a' * 300}.pdf"))


def test_a_lock_is_not_taken_through_a_link(tmp_path: Path) -> None:
    """Where the folder of the lock, or the lock itself, leads out of the output folder, nothing is made out there."""
    output, elsewhere = tmp_path / "output", tmp_path / "elsewhere"
    output.mkdir()
    elsewhere.mkdir()
    (output / ".cache").symlink_to(elsewhere)
    for begun in (begin, lambda folder: alone(folder).__enter__()):
        with pytest.raises(Outside, match="is a link that leads out of the folder output"):
            begun(output)
    (output / ".cache").unlink()
    (output / ".cache").mkdir()
    (output / ".cache" / "lock").symlink_to(elsewhere / "lock")
    with pytest.raises(Outside), alone(output):
        pass
    assert list(elsewhere.iterdir()) == []


def _hold(output: Path, begun: Any) -> None:
    with alone(output):
        begun.set()
        time.sleep(60)


def test_the_lock_of_a_process_that_was_killed_is_free(tmp_path: Path) -> None:
    """Meanwhile no other has it, and when it has been killed the next gets it."""
    from filelock import FileLock, Timeout

    context = multiprocessing.get_context("fork")
    begun = context.Event()
    process = context.Process(target=_hold, args=(tmp_path, begun))
    process.start()
    assert begun.wait(20)
    with pytest.raises(Timeout), FileLock(tmp_path / ".cache" / "lock", timeout=0.2):
        pass
    process.kill()
    process.join()
    with alone(tmp_path):
        assert (tmp_path / ".cache" / "lock").exists()


def test_nothing_that_only_some_systems_have_is_loaded_on_the_way_in() -> None:
    """The command line, and what answers that nothing has changed, load where there is no fcntl, resource or pwd."""
    code = (
        "import sys\n"
        "class Missing:\n"
        "    def find_spec(self, name, *_):\n"
        "        if name in {'fcntl', 'grp', 'pwd', 'resource', 'termios'}: raise ImportError(name)\n"
        "sys.meta_path.insert(0, Missing())\n"
        "import leaflets.cli, leaflets.build.unchanged, leaflets.storage.manifest, leaflets.build.publish, leaflets.build.pipeline\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
