"""In a worker: all copies of one practice, from bases that were typeset and inspected. Plain values in and out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace

from leaflets.messages import Sentence, reason, say
from leaflets.model.proof import Proof
from leaflets.personalise.box.face import face
from leaflets.personalise.box.logo import read_logo
from leaflets.personalise.practice import facts, issuer
from leaflets.personalise.sets.proofing import faults
from leaflets.personalise.sets.task import Assemble, Copies, Copy, CopyTask, Master
from leaflets.personalise.stamp.inscription import Inscription, Misfit
from leaflets.pictures import WrongPicture
from leaflets.problems import FAULT_OF_PRESS, ContentError, Problem
from leaflets.processes.limits import within


def make_sets(tasks: Sequence[CopyTask], masters: Sequence[Master], assemble: Assemble) -> list[Copies]:
    """The copies of each task, one of every master in their order, and why some or all are not there."""
    return [_within_limits(task, masters, assemble) for task in tasks]


def _within_limits(task: CopyTask, masters: Sequence[Master], assemble: Assemble) -> Copies:
    pages = sum(proof.pages for master in masters for proof in master.proofs)
    try:
        with within(say("its set"), task.where, pages):
            return _made(task, masters, assemble)
    except ContentError as error:
        return Copies(problems=tuple(replace(problem, line=task.line) for problem in error.problems))


def _made(task: CopyTask, masters: Sequence[Master], assemble: Assemble) -> Copies:
    try:
        logo = read_logo(task.logo, task.practice.logo or "") if task.logo is not None else None
    except WrongPicture as error:
        what = say('the logo "{logo}" {error}', logo=task.practice.logo, error=reason(error))
        return Copies(problems=(_problem(task, what, say("Replace it, or leave the column empty."), "logo"),))
    if lacking := tuple(_lacking(task, masters)):
        return Copies(problems=lacking)
    inscription = Inscription(task.practice, logo)
    copies: list[Copy] = []
    misfits: dict[int, Misfit] = {}
    problems: list[Problem] = []
    # The roomiest first: what is arranged there fits most of the others too.
    for number, master in sorted(enumerate(masters), key=lambda one: -_room(one[1])):
        try:
            result = _copied(number, master, inscription, assemble)
        except Misfit as error:
            misfits[number] = error
            continue
        if isinstance(result, Copy):
            copies.append(result)
        else:
            problems += (problem for problem in result if problem not in problems)
    problems += _misfits(task, [(masters[number], misfits[number]) for number in sorted(misfits)], masters)
    copies.sort(key=lambda copy: copy.master)
    good, wrong = _proofed(task, copies, masters)
    return Copies(
        good, (*problems, *wrong), tuple(sorted(inscription.without_line)), tuple(sorted(inscription.without_name))
    )


def _room(master: Master) -> float:
    """How far the box of a master may grow, in mm."""
    return max((base.practice.room_mm for base in master.bases if base and base.practice), default=0.0)


def _problem(task: CopyTask, what: Sentence, todo: Sentence, name: str = "") -> Problem:
    """What is wrong, with the line of the field it is wrong in where there is one."""
    return Problem(what, task.where, todo, line=task.line_of(name))


def _copied(number: int, master: Master, inscription: Inscription, assemble: Assemble) -> Copy | tuple[Problem, ...]:
    """The copy of one master, or why it may not be published. Raises Misfit."""
    pairs = zip(master.proofs, master.bases, strict=True)
    proofs = [proof if base is None else inscription.stamped(proof, base, master) for proof, base in pairs]
    if not master.is_assembled:
        return _copy(number, proofs[0])
    made = assemble(master.work, proofs)
    return made if isinstance(made, tuple) else _copy(number, made.proof, made.ticket)


def _copy(number: int, whole: Proof, ticket: Proof | None = None) -> Copy:
    digest = hashlib.sha256(whole.pdf).hexdigest()
    return Copy(number, whole.pdf, digest, whole.pages, whole.qr, ticket)


def _misfits(task: CopyTask, misfits: Sequence[tuple[Master, Misfit]], masters: Sequence[Master]) -> Iterator[Problem]:
    """One problem for each format and reason; the leaflets are named where others of the format are there."""
    found = dict.fromkeys((one.work.format.id, error.what, error.todo, error.field) for one, error in misfits)
    for name, what, todo, at_fault in found:
        alike = [one for one, error in misfits if (one.work.format.id, error.what) == (name, what)]
        whole = [one for one in masters if one.work.format.id == name]
        leaflets = ", ".join(dict.fromkeys(one.work.jobs[0].id for one in alike))
        said = "{format} ({leaflets})" if len(alike) < len(whole) else "{format}"
        shape = Sentence(said, "", {"format": name, "leaflets": leaflets})
        yield _problem(task, say("it is not made in {shape}: {what}", shape=shape, what=what), todo, at_fault)


def _proofed(
    task: CopyTask, copies: Sequence[Copy], masters: Sequence[Master]
) -> tuple[tuple[Copy, ...], tuple[Problem, ...]]:
    """The copies that are good, and what is wrong with the others, which should not be.

    What is wrong in one copy is taken to be wrong in all of its format, of which not every one is looked at.
    """
    found = list(faults(task.practice, copies, masters))
    formats = {masters[number].work.format.id for number, _ in found}
    good = tuple(copy for copy in copies if masters[copy.master].work.format.id not in formats)
    said = dict.fromkeys(what for _, what in found)
    return good, tuple(_problem(task, what, FAULT_OF_PRESS) for what in said)


def _lacking(task: CopyTask, masters: Sequence[Master]) -> Iterator[Problem]:
    """The letters of the practice that cannot be set."""
    if not masters:
        return
    words, publisher = masters[0].words, masters[0].work.jobs[0].edition.issuer
    for fact in (*facts(task.practice, words), issuer(task.practice, publisher, words)):
        letters = sorted({letter for run in fact.runs for letter in face(bold=run.bold).lacks(run.text)})
        if letters:
            named = ", ".join(f'"{letter}" (U+{ord(letter):04X})' for letter in letters[:5])
            what = say('"{field}" holds {named}, which the edition\'s font cannot set', field=fact.field, named=named)
            yield _problem(task, what, say("Write it with letters of the Latin alphabet."), fact.field)
