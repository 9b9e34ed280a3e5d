"""The files of the output folder, each with what it ought to be, as plain values that any process can look at."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import pikepdf
import pypdfium2

from leaflets.content import Catalogue
from leaflets.installed import PROGRAM
from leaflets.model.artefact import Artefact, Sides
from leaflets.model.content import Chapter, Leaflet
from leaflets.model.proof import Proof, QrCode
from leaflets.pdf.quiet import quiet
from leaflets.plan import as_made, gone, is_left_over, is_usable
from leaflets.preflight.file import BasePage, Subject, base_pages, opened
from leaflets.preflight.inspection import RULES, apply
from leaflets.preflight.texts.house_style import House
from leaflets.problems import Problem
from leaflets.storage.digests import file_digest
from leaflets.storage.files import digest_plain, is_inside, read_plain, size
from leaflets.storage.manifest import MANIFEST, Manifest, faults_of

OF_EACH = ("A02", "P07")
"""What each of two files says of itself: language, title, and how it is to be printed."""

MOST_BYTES, MOST_PAGES = 200_000_000, 50_000
"""No file is looked at that is longer: a booklet of 1,300 leaflets has some 4,000 pages."""

BUILD = PROGRAM
TODO = f"Run {BUILD}."


@dataclass(frozen=True)
class CheckTarget:
    """A finished file to look at, in this process or another."""

    where: str
    path: Path
    proof: Proof
    conforms_to: str | None
    multiple_of: int
    subject: Subject
    base: Path | None = None
    """For sheets: the file whose pages they show."""
    backs: CheckTarget | None = None
    """For the fronts of sheets in two files: the file of the backs, looked at with it."""
    sha256: str = ""
    """The digest of what the file held when it was put on the list."""

    @property
    def files(self) -> tuple[str, ...]:
        """The paths of the files it looks at."""
        return (self.where, self.backs.where) if self.backs is not None else (self.where,)

    @property
    def pages(self) -> int:
        return self.proof.pages + (self.backs.pages if self.backs is not None else 0)

    def digest(self, machine: str) -> str:
        """The SHA-256 of everything the findings depend on."""
        base = file_digest(self.base) if self.base is not None else ""
        base += self.backs.digest(machine) if self.backs is not None else ""
        known = f"{self.where} {self.conforms_to} {self.multiple_of} {self.proof!r} {self.subject!r}"
        return hashlib.sha256(f"{machine} {base} {known} {self.sha256}".encode()).hexdigest()


def look_at(task: CheckTarget) -> list[Problem]:
    """Every problem the rules find in one file, or in the fronts and the backs of the same sheets.

    A file that cannot be looked at is one problem, whatever is the matter with it.
    """
    try:
        with quiet():
            return _looked_at(task)
    except (pikepdf.PdfError, pypdfium2.PdfiumError) as error:
        # What it is read from says where that lies in memory, which is another place each time.
        said = re.sub(r"stream <[^>]*> *", "", str(error)).rstrip(".")[:80]
        return [Problem(f"cannot be read as a PDF ({said})", task.where, TODO, rule="P01")]
    except OSError as error:
        return [Problem(error.strerror or "cannot be read", task.where, TODO, rule="P01")]
    except Exception as error:  # What a hostile file brings a library to is not known beforehand.
        return [unseen(task, error)]


def unseen(task: CheckTarget, error: Exception) -> Problem:
    """A file the rules could not look at."""
    said = f"could not be looked at ({type(error).__name__})"
    return Problem(said, task.where, f"Run {BUILD} --force.", rule="P01")


def _looked_at(task: CheckTarget) -> list[Problem]:
    subject = task.subject
    if task.base is not None:
        subject = replace(subject, base=_pages_of(task.base))
    if task.backs is not None:
        return both_sides(_read(task), _read(task.backs), task, subject)
    file = opened(_read(task), task.where, task.conforms_to, task.multiple_of, subject)
    with file.pdf:
        return list(apply("file", file, task.where))


def _pages_of(base: Path) -> tuple[BasePage, ...]:
    """The pages sheets must show; none where their own file is damaged, which is told of that."""
    try:
        return base_pages(_bounded(base))
    except (OSError, pikepdf.PdfError, pypdfium2.PdfiumError):
        return ()


def _read(task: CheckTarget) -> Proof:
    return task.proof.model_copy(update={"pdf": _bounded(task.path)})


def _bounded(path: Path) -> bytes:
    """The bytes of a PDF of not too many pages. Raises OSError, and PdfiumError for what is none."""
    data = read_plain(path, MOST_BYTES)
    # PDFium reads the number; what opens the file next makes a list of all pages, two kilobytes of memory each.
    with closing(pypdfium2.PdfDocument(data)) as pdf:
        if len(pdf) > MOST_PAGES:
            raise OSError(0, f"has more than {MOST_PAGES} pages", str(path))
    return data


def both_sides(fronts: Proof, backs: Proof, task: CheckTarget, subject: Subject) -> list[Problem]:
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


def _whole(fronts: Proof, backs: Proof, task: CheckTarget, subject: Subject, backwards: bool) -> list[Problem]:
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


def tasks_of(
    manifest: Manifest, catalogue: Catalogue, house: House, output: Path, command: str = BUILD
) -> tuple[list[CheckTarget], list[Problem]]:
    """What of a manifest to look at; and the files that are not there, not as they were made, or of no text any more.

    `command` is what makes them again.
    """
    found: list[CheckTarget] = []
    wrong: list[Problem] = []
    artefacts = manifest.artefacts
    for artefact in (*artefacts.values(), *manifest.tickets.values()):
        said, digest = _state(artefact, output)
        if said is not None:
            wrong.append(Problem(said, artefact.path, f"Run {command}."))
        if digest is None:
            continue
        if artefact.of is not None:
            found.append(_ticket_task(artefact, catalogue, house, output, digest))
        elif lost := gone(artefact, catalogue):
            todo = f"Run {command} to {'remove it' if is_left_over(artefact, catalogue) else 'make it anew'}."
            wrong.append(Problem(lost, artefact.path, todo, severity="warns"))
        elif is_usable(artefact, catalogue):  # What is wrong with a text is told as that.
            found.append(_task(artefact, artefacts.values(), catalogue, house, output, digest))
    return _paired(found, artefacts), wrong


def _state(artefact: Artefact, output: Path) -> tuple[str | None, str | None]:
    """What is the matter with a file, and the digest of what it holds; None for one that is not to be looked at."""
    path = output / artefact.path
    try:
        if path.stat().st_size > MOST_BYTES:
            return f"is longer than {size(MOST_BYTES)}, and is not the file that was made", None
        digest = digest_plain(path, output)
    except (FileNotFoundError, NotADirectoryError):
        return "is in the manifest and not in the folder", None
    except OSError as error:
        return f"cannot be read ({error.strerror})", None
    if digest == artefact.sha256:
        return None, digest
    return "is not the file that was made: somebody changed it. To change a leaflet, change its text", digest


def damage_of(manifest: Manifest) -> list[Problem]:
    """What of a manifest no press wrote, or one of another version: nobody knows what was made."""
    return faults_of(manifest, MANIFEST, TODO)


def _paired(tasks: Sequence[CheckTarget], artefacts: Mapping[str, Artefact]) -> list[CheckTarget]:
    """The tasks, the backs of sheets put with their fronts."""
    backs = {_sheets(artefacts[task.where]): task for task in tasks if task.subject.sides == "backs"}
    found = []
    for task in tasks:
        other = backs.get(_sheets(artefacts[task.where])) if task.subject.sides == "fronts" else None
        if other is not None and other.proof.pages == task.proof.pages:
            found.append(replace(task, backs=other))
        else:
            found.append(task)
    with_fronts = {task.backs.where for task in found if task.backs is not None}
    return [task for task in found if task.where not in with_fronts]


def _sheets(artefact: Artefact) -> tuple[object, ...]:
    """What the fronts and the backs of the same sheets have in common."""
    return artefact.language, artefact.practice, artefact.format, replace(artefact.made_of, sides="both")


def _task(
    artefact: Artefact, others: Iterable[Artefact], catalogue: Catalogue, house: House, output: Path, digest: str
) -> CheckTarget:
    fmt = as_made(catalogue.formats[artefact.format], artefact)
    texts = tuple(_texts(artefact, catalogue))
    names = {name for text in texts for name in text.cited} | {catalogue.edition.blog}
    subject = Subject(
        format=fmt,
        purpose=artefact.purpose,
        language=catalogue.languages[artefact.language],
        edition=catalogue.edition,
        texts=texts,
        sources=tuple(catalogue.sources.values()) if artefact.leaflet is None
        else tuple(catalogue.sources[name] for name in sorted(names)),
        sides=artefact.made_of.sides,
        caliper_mm=artefact.made_of.caliper_mm,
        house=house,
        is_foreign=digest != artefact.sha256,
    )  # fmt: skip
    base = _base(artefact, others, fmt.of) if fmt.sheet is not None and fmt.of else None
    place = output / base.path if base is not None and is_inside(output / base.path, output) else None
    return CheckTarget(
        artefact.path, output / artefact.path, _proof(artefact), artefact.conforms_to,
        4 if artefact.leaflet is None else 1, subject, place, sha256=digest,
    )  # fmt: skip


def _ticket_task(ticket: Artefact, catalogue: Catalogue, house: House, output: Path, digest: str) -> CheckTarget:
    """A print ticket has no text it must print."""
    subject = Subject(
        language=catalogue.languages.get(ticket.language), house=house, is_foreign=digest != ticket.sha256
    )
    path = output / ticket.path
    return CheckTarget(ticket.path, path, _proof(ticket), ticket.conforms_to, 1, subject, sha256=digest)


def _proof(artefact: Artefact) -> Proof:
    codes = tuple(QrCode(page=code.page, url=code.url, box_mm=code.box_mm) for code in artefact.qr)
    return Proof(job_id=artefact.path, pdf=b"", pages=artefact.pages, trim_mm=artefact.trim_mm, qr=codes)


def _texts(artefact: Artefact, catalogue: Catalogue) -> Iterator[Leaflet | Chapter]:
    """The texts a file is made from: its leaflets, then the chapters of a booklet."""
    leaflets = {leaflet.id: leaflet for leaflet in catalogue.leaflets[artefact.language]}
    chapters = catalogue.chapters.get(artefact.language, {})
    yield from (leaflets[name] for name in artefact.made_of.leaflets)
    yield from (chapters[name] for name in artefact.made_of.chapters)


def _base(artefact: Artefact, others: Iterable[Artefact], of: str) -> Artefact | None:
    """The file whose pages a file of sheets imposes, where the manifest has it: of the same texts, best in its ink."""
    place = of, artefact.language, artefact.practice, artefact.made_of.leaflets, False
    found = [
        other
        for other in others
        if (other.format, other.language, other.practice, other.made_of.leaflets, other.made_of.fillable) == place
        and other.purpose != "press"
    ]
    return min(found, key=lambda other: (other.made_of.ink != artefact.made_of.ink, other.path), default=None)
