"""A finished file, opened once for all rules, with what it ought to be."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cached_property

import pikepdf

from leaflets.model.content import PLACED, Leaflet
from leaflets.model.format import Format, SheetLayout
from leaflets.model.proof import Proof
from leaflets.pdf.structure import Owner, owners
from leaflets.preflight.measure import memo, ua2
from leaflets.preflight.measure import qr as codes
from leaflets.preflight.measure.letters import letters, letters_of
from leaflets.preflight.measure.lines import Line, lines
from leaflets.preflight.measure.paint import Painted
from leaflets.preflight.measure.pdfua import failures
from leaflets.preflight.measure.search import Finder
from leaflets.preflight.measure.text import MeasuredPage, MeasuredRun
from leaflets.preflight.subject import Subject
from leaflets.preflight.texts.manuscript import TextBlock, blocks, printed_blocks
from leaflets.processes.bench import Bench
from leaflets.processes.heap import give_back

MANY = 16
"""Pages of a file that fills memory."""

BODY_LETTERS = 16
"""So many letters of a line must stand in the text in the same order before the line counts as a part of it."""


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
        bench: Bench | None = None,
    ) -> None:
        self.where = where
        self.proof = proof
        self.pdf = pdf
        self.conforms_to = conforms_to
        self.multiple_of = multiple_of
        self.subject = subject or Subject()
        self.bench = bench or Bench()
        self._lines: dict[int, tuple[Line, ...]] = {}

    @property
    def is_tagged(self) -> bool:
        """Whether it is for reading on a screen, by whichever part of PDF/UA."""
        return self.conforms_to is not None

    @cached_property
    def pages(self) -> tuple[MeasuredPage, ...]:
        """What stands on each page."""
        if len(self.pdf.pages) > MANY and self.is_tagged:
            # The validator wants as much memory as the pictures of the pages: the one before the other.
            _ = self.failures
            give_back()
        return memo.measured(self.proof.pdf, self._names, self.bench)

    @cached_property
    def _names(self) -> tuple[str, ...]:
        """What its pages are known by where they were measured before."""
        return memo.names(self.pdf, self.bench)

    @cached_property
    def failures(self) -> tuple[str, ...]:
        """What the validator says against it as PDF/UA-1; as PDF/UA-2 also what it lacks in our own reading."""
        said = failures(self.proof.pdf, not self.subject.is_foreign)
        if self.conforms_to != "pdf/ua-2":
            return tuple(said)
        both = [one for one in said if not any(f"({rule})" in one for rule in ua2.ONLY_UA_1)]
        return (*both, *ua2.lacking(self.pdf))

    @cached_property
    def painted(self) -> tuple[Painted, ...]:
        """What the content of each page paints."""
        only_texts = self.layout is None and self.subject.purpose != "press" and self.subject.ink != "gray"
        return memo.painted(self.pdf, self._names, only_texts, self.bench)

    @cached_property
    def owners(self) -> dict[tuple[int, int], Owner]:
        """The tag each piece of content belongs to, by page and MCID."""
        return owners(self.pdf)

    @cached_property
    def addresses(self) -> tuple[str, ...]:
        """The web addresses its links open, in the order of its pages."""
        annotations = (one for page in self.pdf.pages for one in page.obj.get("/Annots", ()))
        actions = (one.get("/A") for one in annotations)
        return tuple(str(action.URI) for action in actions if action is not None and "/URI" in action)

    @cached_property
    def codes(self) -> codes.QrReading:
        """What a phone makes of the pages that should hold QR codes."""
        return memo.looked_at(self.proof.pdf, self._names, self.proof.qr, self.pages, self.bench)

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
        # All of it, for a single leaning line is a style and no turned page.
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
        roles = parts_of(fmt)
        length = fmt.text if fmt is not None else "full"
        return tuple(block for text in self.subject.texts for block in printed_blocks(text, length, roles))

    @cached_property
    def written_letters(self) -> Finder:
        """The letters of its texts."""
        return Finder("\n".join(letters(block.text) for block in self.written))

    def is_body(self, run: MeasuredRun) -> bool:
        """Whether a run is a line of the texts, and not of what the press adds to them."""
        found = letters(run.text)
        # By what it says and not by its tag: sheets and press files have no tags.
        return len(found) >= BODY_LETTERS and self.written_letters.has(found) and found not in self._labels

    @cached_property
    def _labels(self) -> str:
        """The letters of titles and names, which stand beside the text and may say the same as a line of it."""
        leaflets = [text for text in self.subject.texts if isinstance(text, Leaflet)]
        names = [name for one in leaflets for name in (one.title, one.name, one.full_name, one.audience, one.poster)]
        names += [block.text for one in leaflets for block in blocks(one.part("diagram"))]
        names += self._of_imprint
        return "\n".join(letters(name) for name in (*names, *(text.title for text in self.subject.texts)) if name)

    @property
    def _of_imprint(self) -> list[str | None]:
        """What imprint, colophon and covers say of who made it, and of every text alike: a foreword may say it too."""
        edition, language = self.subject.edition, self.subject.language
        own = edition.own if edition else None
        said: list[str | None] = []
        if edition:
            said += [edition.publisher.name, edition.publisher.address, edition.publisher.website, edition.funding]
        if own:
            said += [own.name, own.address, own.telephone, own.email]
        if language:
            said += [language.words.get(word) for word in ("not_reviewed", "disclaimer", "ask_to_reprint", "reviewer")]
        return said

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


def parts_of(fmt: Format | None) -> tuple[str, ...] | None:
    """The parts of a text a format prints, in its order; None where it prints all, as they come."""
    if fmt is None or not fmt.panels:
        return None
    return tuple(block for several in fmt.panels.values() for block in several if block in PLACED)


def opened(
    proof: Proof,
    where: str,
    conforms_to: str | None,
    multiple_of: int = 1,
    subject: Subject | None = None,
    bench: Bench | None = None,
) -> File:
    """The file of a proof; what `bench` has of it is not measured again. Raises pikepdf.PdfError when it is no PDF."""
    return File(where, proof, pikepdf.open(io.BytesIO(proof.pdf)), conforms_to, multiple_of, subject, bench)
