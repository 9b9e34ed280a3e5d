"""The print ticket: one A5 page that tells a person how to print, fold, staple or cut the file beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from leaflets.imposition.consumption import OneCopy
from leaflets.imposition.drawing import drawing
from leaflets.imposition.duplex import flip_edge
from leaflets.imposition.plan import Sheet, Size
from leaflets.imposition.takes import takes
from leaflets.model.artefact import Sides
from leaflets.model.format import Format, PaperOptions, SheetLayout
from leaflets.model.job import Job

TICKET = Format(
    id="ticket", description="print ticket", template="ticket", paper_mm=(148, 210), pages=1, conforms_to="pdf/ua-1"
)

# A3 to A5 are of ISO 216; SRA, which leaves room to cut all round, of ISO 217.
PAPERS = {(210, 297): "A4", (297, 420): "A3", (148, 210): "A5", (225, 320): "SRA4", (320, 450): "SRA3"}
"""Names of papers by short and long side in mm."""

BULK = 1.25e-3
"""Thickness in mm of a gram per square metre of uncoated paper (norms §4)."""


@dataclass(frozen=True)
class Printing:
    """What a ticket is about: a file of sheets, its format and how it is printed."""

    file: str
    heading: str
    format: Format
    sheets: tuple[Sheet, ...]
    paper: PaperOptions
    sides: Sides
    coverage: float
    """How much of a side toner covers on the mean, its inks together: 1 is one ink all over."""
    light: bool = False
    """Whether it is the light edition already."""

    @property
    def light_file(self) -> str:
        """The file of the light edition, which takes two fifths of the toner at most (rule P13)."""
        return f"{self.file.removesuffix('.pdf')}-light.pdf"

    @property
    def layout(self) -> SheetLayout:
        """How the pages stand on the sheets. Raises ValueError for a format without sheets."""
        if self.format.sheet is None:
            raise ValueError(f"{self.format.id} has no sheet")
        return self.format.sheet

    @property
    def pieces(self) -> int:
        """How many pieces one copy of the file is: several where a sheet is cut."""
        placed = self.sheets[0].front.pages
        return max(1, sum(one.page == 1 for one in placed)) if self.layout.marks == "crop" else 1

    @property
    def other_file(self) -> str:
        """The file with the other sides, for a printer without duplex."""
        other = "backs" if self.sides == "fronts" else "fronts"
        return self.file.removesuffix(f"-{self.sides}.pdf") + f"-{other}.pdf"


def ticket_job(of: Job, printing: Printing) -> Job:
    """The job of the ticket for a file made from `of`, whose language and edition it shares."""
    words = of.language.words
    title = words["ticket_title"].format(title=printing.heading)
    copy = OneCopy(len(printing.sheets), printing.pieces, printing.layout.size_mm, printing.coverage)
    context = {
        "file": printing.file,
        "heading": printing.heading,
        "group": of.leaflet.group if of.leaflet is not None else 0,
        "settings": tuple(settings(printing, words)),
        "steps": tuple(steps(printing, words)),
        "trial": words["ticket_trial" if printing.sides == "both" else "ticket_trial_one_sided"],
        "is_duplex": printing.sides == "both",
        "takes": takes(copy, printing.paper.costs, of.language, is_both=printing.sides != "both"),
        **drawing(printing.format, printing.sheets, printing.paper, words),
    }
    return Job(
        id=printing.file.removesuffix(".pdf") + "-ticket",
        template=TICKET.template,
        format=TICKET,
        language=of.language,
        edition=of.edition,
        blog=of.blog,
        title=title,
        ink=of.ink,
        light=of.light,
        pages=TICKET.pages,
        # The airiest is no airier here.
        spacing="normal",
        context=context,
    )


def settings(printing: Printing, words: Mapping[str, str]) -> Iterator[str]:
    """What to choose: the light edition, paper, sides, scale; the paper's thickness where pages were moved for it."""
    layout, count = printing.layout, len(printing.sheets)
    # Who feeds the pile twice has more to read, and no room on the page for this.
    if printing.sides == "both" and not printing.light:
        yield words["ticket_light"].format(light=printing.light_file)
    stands = "" if layout.size_mm[0] >= layout.size_mm[1] else "upright_"
    key = f"ticket_{stands}sheet" if count == 1 else f"ticket_{stands}sheets"
    yield words[key].format(count=count, paper=paper_name(layout.size_mm))
    edge = flip_edge(layout, printing.paper.printer)
    yield words[f"ticket_both_{edge}" if printing.sides == "both" else "ticket_one_sided"]
    yield words["ticket_scale"]
    if printing.sheets[-1].creep_mm:
        caliper = printing.paper.caliper_mm
        # Weights of paper are told in steps of 5 g (K).
        weight = round(caliper / BULK / 5) * 5
        yield words["ticket_thick"].format(caliper=f"{caliper:g}".replace(".", ","), weight=weight)


def paper_name(size: Size) -> str:
    """A paper as people call it, or its size in mm."""
    short, long = sorted(size)
    return PAPERS.get((round(short), round(long)), f"{size[0]:g} × {size[1]:g} mm")


def steps(printing: Printing, words: Mapping[str, str]) -> Iterator[str]:
    """What to do, in order: the second pass of a printer without duplex, then folding, stapling, cutting."""
    if printing.sides != "both":
        yield from _second_pass(printing, words)
    layout = printing.layout
    if layout.scheme == "saddle" and len(printing.sheets) == 1 and not layout.stapled:
        yield words["ticket_fold"]
        yield words["ticket_smooth"]
    elif layout.scheme == "saddle":
        yield from _booklet(printing, words)
    elif layout.marks == "crop":
        yield words["ticket_cut"]
        if printing.pieces > 1:
            yield words["ticket_copies"].format(count=printing.pieces)
    elif layout.folds_mm:
        yield from _folds(printing, words)


def _second_pass(printing: Printing, words: Mapping[str, str]) -> Iterator[str]:
    again = words[f"ticket_again_{printing.paper.printer.backs_begin_with}"]
    other = printing.other_file
    if printing.sides == "fronts":
        yield from (words["ticket_fronts"], again, words["ticket_then_backs"].format(other=other))
    else:
        yield from (words["ticket_backs"].format(other=other), again, words["ticket_then_this"])


def _booklet(printing: Printing, words: Mapping[str, str]) -> Iterator[str]:
    parts = parts_of(printing.sheets)
    if len(parts) > 1:
        named = [words["ticket_part"].format(first=part[0], last=part[-1]) for part in parts]
        yield words["ticket_signatures"].format(count=len(parts), parts=", ".join(named))
    yield words["ticket_stack"]
    if printing.layout.stapled:
        yield words["ticket_staple"]
    yield words["ticket_fold_stack"]
    if len(parts) > 1:
        yield words["ticket_bind"]


def parts_of(sheets: Sequence[Sheet]) -> list[range]:
    """The numbers (from 1) of the sheets of each signature."""
    found: list[range] = []
    for number, sheet in enumerate(sheets, start=1):
        if sheet.signature > len(found):
            found.append(range(number, number + 1))
        else:
            found[-1] = range(found[-1].start, number + 1)
    return found


def _folds(printing: Printing, words: Mapping[str, str]) -> Iterator[str]:
    layout = printing.layout
    yield words["ticket_roll"]
    if len(layout.folds_mm) == 2:
        ends = layout.folds_mm[0], layout.size_mm[0] - layout.folds_mm[1]
        yield words["ticket_roll_first"].format(width=f"{min(ends):g}")
        yield words["ticket_roll_second"]
    yield words["ticket_smooth"]
