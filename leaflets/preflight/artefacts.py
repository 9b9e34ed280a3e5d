"""The files of the output folder, each with what it ought to be, as plain values that any process can look at."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

import pikepdf
import pypdfium2

from leaflets.content import Catalogue
from leaflets.model import Chapter, Format, Leaflet, Proof, QrCode
from leaflets.plan.files import Sides
from leaflets.preflight.file import Subject, base_pages, opened
from leaflets.preflight.house import House
from leaflets.preflight.rules import RULES, apply
from leaflets.problems import Problem
from leaflets.publish import MANIFEST, is_readable, read_manifest, read_tickets

FRONTS, BACKS = "-fronts.pdf", "-backs.pdf"
OF_EACH = ("A02", "P07")
"""What each of two files says of itself: language, title, and how it is to be printed."""


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
    backs: Task | None = None
    """For the fronts of sheets in two files: the file of the backs, looked at with it."""

    @property
    def files(self) -> tuple[str, ...]:
        """The paths of the files it looks at."""
        return (self.where, self.backs.where) if self.backs is not None else (self.where,)

    @property
    def pages(self) -> int:
        return self.proof.pages + (self.backs.pages if self.backs is not None else 0)

    def digest(self, machine: str) -> str:
        """The SHA-256 of everything the findings depend on."""
        base = hashlib.sha256(self.base.read_bytes()).hexdigest() if self.base is not None else ""
        base += self.backs.digest(machine) if self.backs is not None else ""
        known = f"{self.where} {self.conforms_to} {self.multiple_of} {self.proof!r} {self.subject!r}"
        data = self.path.read_bytes()
        return hashlib.sha256(f"{machine} {base} {known}".encode() + data).hexdigest()


def look_at(task: Task) -> list[Problem]:
    """Every problem the rules find in one file, or in the fronts and the backs of the same sheets."""
    try:
        subject = task.subject
        if task.base is not None:
            subject = replace(subject, base=base_pages(task.base.read_bytes()))
        if task.backs is not None:
            return both_sides(_read(task), _read(task.backs), task, subject)
        file = opened(_read(task), task.where, task.conforms_to, task.multiple_of, subject)
        with file.pdf:
            return list(apply("file", file, task.where))
    except (pikepdf.PdfError, pypdfium2.PdfiumError) as error:
        said = f"cannot be read as a PDF ({str(error).rstrip('.')[:80]})"
        return [Problem(said, task.where, "Run build.py.", rule="P01")]


def _read(task: Task) -> Proof:
    return task.proof.model_copy(update={"pdf": task.path.read_bytes()})


def both_sides(fronts: Proof, backs: Proof, task: Task, subject: Subject) -> list[Problem]:
    """What the rules find in sheets whose sides are in two files: in each what it says of itself, all else in both."""
    assert task.backs is not None
    found: list[Problem] = []
    each: tuple[tuple[Proof, str, Sides], ...] = (
        (fronts, task.where, "fronts"), (backs, task.backs.where, "backs"),
    )  # fmt: skip
    for proof, where, sides in each:
        file = opened(proof, where, None, 1, replace(subject, sides=sides))
        with file.pdf:
            found += apply("file", file, where, (rule for rule in RULES if rule.id in OF_EACH))
    whole = _whole(fronts, backs, task, subject, backwards=False)
    if _misplaced(whole) and backs.pages > 1:
        # The backs begin with the last sheet for a printer that draws that in first: the pages tell.
        whole = min(whole, _whole(fronts, backs, task, subject, backwards=True), key=_misplaced)
    return found + whole


def _whole(fronts: Proof, backs: Proof, task: Task, subject: Subject, backwards: bool) -> list[Problem]:
    """What the rules find in the sheets as they will lie on the table, told of the pages of the two files."""
    assert task.backs is not None
    with pikepdf.open(io.BytesIO(backs.pdf)) as pdf:
        count = len(pdf.pages)
    back_pages = [count - number if backwards else number + 1 for number in range(count)]
    proof = interleaved(fronts, backs, back_pages)
    file = opened(proof, task.where, None, task.multiple_of, replace(subject, sides="both"))
    with file.pdf:
        problems = list(apply("file", file, task.where, (rule for rule in RULES if rule.id not in OF_EACH)))
    return [
        problem if problem.page is None
        else replace(problem, page=(problem.page + 1) // 2) if problem.page % 2
        else replace(problem, page=back_pages[problem.page // 2 - 1], where=task.backs.where)
        for problem in problems
    ]  # fmt: skip


def _misplaced(problems: list[Problem]) -> int:
    return sum(problem.rule == "P05" for problem in problems)


def interleaved(fronts: Proof, backs: Proof, back_pages: Sequence[int]) -> Proof:
    """The sheets of two files in one: each front, then the page of `backs` (from 1) that is its back."""
    with pikepdf.open(io.BytesIO(fronts.pdf)) as whole, pikepdf.open(io.BytesIO(backs.pdf)) as other:
        for position, number in enumerate(back_pages):
            whole.pages.insert(min(2 * position + 1, len(whole.pages)), other.pages[number - 1])
        target = io.BytesIO()
        whole.save(target)
    codes = [code.model_copy(update={"page": 2 * code.page - 1}) for code in fronts.qr]
    backs_at = {number: 2 * position for position, number in enumerate(back_pages, start=1)}
    codes += [code.model_copy(update={"page": backs_at.get(code.page, 2 * code.page)}) for code in backs.qr]
    return fronts.model_copy(update={"pdf": target.getvalue(), "pages": fronts.pages + backs.pages, "qr": tuple(codes)})


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
        if said := _damage(entry, path, output):
            absent.append(Problem(f"the manifest lists {said}", str(entry["path"]), "Run build.py."))
            continue
        if not path.is_file():
            absent.append(Problem("is in the manifest and not in the folder", str(entry["path"]), "Run build.py."))
            continue
        if hashlib.sha256(path.read_bytes()).hexdigest() != entry.get("sha256"):
            todo = "Run build.py; to change a leaflet, change its text."
            absent.append(Problem("is not the file that was made: somebody changed it", str(entry["path"]), todo))
        found.append(_task(entry, entries, catalogue, house, output))
    return _paired(found), absent


def damage_of(output: Path) -> list[Problem]:
    """A manifest that is there and cannot be read: nobody knows what was made."""
    if not (output / MANIFEST).is_file() or is_readable(output):
        return []
    return [Problem("cannot be read, so no file was looked at", MANIFEST, "Run build.py.")]


def _damage(entry: Mapping[str, Any], path: Path, output: Path) -> str | None:
    """What makes an entry of the manifest one that no press wrote."""
    if not path.resolve().is_relative_to(output.resolve()):
        return "this file, which is not in the output folder"
    if lacking := [name for name in ("pages", "trim_mm", "language") if name not in entry]:
        return f"it without {', '.join(lacking)}"
    return None


def _paired(tasks: Sequence[Task]) -> list[Task]:
    """The tasks, the backs of sheets put with their fronts."""
    backs = {task.where: task for task in tasks if task.subject.sides == "backs"}
    found = []
    for task in tasks:
        other = f"{task.where.removesuffix(FRONTS)}{BACKS}"
        if task.subject.sides == "fronts" and other in backs and backs[other].proof.pages == task.proof.pages:
            found.append(replace(task, backs=backs.pop(other)))
        else:
            found.append(task)
    gone = {task.backs.where for task in found if task.backs is not None}
    return [task for task in found if task.where not in gone]


def _task(
    entry: Mapping[str, Any], entries: Sequence[Mapping[str, Any]], catalogue: Catalogue, house: House, output: Path
) -> Task:
    where = str(entry["path"])
    proof = Proof(
        job_id=where, pdf=b"", pages=int(entry["pages"]), trim_mm=tuple(entry["trim_mm"]),
        qr=tuple(QrCode(**code) for code in entry.get("qr", ())),
    )  # fmt: skip
    fmt = _format(entry, catalogue)
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
        sides="fronts" if where.endswith(FRONTS) else "backs" if where.endswith(BACKS) else "both",
        caliper_mm=None,
        house=house,
    )  # fmt: skip
    is_booklet = fmt is not None and entry.get("leaflet") is None
    base = _base(entry, entries, fmt.of) if fmt is not None and fmt.sheet is not None and fmt.of else None
    return Task(
        where, output / where, proof, entry.get("conforms_to"), 4 if is_booklet else 1, subject,
        output / base if base is not None else None,
    )  # fmt: skip


def _format(entry: Mapping[str, Any], catalogue: Catalogue) -> Format | None:
    """The format of a file; a print shop gets the pages of a sheet one by one."""
    fmt = catalogue.formats.get(str(entry.get("format")))
    if fmt is None or fmt.sheet is None or entry.get("purpose") != "press":
        return fmt
    return fmt.model_copy(update={"sheet": None, "paper_mm": tuple(entry["trim_mm"])})


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
    choice = re.sub(r"-(?:fronts|backs)(?=\.pdf$)", "", rest[2])
    for suffix in (choice, choice.replace("-gray.pdf", ".pdf")):
        for other in entries:
            fits = all(other.get(key) == entry.get(key) for key in same) and other.get("format") == of
            if fits and other["path"] == f"{rest[0]}{of}{suffix}":
                return str(other["path"])
    return None
