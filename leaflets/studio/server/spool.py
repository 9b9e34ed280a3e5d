"""Orders that several servers share: how far each is and what came of it, in a folder that all of them see.

Whichever server somebody asks, it finds the order there. What lies in the folder is named by a hash of id and owner,
can be read by nobody else on the computer, and is gone after a quarter of an hour, after a crash and a new start too.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from leaflets.messages import Sentence, reason, say
from leaflets.problems import PressError, Problem
from leaflets.studio.crew import Busy
from leaflets.studio.orders import KEPT_SECONDS, MOST_ORDERS, OrderBook, PlacedOrder
from leaflets.studio.parcel import Parcel

BEAT_SECONDS = 1.0
"""After which the folder says again how far an order is."""

LOST_SECONDS = 30
"""Without a beat for so long, the server that made an order is no more."""

NOTE, FILE = ".json", ".parcel"
"""What lies in the folder of an order: how far it is, and what came of it."""

_SENTENCE = TypeAdapter(Sentence)
_PROBLEMS = TypeAdapter(tuple[Problem, ...])

LOST = Problem(say("the server that made it has stopped"), "", say("Order it once more."))


@dataclass
class SharedOrders(OrderBook):
    """The orders of all servers that share a folder."""

    folder: Path = field(kw_only=True)

    def place(
        self, total: int, work: Callable[[PlacedOrder], Awaitable[None]], owner: str = "", *, has_booklet: bool = False
    ) -> PlacedOrder:
        """Begin an order here, and let the others know. Raises Busy where there are too many, and gives none up."""
        if len(self.orders) >= MOST_ORDERS - 1:
            raise Busy
        order = super().place(total, work, owner, has_booklet=has_booklet)
        path = self._path(order.id, owner)
        with suppress(OSError):
            _note(path, order)
        order.task = asyncio.ensure_future(self._told(path, order, order.task))
        return order

    def get(self, name: str, owner: str = "") -> PlacedOrder | None:
        """An order by its id, of whichever server; none where it never was, was too long ago, or is another's."""
        return super().get(name, owner) or _read(self._path(name, owner), name, owner)

    def tidy(self) -> None:
        """Forget what is too old, here and in the folder."""
        super().tidy()
        swept(self.folder)

    def _path(self, name: str, owner: str) -> Path:
        return self.folder / hashlib.sha256(f"{name}\0{owner}".encode(errors="surrogatepass")).hexdigest()

    async def _told(self, path: Path, order: PlacedOrder, task: asyncio.Task[None] | None) -> None:
        """Say now and then how far it is, and at the end what came of it, which is then no longer kept here."""
        assert task is not None
        try:
            while not task.done():
                await asyncio.wait([task], timeout=BEAT_SECONDS)
                with suppress(OSError):
                    _note(path, order)
        finally:
            task.cancel()
        # Where the folder is full or gone, the order stays here, and this server alone has it.
        with suppress(OSError):
            _note(path, order)
            self.orders.pop(order.id, None)


def shared(folder: Path) -> SharedOrders:
    """The orders in a folder, which is made if need be. Raises PressError where nothing can be written there."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
        swept(folder)
        _put(folder / "begun", b"")
        (folder / "begun").unlink()
    except OSError as error:
        said = say("{folder} cannot hold orders: {reason}", folder=str(folder), reason=reason(error))
        raise PressError(said) from error
    return SharedOrders(folder=folder)


def swept(folder: Path) -> None:
    """Take away what is too old, whoever left it there."""
    oldest = time.time() - KEPT_SECONDS
    with suppress(OSError):
        for path in folder.iterdir():
            with suppress(OSError):
                if path.stat().st_mtime < oldest:
                    path.unlink()


def _note(path: Path, order: PlacedOrder) -> None:
    """Write down how far an order is, and what came of it. Raises OSError."""
    parcel = order.parcel
    said: dict[str, Any] = {
        "total": order.total,
        "done": order.done,
        "now": _SENTENCE.dump_python(order.now, mode="json"),
        "has_booklet": order.has_booklet,
    }
    if parcel is not None:
        _put(path.with_suffix(FILE), parcel.data)
        said["parcel"] = [parcel.name, parcel.kind, parcel.files, _PROBLEMS.dump_python(parcel.problems, mode="json")]
    if order.problems:
        said["problems"] = _PROBLEMS.dump_python(order.problems, mode="json")
    _put(path.with_suffix(NOTE), json.dumps(said).encode())


def _read(path: Path, name: str, owner: str) -> PlacedOrder | None:
    """What another server wrote down of an order."""
    try:
        note = path.with_suffix(NOTE)
        said, age = json.loads(note.read_bytes()), time.time() - note.stat().st_mtime
        order = PlacedOrder(
            name, said["total"], time.monotonic() - age, owner, said["done"], has_booklet=said["has_booklet"]
        )
        order.now = _SENTENCE.validate_python(said["now"])
        if "parcel" in said:
            kind, files, problems = said["parcel"][1:]
            data = path.with_suffix(FILE).read_bytes()
            order.parcel = Parcel(said["parcel"][0], kind, data, files, _PROBLEMS.validate_python(problems))
        order.problems = _PROBLEMS.validate_python(said.get("problems", []))
    except (OSError, ValueError, TypeError, LookupError):
        return None
    if age > KEPT_SECONDS:
        return None
    if not order.is_over and age > LOST_SECONDS:
        order.problems = (LOST,)
    return order


def _put(path: Path, data: bytes) -> None:
    """Write a file whole, which nobody else can read. Raises OSError; half of one is swept away with the others."""
    half = path.with_name(f"{path.name}.{os.urandom(4).hex()}")
    with os.fdopen(os.open(half, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
        file.write(data)
    half.replace(path)
