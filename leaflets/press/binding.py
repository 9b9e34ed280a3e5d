"""How a booklet holds together: how many pages can be stapled, how wide a glued one's spine is, and what cannot be."""

from __future__ import annotations

from leaflets.imposition.plan import MAX_SHEETS
from leaflets.imposition.ticket import BULK
from leaflets.messages import Sentence, say
from leaflets.press.cover import LEAVES
from leaflets.press.shop import Binding, Stock

MOST_STAPLED = 4 * MAX_SHEETS
"""Pages of a stapled booklet (rule P04)."""

BULK_COATED = 0.9e-3
"""Thickness in mm of a gram per square metre of coated paper: 0.8 to 1.0 (norms §4)."""

LEAST_SPINE_MM = 3.0
"""A narrower spine holds no glue (K: print shops ask 3 to 5)."""

OFFICE_STOCK = Stock(grams=90)
"""The inside where no shop says otherwise: matt paper of 90 g, the least that a page of two sides wants (norms §3)."""

CARD = Stock(grams=250)
"""The cover where no shop says otherwise, when it is apart (K: 200 to 300 g)."""


def thickness_mm(stock: Stock) -> float:
    """How thick a sheet is: as it was measured, else by its weight."""
    return stock.caliper_mm or stock.grams * (BULK_COATED if stock.coated else BULK)


def spine_mm(pages: int, inside: Stock, cover: Stock) -> float:
    """How wide the spine of a glued booklet of so many pages is: its leaves and the cover's two, to a tenth of a mm.

    F: pages / 2 × weight / 1000, the rule of print shops, which is that of paper as thick as it is heavy.
    """
    leaves = (pages - LEAVES) / 2
    return round(leaves * thickness_mm(inside) + 2 * thickness_mm(cover), 1)


def unbindable(pages: int, binding: Binding, spine: float, *, apart: bool) -> tuple[Sentence, Sentence] | None:
    """Why a booklet cannot be bound as it is asked for, and what to do; None where it can."""
    if pages % 4:
        todo = say("Add or leave out leaflets or pages until it is.")
        return say("has {pages} pages, and what is bound has a multiple of 4", pages=pages), todo
    if apart and pages <= LEAVES:
        return say("has {pages} pages, all of them cover", pages=pages), say("Leave out --cover-apart.")
    if binding == "stapled" and pages > MOST_STAPLED:
        todo = say("Ask for --binding glued, or leave out leaflets.")
        return say("has {pages} pages, and a staple goes through {most}", pages=pages, most=MOST_STAPLED), todo
    if binding == "glued" and spine < LEAST_SPINE_MM:
        said = say(
            "has a spine of {spine:.1f} mm, and glue needs {least:.0f}: its {pages} pages are too few or too thin",
            spine=spine, least=LEAST_SPINE_MM, pages=pages,
        )  # fmt: skip
        return said, say("Ask for --binding stapled, or for heavier paper.")
    return None
