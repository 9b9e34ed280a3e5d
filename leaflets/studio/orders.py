"""What takes long: how far it is, and what came of it, for a quarter of an hour; in memory, nothing on the disk."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from leaflets.messages import Sentence, reason, say
from leaflets.personalise.practice import Practice
from leaflets.plan.request import is_booklet
from leaflets.problems import FAULT_OF_PRESS, ContentError, PressError, Problem
from leaflets.studio.crew import RETRY_SECONDS, Busy, Given, Team
from leaflets.studio.details import Upload
from leaflets.studio.fitting import LeftOut, left_out
from leaflets.studio.forms import forms
from leaflets.studio.guard import LOG
from leaflets.studio.parcel import Finished, Parcel, finished_files, fitting, packed
from leaflets.studio.piece import WantedFile, sections, set_section
from leaflets.studio.stock import StudioStock

KEPT_SECONDS = 900
"""A result stays a quarter of an hour: long enough for who was called away."""

MOST_ORDERS = 20
"""Results that are kept at once, of a few megabytes each; the oldest goes first."""

MOST_OF_ONE = 3
"""Orders that one member of an association may wait for: others wait too."""

MANY = 12
"""With more files than so many one waits so long that how far it is should be seen; so too with a booklet."""


BEGINS = say("It begins in a moment.")


@dataclass
class PlacedOrder:
    """One order: how many of its steps are done, and at the end what is taken along, or why nothing is."""

    id: str
    total: int
    placed: float
    owner: str = ""
    """Who placed it, where a server asked; to everybody else it is not there."""
    done: int = 0
    parcel: Parcel | None = None
    problems: tuple[Problem, ...] = ()
    task: asyncio.Task[None] | None = None
    has_booklet: bool = False
    now: Sentence = BEGINS
    """What is under way."""

    @property
    def is_over(self) -> bool:
        return self.parcel is not None or bool(self.problems)


@dataclass
class OrderBook:
    """The orders of this process, by ids that nobody guesses."""

    orders: dict[str, PlacedOrder] = field(default_factory=dict)

    def place(
        self, total: int, work: Callable[[PlacedOrder], Awaitable[None]], owner: str = "", *,
        has_booklet: bool = False,
    ) -> PlacedOrder:  # fmt: skip
        """Begin an order of so many files; its work counts the steps. Raises Busy where one may wait for no more."""
        self.tidy()
        if owner and sum(one.owner == owner and not one.is_over for one in self.orders.values()) >= MOST_OF_ONE:
            raise Busy
        order = PlacedOrder(secrets.token_urlsafe(18), total, time.monotonic(), owner, has_booklet=has_booklet)
        self.orders[order.id] = order
        order.task = asyncio.ensure_future(_until_over(order, work))
        return order

    def get(self, name: str, owner: str = "") -> PlacedOrder | None:
        """An order by its id; none where it never was, was too long ago, or is another's."""
        self.tidy()
        found = self.orders.get(name)
        return found if found is not None and found.owner == owner else None

    def tidy(self) -> None:
        """Forget what is too old, and the oldest of too many."""
        oldest = time.monotonic() - KEPT_SECONDS
        over = [name for name, order in self.orders.items() if order.placed < oldest]
        over += list(self.orders)[: max(0, len(self.orders) - len(over) - MOST_ORDERS + 1)]
        for name in over:
            order = self.orders.pop(name, None)
            if order is not None and order.task is not None:
                order.task.cancel()


async def _until_over(order: PlacedOrder, work: Callable[[PlacedOrder], Awaitable[None]]) -> None:
    """Do the work; whatever goes wrong with it is told where the order is asked for."""
    try:
        await work(order)
    except ContentError as error:
        order.problems = error.problems
    except PressError as error:
        order.problems = (Problem(reason(error), "", say("Choose again.")),)
    except Exception as error:
        # Nobody is to wait for ever; its words may be those of a practice, so only its kind is written down.
        LOG.error("%s in an order", type(error).__name__)
        order.problems = (Problem(say("it could not be made"), "", FAULT_OF_PRESS),)


async def made(
    order: PlacedOrder, team: Team, stock: StudioStock, pieces: Sequence[WantedFile], practice: Practice,
    logo: Upload | None,
) -> None:  # fmt: skip
    """Make the files of an order one after the other, and pack them. Raises PressError where there is none.

    Each part of a booklet that is set is a step, each file that is made, and the packing.
    """
    parts = {piece: await _parts(team, stock, piece) for piece in pieces}
    order.total = sum(parts.values()) + len(pieces) + 1
    files: list[Finished] = []
    problems: list[Problem] = []
    left: list[LeftOut] = []
    for number, piece in enumerate(pieces, start=1):
        for part in range(parts[piece]):
            order.now = _setting(stock, piece, part + 1, parts)
            await in_turn(team, set_section, stock, piece, part)
            order.done += 1
        order.now = _making(number, len(pieces), has_parts=parts[piece] > 0)
        left += await in_turn(team, left_out, stock, (piece,), practice, logo)
        found, wrong = await in_turn(team, finished_files, stock, fitting((piece,), left), practice, logo)
        files += found
        problems += wrong
        order.done += 1
    order.now = say("Your files are being packed.")
    order.parcel = await in_turn(team, packed, stock, practice, logo, files, problems, left)
    order.done += 1


async def _parts(team: Team, stock: StudioStock, piece: WantedFile) -> int:
    """The parts of a booklet that are set one by one; none of another file, nor where its workers share no disk."""
    if team.is_far or not is_booklet(stock.catalogue.formats[piece.format]):
        return 0
    return await in_turn(team, sections, stock, piece)


def _setting(stock: StudioStock, piece: WantedFile, number: int, parts: Mapping[WantedFile, int]) -> Sentence:
    """Which part is being set; of which booklet, where there are several."""
    count = parts[piece]
    if sum(one > 0 for one in parts.values()) < 2:
        return say("Part {number} of {count} of the booklet is being set.", number=number, count=count)
    (form,) = forms(stock.catalogue, (piece.format,))
    return say("{form}: part {number} of {count} is being set.", form=form.name, number=number, count=count)


def _making(number: int, count: int, *, has_parts: bool) -> Sentence:
    if has_parts:
        return say("The parts of the booklet are put together and checked.")
    return say("File {number} of {count} is being made.", number=number, count=count)


async def in_turn(team: Team, task: Callable[..., Given], *given: Any) -> Given:
    """What a worker makes of a task, once the door is no longer full: whoever placed an order waits anyway."""
    while True:
        try:
            return await team.do(task, *given)
        except Busy:
            await asyncio.sleep(RETRY_SECONDS)
