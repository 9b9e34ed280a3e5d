"""In a worker: all copies of one practice, from bases that were typeset and inspected. Plain values in and out."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

import pikepdf

from leaflets.model import Proof, QrCode
from leaflets.personalise.base import Base
from leaflets.personalise.drawing import draw
from leaflets.personalise.layout import DoesNotFit, Layout, Style, arrange
from leaflets.personalise.letters import face
from leaflets.personalise.logo import Logo, read_logo
from leaflets.personalise.practice import Practice, facts
from leaflets.personalise.setting import Fact
from leaflets.personalise.stamp import Stamp, press
from leaflets.personalise.svg import WrongLogo
from leaflets.plan import Work
from leaflets.problems import Problem


class Whole(Protocol):
    """What an assembled file is known by."""

    @property
    def proof(self) -> Proof: ...

    @property
    def ticket(self) -> Proof | None: ...


Assemble = Callable[[Work, Sequence[Proof]], Whole | tuple[Problem, ...]]
"""Merges, imposes or makes ready for the press, and inspects. It goes to the workers, so it can be pickled."""


Place = tuple[str, str]
"""Language and country: what the words of a set depend on."""


@dataclass(frozen=True)
class Master:
    """One file of a set before it is a practice's: the proofs of its pages, and a base for each that has a box."""

    work: Work
    place: Place
    digest: str
    proofs: tuple[Proof, ...]
    bases: tuple[Base | None, ...]
    words: Mapping[str, str]

    @property
    def is_assembled(self) -> bool:
        """Whether the file is more than the pages of one render."""
        return len(self.proofs) > 1 or self.work.format.sheet is not None or self.work.ink == "press"


@dataclass(frozen=True)
class Task:
    """A practice, the file of its logo, and where it was given."""

    practice: Practice
    logo: bytes | None
    where: str
    line: int


@dataclass(frozen=True)
class Copy:
    """A finished file of a practice."""

    master: int
    pdf: bytes
    sha256: str
    pages: int
    qr: tuple[QrCode, ...]
    ticket: bytes | None = None
    """How to print and fold it, where it is a sheet."""


Copies = tuple[Copy, ...] | tuple[Problem, ...]


def make_sets(tasks: Sequence[Task], masters: Sequence[Master], assemble: Assemble) -> list[Copies]:
    """The copies of each task, one of every master in their order, or why it has none."""
    return [_made(task, masters, assemble) for task in tasks]


def _made(task: Task, masters: Sequence[Master], assemble: Assemble) -> Copies:
    try:
        logo = read_logo(task.logo, task.practice.logo or "") if task.logo is not None else None
    except WrongLogo as error:
        return (_problem(task, f'the logo "{task.practice.logo}" {error}', "Replace it, or leave the column empty."),)
    box = _Box(task, logo)
    copies: list[Copy] = []
    problems: list[Problem] = []
    for number, master in enumerate(masters):
        result = box.copy(number, master, assemble)
        if isinstance(result, Copy):
            copies.append(result)
        else:
            problems += (problem for problem in result if problem not in problems)
    return tuple(problems) or _proofed(task, copies, masters)


def _problem(task: Task, what: str, todo: str) -> Problem:
    return Problem(what, task.where, todo, line=task.line)


def _copy(number: int, whole: Proof, ticket: Proof | None = None) -> Copy:
    digest = hashlib.sha256(whole.pdf).hexdigest()
    return Copy(number, whole.pdf, digest, whole.pages, whole.qr, ticket.pdf if ticket else None)


class _Box:
    """The practice's box: arranged and drawn once for each size and language."""

    def __init__(self, task: Task, logo: Logo | None) -> None:
        self.task = task
        self.logo = logo
        self.stamps: dict[tuple[Place, tuple[float, float], Style], tuple[Stamp, Layout] | tuple[Problem, ...]] = {}

    def copy(self, number: int, master: Master, assemble: Assemble) -> Copy | tuple[Problem, ...]:
        proofs: list[Proof] = []
        for proof, base in zip(master.proofs, master.bases, strict=True):
            found = self._stamped(proof, base, master) if base is not None else proof
            if not isinstance(found, Proof):
                return found
            proofs.append(found)
        if not master.is_assembled:
            return _copy(number, proofs[0])
        made = assemble(master.work, proofs)
        return made if isinstance(made, tuple) else _copy(number, made.proof, made.ticket)

    def _stamped(self, proof: Proof, base: Base, master: Master) -> Proof | tuple[Problem, ...]:
        key = (master.place, base.box_mm[2:], base.style)
        if key not in self.stamps:
            self.stamps[key] = self._stamp(base, master)
        found = self.stamps[key]
        if isinstance(found[0], Problem):
            return tuple(problem for problem in found if isinstance(problem, Problem))
        stamp, layout = found
        assert isinstance(stamp, Stamp)
        assert isinstance(layout, Layout)
        return proof.model_copy(update={"pdf": press(base, stamp), "qr": (*proof.qr, *self._code(base, layout))})

    def _code(self, base: Base, layout: Layout) -> Iterator[QrCode]:
        if layout.qr is not None and self.task.practice.website is not None:
            left, top, width, height = layout.qr
            place = (round(base.box_mm[0] + left, 2), round(base.box_mm[1] + top, 2), width, height)
            yield QrCode(page=base.page, url=self.task.practice.website, box_mm=place)

    def _stamp(self, base: Base, master: Master) -> tuple[Stamp, Layout] | tuple[Problem, ...]:
        practice = self.task.practice
        said = facts(practice, master.words)
        if lacking := tuple(self._lacking(said)):
            return lacking
        size = self.logo.size if self.logo else None
        try:
            layout = arrange(said, size, practice.website, base.box_mm[2:], _width, base.style)
        except DoesNotFit:
            longest = max(said, key=lambda fact: len(fact.text))
            what = (
                f"the text does not fit the practice box of {master.work.format.id}, even at"
                f' {base.style.sizes[-1]:g} pt; "{longest.field}" is the longest ({len(longest.text)} characters)'
            )
            return (_problem(self.task, what, "Shorten it, or leave something out."),)
        on_white = self.logo is not None and self.logo.is_on_white
        drawing = draw(layout, said, practice.website, master.words, logo_on_white=on_white)
        return Stamp(drawing, self.logo, layout.logo[2] if layout.logo else 0.0), layout

    def _lacking(self, said: Sequence[Fact]) -> Iterator[Problem]:
        for fact in said:
            letters = sorted({letter for run in fact.runs for letter in face(bold=run.bold).lacks(run.text)})
            if letters:
                named = ", ".join(f'"{letter}" (U+{ord(letter):04X})' for letter in letters[:5])
                what = f'"{fact.field}" holds {named}, which the edition\'s font cannot set'
                yield _problem(self.task, what, "Write it with letters of the Latin alphabet.")


@lru_cache(maxsize=100_000)
def _width(text: str, bold: bool) -> float:
    return face(bold=bold).width(text)


def _proofed(task: Task, copies: list[Copy], masters: Sequence[Master]) -> Copies:
    """A sample of the set is proofed: what is added is the same in all its files, and each base was inspected whole.

    From practice to practice it is another file, so that a run proofs every base with something in its box.
    """
    # What is assembled was inspected when it was.
    plain = [copy for copy in copies if not masters[copy.master].is_assembled]
    if not plain:
        return tuple(copies)
    sample = plain[int(hashlib.sha256(task.practice.id.encode()).hexdigest(), 16) % len(plain)]
    said = [*_not_conforming(sample), *_not_read(plain, masters)]
    if said:
        return tuple(_problem(task, what, "This is a fault of the press; please report it.") for what in said)
    return tuple(copies)


def _not_conforming(copy: Copy) -> Iterator[str]:
    """A01: what the validator and the tag tree say against one file of the set."""
    from leaflets.preflight.conformity import failures
    from leaflets.preflight.tags import unmapped

    for failure in failures(copy.pdf):
        yield f"not PDF/UA-1: {failure}"
    with pikepdf.open(io.BytesIO(copy.pdf)) as pdf:
        for page, what in unmapped(pdf):
            yield f"{what} (page {page})"


def _not_read(copies: Sequence[Copy], masters: Sequence[Master]) -> Iterator[str]:
    """Q03: the practice's own QR code, read from the page in each format."""
    seen: set[str] = set()
    for copy in copies:
        master = masters[copy.master]
        own = copy.qr[len(master.proofs[0].qr) :]
        if master.work.format.id in seen or not own:
            continue
        seen.add(master.work.format.id)
        if own[0].url not in _codes_near(copy.pdf, own[0]):
            yield f"the QR code to {own[0].url} is not read from {master.work.format.id}"


def _codes_near(pdf: bytes, code: QrCode, around_mm: float = 4.0) -> list[str]:
    """The addresses read at 150 dpi from where a code should be."""
    import pypdfium2
    import zxingcpp

    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[code.page - 1]
        width, height = page.get_size()
        left, top, across, high = (side * 72 / 25.4 for side in code.box_mm)
        edge = around_mm * 72 / 25.4
        cut = (left - edge, height - top - high - edge, width - left - across - edge, top - edge)
        picture = page.render(scale=150 / 72, grayscale=True, crop=tuple(max(0.0, side) for side in cut)).to_pil()
        return [found.text for found in zxingcpp.read_barcodes(picture)]
    finally:
        document.close()
