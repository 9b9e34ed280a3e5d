"""Publish: what is in the output folder, and the manifest that lists it. Imports nothing heavy, see fingerprint."""

from __future__ import annotations

import fcntl
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from leaflets.whole import write_whole

MANIFEST = "manifest.json"
Entry = dict[str, Any]
"""One artefact as the manifest lists it."""


@contextmanager
def alone(output: Path) -> Iterator[None]:
    """Meanwhile no other build may change the manifest of `output`: it waits until this one is done."""
    path = output / ".cache" / "lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def read_manifest(output: Path) -> dict[str, Entry]:
    """The artefacts of the manifest by path; none when there is no manifest or it is damaged."""
    try:
        listed = json.loads((output / MANIFEST).read_text(encoding="utf-8"))["artefacts"]
        return {str(entry["path"]): entry for entry in listed}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def is_readable(output: Path) -> bool:
    """Whether there is a manifest that lists what was made."""
    try:
        listed = json.loads((output / MANIFEST).read_text(encoding="utf-8"))["artefacts"]
        return all(isinstance(entry["path"], str) for entry in listed)
    except (OSError, ValueError, KeyError, TypeError):
        return False


def is_there(output: Path, entry: Mapping[str, Any]) -> bool:
    """Whether the file of a manifest entry is in the output folder, byte for byte."""
    try:
        data = (output / str(entry["path"])).read_bytes()
    except OSError:
        return False
    return hashlib.sha256(data).hexdigest() == entry.get("sha256")


def read_tickets(output: Path) -> list[Entry]:
    """The print tickets the manifest lists, each with the path of its file under "of"."""
    try:
        listed = json.loads((output / MANIFEST).read_text(encoding="utf-8")).get("tickets", [])
        return [entry for entry in listed if entry["path"] and entry["of"]]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return []


def write_manifest(output: Path, entries: Iterable[Entry], tickets: Iterable[Entry] | None = None) -> None:
    """Write the manifest, artefacts and print tickets in the order of their paths. Without `tickets`, they stay."""
    listed = sorted(entries, key=lambda entry: str(entry["path"]))
    beside = sorted(read_tickets(output) if tickets is None else tickets, key=lambda entry: str(entry["path"]))
    text = json.dumps({"artefacts": listed, "tickets": beside}, ensure_ascii=False, indent=1) + "\n"
    data = text.encode()
    path = output / MANIFEST
    if not path.is_file() or path.read_bytes() != data:
        write_whole(path, data)
