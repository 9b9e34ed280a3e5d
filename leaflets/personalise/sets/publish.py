"""The set of a practice in the output folder: its files, the manifest that lists them, one ZIP and one index page."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from pydantic import ValidationError

from leaflets.model.artefact import PRACTICES, Artefact, PrintedCode, finished
from leaflets.personalise.practice import Practice
from leaflets.personalise.sets import index_page
from leaflets.personalise.sets.asked import Asked, read_asked
from leaflets.personalise.sets.task import Copy, Master
from leaflets.plan import Work, ticket_entry
from leaflets.problems import ContentError, Problem
from leaflets.storage.atomic import noting, remove_whole, sweep, write_whole
from leaflets.storage.files import is_inside, read_plain
from leaflets.storage.manifest import MANIFEST, is_there, lies_in, read_manifest, set_folder, write_manifest

FOLDER = PRACTICES
MOST_BYTES = 200_000_000
"""No file of a set that goes into its ZIP is longer."""
HALF_WRITTEN_SECONDS = 60
"""A file that is still being written after so long was left by a run that was killed."""

Belongs = Callable[[Artefact], bool]
"""Whether a file of a set may stay though this run did not ask for it."""


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


def path(practice: str, work: Work) -> str:
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


def publish(
    practice: Practice, digest: str, kept: Mapping[int, Artefact | None], made: Mapping[int, Copy],
    masters: Sequence[Master], output: Path, belongs: Belongs, asked: Asked, usual: Collection[str],
    templates: Path,
) -> None:  # fmt: skip
    """Write what was made of a set, then its index page, its ZIP and, last, its manifest.

    Files that were not asked for stay where they belong, unless the practice has changed: nobody is to hand out an old
    telephone number. `asked` is what this run asked for, `usual` the formats a set holds unless others are named,
    `templates` the folder with that of the index page.
    Raises ContentError for what could not be written, after all that could be.
    """
    before = read(output, practice.id)
    old = before if before is not None and before.digest == digest else PublishedSet(output, practice)
    entries = {name: entry for name, entry in old.entries.items() if belongs(entry)}
    tickets = {name: ticket for name, ticket in old.tickets.items() if name in entries}
    sources = {name: old.masters[name] for name in entries if name in old.masters}
    problems: list[Problem] = []
    for number, there in kept.items():
        master, name = masters[number], path(practice.id, masters[number].work)
        with noting(problems, output / name, output):
            entries[name], ticket = (there, None) if there else _put(practice, digest, master, made[number], output)
            tickets |= {name: ticket} if ticket is not None else {}
            sources[name] = master.digest
    stay = {*entries, *(ticket.path for ticket in tickets.values())}
    for gone in sorted(_there(before, practice, output) - stay):
        with noting(problems, output / gone, output, "removed"):
            remove_whole(output / gone, output)
    listed = [entries[name] for name in sorted(entries) if lies_in(output, name)]
    beside = [tickets[entry.path] for entry in listed if entry.path in tickets]
    words = masters[next(iter(kept))].words
    page = index_page.page(practice, listed, words, templates, {one.of: one.path for one in beside if one.of}).encode()
    _gather(practice, page, [*listed, *beside], output, problems)
    about = {"practice": practice.model_dump(mode="json"), "practice_sha256": digest,
             "masters": {entry.path: sources[entry.path] for entry in listed},
             "asked": (before.asked if before else Asked()).and_(asked, usual).said()}  # fmt: skip
    folder = set_folder(practice.id)
    with noting(problems, output / folder / MANIFEST, output):
        write_manifest(output, listed, beside, folder, about)
    if problems:
        raise ContentError(*dict.fromkeys(problems))


def _put(practice: Practice, digest: str, master: Master, copy: Copy, output: Path) -> tuple[Artefact, Artefact | None]:
    """Write a copy and its print ticket; gives their entries.

    Not settled on the disk one by one: the next run looks at every byte before it keeps a file.
    """
    name, goes_in = path(practice.id, master.work), inputs(master.digest, digest)
    ticket = None
    if copy.ticket is not None:
        beside = replace(ticket_entry(master.work, name, copy.ticket.trim_mm), practice=practice.id)
        ticket = finished(beside, copy.ticket.pdf, copy.ticket.pages, (), goes_in)
        write_whole(output / ticket.path, copy.ticket.pdf, inside=output, settle=False)
    write_whole(output / name, copy.pdf, inside=output, settle=False)
    codes = (PrintedCode(code.page, code.url, code.box_mm) for code in copy.qr)
    planned = replace(master.work.entry, path=name, practice=practice.id)
    return finished(planned, copy.pdf, copy.pages, codes, goes_in), ticket


def _there(before: PublishedSet | None, practice: Practice, output: Path) -> set[str]:
    """The files of the set as it was; where its manifest does not tell, all PDFs in the folders of its languages."""
    if before is not None and before.is_sound:
        return {*before.entries, *(ticket.path for ticket in before.tickets.values())}
    found = (output / set_folder(practice.id)).glob("*/*.pdf")
    return {file.relative_to(output).as_posix() for file in found if is_inside(file.parent, output)}


def swept(output: Path) -> None:
    """Remove the halves of files a run left that was killed while it wrote them."""
    sweep(output / FOLDER, output, HALF_WRITTEN_SECONDS)


def _gather(practice: Practice, page: bytes, files: Sequence[Artefact], output: Path, problems: list[Problem]) -> None:
    """The index page and the ZIP of a set; what cannot be written becomes one of `problems`."""
    folder = output / set_folder(practice.id)
    with noting(problems, folder / "index.html", output):
        write_whole(folder / "index.html", page, inside=output, settle=False)
    packed = folder / f"{practice.id}.zip"
    with noting(problems, packed, output):
        write_whole(packed, _packed(output, practice.id, files, page), inside=output, settle=False)


def _packed(output: Path, practice: str, files: Sequence[Artefact], page: bytes) -> bytes:
    """The set as one ZIP. PDFs are packed already, so they are stored; no clock goes in, so the bytes stay the same."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as packed:
        packed.writestr(zipfile.ZipInfo("index.html"), page)
        for file in sorted(files, key=lambda file: (file.of or file.path, file.of is not None)):
            name = file.path.removeprefix(f"{set_folder(practice)}/")
            packed.writestr(zipfile.ZipInfo(name), read_plain(output / file.path, MOST_BYTES, output))
    return target.getvalue()
