"""What is told of a request."""

from __future__ import annotations

import asyncio

import pytest
from starlette.responses import PlainTextResponse, StreamingResponse
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from leaflets.problems import PressError
from leaflets.studio.door import _ROUTES
from leaflets.studio.guard import GUEST, Guest
from leaflets.studio.server.members import RollFile
from leaflets.studio.server.watcher import GONE, ROUTES, StudioVisit, Watcher, fault_of, route_of
from leaflets.studio.several.routes import ROUTES as LISTING
from tests.conftest import PROJECT
from tests.studio.conftest import CHOICE, TYPED
from tests.studio.server.conftest import Log

SECRET = "Geheimepraktijk"


def test_what_came_of_it_is_told() -> None:
    """Route, status, time, and how much was heard and sent; of the address no more than how it begins."""
    visits: list[StudioVisit] = []
    times = iter([10.0, 10.25])

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        scope[GUEST] = Guest(SECRET, "f00d", leaves=True)
        await receive()
        await PlainTextResponse("x" * 5, 422)(scope, receive, send)

    client = TestClient(Watcher(app, [visits.append], lambda: next(times)))
    client.post(f"/take/{SECRET}?q={SECRET}", content=SECRET, headers={"X-Who": SECRET})
    assert visits == [StudioVisit("/take", "POST", 422, 0.25, len(SECRET), 5, "f00d")]


@pytest.mark.parametrize("kind", ["early", "late"])
def test_a_fault_is_told_by_its_kind_alone(kind: str) -> None:
    """Whoever asked reads a sentence where nothing was said yet; what was typed is nowhere."""
    visits: list[StudioVisit] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        if kind == "late":
            await send({"type": "http.response.start", "status": 200, "headers": []})
            await send({"type": "http.response.body", "body": b"half", "more_body": False})
        raise KeyError(SECRET)

    answer = TestClient(Watcher(app, [visits.append])).get("/details", headers={"Accept-Language": "nl"})
    assert (answer.status_code, answer.text) == (
        (500, "Hier ging iets mis. Het is genoteerd; probeer het opnieuw.\n") if kind == "early" else (200, "half")
    )
    (visit,) = visits
    assert visit.fault.startswith("KeyError studio/server/watcher.py:")
    assert SECRET not in repr(visit)


def test_the_place_of_a_fault_is_told_where_it_is_ours() -> None:
    """The last of our own lines it went through."""
    with pytest.raises(PressError) as raised:
        RollFile(PROJECT / "no such file").now()
    assert fault_of(raised.value).startswith("PressError studio/server/members.py:")
    assert fault_of(KeyError(SECRET)) == "KeyError"


def test_a_fault_of_a_page_stands_in_the_line_of_its_request(
    member: TestClient, log: Log, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """And nowhere else."""

    def broken(*_: object) -> None:
        raise KeyError(SECRET)

    monkeypatch.setattr("leaflets.studio.door.typed_in", broken)
    assert member.post(f"/take?{CHOICE}", data=TYPED).status_code == 500
    assert str(log.visits[-1]["fault"]).startswith("KeyError in test_watcher.py, line")
    assert SECRET not in "".join(log.lines)
    assert caplog.text == ""


def test_who_left_is_told_so() -> None:
    """Nothing was answered, for nobody was there."""
    visits: list[StudioVisit] = []

    async def app(_: Scope, __: Receive, ___: Send) -> None:
        raise asyncio.CancelledError

    async def gone() -> None:
        with pytest.raises(asyncio.CancelledError):
            await Watcher(app, [visits.append])({"type": "http", "path": "/", "method": "BREW"}, None, None)  # type: ignore[arg-type]

    asyncio.run(gone())
    assert [(one.status, one.method) for one in visits] == [(GONE, "other")]


def test_what_is_sent_in_parts_is_counted_whole() -> None:
    """Each part of an answer."""
    visits: list[StudioVisit] = []
    TestClient(Watcher(StreamingResponse(iter(["abc", "de"])), [visits.append])).get("/orders/1")
    assert (visits[0].sent, visits[0].route) == (5, "/orders")


@pytest.mark.parametrize(
    "path", ["/x", "/Details", f"/{SECRET}/details", "//details/..", "/%2e", "/\n", "/..", "/details\n"]
)
def test_an_address_that_is_none_is_not_told(path: str) -> None:
    """Whatever somebody writes there."""
    assert route_of(path) in ("other", "/details")
    assert SECRET not in route_of(path)


def test_every_address_of_the_studio_is_known() -> None:
    """By how it begins."""
    assert {path.split("/")[1] for path, _, _ in (*_ROUTES, *LISTING)} <= ROUTES
