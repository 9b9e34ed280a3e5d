"""The set of a practice as it stands in the output folder."""

from __future__ import annotations

import datetime as dt
import hashlib
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError

from leaflets.content import Catalogue
from leaflets.model.artefact import PRACTICES, Artefact
from leaflets.personalise.practice import Practice
from leaflets.personalise.sets.asked import Asked, read_asked
from leaflets.plan import Work
from leaflets.storage.manifest import MANIFEST, is_there, read_manifest, set_folder

FOLDER = PRACTICES

Belongs = Callable[[Artefact], bool]
"""Whether a file of a set may stay though this run did not ask for it."""


OLDEST = dt.date(1980, 1, 1)
"""The first day a ZIP can name (APPNOTE 4.4.6)."""


def newest_day(files: Iterable[Artefact], catalogue: Catalogue) -> dt.date:
    """The day of the newest leaflet that files are made of; or the first day a ZIP can name."""
    made_of = {(file.language, name) for file in files for name in file.made_of.leaflets}
    days = (one.date for several in catalogue.leaflets.values() for one in several if (one.language, one.id) in made_of)
    return max((OLDEST, *days))


def place_in_zip(name: str, day: dt.date) -> zipfile.ZipInfo:
    """A file's place in a ZIP, by a day of its texts: no clock goes in, so that the bytes stay the same."""
    return zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))


@dataclass(frozen=True)
class PublishedSet:
    """A set as it was published: its files and print tickets by path, and of which masters the files are copies."""

    output: Path
    practice: Practice
    digest: str = ""
    entries: Mapping[str, Artefact] = field(default_factory=dict)
    masters: Mapping[str, str] = field(default_factory=dict)
    tickets: Mapping[str, Artefact] = field(default_factory=dict)
    """By the path of the file each goes with."""
    is_sound: bool = True
    """Whether all its manifest said was understood."""
    asked: Asked = Asked()

    def good(self, path: str, inputs: str) -> Artefact | None:
        """The entry of a copy that is there with its ticket, byte for byte, and made from these inputs."""
        entry, ticket = self.entries.get(path), self.tickets.get(path)
        if entry is None or entry.inputs_sha256 != inputs or not is_there(self.output, entry):
            return None
        if entry.purpose == "sheet" and (ticket is None or not is_there(self.output, ticket)):
            return None
        return entry

    def is_whole(self, wanted: Iterable[str], belongs: Belongs) -> bool:
        """Whether nothing is there that must go, and the index page and the ZIP are."""
        folder = self.output / set_folder(self.practice.id)
        pages = (folder / "index.html", folder / f"{self.practice.id}.zip")
        others = (self.entries[path] for path in self.entries.keys() - set(wanted))
        return all(page.is_file() for page in pages) and all(map(belongs, others))


def practice_digest(practice: Practice, logo: bytes | None) -> str:
    """The SHA-256 of all a practice brings."""
    drawn = hashlib.sha256(logo or b"").hexdigest()
    return hashlib.sha256(f"{practice.model_dump_json()} {drawn}".encode()).hexdigest()


def inputs(master: str, practice: str) -> str:
    """The SHA-256 of all that goes into a copy, given the digests of its master and practice."""
    return hashlib.sha256(f"{master} {practice}".encode()).hexdigest()


def copy_path(practice: str, work: Work) -> str:
    """Where the copy of a file goes, relative to the output folder."""
    return f"{set_folder(practice)}/{work.entry.language}/{Path(work.path).name}"


def read(output: Path, practice: str) -> PublishedSet | None:
    """The set of a practice; None when there is none or its manifest is damaged, and it has to be made."""
    manifest = read_manifest(output, set_folder(practice))
    about = manifest.about
    digest, masters = about.get("practice_sha256"), about.get("masters")
    try:
        whose, asked = Practice.model_validate(about.get("practice")), read_asked(about.get("asked"))
    except (ValidationError, ValueError, KeyError, TypeError):
        return None
    if whose.id != practice or not isinstance(digest, str) or not isinstance(masters, dict):
        return None
    entries = {name: entry for name, entry in manifest.artefacts.items() if name in masters}
    is_sound = manifest.is_readable and len(entries) == len(manifest.artefacts)
    sources = {name: str(masters[name]) for name in entries}
    return PublishedSet(output, whose, digest, entries, sources, manifest.tickets, is_sound, asked)


def read_all(output: Path) -> list[PublishedSet]:
    """Every set in the output folder, in the order of their ids."""
    found = (read(output, file.parent.name) for file in sorted((output / FOLDER).glob(f"*/{MANIFEST}")))
    return [each for each in found if each is not None]
