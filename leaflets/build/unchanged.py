"""The quick answer: when nothing that goes in has changed since a build that went well, nothing is loaded or made."""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from pathlib import Path

from leaflets import problems
from leaflets.messages import Sentence, joined
from leaflets.model.artefact import Artefact
from leaflets.storage.atomic import write_whole
from leaflets.storage.digests import files_digest, machine_digest, today
from leaflets.storage.files import read_json
from leaflets.storage.manifest import CACHE, Manifest, is_there, read_manifest

MOST_BYTES = 16_000_000
"""A note is no longer: it names the files of one build."""

BuildOptions = tuple[tuple[str, ...], ...]


def nothing_changed(project: Path, content: Path, output: Path, asked: BuildOptions) -> Sentence | None:
    """How many files and pages there are, when a build like this one went well and nothing has changed since."""
    inputs, files = _noted(output, asked)
    if inputs is None or inputs != _inputs(project, content):
        return None
    manifest = read_manifest(output)
    pages = 0
    for path in files:
        entry = manifest.artefacts.get(path)
        if entry is None or not is_there(output, entry) or not _has_ticket(output, entry, manifest):
            return None
        pages += entry.pages
    return joined((problems.files(len(files)), problems.pages(pages)), ", ")


def _has_ticket(output: Path, entry: Artefact, manifest: Manifest) -> bool:
    """Whether the print ticket of a file is there, if it is one of sheets."""
    ticket = manifest.tickets.get(entry.path)
    return is_there(output, ticket) if ticket is not None else entry.purpose != "sheet"


def _noted(output: Path, asked: BuildOptions) -> tuple[str | None, list[str]]:
    """The digest of the inputs of a build like this one, and its files; nothing where no press noted that."""
    try:
        said = read_json(_note(output, asked), MOST_BYTES, output)
    except (OSError, ValueError):
        return None, []
    inputs, files = (said.get("inputs"), said.get("files")) if isinstance(said, dict) else (None, None)
    if not isinstance(inputs, str) or not isinstance(files, list) or not all(isinstance(one, str) for one in files):
        return None, []
    return inputs, files


def remember(project: Path, content: Path, output: Path, asked: BuildOptions, files: list[str]) -> None:
    """Note that a build like this one went well with the inputs as they are now."""
    said = json.dumps({"inputs": _inputs(project, content), "files": sorted(files)})
    with suppress(OSError):  # Without the note the press only looks for itself the next time.
        write_whole(_note(output, asked), said.encode(), inside=output)


def _inputs(project: Path, content: Path) -> str:
    # The day counts: the same text may not be published any more once its review date has passed (norms C03).
    whole = f"{files_digest([content])} {machine_digest(project)} {content.resolve()} {today()}"
    return hashlib.sha256(os.fsencode(whole)).hexdigest()


def _note(output: Path, asked: BuildOptions) -> Path:
    name = hashlib.sha256(json.dumps(asked).encode()).hexdigest()[:16]
    return output / CACHE / f"{name}.json"
