"""The files of the output folder, each with what it ought to be, as plain values that any process can look at."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

import pikepdf
import pypdfium2

from leaflets.content import Catalogue
from leaflets.model import Chapter, Leaflet, Proof, QrCode
from leaflets.preflight.file import Subject, base_pages, opened
from leaflets.preflight.house import House
from leaflets.preflight.rules import apply
from leaflets.problems import Problem
from leaflets.publish import read_manifest, read_tickets


@dataclass(frozen=True)
class Task:
    """A finished file to look at, in this process or another."""

    where: str
    path: Path
    proof: Proof
    conforms_to: str | None
    multiple_of: int
    subject: Subject
    base: Path | None = None

    def digest(self, machine: str) -> str:
        """The SHA-256 of everything the findings depend on."""
        base = hashlib.sha256(self.base.read_bytes()).hexdigest() if self.base is not None else ""
        known = f"{self.where} {self.conforms_to} {self.multiple_of} {self.proof!r} {self.subject!r}"
        data = self.path.read_bytes()
        return hashlib.sha256(f"{machine} {base} {known}".encode() + data).hexdigest()


def look_at(task: Task) -> list[Problem]:
    """Every problem the rules find in one file."""
    try:
        proof = task.proof.model_copy(update={"pdf": task.path.read_bytes()})
        subject = task.subject
        if task.base is not None:
            subject = replace(subject, base=base_pages(task.base.read_bytes()))
        file = opened(proof, task.where, task.conforms_to, task.multiple_of, subject)
        with file.pdf:
            return list(apply("file", file, task.where))
    except (pikepdf.PdfError, pypdfium2.PdfiumError) as error:
        said = f"cannot be read as a PDF ({str(error).rstrip('.')[:80]})"
        return [Problem(said, task.where, "Run build.py.", rule="P01")]


def listed(output: Path) -> Iterator[Mapping[str, Any]]:
    """The files of the manifest and their print tickets."""
    yield from read_manifest(output).values()
    yield from read_tickets(output)


def tasks_of(
    entries: Sequence[Mapping[str, Any]], catalogue: Catalogue, house: House, output: Path
) -> tuple[list[Task], list[Problem]]:
    """What to look at, and the files that are not there or not as they were made."""
    found: list[Task] = []
    absent: list[Problem] = []
    for entry in entries:
        path = output / str(entry["path"])
        if not path.is_file():
            absent.append(Problem("is in the manifest and not in the folder", str(entry["path"]), "Run build.py."))
            continue
        if hashlib.sha256(path.read_bytes()).hexdigest() != entry.get("sha256"):
            todo = "Run build.py; to change a leaflet, change its text."
            absent.append(Problem("is not the file that was made: somebody changed it", str(entry["path"]), todo))
        found.append(_task(entry, entries, catalogue, house, output))
    return found, absent


def _task(
    entry: Mapping[str, Any], entries: Sequence[Mapping[str, Any]], catalogue: Catalogue, house: House, output: Path
) -> Task:
    where = str(entry["path"])
    proof = Proof(
        job_id=where, pdf=b"", pages=int(entry["pages"]), trim_mm=tuple(entry["trim_mm"]),
        qr=tuple(QrCode(**code) for code in entry.get("qr", ())),
    )  # fmt: skip
    fmt = catalogue.formats.get(str(entry.get("format")))
    texts = tuple(_texts(entry, catalogue)) if fmt is not None else ()
    names = {name for text in texts for name in text.cited} | {catalogue.edition.blog}
    subject = Subject(
        format=fmt,
        purpose=str(entry.get("purpose", "reading")),
        language=catalogue.languages.get(str(entry["language"])),
        edition=catalogue.edition if fmt is not None else None,
        texts=texts,
        sources=tuple(catalogue.sources.values()) if entry.get("leaflet") is None
        else tuple(catalogue.sources[name] for name in sorted(names)),
        sides="fronts" if where.endswith("-fronts.pdf") else "backs" if where.endswith("-backs.pdf") else "both",
        house=house,
    )  # fmt: skip
    is_booklet = fmt is not None and entry.get("leaflet") is None
    base = _base(entry, entries, fmt.of) if fmt is not None and fmt.sheet is not None and fmt.of else None
    return Task(
        where, output / where, proof, entry.get("conforms_to"), 4 if is_booklet else 1, subject,
        output / base if base is not None else None,
    )  # fmt: skip


def _texts(entry: Mapping[str, Any], catalogue: Catalogue) -> Iterator[Leaflet | Chapter]:
    """The texts a file is made from; of a booklet of a choice of leaflets those its name tells."""
    language = str(entry["language"])
    leaflets = catalogue.leaflets.get(language, ())
    if entry["leaflet"] is not None:
        yield from (leaflet for leaflet in leaflets if leaflet.id == entry["leaflet"])
        return
    choice = f"{PurePosixPath(str(entry['path'])).stem.removeprefix(str(entry['format']))}-"
    chosen = [leaflet for leaflet in leaflets if f"-{leaflet.slug}-" in choice]
    yield from chosen or leaflets
    groups = {f"group-{leaflet.group}" for leaflet in chosen or leaflets}
    for name, chapter in catalogue.chapters.get(language, {}).items():
        if not name.startswith("group-") or name in groups:
            yield chapter


def _base(entry: Mapping[str, Any], entries: Iterable[Mapping[str, Any]], of: str) -> str | None:
    """The file whose pages a file of sheets imposes, where the manifest has it."""
    same = ("leaflet", "language", "practice")
    rest = str(entry["path"]).rpartition(str(entry["format"]))
    for suffix in (rest[2], ".pdf"):
        for other in entries:
            fits = all(other.get(key) == entry.get(key) for key in same) and other.get("format") == of
            if fits and other["path"] == f"{rest[0]}{of}{suffix}":
                return str(other["path"])
    return None
