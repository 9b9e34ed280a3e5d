"""What a finished file ought to be, as far as that is known before it is opened: format, language, texts, sources."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from leaflets.model.artefact import Ink, Sides
from leaflets.model.content import Chapter, Edition, Language, Leaflet, Source
from leaflets.model.format import BLEED_MM, Format
from leaflets.model.job import Job
from leaflets.model.proof import Proof
from leaflets.preflight.measure import text as seen
from leaflets.preflight.measure.letters import letters
from leaflets.preflight.measure.text import MeasuredPage
from leaflets.preflight.texts.house_style import House


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
    ink: Ink = "screen"
    """Which colours it was made in."""
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
    toner: tuple[float, ...] = ()
    """For a light file: what each page of the same one with fields takes, where that is made too."""
    bleed_mm: float = BLEED_MM
    """For a press file: how far its bleed box reaches beyond the trim."""
    folios: tuple[tuple[int, ...], ...] = ()
    """For a part of a booklet: the pages of that which stand on each of its own."""
    is_part: bool = False
    """Whether the rest of the booklet is in another file."""
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
        ink=first.ink,
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


def base_pages(data: bytes) -> tuple[BasePage, ...]:
    """The pages of a PDF as the sheets made from it must show them."""
    return tuple(map(_base_page, seen.pages(data, texts_only=True)))


def _base_page(page: MeasuredPage) -> BasePage:
    left = min((run.box[0] for run in page.runs), default=0.0)
    return BasePage("".join(letters(run.text) for run in page.runs), page.width, left)
