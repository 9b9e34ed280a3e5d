"""Before everything else: what came of each request, told to who keeps count, without a word of what was asked for."""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from leaflets.installed import CODE
from leaflets.messages import say
from leaflets.studio.guard import FAULTS, GUEST, Faults, Guest, refused

ROUTES = frozenset(
    {"", "details", "preview", "page", "take", "download", "praktijk.yaml", "open", "static", "health", "orders",
     "metrics", "login", "logout", "edit", "printer", "calibration.pdf", "list", "list.csv", "sets"}
)  # fmt: skip
"""How the addresses of the studio begin: what stands behind that, and any other, is not told."""

GONE = 499
"""The status that is told where nobody waited for the answer any more (nginx has it so)."""

AMISS = say("Something went wrong here. It was noted; try again.")


@dataclass(frozen=True)
class StudioVisit:
    """What came of one request."""

    route: str
    method: str
    status: int
    seconds: float
    heard: int
    """Bytes of the request."""
    sent: int
    """Bytes of the answer."""
    member: str
    """What stands for a member in a log; empty for nobody."""
    fault: str = ""
    """What went wrong here, and where, but not what was said of it: that may hold what somebody typed."""


class OneFault(Faults):
    """What went wrong with one request."""

    told = ""

    def tell(self, fault: str) -> None:
        self.told = fault


Told = Callable[[StudioVisit], None]


class Watcher:
    """The outermost of all (ASGI 3.0)."""

    def __init__(self, app: ASGIApp, told: Sequence[Told], clock: Callable[[], float] = time.perf_counter) -> None:
        self.app = app
        self.told = told
        self.clock = clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started, status, heard, sent = self.clock(), 0, 0, 0
        faults = scope[FAULTS] = OneFault()

        async def hearing() -> Message:
            nonlocal heard
            message = await receive()
            heard += len(message.get("body", b""))
            return message

        async def sending(message: Message) -> None:
            nonlocal status, sent
            status = message.get("status", status)
            sent += len(message.get("body", b""))
            await send(message)

        try:
            await self.app(scope, hearing, sending)
        except Exception as error:
            faults.tell(fault_of(error))
            if not status:
                await refused(scope, 500, AMISS)(scope, hearing, sending)
        finally:
            guest: Guest | None = scope.get(GUEST)
            visit = StudioVisit(
                route_of(scope["path"]), method_of(scope["method"]), status or GONE, self.clock() - started,
                heard, sent, guest.mark if guest else "", faults.told,
            )  # fmt: skip
            for one in self.told:
                one(visit)


def route_of(path: str) -> str:
    """The first part of an address where it is one of the studio's; all others are one, whatever they say."""
    first = path.lstrip("/").partition("/")[0]
    return f"/{first}" if first in ROUTES else "other"


def method_of(method: str) -> str:
    """A method there is; all others are one."""
    return method if method in ("GET", "HEAD", "POST") else "other"


def fault_of(error: BaseException) -> str:
    """The kind of a fault, and the last place in our own code it went through."""
    places = [frame for frame in traceback.extract_tb(error.__traceback__) if Path(frame.filename).is_relative_to(CODE)]
    where = f" {Path(places[-1].filename).relative_to(CODE).as_posix()}:{places[-1].lineno}" if places else ""
    return f"{type(error).__name__}{where}"
