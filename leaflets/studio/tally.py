"""What printing takes: each file is measured once, in a worker and before anybody asks, and reckoned with here."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial

from leaflets.imposition.consumption import Consumption, OneCopy, consumption
from leaflets.imposition.takes import money, number, rough
from leaflets.messages import Sentence, joined, say
from leaflets.model.format import Costs
from leaflets.processes.memo import Memo
from leaflets.studio.crew import Team
from leaflets.studio.measuring import measured
from leaflets.studio.piece import WantedFile
from leaflets.studio.stock import StudioStock

PATIENCE = 0.3
"""Seconds a page waits for what is not measured yet; it is shown without, and tells how to ask again."""

MOST_KEPT = 5000
"""Files whose measures are kept: four numbers each."""

Measures = Mapping[WantedFile, OneCopy | None]
"""What one copy of a file is; None for what no office prints. What is not in it is not measured yet."""


@dataclass
class Tally:
    """The measures this process knows."""

    memo: Memo[tuple[OneCopy | None]] = field(default_factory=lambda: Memo(MOST_KEPT))
    under_way: dict[str, asyncio.Task[None]] = field(default_factory=dict)
    gate: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(1))

    def begin(self, team: Team, stock: StudioStock, pieces: Sequence[WantedFile]) -> None:
        """Have files typeset and measured that are likely to be asked for soon, where nobody waits by now."""
        missing = self._missing(stock, pieces)
        if missing and (promised := team.beforehand(measured, stock, missing)):
            promised.add_done_callback(partial(self._done, stock, missing))

    async def of(self, team: Team, stock: StudioStock, pieces: Sequence[WantedFile]) -> Measures:
        """The measures of files; of those not known yet, the ones that come soon."""
        if missing := self._missing(stock, pieces):
            await asyncio.wait([self._coming(team, stock, piece) for piece in missing], timeout=PATIENCE)
        known = ((piece, self.memo.get(piece.key(stock))) for piece in pieces)
        return {piece: found[0] for piece, found in known if found is not None}

    def _coming(self, team: Team, stock: StudioStock, piece: WantedFile) -> asyncio.Task[None]:
        """What measures a file, begun once however often it is asked for."""
        key = piece.key(stock)
        if key not in self.under_way:
            self.under_way[key] = asyncio.ensure_future(self._asked(team, stock, piece))
            self.under_way[key].add_done_callback(lambda _: self.under_way.pop(key, None))
        return self.under_way[key]

    async def _asked(self, team: Team, stock: StudioStock, piece: WantedFile) -> None:
        # One at a time, so that who waits for a file finds the door no fuller. What goes wrong is told to who takes it.
        with suppress(Exception):
            async with self.gate:
                self._keep(stock, (piece,), await team.do(measured, stock, (piece,)))

    def _missing(self, stock: StudioStock, pieces: Sequence[WantedFile]) -> tuple[WantedFile, ...]:
        return tuple(piece for piece in pieces if self.memo.get(piece.key(stock)) is None)

    def _done(self, stock: StudioStock, pieces: Sequence[WantedFile], done: Future[tuple[OneCopy | None, ...]]) -> None:
        if not done.cancelled() and done.exception() is None:
            self._keep(stock, pieces, done.result())

    def _keep(self, stock: StudioStock, pieces: Sequence[WantedFile], found: Sequence[OneCopy | None]) -> None:
        for piece, one in zip(pieces, found, strict=True):
            self.memo.put(piece.key(stock), (one,))


@dataclass(frozen=True)
class Takings:
    """What so many copies of some files take, as it is said."""

    of: Mapping[tuple[str, str], Sentence]
    """By leaflet and format; of a booklet by its first leaflet."""
    whole: Sentence | None
    """All of them together; None where none is for an office printer."""
    is_whole: bool
    """Whether all of them are measured."""


def takings(pieces: Sequence[WantedFile], measures: Measures, copies: int, costs: Costs | None, tongue: str) -> Takings:
    """What `copies` of each file take, with money where its costs are known."""
    taken = {
        (piece.leaflets[0], piece.format): consumption(one, copies, costs)
        for piece, one in ((piece, measures.get(piece)) for piece in pieces)
        if one is not None
    }
    said = {name: _said(one, costs, tongue) for name, one in taken.items()}
    whole = _said(_sum(taken.values()), costs, tongue) if taken else None
    return Takings(said, whole, all(piece in measures for piece in pieces))


def _sum(several: Collection[Consumption]) -> Consumption:
    costs = [one.cost for one in several if one.cost is not None]
    cost = sum(costs) if len(costs) == len(several) else None
    return Consumption(sum(one.sheets for one in several), sum(one.text_pages for one in several), cost)


def _said(taken: Consumption, costs: Costs | None, tongue: str) -> Sentence:
    """Sheets, toner and money as one line."""
    return joined(_parts(taken, costs, tongue), ", ")


def _parts(taken: Consumption, costs: Costs | None, tongue: str) -> Iterator[Sentence]:
    sheets = number(taken.sheets, tongue)
    yield say("1 sheet of paper") if taken.sheets == 1 else say("{count} sheets of paper", count=sheets)
    yield say("toner of {count} pages of text", count=number(rough(taken.text_pages), tongue))
    if costs is not None and taken.cost is not None:
        yield say("about {amount}", amount=money(taken.cost, costs.currency, tongue))
