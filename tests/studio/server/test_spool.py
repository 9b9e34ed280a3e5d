"""Orders that several servers share."""

from __future__ import annotations

import asyncio
import os
import time
from pathlib import Path

import pytest

from leaflets.messages import say
from leaflets.problems import ContentError, PressError, Problem
from leaflets.studio.crew import Busy
from leaflets.studio.orders import KEPT_SECONDS, MOST_OF_ONE, MOST_ORDERS, PlacedOrder
from leaflets.studio.parcel import Parcel
from leaflets.studio.server import spool
from leaflets.studio.server.spool import LOST, LOST_SECONDS, shared, swept

MISSING = Problem(say("{name} is not there", name="ms"), "the practice", say("Choose again."))

PARCEL = Parcel("de-linde.zip", "application/zip", b"PK\0\xff", 2, (MISSING,))


async def finished(order: PlacedOrder) -> None:
    order.done = 3
    order.parcel = PARCEL


async def endless(order: PlacedOrder) -> None:
    order.done = 1
    await asyncio.sleep(60)


@pytest.fixture(autouse=True)
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beats that need not be waited for."""
    monkeypatch.setattr(spool, "BEAT_SECONDS", 0.02)


def test_whichever_server_is_asked_has_it(tmp_path: Path) -> None:
    """How far it is, and then every byte and every word of what came of it."""

    async def placing() -> None:
        here, there = shared(tmp_path), shared(tmp_path)
        going, done = here.place(3, endless, "linde"), here.place(3, finished, "linde")
        await asyncio.sleep(0.2)
        far = there.get(going.id, "linde")
        assert far is not None
        assert (far.total, far.done, far.is_over) == (3, 1, False)
        for book in (here, there):
            found = book.get(done.id, "linde")
            assert found is not None
            assert found.parcel == PARCEL
            assert found.parcel.problems[0].what.said_in("nl") == "ms is not there"
        assert list(here.orders) == [going.id]
        assert going.task is not None
        going.task.cancel()

    asyncio.run(placing())


def test_why_there_is_nothing_is_shared_too(tmp_path: Path) -> None:
    """In the words it was told in."""

    async def failing(_: PlacedOrder) -> None:
        raise ContentError(MISSING)

    async def placing() -> None:
        order = shared(tmp_path).place(1, failing, "linde")
        await asyncio.sleep(0.2)
        found = shared(tmp_path).get(order.id, "linde")
        assert found is not None
        assert (found.problems, found.parcel) == ((MISSING,), None)

    asyncio.run(placing())


def test_anothers_is_as_one_that_never_was(tmp_path: Path) -> None:
    """Here and there; and no name of a file tells an id."""

    async def placing() -> None:
        here, there = shared(tmp_path), shared(tmp_path)
        order = here.place(1, finished, "linde")
        for book in (here, there):
            assert book.get(order.id, "beuk") is None
            assert book.get(order.id) is None
        await asyncio.sleep(0.2)
        for book in (here, there):
            assert book.get(order.id, "beuk") is None
            for name in ("", "..", "../x", "/etc/passwd", "\0", "\ud800", "x" * 9000):
                assert book.get(name, "linde") is None
        assert order.id not in " ".join(path.name for path in tmp_path.iterdir())
        assert {path.stat().st_mode & 0o077 for path in (tmp_path, *tmp_path.iterdir())} == {0}

    asyncio.run(placing())


def test_after_a_quarter_of_an_hour_it_is_gone(tmp_path: Path) -> None:
    """Whatever became of the server that made it; the next that begins sweeps, and so does every order."""

    async def placing() -> str:
        order = shared(tmp_path).place(1, finished, "linde")
        await asyncio.sleep(0.2)
        return order.id

    name = asyncio.run(placing())
    (tmp_path / "half.json.1234").write_bytes(b"{")
    old = time.time() - KEPT_SECONDS - 1
    for path in tmp_path.iterdir():
        os.utime(path, (old, old))
    assert shared(tmp_path).get(name, "linde") is None
    assert list(tmp_path.iterdir()) == []
    swept(tmp_path / "none")


def test_a_server_that_is_no_more_leaves_no_order_that_never_ends(tmp_path: Path) -> None:
    """After half a minute without a sign it is said to be lost."""

    async def placing() -> None:
        here = shared(tmp_path)
        order = here.place(5, endless, "linde")
        await asyncio.sleep(0.1)
        assert order.task is not None
        order.task.cancel()
        await asyncio.sleep(0.05)
        (note,) = tmp_path.glob("*.json")
        then = time.time() - LOST_SECONDS - 1
        os.utime(note, (then, then))
        found = shared(tmp_path).get(order.id, "linde")
        assert found is not None
        assert found.problems == (LOST,)

    asyncio.run(placing())


@pytest.mark.parametrize("said", [b"", b"{", b"[]", b"{}", b'{"total": 1, "done": 1, "parcel": []}', b"\xff", b"null"])
def test_half_a_note_is_none(tmp_path: Path, said: bytes) -> None:
    """As is one of another kind."""
    book = shared(tmp_path)
    book._path("x", "").with_suffix(spool.NOTE).write_bytes(said)
    assert book.get("x") is None


def test_none_is_given_up_for_another(tmp_path: Path) -> None:
    """One member waits for a few, and all together for some more; who comes then is told to come again."""

    async def placing() -> None:
        book = shared(tmp_path)
        several = [book.place(1, endless, f"member {number % 10}") for number in range(MOST_ORDERS - 1)]
        with pytest.raises(Busy):
            book.place(1, endless, "linde")
        assert all(book.get(one.id, one.owner) is one for one in several)
        other = shared(tmp_path / "other")
        mine = [other.place(1, endless, "linde") for _ in range(MOST_OF_ONE)]
        with pytest.raises(Busy):
            other.place(1, endless, "linde")
        beuk = other.place(1, endless, "beuk")
        for one in (*several, *mine, beuk):
            assert one.task is not None
            one.task.cancel()

    asyncio.run(placing())


def test_where_nothing_can_be_kept_one_server_has_it(tmp_path: Path) -> None:
    """The folder goes while it works."""

    async def placing() -> None:
        folder = tmp_path / "orders"
        book = shared(folder)
        order = book.place(1, finished, "linde")
        for path in folder.iterdir():
            path.unlink()
        folder.rmdir()
        await asyncio.sleep(0.2)
        assert book.get(order.id, "linde") is order
        assert order.parcel == PARCEL

    asyncio.run(placing())
    (tmp_path / "file").write_text("")
    with pytest.raises(PressError, match="cannot hold orders"):
        shared(tmp_path / "file")
