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
    steps: tuple[Sentence, ...] = ()


def settings_of(fmt: Format, printer: Printer | None = None) -> Settings | None:
    """What to choose for a form; None for one that no office prints."""
    if fmt.sheet is None:
        return None if min(fmt.paper_mm) <= A5_MM or fmt.ink == "press" else _plain(fmt)
    width, height = fmt.sheet.size_mm
    is_upright = height > width
    edge = flip_edge(fmt.sheet, printer or Printer())
    return Settings(_paper(paper_name(fmt.sheet.size_mm), is_upright=is_upright), is_upright, edge, SIDES[edge],
                    tuple(_steps(fmt)))  # fmt: skip


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


STEPS: Mapping[str, Sentence] = {
    "ticket_fold": say("Lay the sheet with its front down. Fold it double, the short sides together."),
    "ticket_smooth": say("Press the paper flat, firmly."),
    "ticket_stack": say("The first sheet lies at the bottom, with its front down."),
    "ticket_staple": say("Turn it over. Put two staples on the marks in the middle."),
    "ticket_fold_stack": say("Fold the pile double. The front comes on the outside."),
    "ticket_roll": say("Lay the sheet with its front down. Fold along the marks at the edge."),
    "ticket_roll_first": say("First fold the narrowest part (a, {width} mm) inwards.", width=""),
    "ticket_roll_second": say("Fold the other part (b) over it. Page 1 lies on top."),
    "ticket_cut": say("Cut along the marks at the edge."),
    "ticket_copies": say("You now have {count} pieces.", count=""),
}  # fmt: skip
"""What the words of a ticket say, for a screen; those of a booklet in parts are not told there."""

_NAMED = {key: " ".join([key, *(f"{{{name}}}" for name in said.values)]) for key, said in STEPS.items()}
"""Words of a ticket that are only their own names, each with its values after it."""


def _steps(fmt: Format) -> Iterator[Sentence]:
    """What to do with the paper; of the sheets, which stand for the file's own, only number and cuts count."""
    assert fmt.sheet is not None
    places = tuple(PlacedPage(slot.page, NOWHERE, NOWHERE) for slot in fmt.sheet.front)
    sheet = Sheet(Side(places), Side(()))
    count = (fmt.pages or BOOKLET_PAGES) // 4 if fmt.sheet.scheme == "saddle" else 1
    for step in steps(Printing("", "", fmt, (sheet,) * count, PaperOptions(), "both", 0.0), _NAMED):
        key, *values = step.split()
        said = STEPS[key]
        yield Sentence(said.template, "", dict(zip(said.values, values, strict=True)))
