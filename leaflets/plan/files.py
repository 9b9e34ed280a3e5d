"""The files a request asks for, and from which jobs each is made."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace

from leaflets.content import Catalogue
from leaflets.content.in_edition import OF_WHOLE
from leaflets.installed import PROGRAM
from leaflets.messages import Sentence, say
from leaflets.model.artefact import Artefact, MadeOf, Sides
from leaflets.model.content import Leaflet
from leaflets.model.format import Format, PaperOptions
from leaflets.model.job import Job
from leaflets.plan.booklet import booklet
from leaflets.plan.chapters import unlisted
from leaflets.plan.entries import booklet_entry, leaflet_entry
from leaflets.plan.fillable import fillable
from leaflets.plan.jobs import leaflet_job
from leaflets.plan.lapsed import reviewed
from leaflets.plan.request import (
    Request,
    cut_apart,
    formats_of,
    ink_of,
    is_booklet,
    is_light,
    languages_of,
    unknown_leaflets,
)
from leaflets.plan.work import Work, steps_of
from leaflets.problems import ContentError, Problem


def works(catalogue: Catalogue, request: Request) -> tuple[list[Work], list[Problem]]:
    """The files a request asks for, and what stands in the way of some or, when it only warns, is to be told of them.

    What is asked for is one or the other. Nothing is said of texts whose file is wrong: that was said when they were
    read. Raises WrongOption for what does not exist, whatever the state of the texts.
    """
    languages = languages_of(catalogue, request)
    formats, problems = formats_of(catalogue, request)
    problems += unknown_leaflets(catalogue, request)
    found: list[Work] = []
    for language in languages:
        wanted, absent = _leaflets(catalogue, language, request)
        problems += absent
        for fmt in formats:
            try:
                if not is_booklet(fmt):
                    found += [work for leaflet in wanted for work in _leaflet_works(catalogue, leaflet, fmt, request)]
                elif not request.leaflets or request.formats:
                    found += _booklet_works(catalogue, language, wanted, fmt, request)
            except ContentError as error:
                problems += error.problems
    if request.fillable:
        found += list(fillable(found))
    may_be_made, told = reviewed(found, catalogue, request)
    whole = (work for work in found if work.booklet is not None and not request.for_practices)
    with_booklet = dict.fromkeys(work.jobs[0].language.id for work in whole)
    told += [problem for language in with_booklet for problem in unlisted(catalogue, language)]
    return [_allowing(work, request) for work in may_be_made], problems + told


def _leaflets(catalogue: Catalogue, language: str, request: Request) -> tuple[list[Leaflet], list[Problem]]:
    """The leaflets asked for in a language, and which are not there though both they and the language are named."""
    there = catalogue.leaflets.get(language, ())
    failed = catalogue.failed.get(language, frozenset())
    folder = f"{catalogue.folder}/{language}"
    if not request.leaflets:
        # A language that has just been begun is no fault, until somebody asks for it or there is no other.
        is_missed = language in request.languages or not any(catalogue.leaflets.values())
        is_empty = not there and not failed and is_missed
        todo = say("Begin one: {program} new leaflet ID --language {language}.", program=PROGRAM, language=language)
        return list(there), [Problem(say("holds no leaflet yet"), folder, todo)] if is_empty else []
    wanted = [leaflet for leaflet in there if leaflet.id in request.leaflets]
    absent = catalogue.ids & set(request.leaflets) - {leaflet.id for leaflet in wanted} - failed
    said = say("there is no such leaflet in this language")
    problems = [Problem(said, f"{folder}/{name}.md", _begin(name, language)) for name in sorted(absent)]
    return wanted, problems if language in request.languages else []


def _begin(name: str, language: str) -> Sentence:
    return say(
        "Begin it: {program} new leaflet {name} --language {language}; or leave out --language {language}.",
        program=PROGRAM, name=name, language=language,
    )  # fmt: skip


def _allowing(work: Work, request: Request) -> Work:
    """The work with the rules its pages may break this time: they are inspected far from here."""
    if not request.allow:
        return work
    return replace(work, jobs=tuple(job.model_copy(update={"allowed": request.allow}) for job in work.jobs))


def as_made(fmt: Format, artefact: Artefact) -> Format:
    """The format of a finished file as it was made: on its paper, tagged as it says, and for a print shop cut apart."""
    if artefact.conforms_to is not None:
        fmt = fmt.model_copy(update={"conforms_to": artefact.conforms_to})
    return _on_paper(cut_apart(fmt) if artefact.purpose == "press" else fmt, artefact.made_of.size)


def _on_paper(fmt: Format, size: str | None) -> Format:
    """The format as it is on paper of the size asked for."""
    return fmt.model_copy(update={"paper_mm": fmt.sizes[size]}) if size and size in fmt.sizes else fmt


def _sides(fmt: Format, paper: PaperOptions) -> tuple[Sides, ...]:
    return ("fronts", "backs") if fmt.sheet and paper.manual_duplex else ("both",)


def _suffix(fmt: Format, paper: PaperOptions, sides: Sides) -> str:
    """What a file's name adds for the options that made it other than its format is."""
    parts = [
        ink_of(fmt, paper) if ink_of(fmt, paper) != fmt.ink else "",
        "light" if is_light(fmt, paper) else "",
        paper.size if paper.size and _on_paper(fmt, paper.size) != fmt else "",
        sides if sides != "both" else "",
        "ua2" if fmt.conforms_to == "pdf/ua-2" else "",
    ]
    return "".join(f"-{part}" for part in parts if part)


def _leaflet_works(catalogue: Catalogue, leaflet: Leaflet, fmt: Format, request: Request) -> Iterator[Work]:
    sized = _on_paper(fmt, request.paper.size)
    base = catalogue.formats[fmt.of] if fmt.of else sized
    job = leaflet_job(catalogue, leaflet, base, ink_of(fmt, request.paper), request.day)
    how = {"zoom": sized.paper_mm[1] / fmt.paper_mm[1], "light": is_light(fmt, request.paper)}
    job = job.model_copy(update=how)
    for sides in _sides(fmt, request.paper):
        path = f"{leaflet.language}/leaflets/{leaflet.slug}-{fmt.id}{_suffix(fmt, request.paper, sides)}.pdf"
        entry = leaflet_entry(path, leaflet, job.language, sized, _made_of(job, sized, request.paper, sides))
        steps = steps_of(sized, job.ink, is_booklet=False)
        yield Work(path, (job,), sized, entry, steps, paper=request.paper, sides=sides)


def _booklet_works(
    catalogue: Catalogue, language: str, leaflets: list[Leaflet], fmt: Format, request: Request
) -> Iterator[Work]:
    """The booklet of the leaflets; of none there is no booklet. Raises ContentError while some of them are wrong."""
    needed = {*request.leaflets, *OF_WHOLE}
    missing = sorted(name for name in catalogue.failed.get(language, ()) if not request.leaflets or name in needed)
    if missing:
        said = say("is not made, for these of its texts are wrong: {missing}", missing=", ".join(missing))
        raise ContentError(Problem(said, f"{language}/{fmt.id}", say("Mend them; what was there is untouched.")))
    if not leaflets:
        return
    base = catalogue.formats[fmt.of] if fmt.of else fmt
    ink = ink_of(fmt, request.paper)
    whole = booklet(catalogue, catalogue.languages[language], leaflets, base, ink, request.day)
    is_white = {"light": is_light(fmt, request.paper)}
    jobs = tuple(section.job.model_copy(update=is_white) for section in whole.sections)
    is_choice = bool(request.leaflets)
    for sides in _sides(fmt, request.paper):
        name = _booklet_name(fmt.id, leaflets, is_choice) + _suffix(fmt, request.paper, sides)
        path = f"{language}/booklet/{name}.pdf"
        made_of = replace(_made_of(jobs[0], fmt, request.paper, sides), is_choice=is_choice)
        entry = booklet_entry(path, whole, catalogue.edition, fmt, made_of)
        steps = steps_of(fmt, jobs[0].ink, is_booklet=True)
        yield Work(path, jobs, fmt, entry, steps, whole, request.paper, sides)


def _made_of(job: Job, fmt: Format, paper: PaperOptions, sides: Sides) -> MadeOf:
    """How a file is made: what of the options bears on it, and where its code leads to."""
    size = paper.size if fmt.sizes and paper.size else None
    thick = paper.caliper_mm if fmt.sheet is not None else None
    return MadeOf(
        ink=job.ink, light=is_light(fmt, paper), size=size, sides=sides, caliper_mm=thick, site=job.edition.site
    )


def _booklet_name(kind: str, leaflets: list[Leaflet], is_choice: bool) -> str:
    if not is_choice:
        return kind
    name = "-".join([kind, *(leaflet.slug for leaflet in leaflets)])
    if len(name) > 80:
        name = f"{kind}-{len(leaflets)}-{hashlib.sha256(name.encode()).hexdigest()[:8]}"
    return name
