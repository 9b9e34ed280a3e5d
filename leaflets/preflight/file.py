"""A finished file, opened once for all rules, with what it ought to be: format, language, texts and sources."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import pikepdf

from leaflets.model import SECTION_ROLES, Chapter, Edition, Format, Job, Language, Leaflet, Proof, Source
from leaflets.preflight import codes, seen
from leaflets.preflight.house import House
from leaflets.preflight.manuscript import Block, printed_blocks
from leaflets.preflight.painted import Painted, painted
from leaflets.preflight.seen import Page, Run
from leaflets.preflight.structure import Owner, owners

_NO_LETTERS = re.compile(r"[\W_]+")
BODY_LETTERS = 16
"""So many letters of a line must stand in the text in the same order before the line counts as a part of it."""


@dataclass(frozen=True)
class Subject:
    """What is known of a file before it is opened; what is not known is not asked for."""

    format: Format | None = None
    purpose: str = "reading"
    language: Language | None = None
    edition: Edition | None = None
    title: str | None = None
    texts: tuple[Leaflet | Chapter, ...] = ()
    sources: tuple[Source, ...] = ()
    country: str | None = None
    """The country of the practice it is made for."""
    numbers: tuple[str, ...] = ()
    """Telephone numbers that must be printed: those of the practice."""
    base: tuple[str, ...] = ()
    """For sheets: the letters of each page that was imposed, in reading order."""
    caliper_mm: float = 0.10
    house: House = field(default_factory=House)


def subject_of(jobs: Sequence[Job], fmt: Format | None = None, base: Proof | None = None) -> Subject:
    """The subject of a file made from `jobs`, in `fmt` where that imposes another format; `base` is what it imposes."""
    first = jobs[0]
    texts = [text for job in jobs for text in (job.leaflet, job.chapter) if text is not None]
    sources = {citation.source.id: citation.source for job in jobs for citation in job.citations}
    fmt = fmt or first.format
    return Subject(
        format=fmt,
        purpose=fmt.purpose,
        language=first.language,
        edition=first.edition,
        texts=tuple(texts),
        sources=tuple(sources.values()),
        base=page_letters(base.pdf) if base is not None else (),
    )


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

    @property
    def is_tagged(self) -> bool:
        return self.conforms_to == "pdf/ua-1"

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """What stands on each page."""
        return tuple(seen.pages(self.proof.pdf))

    @cached_property
    def painted(self) -> tuple[Painted, ...]:
        """What the content of each page paints."""
        return tuple(painted(self.pdf))

    @cached_property
    def owners(self) -> dict[tuple[int, int], Owner]:
        """The tag each piece of content belongs to, by page and MCID."""
        return owners(self.pdf)

    @cached_property
    def codes(self) -> codes.Look:
        """What a phone makes of the pages that should hold QR codes."""
        return codes.look(self.proof.pdf, self.proof.qr)

    @cached_property
    def letters(self) -> str:
        """The letters and digits of all pages in the order of the file, running heads and small numbers left out."""
        return "".join(map(letters_of, self.pages))

    @cached_property
    def written(self) -> tuple[Block, ...]:
        """The blocks of its texts that this format prints."""
        fmt = self.subject.format
        roles = _roles(fmt)
        length = fmt.text if fmt is not None else "full"
        return tuple(block for text in self.subject.texts for block in printed_blocks(text, length, roles))

    @cached_property
    def written_letters(self) -> str:
        """The letters of its texts."""
        return "\n".join(letters(block.text) for block in self.written)

    def is_body(self, run: Run) -> bool:
        """Whether a run is a line of the texts, and not of what the press adds to them."""
        found = letters(run.text)
        return len(found) >= BODY_LETTERS and found in self.written_letters

    def runs(self) -> Iterator[tuple[Page, Run]]:
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


def letters_of(page: Page) -> str:
    """The letters of a page, without running heads and the small numbers of citations."""
    return "".join(letters(run.text) for run in page.runs if not run.artifact and not _is_number(run))


def _is_number(run: Run) -> bool:
    return run.text.strip().isdigit() and run.size_pt < 10


def page_letters(data: bytes) -> tuple[str, ...]:
    """The letters of each page of a PDF."""
    return tuple(map(letters_of, seen.pages(data)))
