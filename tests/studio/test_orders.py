"""What takes long."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from leaflets.messages import say, translated
from leaflets.personalise.practice import Practice
from leaflets.problems import FAULT_OF_PRESS, ContentError, Problem
from leaflets.processes.bench import Bench
from leaflets.processes.workers import InProcess
from leaflets.storage.manifest import CACHE
from leaflets.studio import orders
from leaflets.studio.crew import Busy, Team
from leaflets.studio.details import Details, practice_of
from leaflets.studio.orders import MOST_OF_ONE, MOST_ORDERS, OrderBook, PlacedOrder, _setting, made
from leaflets.studio.parcel import Parcel
from leaflets.studio.piece import WantedFile
from leaflets.studio.stock import StudioStock
from leaflets.studio.visit import Studio
from tests.studio.conftest import TYPED


async def nothing(order: PlacedOrder) -> None:
    order.parcel = Parcel("x.zip", "application/zip", b"")


def test_an_order_says_what_came_of_it() -> None:
    """The files, or why there are none; nobody else finds it."""

    async def placing() -> None:
        async def failing(_: PlacedOrder) -> None:
            raise ContentError(Problem(say("it is empty"), "", say("Choose again.")))

        book = OrderBook()
        good, bad = book.place(1, nothing), book.place(1, failing)
        assert not good.is_over
        await asyncio.sleep(0.01)
        assert good.parcel is not None
        assert [str(one.what) for one in bad.problems] == ["it is empty"]
        assert (good.is_over, bad.is_over) == (True, True)
        assert book.get(good.id) is good
        assert book.get(good.id[:-1]) is None
        assert len(good.id) >= 22

    asyncio.run(placing())


def test_an_order_that_breaks_is_over(caplog: pytest.LogCaptureFixture) -> None:
    """Who waits for it is told, and no word of a practice is written down."""

    async def placing() -> None:
        async def broken(_: PlacedOrder) -> None:
            raise KeyError("Praktijk Geheimraad")

        order = OrderBook().place(1, broken)
        await asyncio.sleep(0.01)
        assert order.is_over
        assert order.problems[0].todo == FAULT_OF_PRESS

    asyncio.run(placing())
    assert caplog.messages == ["KeyError in an order"]


def test_what_is_too_old_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    """After a quarter of an hour, and before that the oldest of too many."""

    async def placing() -> None:
        book = OrderBook()
        several = [book.place(1, nothing) for _ in range(MOST_ORDERS + 2)]
        assert book.get(several[0].id) is None
        assert book.get(several[-1].id) is several[-1]
        later = time.monotonic() + orders.KEPT_SECONDS + 1
        monkeypatch.setattr("leaflets.studio.orders.time.monotonic", lambda: later)
        assert book.get(several[-1].id) is None
        assert book.orders == {}

    asyncio.run(placing())


def test_it_is_its_owners_alone() -> None:
    """To another it is as one that never was; and nobody waits for more than a few."""

    async def placing() -> None:
        book = OrderBook()
        order = book.place(1, nothing, "linde")
        assert book.get(order.id, "linde") is order
        assert book.get(order.id, "beuk") is None
        assert book.get(order.id) is None
        for _ in range(MOST_OF_ONE - 1):
            book.place(1, nothing, "linde")
        with pytest.raises(Busy):
            book.place(1, nothing, "linde")
        book.place(1, nothing, "beuk")
        await asyncio.sleep(0.01)
        book.place(1, nothing, "linde")

    asyncio.run(placing())


def test_an_order_waits_while_the_door_is_full(monkeypatch: pytest.MonkeyPatch, stock: StudioStock) -> None:
    """It does not end for that, nor stay unfinished for ever."""
    monkeypatch.setattr(orders, "RETRY_SECONDS", 0.01)

    class Full(Team):
        """Full twice, and then empty."""

        asked = 0

        async def do(self, task: Callable[..., Any], *given: Any, **_: Any) -> Any:
            self.asked += 1
            if self.asked < 3:
                raise Busy
            return await super().do(task, *given)

    async def making() -> str:
        order, team = PlacedOrder("x", 1, 0.0), Full(InProcess(), 1)
        practice = practice_of(Details(TYPED), "nl", names_publisher=False)
        assert isinstance(practice, Practice)
        await made(order, team, stock, (WantedFile(("ms",), "a5", "nl", "be"),), practice, None)
        assert order.parcel is not None
        return order.parcel.name

    assert asyncio.run(making()).endswith(".zip")


def test_each_step_of_a_booklet_is_one_that_was_taken(stock: StudioStock, tmp_path: Path) -> None:
    """A part that is told to be set is set by then and kept, so that nothing is left to set where the parts are joined."""
    (tmp_path / CACHE).mkdir()
    own = replace(stock, output=tmp_path, shop=replace(stock.shop, bench=Bench(100)))
    order = PlacedOrder("x", 1, 0.0)
    steps: list[tuple[str, int, int, str, int]] = []

    class Watching(Team):
        """Sees how far the order is when each task is given, and what is kept when it is done."""

        async def do(self, task: Callable[..., Any], *given: Any, **options: Any) -> Any:
            about = task.__name__, order.done, order.total, translated(order.now, "nl")
            found = await super().do(task, *given, **options)
            steps.append((*about, sum(1 for one in tmp_path.rglob("*.proof"))))
            return found

    practice = practice_of(Details(TYPED), "nl", names_publisher=False)
    assert isinstance(practice, Practice)
    piece = WantedFile(("ms",), "booklet-imposed", "nl", "be", light=True)
    asyncio.run(made(order, Watching(InProcess(), 1), own, (piece,), practice, None))
    count = order.total - 2
    assert count > 10
    names = ["sections", *["set_section"] * count, "left_out", "finished_files", "packed"]
    assert [step[0] for step in steps] == names
    assert [step[1] for step in steps] == [0, *range(count), count, count, count + 1]
    assert steps[3][3] == f"Deel 3 van {count} van het boekje wordt gezet."
    assert steps[-2][3] == "De delen van het boekje worden samengevoegd en nagekeken."
    assert [step[4] for step in steps[1 : count + 1]] == [*range(1, count + 1)]
    assert {step[4] for step in steps[count + 1 :]} == {count}
    assert order.done == order.total


def test_where_workers_share_no_disk_no_part_is_set_twice(stock: StudioStock) -> None:
    """A file is one step there."""
    given: list[str] = []

    class Far(Team):
        """Elsewhere, and does nothing."""

        async def do(self, task: Callable[..., Any], *_: Any, **__: Any) -> Any:
            given.append(task.__name__)
            return {"finished_files": ([], []), "left_out": ()}.get(task.__name__)

    practice = practice_of(Details(TYPED), "nl", names_publisher=False)
    assert isinstance(practice, Practice)
    order = PlacedOrder("x", 1, 0.0)
    piece = WantedFile(("ms",), "booklet-imposed", "nl", "be")
    asyncio.run(made(order, Far(InProcess(), 1, is_far=True), stock, (piece,), practice, None))
    assert given == ["left_out", "finished_files", "packed"]
    assert (order.done, order.total) == (2, 2)


def test_a_booklet_is_waited_for_and_then_there(visitor: TestClient) -> None:
    """With real progress, and it stays where it is; who has no such order finds nothing."""
    query = "l=ms&f=booklet-imposed&ink=light&lang=nl"
    answer = visitor.post(f"/download?{query}", data=TYPED)
    assert answer.status_code == 303
    where = answer.headers["location"]
    page = visitor.get(f"/{where}")
    for _ in range(100):
        if "data-asks-again" not in page.text:
            break
        time.sleep(0.1)
        page = visitor.get(f"/{where}")
    assert "Uw bestanden zijn klaar" in page.text
    path = where.partition("?")[0]
    for _ in range(2):
        packed = visitor.get(f"/{path}/file")
        assert packed.headers["content-disposition"] == 'attachment; filename="huisartsenpraktijk-de-linde.zip"'
        assert packed.content.startswith(b"PK")
    assert visitor.get("/orders/nobody").status_code == 404
    assert visitor.get("/orders/nobody/file").status_code == 404


def test_of_two_booklets_is_said_which_is_being_set(stock: StudioStock) -> None:
    """With one there is no need to."""
    one, other = (WantedFile(("ms",), form, "nl", "be", True) for form in ("booklet", "booklet-imposed"))
    assert translated(_setting(stock, one, 3, {one: 20, other: 0}), "nl") == "Deel 3 van 20 van het boekje wordt gezet."
    said = [translated(_setting(stock, piece, 3, {one: 20, other: 20}), "nl") for piece in (one, other)]
    assert len(set(said)) == 2
    assert all(": deel 3 van 20" in each for each in said)


def test_only_with_a_booklet_the_page_says_what_one_takes(visitor: TestClient, studio: Studio) -> None:
    """Half a minute is promised of nothing else."""

    async def waits(_: PlacedOrder) -> None:
        await asyncio.sleep(9)

    async def placed() -> list[str]:
        found = [studio.orders.place(1, waits, has_booklet=has).id for has in (False, True)]
        for one in found:
            studio.orders.orders[one].task.cancel()  # type: ignore[union-attr]
        return found

    pages = [visitor.get(f"/orders/{one}?ui=nl").text for one in asyncio.run(placed())]
    assert ["halve minuut" in page for page in pages] == [False, True]
