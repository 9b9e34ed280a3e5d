"""What the copies of a run are made from: every file of a set, typeset once with an empty box."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from leaflets.content import Catalogue
from leaflets.messages import say
from leaflets.model.format import Format
from leaflets.model.job import Job
from leaflets.model.proof import Proof
from leaflets.personalise.box.style import style_of
from leaflets.personalise.practice import WORDS, Practice
from leaflets.personalise.sets.task import Assemble, Locale, Master
from leaflets.personalise.stamp.base import Base, colours_of, prepare
from leaflets.plan import Request, Work, works
from leaflets.problems import Problem
from leaflets.processes.progress import Progress
from leaflets.storage.digests import files_digest
from leaflets.typeset.palette import look_of, palette


@dataclass(frozen=True)
class Steps:
    """What other parts of the press do for this one."""

    typeset: Callable[[Sequence[Job], Progress], Iterable[tuple[Job, Proof | tuple[Problem, ...]]]]
    digest: Callable[[Work], str]
    """Of all that goes into the file of a work."""
    assemble: Assemble


@dataclass(frozen=True)
class Planned:
    """A file before it is typeset: whose words it has, and its work with empty boxes."""

    place: Locale
    work: Work
    words: Mapping[str, str]


def places(practices: Iterable[Practice]) -> list[Locale]:
    """The languages and countries the practices are in."""
    return sorted({(name, practice.country) for practice in practices for name in practice.language})


def planned(catalogue: Catalogue, wanted: Iterable[Locale], request: Request) -> tuple[list[Planned], list[Problem]]:
    """The files a set may hold in each place. Raises WrongOption for a leaflet or format there is not."""
    found: list[Planned] = []
    problems: list[Problem] = []
    formats = request.formats or usual(catalogue)
    for place in wanted:
        local = catalogue.spoken_in(place[1])
        words = local.languages[place[0]].words
        if lacking := [name for name in WORDS if name not in words]:
            where = f"{catalogue.folder}/{place[0]}/_language.yaml"
            problems.append(
                Problem(
                    say('the word "{lacking}" is missing', lacking=lacking[0]),
                    where,
                    say("Add it under words; see another language."),
                )
            )
            continue
        several, wrong = works(local, replace(request, languages=(place[0],), formats=formats))
        problems += [problem for problem in wrong if problem not in problems]  # It is the same in the next country.
        found += [Planned(place, _blank(work), words) for work in several]
    return found, list(dict.fromkeys(problems))


def usual(catalogue: Catalogue) -> tuple[str, ...]:
    """The formats a set holds unless others are named: an edition's own, but those for a print shop."""
    own = catalogue.edition.own.formats if catalogue.edition.own else ()
    chosen = {name for name in own if catalogue.formats[name].ink != "press"}
    return tuple(name for name, fmt in catalogue.formats.items() if (name in chosen if chosen else _is_page(fmt)))


def _is_page(fmt: Format) -> bool:
    """Whether a file of the format is a leaflet to read, of one render: what a set holds unless more is asked for."""
    is_plain = fmt.sheet is None and fmt.of is None and fmt.ink == "screen" and fmt.purpose == "reading"
    return is_plain and fmt.id != "booklet"


def _blank(work: Work) -> Work:
    return replace(work, jobs=tuple(job.model_copy(update={"practice": "blank"}) for job in work.jobs))


def typeset(
    files: Sequence[Planned], request: Request, steps: Steps, progress: Progress
) -> tuple[list[Master], list[Problem]]:
    """The masters of the planned files that have a box for a practice, and what is wrong with the others."""
    jobs = {job.digest(): job for file in files for job in file.work.jobs}
    results = {job.digest(): result for job, result in steps.typeset(list(jobs.values()), progress)}
    masters: list[Master] = []
    problems: list[Problem] = []
    for file in files:
        proofs = [results[job.digest()] for job in file.work.jobs]
        wrong = [problem for result in proofs if not isinstance(result, Proof) for problem in result]
        problems += wrong
        if not wrong:
            master = _master(file, [proof for proof in proofs if isinstance(proof, Proof)], request, steps)
            has_box = any(base is not None and base.practice for base in master.bases)
            masters += [master] if has_box else []
            problems += [] if has_box or not request.formats else [_no_box(file.work.format)]
    return masters, list(dict.fromkeys(problems))


def _master(file: Planned, proofs: Sequence[Proof], request: Request, steps: Steps) -> Master:
    work, project = file.work, request.project
    bases = tuple(_base(job, proof, project) for job, proof in zip(work.jobs, proofs, strict=True))
    pages = [hashlib.sha256(proof.pdf).hexdigest() for proof in proofs]
    # A file that is made of the copied pages depends on all that makes such a file, too.
    digest = work.digest(_own_code(), *pages, *([steps.digest(work)] if work.steps else []))
    return Master(work, file.place, digest, tuple(proofs), bases, file.words)


@lru_cache(maxsize=1)
def _own_code() -> str:
    """What a copy depends on beside its pages: their code is no matter, it may change and they stay as they are."""
    return files_digest([Path(__file__).parents[1]])


def _no_box(fmt: Format) -> Problem:
    said = say("the format {format} reserves no box for a practice", format=fmt.id)
    return Problem(said, f"styles/formats/{fmt.id}.css", say("Choose another format."))


def _base(job: Job, proof: Proof, project: Path) -> Base | None:
    """The proof ready to be stamped; None when no place in it is left empty."""
    if proof.practice is None and proof.issuer is None and proof.numbers is None:
        return None
    group = job.leaflet.group if job.leaflet else 0
    colours = colours_of(palette(look_of(job, project), job.ink, job.light), group, job.ink)
    return prepare(proof, colours, job.ink, style_of(job.format, proof.practice))


def of_practice(masters: Sequence[Master], practice: Practice) -> Iterator[int]:
    """The numbers of the masters a practice's set is made from."""
    for number, master in enumerate(masters):
        if master.place in places([practice]):
            yield number
