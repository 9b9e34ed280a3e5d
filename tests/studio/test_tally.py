"""What so many copies take."""

from __future__ import annotations

import asyncio
import time
from concurrent.futures import Executor, Future
from dataclasses import replace
from typing import Any

import pytest

from leaflets.imposition.consumption import OneCopy
from leaflets.model.format import Costs
from leaflets.processes.workers import InProcess
from leaflets.studio import tally as at
from leaflets.studio.crew import Team
from leaflets.studio.piece import WantedFile
from leaflets.studio.stock import StudioStock
from leaflets.studio.tally import Tally, takings

MS = WantedFile(("ms",), "a5-folded", "nl", "be", light=True)
CARD, SCREEN = replace(MS, format="dl-card"), replace(MS, format="a5")
SHEET, CUT = OneCopy(1, 1, (297, 210), 0.25), OneCopy(1, 3, (297, 210), 0.05)
COSTS = Costs(sheet=0.01, page=0.02, coverage=5)


def test_each_file_and_all_together_are_told() -> None:
    """Sheets, toner in pages of text and money, as the language writes them; what is read on a screen takes nothing."""
    found = takings((MS, CARD, SCREEN), {MS: SHEET, CARD: CUT, SCREEN: None}, 100, COSTS, "nl")
    said = {name: one.said_in("nl").replace("\u00a0", " ") for name, one in found.of.items()}
    assert said == {
        ("ms", "a5-folded"): "100 vellen papier, toner voor 1.000 bladzijden tekst, zo’n € 21",
        ("ms", "dl-card"): "34 vellen papier, toner voor 68 bladzijden tekst, zo’n € 1,70",
    }
    assert found.whole is not None
    whole = found.whole.said_in("nl").replace("\u00a0", " ")
    assert whole == "134 vellen papier, toner voor 1.100 bladzijden tekst, zo’n € 23"
    assert found.is_whole


def test_without_prices_there_is_no_money() -> None:
    """And one sheet is one."""
    found = takings((MS,), {MS: SHEET}, 1, None, "nl")
    assert found.whole is not None
    assert found.whole.said_in("nl") == "1 vel papier, toner voor 10 bladzijden tekst"
    assert found.whole.said_in("fr") == "1 feuille de papier, toner pour 10 pages de texte"


def test_what_is_not_measured_yet_is_not_told_as_nothing() -> None:
    """Nor is what takes nothing waited for."""
    assert not takings((MS, CARD), {MS: SHEET}, 100, None, "nl").is_whole
    screen = takings((SCREEN,), {SCREEN: None}, 100, None, "nl")
    assert (screen.whole, screen.is_whole) == (None, True)


class Counting(Executor):
    """This process, which counts what it is asked; or a worker that is long busy."""

    def __init__(self, *, is_busy: bool = False) -> None:
        self.taken: list[Future[Any]] = []
        self.is_busy = is_busy

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        promised: Future[Any] = Future() if self.is_busy else InProcess().submit(fn, *args, **kwargs)
        self.taken.append(promised)
        return promised


def test_a_file_is_measured_once(stock: StudioStock) -> None:
    """Beforehand where nobody waits; and never again while its texts are the same."""

    async def asking() -> None:
        tally, pool = Tally(), Counting()
        team = Team(pool, 1)
        tally.begin(team, stock, (MS, SCREEN))
        assert len(pool.taken) == 1
        for _ in range(3):
            found = await tally.of(team, stock, (MS, SCREEN))
            assert found[MS] is not None
            assert found[SCREEN] is None
        tally.begin(team, stock, (MS,))
        assert len(pool.taken) == 1
        await tally.of(team, replace(stock, state="others"), (MS,))
        assert len(pool.taken) == 2

    asyncio.run(asking())


def test_a_page_does_not_wait_for_what_takes_long(stock: StudioStock, monkeypatch: pytest.MonkeyPatch) -> None:
    """However often it is asked for it is under way once, and nobody finds the door full for it."""
    monkeypatch.setattr(at, "PATIENCE", 0.05)

    async def asking() -> None:
        tally, pool = Tally(), Counting(is_busy=True)
        team = Team(pool, 1)
        started = time.monotonic()
        for _ in range(3):
            assert await tally.of(team, stock, (MS, CARD, SCREEN)) == {}
        assert time.monotonic() - started < 1
        assert (len(pool.taken), team.waiting) == (1, 1)
        pool.taken[0].set_result((SHEET,))
        await asyncio.sleep(0.01)
        assert await tally.of(team, stock, (MS,)) == {MS: SHEET}
        pool.taken[1].set_exception(ValueError("broken"))
        await asyncio.sleep(0.01)
        assert len(pool.taken) == 3
        for task in list(tally.under_way.values()):
            task.cancel()

    asyncio.run(asking())
