"""Publish: files into the output folder, written beside and renamed, and the manifest that lists them.

Whatever stops a build, a file is there whole or as it was before. Imports nothing heavy, see fingerprint.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

MANIFEST = "manifest.json"
Entry = dict[str, Any]
"""One artefact as the manifest lists it."""


def write_whole(path: Path, data: bytes) -> None:
    """Write `data` to `path` so that a reader sees the old file or the new one, never half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside = Path(name)
        beside.chmod(0o644)
        beside.replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def read_manifest(output: Path) -> dict[str, Entry]:
    """The artefacts of the manifest by path; none when there is no manifest or it is damaged."""
    try:
        listed = json.loads((output / MANIFEST).read_text(encoding="utf-8"))["artefacts"]
        return {str(entry["path"]): entry for entry in listed}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def is_there(output: Path, entry: Mapping[str, Any]) -> bool:
    """Whether the file of a manifest entry is in the output folder, byte for byte."""
    try:
        data = (output / str(entry["path"])).read_bytes()
    except OSError:
        return False
    return hashlib.sha256(data).hexdigest() == entry.get("sha256")


def write_manifest(output: Path, entries: Iterable[Entry]) -> None:
    """Write the manifest, its artefacts in the order of their paths."""
    listed = sorted(entries, key=lambda entry: str(entry["path"]))
    text = json.dumps({"artefacts": listed}, ensure_ascii=False, indent=1) + "\n"
    data = text.encode()
    path = output / MANIFEST
    if not path.is_file() or path.read_bytes() != data:
        write_whole(path, data)
