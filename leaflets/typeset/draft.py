"""Pages of a text that is being written: made also where it does not fit, with what is too long told by its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from leaflets.model.job import Job
from leaflets.model.proof import Box, Proof
from leaflets.problems import ContentError, Problem
from leaflets.typeset import overlong
from leaflets.typeset.render import SetPage, complaint, first_that_fits
from leaflets.typeset.weasyprint70 import boxes, excess
from leaflets.units import MM_PER_PX


@dataclass(frozen=True)
class DraftPages:
    """The pages as they are by now, and what keeps them from being made."""

    proof: Proof | None
    """None where there is nothing that could be drawn."""
    problems: tuple[Problem, ...]
    over: Mapping[str, int]
    """By how many lines the text of which parts is too long."""
    places: tuple[tuple[int, Box], ...] = ()
    """Pages, and places in mm of their trim, with text that has no room."""
    parts: tuple[str, ...] = ()
    """The part of the layout each page belongs to."""
    ends: tuple[tuple[int, Box], ...] = ()
    """The last that has room where more follows on a page there should not be: pages and places as in `places`."""

    @property
    def lines(self) -> int:
        """By how many lines the text is too long."""
        return sum(self.over.values())


def drafted(job: Job, project: Path, content: Path) -> DraftPages:
    """The pages of a job in the first of its spacings in which it fits, or as they come out in the last."""
    page = first_that_fits(job, project, content)
    problems = [*(complaint(text, job.where) for text in page.complaints), *page.misfits]
    parts = map(boxes.part_of, page.document.pages)
    proof: Proof | None = None
    try:
        proof = page.proof()
    except ContentError as error:
        problems += error.problems
    return DraftPages(
        proof, tuple(dict.fromkeys(problems)), dict(page.over), tuple(_places(page)), tuple(parts), tuple(_ends(page))
    )


def _places(page: SetPage) -> Iterator[tuple[int, Box]]:
    """What is too long: all of a page there should not be, or else what has no room on the last there should be."""
    sheets = list(enumerate(page.document.pages, start=1))
    for part, lines in page.over.items():
        own = [(number, sheet) for number, sheet in sheets if not part or boxes.part_of(sheet) == part]
        if more := own[overlong.allowed(page.job, part) :]:
            yield from ((number, _in_mm(one, page)) for number, sheet in more for one in excess.own_places(sheet))
        elif own:
            number, sheet = own[-1]
            yield from ((number, _in_mm(one, page)) for one in excess.past_places(sheet, lines))


def _ends(page: SetPage) -> Iterator[tuple[int, Box]]:
    """The last line, or what runs under the foot, of each part that goes on where it has no pages any more."""
    sheets = list(enumerate(page.document.pages, start=1))
    for part in page.over:
        own = [(number, sheet) for number, sheet in sheets if not part or boxes.part_of(sheet) == part]
        if len(own) > (count := overlong.allowed(page.job, part)) and count:
            number, sheet = own[count - 1]
            yield from ((number, _in_mm(one, page)) for one in excess.past_places(sheet, 1))


def _in_mm(place: Box, page: SetPage) -> Box:
    left, top, width, height = (side * MM_PER_PX * page.job.zoom for side in place)
    return left, top, width, height
