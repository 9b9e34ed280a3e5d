"""Publish: what is in the output folder, and the manifest that lists it. Imports nothing heavy, see digests."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from leaflets.messages import Sentence, reason, say, verbatim
from leaflets.model.artefact import PRACTICES, Artefact, Damaged, Earlier, from_json, to_json
from leaflets.problems import Problem, visible
from leaflets.storage.atomic import FILE_MODE, make_folder, stay_inside, write_whole
from leaflets.storage.files import digest_plain, is_inside, read_json, read_plain

MANIFEST = "manifest.json"
CACHE = ".cache"
"""The folder of what the press only remembers."""

MOST_BYTES, MOST_FILES = 32_000_000, 100_000
"""A manifest is no longer, and lists no more: an entry takes a kilobyte, those of 10,000 leaflets 18 MB."""

EARLIER = say("was written by an earlier version of the press")

MOST_FAULTS = 20
"""So many of the entries that are refused are told one by one."""


@dataclass(frozen=True)
class Manifest:
    """What was made: artefacts by their path, print tickets by the path of the file they go with.

    What no press wrote is not in it; `faults` says so, each a sentence that goes after the manifest's name. `about` is
    what the manifest of a set says besides, as it stands there.
    """

    artefacts: Mapping[str, Artefact] = field(default_factory=dict)
    tickets: Mapping[str, Artefact] = field(default_factory=dict)
    about: Mapping[str, object] = field(default_factory=dict)
    faults: tuple[Sentence, ...] = ()

    @property
    def is_readable(self) -> bool:
        """Whether nothing of it was refused."""
        return not self.faults


@contextmanager
def alone(output: Path) -> Iterator[None]:
    """Meanwhile no other build may change the manifest of `output`: it waits until this one is done."""
    # Loaded here, for it takes longer than to answer that nothing has changed.
    from filelock import FileLock

    begin(output)
    path = output / CACHE / "lock"
    stay_inside(path, output)
    with FileLock(path, mode=FILE_MODE):
        yield


def begin(output: Path) -> None:
    """Make the output folder and in it that of what is remembered, where the lock is.

    Raises OSError with the name of what stands in the way, as write_whole.
    """
    make_folder(output)
    make_folder(output / CACHE, inside=output)


def read_manifest(output: Path, folder: str = "") -> Manifest:
    """The manifest of the output folder, or that of the set in a `folder` of it; an empty one when there is none."""
    path = output / folder / MANIFEST
    try:
        said = read_json(path, MOST_BYTES, output)
    except FileNotFoundError:
        return Manifest()
    except (OSError, ValueError):
        return Manifest(faults=(say("cannot be read"),))
    lists = [said.get("artefacts"), said.get("tickets", [])] if isinstance(said, dict) else [None]
    if not isinstance(said, dict) or not all(isinstance(one, list) and len(one) <= MOST_FILES for one in lists):
        return Manifest(faults=(say("does not list what was made"),))
    faults: list[Sentence] = []
    artefacts = list(_listed(said.get("artefacts", ()), folder, faults))
    tickets = list(_listed(said.get("tickets", ()), folder, faults))
    return Manifest(
        {one.path: one for one in artefacts if one.of is None},
        {one.of: one for one in tickets if one.of is not None},
        {name: value for name, value in said.items() if name not in ("artefacts", "tickets")},
        tuple(faults[:MOST_FAULTS]),
    )


def _listed(entries: Iterable[object], folder: str, faults: list[Sentence]) -> Iterator[Artefact]:
    """The artefacts of a list; those that are refused become `faults`."""
    for entry in entries:
        try:
            artefact = from_json(entry)
            if folder and not artefact.path.startswith(f"{folder}/"):
                raise Damaged(say("is not in the folder of its set"))
            if not folder and artefact.practice is not None:
                raise Damaged(say("is in the set of a practice, which has a manifest of its own"))
            yield artefact
        except Earlier:
            faults += [] if EARLIER in faults else [EARLIER]
        except Damaged as error:
            faults.append(say("lists {name}, which {error}", name=_named(entry), error=reason(error)))


def _named(entry: object) -> Sentence:
    """What a message calls an entry that is refused."""
    path = entry.get("path") if isinstance(entry, dict) else None
    return verbatim(f'"{visible(path[:100])}"') if isinstance(path, str) else say("something")


def faults_of(manifest: Manifest, where: str, todo: Sentence) -> list[Problem]:
    """What of a manifest was refused, as problems."""
    return [Problem(fault, where, todo) for fault in manifest.faults]


def lies_in(output: Path, path: str) -> bool:
    """Whether there is a file at this path in the output folder, and not only by a link that leads out of it."""
    return (output / path).is_file() and is_inside(output / path, output)


def is_there(output: Path, artefact: Artefact) -> bool:
    """Whether the file of a manifest entry is in the output folder, byte for byte."""
    path = output / artefact.path
    try:
        # Its size is looked at first: what is put in a leaflet's place may be long.
        return path.stat().st_size == artefact.bytes and digest_plain(path, output) == artefact.sha256
    except (OSError, ValueError):
        return False


def write_manifest(
    output: Path,
    artefacts: Iterable[Artefact],
    tickets: Iterable[Artefact] = (),
    folder: str = "",
    about: Mapping[str, Any] | None = None,
) -> None:
    """Write a manifest, artefacts and print tickets in the order of their paths, and for a set what is said of it.

    One that says the same stays as it is, so that copying tools see no change. Raises OSError as write_whole.
    """
    parts = [f"{_json(name)}: {_json(value)}" for name, value in (about or {}).items()]
    parts += [f'"artefacts": {_lines(artefacts)}', f'"tickets": {_lines(tickets)}']
    data = ("{" + ",\n".join(parts) + "}\n").encode()
    path = output / folder / MANIFEST
    if not _holds(path, data, output):
        write_whole(path, data, inside=output, settle=not folder)


def _lines(artefacts: Iterable[Artefact]) -> str:
    """A line for each: json's own way to break lines takes ten times as long."""
    listed = sorted(artefacts, key=lambda artefact: artefact.path)
    return "[\n" + ",\n".join(_json(to_json(artefact)) for artefact in listed) + "\n]"


def _json(thing: object) -> str:
    return json.dumps(thing, ensure_ascii=False)


def _holds(path: Path, data: bytes, output: Path) -> bool:
    try:
        return read_plain(path, len(data), output) == data
    except OSError:
        return False


def set_folder(practice: str) -> str:
    """The folder of a practice's set, relative to the output folder."""
    return f"{PRACTICES}/{practice}"
