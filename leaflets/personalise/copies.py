"""In a worker: all copies of one practice, from bases that were typeset and inspected. Plain values in and out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from leaflets.limits import within
from leaflets.model import Proof, QrCode
from leaflets.personalise.base import Base
from leaflets.personalise.drawing import draw
from leaflets.personalise.layout import DoesNotFit, Layout, Style, arrange
from leaflets.personalise.letters import face
from leaflets.personalise.logo import Logo, read_logo
from leaflets.personalise.practice import facts
from leaflets.personalise.proofing import faults
from leaflets.personalise.setting import Fact
from leaflets.personalise.stamp import Stamp, press
from leaflets.personalise.task import Assemble, Copies, Copy, Master, Place, Task
from leaflets.pictures import WrongPicture
from leaflets.problems import ContentError, Problem


def make_sets(tasks: Sequence[Task], masters: Sequence[Master], assemble: Assemble) -> list[Copies]:
    """The copies of each task, one of every master in their order, or why it has none."""
    return [_within_limits(task, masters, assemble) for task in tasks]


def _within_limits(task: Task, masters: Sequence[Master], assemble: Assemble) -> Copies:
    pages = sum(proof.pages for master in masters for proof in master.proofs)
    try:
        with within("its set", task.where, pages):
            return _made(task, masters, assemble)
    except ContentError as error:
        return tuple(replace(problem, line=task.line) for problem in error.problems)


def _made(task: Task, masters: Sequence[Master], assemble: Assemble) -> Copies:
    try:
        logo = read_logo(task.logo, task.practice.logo or "") if task.logo is not None else None
    except WrongPicture as error:
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
    return tuple(problems) or tuple(box.proofed(copies, masters)) or tuple(copies)


def _problem(task: Task, what: str, todo: str) -> Problem:
    return Problem(what, task.where, todo, line=task.line)


def _copy(number: int, whole: Proof, ticket: Proof | None = None) -> Copy:
    digest = hashlib.sha256(whole.pdf).hexdigest()
    return Copy(number, whole.pdf, digest, whole.pages, whole.qr, ticket)


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

    def proofed(self, copies: Sequence[Copy], masters: Sequence[Master]) -> Iterator[Problem]:
        """What is wrong with the copies, which should not be."""
        for what in faults(self.task.practice, copies, masters):
            yield _problem(self.task, what, "This is a fault of the press; please report it.")

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
