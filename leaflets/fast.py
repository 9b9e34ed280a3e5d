"""The quick answer: when nothing that goes in has changed since a build that went well, nothing is loaded or made."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from leaflets.fingerprint import files_digest, machine_digest, today
from leaflets.problems import counted
from leaflets.publish import is_there, read_manifest, read_tickets
from leaflets.whole import write_whole

Asked = tuple[tuple[str, ...], ...]


def nothing_changed(project: Path, content: Path, output: Path, asked: Asked) -> str | None:
    """How many files and pages there are, when a build like this one went well and nothing has changed since."""
    try:
        kept = json.loads(_note(output, asked).read_text(encoding="utf-8"))
        inputs, files = kept["inputs"], kept["files"]
    except (OSError, ValueError, LookupError, TypeError):
        return None
    if inputs != _inputs(project, content):
        return None
    manifest = read_manifest(output)
    entries = [manifest.get(path) for path in files]
    tickets = [entry for entry in read_tickets(output) if entry["of"] in files]
    if not all(entry is not None and is_there(output, entry) for entry in [*entries, *tickets]):
        return None
    pages = sum(int(entry["pages"]) for entry in entries if entry is not None)
    return f"{counted(len(entries), 'file')}, {counted(pages, 'page')}"


def remember(project: Path, content: Path, output: Path, asked: Asked, files: list[str]) -> None:
    """Note that a build like this one went well with the inputs as they are now."""
    said = json.dumps({"inputs": _inputs(project, content), "files": sorted(files)})
    write_whole(_note(output, asked), said.encode())


def _inputs(project: Path, content: Path) -> str:
    # The day counts: the same text may not be published any more once its review date has passed (norms C03).
    whole = f"{files_digest([content])} {machine_digest(project)} {content.resolve()} {today()}"
    return hashlib.sha256(whole.encode()).hexdigest()


def _note(output: Path, asked: Asked) -> Path:
    name = hashlib.sha256(json.dumps(asked).encode()).hexdigest()[:16]
    return output / ".cache" / f"{name}.json"
