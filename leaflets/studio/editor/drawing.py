"""In a worker: a page of what is written by now, with what is wrong and what is too long told by its place."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass, replace

import pypdfium2

from leaflets.build.pages import inspected, uncollected
from leaflets.content import Catalogue
from leaflets.messages import say
from leaflets.model.format import Format
from leaflets.model.job import Job
from leaflets.model.proof import Box
from leaflets.plan import Request, works
from leaflets.plan.request import is_booklet
from leaflets.preflight.measure.text import around
from leaflets.preflight.texts.manuscript import Manuscript
from leaflets.problems import ContentError, Problem
from leaflets.processes.bench import Shelf
from leaflets.processes.limits import within
from leaflets.studio.editor.placing import LinePlace, PlacedWord, marks_of, places_of, words_on
from leaflets.studio.editor.pointing import Pointer
from leaflets.studio.editor.reading import DraftText, read_draft
from leaflets.studio.editor.texts import texts_of, with_leaflet
from leaflets.studio.stock import StudioStock
from leaflets.typeset.draft import DraftPages, drafted
from leaflets.units import MM_PER_PT

FIRST = "a5"
"""The format a writer looks at."""

PIXELS = 800
"""The width of a page's picture: two to each of the screen's, where it stands beside the text."""

QUALITY = 80
"""Of JPEG, of 100: at this size letters are as clear as on paper."""

SECONDS_SHARE = 1 / 4
"""Of the time a file may take: 30 s for pages that take 0.2, whatever somebody pastes into the text."""


@dataclass(frozen=True)
class DraftMark:
    """A problem on a page: the line of the file, how bad it is, and where its words stand (mm of the trim)."""

    line: int
    severity: str
    boxes: tuple[Box, ...]
    is_whole: bool
    """Whether it is about all of a paragraph, and needs no frame around words."""


@dataclass(frozen=True)
class DrawnPage:
    """One page as it comes out by now."""

    picture: bytes
    page: int
    pages: int
    trim_mm: tuple[float, float]
    marks: tuple[DraftMark, ...]
    over: tuple[Box, ...]
    """What on it has no room, with the last line before it: each run of lines as one."""
    lines: int
    """By how many lines the text is too long, on all pages."""
    over_pages: tuple[int, ...]
    """On which pages that is."""
    places: tuple[LinePlace, ...]
    """Where the lines of the file stand on all pages."""


@dataclass(frozen=True)
class PageOutcome:
    """A page, where there is one, and what keeps the text from being made."""

    drawn: DrawnPage | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class _SetDraft:
    """A draft as pages, with the job they are of and where its words stand."""

    job: Job
    pages: DraftPages
    words: tuple[PlacedWord, ...]


SET: Shelf[_SetDraft | tuple[Problem, ...]] = Shelf("drafts as pages", least=10)
"""Of what is written now in each format, and of what was written before."""


def formats_shown(catalogue: Catalogue) -> tuple[Format, ...]:
    """The formats a text can be looked at in: those with pages of its own, the one for writers first."""
    own = [one for one in catalogue.formats.values() if one.of is None and not is_booklet(one)]
    return tuple(sorted(own, key=lambda one: one.id != FIRST))


def page_of(stock: StudioStock, draft: DraftText, format_id: str, number: int) -> PageOutcome:
    """A page of a draft in a format; the nearest there is to that number. Raises ContentError as `texts_of` does."""
    read = read_draft(stock, draft)
    found = _set(stock, draft, format_id)
    if isinstance(found, tuple):
        return PageOutcome(None, found)
    proof, manuscript = found.pages.proof, read.manuscript
    if proof is None or manuscript is None:
        return PageOutcome(None, found.pages.problems)
    page = max(1, min(number, proof.pages))
    marks = [
        DraftMark(mark.place.line, problem.severity, mark.place.boxes, mark.is_whole)
        for problem in read.problems
        for mark in marks_of(manuscript, found.words, problem)
        if mark.place.page == page
    ]
    pointer = _pointer(manuscript, found)
    over, places = (*found.pages.ends, *found.pages.places), pointer.places
    drawn = DrawnPage(
        _picture(proof.pdf, page), page, proof.pages, _size(proof.pdf, page), tuple(marks),
        runs_of(box for at, box in over if at == page), found.pages.lines, tuple(sorted({at for at, _ in over})),
        places,
    )  # fmt: skip
    return PageOutcome(drawn, tuple(map(pointer.at_line, found.pages.problems)))


def runs_of(lines: Iterable[Box]) -> tuple[Box, ...]:
    """The boxes around lines that follow each other, those of one paragraph after the other too (mm)."""
    runs: list[list[Box]] = []
    for box in sorted(lines, key=lambda one: one[1]):
        if runs and box[1] - max(one[1] + one[3] for one in runs[-1]) < box[3]:
            runs[-1].append(box)
        else:
            runs.append([box])
    return tuple(map(around, runs))


def _pointer(manuscript: Manuscript, found: _SetDraft) -> Pointer:
    return Pointer(manuscript, places_of(manuscript, found.words), found.pages)


def fits_in(stock: StudioStock, draft: DraftText, format_id: str) -> tuple[Problem, ...]:
    """What keeps a draft from being made in a format, at its lines: most often that it is too long.

    On which page of that format nobody asks who looks at another.
    """
    found = _set(stock, draft, format_id)
    if isinstance(found, tuple):
        return found
    manuscript = read_draft(stock, draft).manuscript
    point = _pointer(manuscript, found).at_line if manuscript is not None else (lambda problem: problem)
    return tuple(replace(point(problem), page=None) for problem in found.pages.problems)


def file_problems(stock: StudioStock, draft: DraftText, format_id: str) -> tuple[Problem, ...]:
    """What the rules find in the finished file of a draft; nothing of one that could not be made."""
    found = _set(stock, draft, format_id)
    if isinstance(found, tuple) or found.pages.proof is None or found.pages.problems:
        return ()
    try:
        with within(say("looking at it"), found.job.where, share=SECONDS_SHARE):
            inspected(found.pages.proof, found.job, stock.shop)
    except ContentError as error:
        manuscript = read_draft(stock, draft).manuscript
        return tuple(map(_pointer(manuscript, found).at_line, error.problems)) if manuscript else error.problems
    return ()


def warmed(stock: StudioStock) -> None:
    """Make the first page there is, so that who writes finds the process ready."""
    texts = texts_of(stock)
    for several in texts.catalogue.leaflets.values():
        for leaflet in several[:1]:
            job, _ = _job(stock, texts.catalogue, leaflet.language, leaflet.id, FIRST)
            proof = _drafted(stock, job).proof if job is not None else None
            if proof is not None:
                words_on(proof.pdf)


def _set(stock: StudioStock, draft: DraftText, format_id: str) -> _SetDraft | tuple[Problem, ...]:
    key = draft.digest(stock.state, str(stock.day), format_id)
    return stock.shop.bench.at(SET).of(key, lambda: _made(stock, draft, format_id))


def _made(stock: StudioStock, draft: DraftText, format_id: str) -> _SetDraft | tuple[Problem, ...]:
    leaflet = read_draft(stock, draft).leaflet
    if leaflet is None:
        return ()
    catalogue = with_leaflet(texts_of(stock).catalogue, leaflet)
    job, problems = _job(stock, catalogue, draft.language, draft.id, format_id)
    if job is None:
        return problems
    try:
        with within(say("{name} in {format}", name=draft.id, format=format_id), job.where, share=SECONDS_SHARE):
            pages = _drafted(stock, job)
            return _SetDraft(job, pages, words_on(pages.proof.pdf) if pages.proof else ())
    except ContentError as error:
        return error.problems
    except RecursionError:
        return (Problem(say("is nested too deep"), job.where, say("Write it flatter.")),)


@uncollected()
def _drafted(stock: StudioStock, job: Job) -> DraftPages:
    return drafted(job, stock.shop.project, stock.shop.content)


def _job(
    stock: StudioStock, catalogue: Catalogue, language: str, name: str, format_id: str
) -> tuple[Job | None, tuple[Problem, ...]]:
    """What is to be typeset, as it is published; or why nothing can be."""
    shop = stock.shop
    request = Request(
        shop.project, shop.content, stock.output, (language,), (name,), (format_id,), day=stock.day
    )  # fmt: skip
    found, problems = works(catalogue, request)
    return next((job for work in found for job in work.jobs), None), tuple(problems)


def _size(pdf: bytes, number: int) -> tuple[float, float]:
    """The width and height of a page in mm: of what is cut or folded from a sheet, one of its panels."""
    with pypdfium2.PdfDocument(pdf) as document:
        width, height = document.get_page_size(number - 1)
    return round(width * MM_PER_PT, 2), round(height * MM_PER_PT, 2)


def _picture(pdf: bytes, number: int) -> bytes:
    """A page as a JPEG."""
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[number - 1]
        picture = page.render(scale=PIXELS / page.get_width(), rev_byteorder=True).to_pil()
        page.close()
    target = io.BytesIO()
    picture.convert("RGB").save(target, "JPEG", quality=QUALITY, subsampling=0)
    return target.getvalue()
