"""What an order asks for, and in which files the booklet goes to the print shop."""

from __future__ import annotations

from dataclasses import dataclass

from leaflets.model.job import Job
from leaflets.plan import Request, Work
from leaflets.press.binding import CARD, OFFICE_STOCK, spine_mm
from leaflets.press.cover import SPREADS, cover_of, inside_of, wrapped
from leaflets.press.estimate import Bound
from leaflets.press.lookup import Intended
from leaflets.press.order_sheet import Role
from leaflets.press.shop import Binding, Shop

ORDER = "order"
"""The folder of an order in the output folder, which is that of its edition."""


@dataclass(frozen=True)
class OrderRequest:
    """What is ordered: how many of which booklet, bound how, by which shop.

    `request` is that of a build, with the printing condition and the own edition its catalogue is of, if it is of one.
    """

    request: Request
    copies: int
    shop: Shop
    named_shop: bool = True
    """Whether the shop is one, and not what goes where none is named."""
    intended: Intended = Intended()
    cover_apart: bool = False
    binding: Binding = "stapled"

    @property
    def apart(self) -> bool:
        """Whether the cover has a file of its own, as one that is glued must."""
        return self.cover_apart or self.binding == "glued"


ANY_SHOP = Shop(name="-", inside=OFFICE_STOCK)
"""What is ordered of a shop that is not named: crop marks, 3 mm, stapled, matt paper of 90 g."""


@dataclass(frozen=True)
class OrderPart:
    """A file of an order before it is made: what it holds, which pages, and as what it is proofed."""

    role: Role
    pages: tuple[int, ...]
    name: str
    trim_mm: tuple[float, float]
    spine_mm: float | None = None

    @property
    def folios(self) -> tuple[tuple[int, ...], ...]:
        """The pages of the booklet on each page of the file."""
        if self.spine_mm is None:
            return tuple((page,) for page in self.pages)
        return tuple(tuple(self.pages[at - 1] for at in sides) for sides in SPREADS)


def bound(order: OrderRequest, work: Work) -> Bound:
    """The booklet as it is to be bound."""
    assert work.booklet is not None
    cover = (order.shop.cover or CARD) if order.apart else None
    spine = spine_mm(work.booklet.pages, order.shop.inside, cover) if order.binding == "glued" and cover else None
    return Bound(
        work.booklet.pages, work.format.paper_mm, order.shop.bleed_mm, order.binding, order.shop.inside, cover, spine
    )


def stem(order: OrderRequest, work: Work) -> str:
    """What the names of all files of an order begin with."""
    return "-".join(part for part in (order.request.edition, work.entry.language, "booklet") if part)


def parts_of(order: OrderRequest, work: Work, booklet: Bound) -> tuple[OrderPart, ...]:
    """Which files there are: the whole, or cover and inside."""
    begin, pages, trim = stem(order, work), booklet.pages, booklet.trim_mm
    if not order.apart:
        return (whole_of(order, work, booklet),)
    flat = trim if booklet.spine_mm is None else wrapped(trim, booklet.spine_mm)
    cover = OrderPart("cover", cover_of(pages), f"{begin}-cover.pdf", flat, booklet.spine_mm)
    return cover, OrderPart("inside", inside_of(pages), f"{begin}-inside.pdf", trim)


def whole_of(order: OrderRequest, work: Work, booklet: Bound) -> OrderPart:
    """All of the booklet as one file."""
    return OrderPart("whole", tuple(range(1, booklet.pages + 1)), f"{stem(order, work)}.pdf", booklet.trim_mm)


def titled(part: OrderPart, work: Work) -> str:
    words = work.jobs[0].language.words
    return work.entry.title if part.role == "whole" else f"{work.entry.title}: {words[f'order_part_{part.role}']}"


def jobs_of(part: OrderPart, work: Work) -> tuple[Job, ...]:
    """The jobs of whose pages all stand in a part: their words must be there."""
    found, first = [], 1
    assert work.booklet is not None
    for section in work.booklet.sections:
        if set(range(first, first + section.pages)) <= set(part.pages):
            found.append(section.job)
        first += section.pages
    return tuple(found)
