"""One render: HTML and styles in, a tagged PDF out, or a named error when the text does not fit."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from pathlib import Path

import weasyprint
from weasyprint import CSS, HTML, Document

from leaflets.content.editions import WORDS
from leaflets.installed import templates_of
from leaflets.messages import Sentence, joined, say, say_many
from leaflets.model.artefact import EDITIONS
from leaflets.model.fields import SPACINGS
from leaflets.model.job import Job
from leaflets.model.proof import Proof
from leaflets.problems import ContentError, Problem
from leaflets.typeset import overlong, styles
from leaflets.typeset.fetching import Assets
from leaflets.typeset.html import page_html, valid_place
from leaflets.typeset.palette import look_of
from leaflets.typeset.pictures import ADDRESS, Pictures
from leaflets.typeset.weasyprint70 import bleed, boxes, install, line_ends, links
from leaflets.typeset.weasyprint70.fonts import type_case
from leaflets.typeset.weasyprint70.tagging import finish, finish_named
from leaflets.typeset.weasyprint70.ua_styles import StyledPage, defaults


@lru_cache(maxsize=64)
def _style(sheet: str, folder: Path, format_id: str) -> CSS:
    """A sheet, parsed once as long as it says the same: that takes 27 ms of the 300 of a leaflet."""
    with _heard(f"styles/formats/{format_id}.css"):
        return CSS(string=sheet, font_config=type_case(), url_fetcher=Assets(folder), base_url=f"{folder}/")


IN_FORMAT = say("{name} in {format}")
"""A leaflet in a format, by the ids a command takes; one who reads no ids is told it otherwise."""

WITH_PART = say("{what} (part {part})")
"""What is wrong, with the name its style sheet has for the part of the page."""


def typeset(job: Job, project: Path, content: Path) -> Proof:
    """Render `job` with the templates and styles of `project`; pictures come from `content` only.

    Raises ContentError when the text does not fit its pages, or when a picture or glyph is missing.
    """
    page = first_that_fits(job, project, content)
    problems = page.misfits
    if problems and _is_due_to_edition(job, project, content):
        problems = tuple(_blamed_on_edition(problem, job, content) for problem in problems)
    if problems or page.complaints:
        raise ContentError(*(complaint(text, job.where) for text in page.complaints), *problems)
    return page.proof()


def first_that_fits(job: Job, project: Path, content: Path) -> SetPage:
    """A job laid out in the first of its spacings in which it fits, or in the last one."""
    install()
    missed = 0
    for spacing in SPACINGS[SPACINGS.index(job.spacing) :]:
        page = _set(job.model_copy(update={"spacing": spacing}), project, content)
        if not page.misfits or page.complaints or page.is_short:
            break
        missed = page.lines_over
    return replace(page, missed=missed)


def lines_over(job: Job, project: Path, content: Path) -> int:
    """By how many lines a job is too long in its own spacing; 0 when it fits."""
    install()
    return _set(job, project, content).lines_over


@dataclass(frozen=True)
class SetPage:
    """A job as it is laid out in one spacing, what of it does not fit, and what WeasyPrint complained of."""

    job: Job
    document: Document
    misfits: tuple[Problem, ...]
    complaints: tuple[str, ...]
    over: Mapping[str, int]
    """By how many lines the text of which parts is too long."""
    missed: int = 0
    """By how many lines it was too long in the spacing before."""

    @property
    def is_short(self) -> bool:
        """Whether the text fills too few pages; in a tighter spacing it fills no more."""
        return self.job.pages is not None and len(self.document.pages) < self.job.pages

    @property
    def lines_over(self) -> int:
        """By how many lines the text is too long; what does not fit otherwise counts as one."""
        return sum(self.over.values()) or len(self.misfits)

    def proof(self) -> Proof:
        """The pages with what is known of them. Raises ContentError as `written` does."""
        document, zoom = self.document, self.job.zoom
        return Proof(
            job_id=self.job.id,
            pdf=self.written(),
            pages=len(document.pages),
            trim_mm=self.job.format.paper_mm,
            qr=boxes.qr_codes(document, zoom),
            practice=boxes.practice_box(document, zoom),
            issuer=boxes.issuer(document, zoom),
            numbers=boxes.numbers(document, zoom),
            spacing=self.job.spacing,
            missed_lines=self.missed,
        )

    def written(self) -> bytes:
        """The pages: tagged for reading, or bare and with bleed for the print shop."""
        target = io.BytesIO()
        with _complaints() as said:
            _write(self.document, self.job, target)
        if said:
            raise ContentError(*(complaint(text, self.job.where) for text in dict.fromkeys(said)))
        return target.getvalue()


def _set(job: Job, project: Path, content: Path) -> SetPage:
    """Lay out a job in its spacing; where it does not fit in the tightest, with "Nog geldig?" in another place.

    Of a code and a text the text goes before: its version stands in the imprint all the same.
    """
    page = _with_notes(job, project, content)
    place = valid_place(job)
    if not page.misfits or place is None or job.spacing != SPACINGS[-1]:
        return page
    other = job.model_copy(update={"valid_code": "foot" if place == "row" else None})
    return _set(other, project, content)


def _with_notes(job: Job, project: Path, content: Path) -> SetPage:
    """Lay out a job without lines to write on where they have too little room."""
    page = _laid_out(job, project, content)
    least = job.format.notes_mm
    room = boxes.notes_room(page.document) if least and job.leaflet is not None else None
    if room is None or room >= least:
        return page
    return _laid_out(job.model_copy(update={"has_notes": False}), project, content)


def _laid_out(job: Job, project: Path, content: Path) -> SetPage:
    """Lay out a job in its spacing."""
    look = look_of(job, project)
    html = page_html(job, templates_of(project), look)
    sheet = styles.sheet(look, job.format.id, job.ink, job.light)
    pictures = Pictures(content, job, look)
    with _complaints() as said:
        page = StyledPage(string=html, base_url=ADDRESS, url_fetcher=pictures)
        page.sheet = defaults(sheet)

        def laid_out(*more: CSS) -> Document:
            return page.render(
                stylesheets=[_style(sheet, look.styles, job.format.id), *more],
                font_config=type_case(),
                cache=pictures.photographs(page),
            )

        document = laid_out()
        links.one_each(document)
        over = overlong.over(job, document, laid_out)
        misfits = tuple(_problems(job, page, document, over))
    return SetPage(job, document, misfits, tuple(dict.fromkeys(said)), over)


def _is_due_to_edition(job: Job, project: Path, content: Path) -> bool:
    """Whether what does not fit would, did the edition say less of its publisher, funding and licence."""
    short = _with_less_of_edition(job)
    if short == job:
        return False
    try:
        typeset(short, project, content)
    except ContentError:
        return False
    return True


def _with_less_of_edition(job: Job) -> Job:
    """The job with as little as can be of what its edition says of itself."""
    edition = job.edition
    publisher = edition.publisher.model_copy(update={"name": "–", "address": None})
    less: dict[str, object] = {"publisher": publisher, "funding": None, "text_licence": None}
    if edition.own is None:
        return job.model_copy(update={"edition": edition.model_copy(update=less)})
    bare = dict.fromkeys(("address", "telephone", "email", "logo"))
    less["own"] = edition.own.model_copy(update={**bare, "name": "–"})
    words = dict.fromkeys((word for several in WORDS.values() for word in several), "–")
    return job.model_copy(
        update={"edition": edition.model_copy(update=less), "language": job.language.with_words(words)}
    )


def _blamed_on_edition(problem: Problem, job: Job, content: Path) -> Problem:
    said = say("{what} with the name, address, funding and licence of the edition", what=problem.what)
    if job.edition.own:
        said = say("{what} with what the edition says of itself", what=problem.what)
        return replace(problem, what=said, where=_edition_file(job, content), todo=say("Shorten that."))
    if "too long" in problem.what:
        todo = say("Shorten these, or {where}, by that much.", where=job.where)
    else:
        todo = say("Shorten these, or {where}.", where=job.where)
    return replace(problem, what=said, where=f"{content.name}/edition.yaml", todo=todo)


def _edition_file(job: Job, content: Path) -> str:
    assert job.edition.own is not None
    return f"{content.name}/{EDITIONS}/{job.edition.own.id}.yaml"


def _write(document: Document, job: Job, target: io.BytesIO) -> None:
    """Write the pages: tagged for reading, or bare and with bleed for the print shop."""
    if job.ink != "press":
        line_ends.part_words(document)
        # PDF/UA-2 is made of PDF/UA-1, when all else is done with the file.
        finisher = finish_named if job.format.conforms_to == "pdf/ua-2" else finish
        document.write_pdf(target, zoom=job.zoom, pdf_variant="pdf/ua-1", finisher=finisher)
        return
    bleed.extend(document, job.zoom)
    for page in document.pages:
        # A file for the press has no annotations within its pages (ISO 15930-7, 6.19).
        page.links = []
    document.write_pdf(target, zoom=job.zoom)


def _problems(job: Job, page: HTML, document: Document, over: Mapping[str, int]) -> Iterator[Problem]:
    name = job.leaflet.id if job.leaflet is not None else job.id
    shape = Sentence(IN_FORMAT, "", {"name": name, "format": job.format.id})
    if job.booklet:
        shape = say("{name} in {format} (booklet)", name=name, format=job.format.id)
    if job.pages is not None and len(document.pages) < job.pages:
        said = say(
            "{shape}: the text fills {count} of {wanted} pages",
            shape=shape,
            count=len(document.pages),
            wanted=job.pages,
        )
        yield Problem(said, job.where, say("Add text, or change the format's pages."), rule="P04", leaflet=name)
    elif over:
        yield _too_long(job, shape, over, document)
        return  # What is printed over what follows from it.
    elif lost := boxes.text_lost(page, document):
        said = say('{shape}: text is cut off, near "{lost}"', shape=shape, lost=" ".join(lost[:6]))
        yield Problem(said, job.where, say("Shorten what stands there."), rule="T07", leaflet=name)
    elif gone := boxes.pictures_lost(page, document):
        said = say('{shape}: the picture "{gone}" has no room', shape=shape, gone=gone[0][:40])
        yield Problem(said, job.where, say("Shorten the text around it, or leave it out."), rule="T07", leaflet=name)
    for number, sheet in enumerate(document.pages, start=1):
        for alt in boxes.pictures_outside(sheet):
            said = say('{shape}: the picture "{alt}" stands outside the page', shape=shape, alt=alt[:40])
            todo = say("Shorten the text.")
            yield Problem(said, job.where, todo, page=number, rule="T07", leaflet=name)
        for text in boxes.text_outside(sheet):
            said = say('{shape}: "{text}" stands outside the page', shape=shape, text=text[:40])
            yield Problem(said, job.where, say("Shorten it."), page=number, rule="T07", leaflet=name)
        for one, other in islice(boxes.text_on_text(sheet), 1):
            said = say('{shape}: "{text}" is printed over "{other}"', shape=shape, text=one[:40], other=other[:40])
            yield Problem(said, job.where, say("Shorten one of them."), page=number, rule="T07", leaflet=name)


def _too_long(job: Job, shape: Sentence, parts: Mapping[str, int], document: Document) -> Problem:
    """By how many lines the text of some parts is too long in the tightest spacing tried."""
    name = job.leaflet.id if job.leaflet is not None else job.id
    lines = sum(parts.values())
    long = say_many("the text is {count} line too long", "the text is {count} lines too long", count=lines)
    said = say("{name}: {said}", name=shape, said=long)
    named = [part for part in parts if part]
    if headings := list(dict.fromkeys(filter(None, (_heading_of(part, document) for part in named)))):
        quoted = joined((say('"{heading}"', heading=one) for one in headings), ", ")
        said = say_many(
            "{what}, in the part that begins with {headings}", "{what}, in the parts that begin with {headings}",
            count=len(headings), what=said, headings=quoted,
        )  # fmt: skip
    if named:
        said = Sentence(WITH_PART, "", {"what": said, "part": ", ".join(f'"{part}"' for part in named)})
    return Problem(said, job.where, say("Shorten it by that much."), rule="T07", leaflet=name)


def _heading_of(part: str, document: Document) -> str:
    """The first heading that stands in a part, as a reader sees it."""
    pages = (page for page in document.pages if boxes.part_of(page) == part)
    return next(filter(None, map(boxes.first_heading, pages)), "")


def complaint(text: str, where: str) -> Problem:
    """A record WeasyPrint logged, as a problem."""
    if found := re.match(r"\.notdef glyph rendered .* (\".*\" \(U\+\w+\))", text):
        todo = say("Use another character, or write it in words.")
        return Problem(say("the edition's fonts have no character {found}", found=found[1]), where, todo, rule="T07")
    return Problem(say("the page could not be made: {text}", text=text), where, say("Mend what it names."))


@contextmanager
def _heard(where: str) -> Iterator[None]:
    """Raises ContentError for what WeasyPrint complains of: what is kept for later jobs must be whole."""
    try:
        with _complaints() as said:
            yield
    except RecursionError:
        raise ContentError(Problem(say("is nested too deep"), where, say("Write it flatter."))) from None
    if said:
        raise ContentError(*(complaint(text, where) for text in said))


@contextmanager
def _complaints() -> Iterator[list[str]]:
    """Every record WeasyPrint logs while a page is made: a missing glyph, a refused picture, a wrong style."""
    said: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            said.append(record.getMessage())

    # What is lost or drawn otherwise is logged as a warning; below that stand only steps and times.
    listener = Listener(level=logging.WARNING)
    logger = weasyprint.LOGGER
    propagate, logger.propagate = logger.propagate, False
    logger.addHandler(listener)
    try:
        yield said
    finally:
        logger.removeHandler(listener)
        logger.propagate = propagate
