"""A finished file, opened once for all rules, with what it ought to be: format, language, texts and sources."""

from __future__ import annotations

import datetime as dt
import io
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import pikepdf

from leaflets.model.artefact import Sides
from leaflets.model.content import SECTION_ROLES, Chapter, Edition, Language, Leaflet, Source
from leaflets.model.format import Format, SheetLayout
from leaflets.model.job import Job
from leaflets.model.proof import Proof
from leaflets.pdf.structure import Owner, owners
from leaflets.preflight.measure import memo
from leaflets.preflight.measure import qr as codes
from leaflets.preflight.measure import text as seen
from leaflets.preflight.measure.lines import Line, lines
from leaflets.preflight.measure.paint import Painted
from leaflets.preflight.measure.pdfua import failures
from leaflets.preflight.measure.search import Finder
from leaflets.preflight.measure.text import MeasuredPage, MeasuredRun
from leaflets.preflight.texts.house_style import House
from leaflets.preflight.texts.manuscript import TextBlock, printed_blocks
from leaflets.processes.heap import give_back

_NO_LETTERS = re.compile(r"[\W_]+")
MANY = 16
"""Pages of a file that fills memory."""

BODY_LETTERS = 16
"""So many letters of a line must stand in the text in the same order before the line counts as a part of it."""


@dataclass(frozen=True, slots=True)
class BasePage:
    """A page before it was imposed: its letters, its width, and how far from its left edge the text begins (mm)."""

    letters: str
    width: float
    left: float


@dataclass(frozen=True)
class Subject:
    """What is known of a file before it is opened; what is not known is not asked for."""

    format: Format | None = None
    purpose: str = "reading"
    language: Language | None = None
    edition: Edition | None = None
    texts: tuple[Leaflet | Chapter, ...] = ()
    sources: tuple[Source, ...] = ()
    country: str | None = None
    """The country of the practice it is made for."""
    publisher: str | None = None
    """The verantwoordelijke uitgever that practice names, with an address."""
    numbers: tuple[str, ...] = ()
    """Telephone numbers that must be printed: those of the practice."""
    base: tuple[BasePage, ...] = ()
    """For sheets: the pages that were imposed, in reading order."""
    sides: Sides = "both"
    """For sheets: which sides the file holds."""
    caliper_mm: float | None = 0.10
    """For sheets: how thick the paper is; None when nobody knows any more."""
    lapsed: tuple[dt.date, ...] = ()
    """The review dates that had come when it was made, one for each text that must say so."""
    house: House = field(default_factory=House)
    is_foreign: bool = False
    """Whether somebody else may have made it: the file is not the one the manifest lists."""


def subject_of(
    jobs: Sequence[Job],
    fmt: Format | None = None,
    purpose: str | None = None,
    base: Proof | None = None,
    sides: Sides = "both",
    caliper_mm: float = 0.10,
) -> Subject:
    """The subject of a file made from `jobs`, in `fmt` where that imposes another format; `base` is what it imposes."""
    first = jobs[0]
    sources = {source.id: source for job in jobs for source in _sources(job)}
    fmt = fmt or first.format
    return Subject(
        format=fmt,
        purpose=purpose or fmt.purpose,
        language=first.language,
        edition=first.edition,
        texts=tuple(text for job in jobs for text in (job.leaflet, job.chapter) if text is not None),
        sources=tuple(sources.values()),
        base=base_pages(base.pdf) if base is not None else (),
        sides=sides,
        caliper_mm=caliper_mm,
        lapsed=tuple(job.lapsed for job in jobs if job.lapsed is not None),
    )


def _sources(job: Job) -> Iterator[Source]:
    """The sources a job prints: the blog, those its text cites, and those of a booklet's list."""
    yield job.blog
    yield from (citation.source for citation in job.citations)
    waiting: list[object] = list(job.context.values())
    while waiting:
        value = waiting.pop()
        if isinstance(value, Source):
            yield value
        elif isinstance(value, tuple | list):
            waiting += value


class File:
    """A finished file: what it is called, its proof, and what is measured in it, once and only when a rule asks."""

    def __init__(
        self,
        where: str,
        proof: Proof,
        pdf: pikepdf.Pdf,
        conforms_to: str | None,
        multiple_of: int = 1,
        subject: Subject | None = None,
    ) -> None:
        self.where = where
        self.proof = proof
        self.pdf = pdf
        self.conforms_to = conforms_to
        self.multiple_of = multiple_of
        self.subject = subject or Subject()
        self._lines: dict[int, tuple[Line, ...]] = {}

    @property
    def is_tagged(self) -> bool:
        return self.conforms_to == "pdf/ua-1"

    @cached_property
    def pages(self) -> tuple[MeasuredPage, ...]:
        """What stands on each page."""
        if len(self.pdf.pages) > MANY and self.is_tagged:
            # The validator wants as much memory as the pictures of the pages: the one before the other.
            _ = self.failures
            give_back()
        return memo.measured(self.proof.pdf, self._names)

    @cached_property
    def _names(self) -> tuple[str, ...]:
        """What its pages are known by where they were measured before."""
        return memo.names(self.pdf)

    @cached_property
    def failures(self) -> tuple[str, ...]:
        """What the validator says against it as PDF/UA-1."""
        return tuple(failures(self.proof.pdf, not self.subject.is_foreign))

    @cached_property
    def painted(self) -> tuple[Painted, ...]:
        """What the content of each page paints."""
        only_texts = self.layout is None and self.subject.purpose != "press"
        return memo.painted(self.pdf, self._names, only_texts)

    @cached_property
    def owners(self) -> dict[tuple[int, int], Owner]:
        """The tag each piece of content belongs to, by page and MCID."""
        return owners(self.pdf)

    @cached_property
    def codes(self) -> codes.QrReading:
        """What a phone makes of the pages that should hold QR codes."""
        return memo.looked_at(self.proof.pdf, self._names, self.proof.qr, self.pages)

    @property
    def is_poster(self) -> bool:
        """Whether it is a poster, also one for a print shop."""
        fmt = self.subject.format
        return "poster" in (self.subject.purpose, fmt.purpose if fmt is not None else None)

    @property
    def layout(self) -> SheetLayout | None:
        """How its pages stand on sheets; None for a file of single pages."""
        return self.subject.format.sheet if self.subject.format is not None else None

    def folds(self, number: int) -> tuple[float, ...]:
        """Where a page (from 1) is folded, in mm from its left edge.

        The back's folds mirror the front's. A printer that turns the paper over the other edge gets its backs upside
        down, one that is off gets them moved: the marks tell.
        """
        if self.layout is None:
            return ()
        width = self.layout.size_mm[0]
        front = (width / 2,) if self.layout.scheme == "saddle" else tuple(sorted(self.layout.folds_mm))
        back = tuple(sorted(width - fold for fold in front))
        ticks = self.ticks(number)
        if not self.is_back(number):
            return front
        if len(ticks) != len(front):
            return back
        candidates = [tuple(fold + ticks[0] - folds[0] for fold in folds) for folds in (back, front)]
        return min(candidates, key=lambda folds: sum(abs(fold - tick) for fold, tick in zip(folds, ticks, strict=True)))

    def cuts(self, number: int) -> tuple[float, ...]:
        """Where a page (from 1) is folded or cut upright, in mm from its left edge."""
        layout = self.layout
        if layout is None or layout.marks != "crop":
            return self.folds(number)
        declared = layout.back if self.is_back(number) else layout.front
        return tuple(sorted({slot.left for slot in declared if slot.left > 0}))

    def is_back(self, number: int) -> bool:
        """Whether a page (from 1) is the back of a sheet."""
        if self.subject.sides != "both":
            return self.subject.sides == "backs"
        return number % 2 == 0

    def is_upside_down(self, number: int) -> bool:
        """Whether a page (from 1) stands on its head, as a back does for a printer that turns paper over its top."""
        runs = self.pages[number - 1].runs
        return bool(runs) and not any(run.upright for run in runs)

    def ticks(self, number: int) -> tuple[float, ...]:
        """Where upright marks stand at the head or the foot of a page (from 1), from left to right."""
        if self.layout is None or self.layout.marks != "folds":
            return ()
        height = self.pages[number - 1].height
        found = {
            round(line.start[0], 1)
            for line in self.painted[number - 1].lines
            if abs(line.start[0] - line.end[0]) < 0.05
            and (min(line.start[1], line.end[1]) < 0.5 or max(line.start[1], line.end[1]) > height - 0.5)
        }
        return tuple(sorted(found))

    @cached_property
    def letters(self) -> str:
        """The letters and digits of all pages in the order of the file, running heads and small numbers left out."""
        body = self.subject.format.body_pt if self.subject.format is not None else 12.0
        return "".join(letters_of(page, body) for page in self.pages)

    @cached_property
    def every_letter(self) -> str:
        """The letters and digits of all pages in the order of the file, nothing left out."""
        return "".join(letters(run.text) for _, run in self.runs())

    @cached_property
    def written(self) -> tuple[TextBlock, ...]:
        """The blocks of its texts that this format prints."""
        fmt = self.subject.format
        roles = _roles(fmt)
        length = fmt.text if fmt is not None else "full"
        return tuple(block for text in self.subject.texts for block in printed_blocks(text, length, roles))

    @cached_property
    def written_letters(self) -> Finder:
        """The letters of its texts."""
        return Finder("\n".join(letters(block.text) for block in self.written))

    def is_body(self, run: MeasuredRun) -> bool:
        """Whether a run is a line of the texts, and not of what the press adds to them."""
        found = letters(run.text)
        return len(found) >= BODY_LETTERS and self.written_letters.has(found) and found not in self._labels

    @cached_property
    def _labels(self) -> str:
        """The letters of titles and names, which stand beside the text and may say the same as a line of it."""
        leaflets = [text for text in self.subject.texts if isinstance(text, Leaflet)]
        names = [name for one in leaflets for name in (one.title, one.name, one.full_name, one.audience, one.poster)]
        return "\n".join(letters(name) for name in (*names, *(text.title for text in self.subject.texts)) if name)

    def lines(self, page: MeasuredPage) -> tuple[Line, ...]:
        """The lines of one of its pages, put together once for all rules."""
        if page.number not in self._lines:
            self._lines[page.number] = tuple(lines(page))
        return self._lines[page.number]

    def runs(self) -> Iterator[tuple[MeasuredPage, MeasuredRun]]:
        """Every run with its page."""
        for page in self.pages:
            for run in page.runs:
                yield page, run


def _roles(fmt: Format | None) -> tuple[str, ...] | None:
    if fmt is None or not fmt.panels:
        return None
    return tuple(block for blocks in fmt.panels.values() for block in blocks if block in SECTION_ROLES)


def opened(
    proof: Proof, where: str, conforms_to: str | None, multiple_of: int = 1, subject: Subject | None = None
) -> File:
    """The file of a proof. Raises pikepdf.PdfError when it is no PDF."""
    return File(where, proof, pikepdf.open(io.BytesIO(proof.pdf)), conforms_to, multiple_of, subject)


def letters(text: str) -> str:
    """Only the letters and digits of a text, in lower case: line ends, hyphens and signs do not count."""
    return _NO_LETTERS.sub("", unicodedata.normalize("NFKC", text)).casefold()


def letters_of(page: MeasuredPage, body_pt: float = 12.0) -> str:
    """The letters of a page, without running heads and the small numbers of citations."""
    return "".join(letters(run.text) for run in page.runs if not run.artifact and not is_number(run, body_pt))


def is_number(run: MeasuredRun, body_pt: float = 12.0) -> bool:
    """Whether a run is the small number of a citation, in a text of that size."""
    return run.text.strip().isdigit() and run.size_pt < 0.9 * body_pt


def base_pages(data: bytes) -> tuple[BasePage, ...]:
    """The pages of a PDF as the sheets made from it must show them."""
    return tuple(map(_base_page, seen.pages(data, texts_only=True)))


def _base_page(page: MeasuredPage) -> BasePage:
    left = min((run.box[0] for run in page.runs), default=0.0)
    return BasePage("".join(letters(run.text) for run in page.runs), page.width, left)
