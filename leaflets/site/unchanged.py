"""The quick answer: when nothing that goes in has changed since the site was written, nothing is loaded or written.

Imports nothing heavy, see digests.
"""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from pathlib import Path

from leaflets.site.addresses import FOLDER
from leaflets.storage.atomic import write_whole
from leaflets.storage.digests import file_digest, files_digest, machine_digest, site_machine, today
from leaflets.storage.files import read_json
from leaflets.storage.manifest import CACHE, MANIFEST

NOTE = "site.json"

MOST_BYTES = 10_000
"""A note is no longer: two digests and a number."""


def nothing_changed(project: Path, content: Path, output: Path, edition: str | None) -> int | None:
    """How many files the site has, when it is as it was written and nothing that goes in has changed since."""
    try:
        said = read_json(output / CACHE / NOTE, MOST_BYTES, output)
    except (OSError, ValueError):
        return None
    if not isinstance(said, dict) or not isinstance(said.get("files"), int) or not (output / FOLDER).is_dir():
        return None
    if said.get("inputs") != _inputs(project, content, output, edition) or said.get("site") != _written(output):
        return None
    return int(said["files"])


def remember(project: Path, content: Path, output: Path, edition: str | None, files: int) -> None:
    """Note of what the site was written, and what it is."""
    said = {"inputs": _inputs(project, content, output, edition), "site": _written(output), "files": files}
    with suppress(OSError):  # Without the note it is only written once more the next time.
        write_whole(output / CACHE / NOTE, json.dumps(said).encode(), inside=output)


def _inputs(project: Path, content: Path, output: Path, edition: str | None) -> str:
    machine = f"{machine_digest(project)} {files_digest(site_machine(project))}"
    whole = f"{files_digest([content])} {machine} {file_digest(output / MANIFEST, output)} {edition} {today()}"
    return hashlib.sha256(os.fsencode(f"{whole} {content.resolve()}")).hexdigest()


def _written(output: Path) -> str:
    return files_digest([output / FOLDER])
