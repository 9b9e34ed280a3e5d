"""The settings of a print window for a form, said on the screen as its print ticket says them on paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from leaflets.imposition import Printing, Sheet
from leaflets.imposition.duplex import flip_edge
from leaflets.imposition.plan import PlacedPage, Side
from leaflets.imposition.ticket import paper_name, steps
from leaflets.messages import Sentence, say
from leaflets.model.format import Format, PaperOptions, Printer
from leaflets.studio.forms import A5_MM

BOOKLET_PAGES = 24
"""Of the booklet its steps are told of: with two sheets or with ten one does the same."""

NOWHERE = (0.0, 0.0, 0.0, 0.0)
"""Where a page stands is no matter here."""


@dataclass(frozen=True)
class Settings:
    """What to choose: the paper and how it lies, over which edge it is turned, and what to do with it then."""

    paper: Sentence
    is_upright: bool
    edge: str
    """long, short, or nothing where one side is printed."""
    sides: Sentence
    steps: tuple[str, ...] = ()
    """In the language of the leaflets, as on the ticket."""


def settings_of(fmt: Format, words: Mapping[str, str], printer: Printer | None = None) -> Settings | None:
    """What to choose for a form; None for one that no office prints."""
    if fmt.sheet is None:
        return None if min(fmt.paper_mm) <= A5_MM or fmt.ink == "press" else _plain(fmt)
    width, height = fmt.sheet.size_mm
    is_upright = height > width
    edge = flip_edge(fmt.sheet, printer or Printer())
    return Settings(_paper(paper_name(fmt.sheet.size_mm), is_upright=is_upright), is_upright, edge, SIDES[edge],
                    tuple(_steps(fmt, words)))  # fmt: skip


def _plain(fmt: Format) -> Settings:
    """Of single pages: both sides over the long edge, where there is more than one."""
    edge = "" if fmt.pages == 1 else "long"
    width, height = fmt.paper_mm
    return Settings(_paper(paper_name(fmt.paper_mm), is_upright=height > width), height > width, edge, SIDES[edge])


SIDES: Mapping[str, Sentence] = {
    "short": say("Flip on the short edge"), "long": say("Flip on the long edge"), "": say("One side only"),
}  # fmt: skip
"""What is chosen for both sides, by the edge."""


def _paper(name: str, *, is_upright: bool) -> Sentence:
    return say("{paper}, upright", paper=name) if is_upright else say("{paper}, on its side", paper=name)


def _steps(fmt: Format, words: Mapping[str, str]) -> Iterator[str]:
    """What to do with the paper; of the sheets, which stand for the file's own, only number and cuts count."""
    assert fmt.sheet is not None
    places = tuple(PlacedPage(slot.page, NOWHERE, NOWHERE) for slot in fmt.sheet.front)
    sheet = Sheet(Side(places), Side(()))
    count = (fmt.pages or BOOKLET_PAGES) // 4 if fmt.sheet.scheme == "saddle" else 1
    yield from steps(Printing("", "", fmt, (sheet,) * count, PaperOptions(), "both", 0.0), words)
