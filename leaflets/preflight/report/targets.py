"""The files of the output folder, each with what it ought to be, as plain values that any process can look at."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from leaflets.content import Catalogue
from leaflets.installed import PROGRAM
from leaflets.messages import Sentence, reason, say
from leaflets.model.artefact import Artefact
from leaflets.model.content import Chapter, Leaflet
from leaflets.model.proof import Proof, QrCode
from leaflets.plan import as_made, gone, is_left_over, is_usable
from leaflets.preflight.subject import Subject
from leaflets.preflight.texts.house_style import House
from leaflets.problems import Problem
from leaflets.storage.digests import file_digest
from leaflets.storage.files import digest_plain, is_inside, size
from leaflets.storage.manifest import MANIFEST, Manifest, faults_of

MOST_BYTES, MOST_PAGES = 200_000_000, 50_000
"""No file is looked at that is longer: a booklet of 1,300 leaflets has some 4,000 pages."""

BUILD = PROGRAM
TODO = say("Run {command}.", command=BUILD)


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
    full: Path | None = None
    """For a light file: the same one with fields and tints."""
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
        base = "".join(file_digest(path) if path is not None else "" for path in (self.base, self.full))
        base += self.backs.digest(machine) if self.backs is not None else ""
        known = f"{self.where} {self.conforms_to} {self.multiple_of} {self.proof!r} {self.subject!r}"
        return hashlib.sha256(f"{machine} {base} {known} {self.sha256}".encode()).hexdigest()


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
            wrong.append(Problem(said, artefact.path, say("Run {command}.", command=command)))
        if digest is None:
            continue
        if artefact.of is not None:
            found.append(_ticket_task(artefact, catalogue, house, output, digest))
        elif lost := gone(artefact, catalogue):
            left_over = is_left_over(artefact, catalogue)
            todo = (
                say("Run {command} to remove it.", command=command)
                if left_over
                else say("Run {command} to make it anew.", command=command)
            )
            wrong.append(Problem(lost, artefact.path, todo, severity="warns"))
        elif is_usable(artefact, catalogue):  # What is wrong with a text is told as that.
            found.append(_task(artefact, artefacts.values(), catalogue, house, output, digest))
    return _paired(found, artefacts), wrong


def _state(artefact: Artefact, output: Path) -> tuple[Sentence | None, str | None]:
    """What is the matter with a file, and the digest of what it holds; None for one that is not to be looked at."""
    path = output / artefact.path
    try:
        if path.stat().st_size > MOST_BYTES:
            return say("is longer than {size}, and is not the file that was made", size=size(MOST_BYTES)), None
        digest = digest_plain(path, output)
    except (FileNotFoundError, NotADirectoryError):
        return say("is in the manifest and not in the folder"), None
    except OSError as error:
        return say("cannot be read ({error})", error=reason(error)), None
    if digest == artefact.sha256:
        return None, digest
    return say("is not the file that was made: somebody changed it. To change a leaflet, change its text"), digest


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
    artefact: Artefact, others: Collection[Artefact], catalogue: Catalogue, house: House, output: Path, digest: str
) -> CheckTarget:
    fmt = as_made(catalogue.formats[artefact.format], artefact)
    texts = tuple(_texts(artefact, catalogue))
    names = {name for text in texts for name in text.cited} | {catalogue.edition.blog}
    subject = Subject(
        format=fmt,
        purpose=artefact.purpose,
        ink=artefact.made_of.ink,
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
    full = _full(artefact, others) if artefact.made_of.light else None
    place, whole = (
        output / one.path if one is not None and is_inside(output / one.path, output) else None for one in (base, full)
    )
    return CheckTarget(
        artefact.path, output / artefact.path, _proof(artefact), artefact.conforms_to,
        4 if artefact.leaflet is None else 1, subject, place, whole, sha256=digest,
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


def _full(light: Artefact, others: Iterable[Artefact]) -> Artefact | None:
    """The file with fields and tints that is otherwise made as a light one, where the manifest has it."""
    wanted = replace(light.made_of, light=False)
    same = (
        one
        for one in others
        if (one.format, one.language, one.practice) == (light.format, light.language, light.practice)
    )
    return next((one for one in same if one.made_of == wanted and one.conforms_to == light.conforms_to), None)


def _base(artefact: Artefact, others: Iterable[Artefact], of: str) -> Artefact | None:
    """The file whose pages a file of sheets imposes, where the manifest has it: of the same texts, best in its ink."""
    place = of, artefact.language, artefact.practice, artefact.made_of.leaflets, False
    found = [
        other
        for other in others
        if (other.format, other.language, other.practice, other.made_of.leaflets, other.made_of.fillable) == place
        and other.purpose != "press"
    ]
    return min(
        found,
        key=lambda other: (
            other.made_of.ink != artefact.made_of.ink,
            other.made_of.light != artefact.made_of.light,
            other.conforms_to == "pdf/ua-2",
            other.path,
        ),
        default=None,
    )
