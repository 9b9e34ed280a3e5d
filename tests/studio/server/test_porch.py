"""Who is asking, and whether for too much."""

from __future__ import annotations

import asyncio
import html
import ipaddress
import re

import pytest
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from leaflets.studio.guard import GUEST
from leaflets.studio.server.porch import NotLetIn, Threshold, by_proxy, is_within
from leaflets.studio.server.quotas import Quota, Quotas
from leaflets.studio.server.watcher import ROUTES
from tests.studio.conftest import CHOICE, TYPED
from tests.studio.server.conftest import NAME

LOCAL = (ipaddress.ip_network("127.0.0.0/8"), ipaddress.ip_network("::1/128"))

CLOSED = sorted(ROUTES - {"static", "health", "login", "logout", "metrics"})


@pytest.mark.parametrize("route", [*CLOSED, "nowhere", "orders/x", "edit/nl/ms"])
def test_a_stranger_gets_nothing_but_the_form(stranger: TestClient, route: str) -> None:
    """Whatever is opened leads to the form, with what was chosen; whatever is sent is refused with a sentence."""
    opened = stranger.get(f"/{route}?{CHOICE}")
    assert opened.status_code == 303
    assert str(opened.next_request.url if opened.next_request else "") == f"https://{NAME}/login?{CHOICE}"
    answer = stranger.post(f"/{route}?{CHOICE}", data=TYPED, headers={"Cookie": "studio=linde", "Accept": "*/*"})
    assert (answer.status_code, answer.text) == (
        401,
        "Log eerst in. Open de studio opnieuw, en typ uw naam en wachtwoord.\n",
    )


def test_whose_session_is_over_is_led_to_log_in(stranger: TestClient) -> None:
    """By a button that says so, with what was chosen; who sees a page sees one."""
    page = stranger.post(f"/take?{CHOICE}", data=TYPED, headers={"Accept": "text/html"})
    assert page.status_code == 401
    button = re.search(r'<a class="button" href="([^"]+)">Inloggen</a>', page.text)
    assert button is not None
    assert "/login?" in stranger.get(str(page.url.join(html.unescape(button[1])))).headers["location"]


def test_what_is_no_page_is_not_led_anywhere(stranger: TestClient) -> None:
    """A picture that is asked for is refused."""
    assert stranger.get("/page/0/1@2.jpg", headers={"Accept": "image/avif,image/*"}).status_code == 401


def test_a_member_gets_everything(member: TestClient) -> None:
    """Pages, pictures and files, and may log out."""
    page = member.get(f"/details?{CHOICE}")
    assert page.status_code == 200
    assert "Uitloggen" in page.text
    assert "Alleen uw browser bewaart uw gegevens" in page.text
    assert member.post(f"/preview?{CHOICE}", data=TYPED).json()["problems"] == []
    assert member.post(f"/download?{CHOICE}", data={**TYPED, "file": "ms a5-folded"}).content.startswith(b"%PDF")


@pytest.mark.parametrize("path", ["/static/x", "/health", "/login"])
def test_what_is_open_is_open_to_this_house_only(stranger: TestClient, path: str) -> None:
    """Another name of the server is refused before anybody is asked anything."""
    assert stranger.get(path).status_code in (200, 404)
    assert stranger.get(path, headers={"Host": "evil.example"}).status_code == 421


def test_who_asks_for_too_much_is_told_when_to_come_again() -> None:
    """With a sentence, and as many seconds as it takes; what costs nothing is not counted."""
    told = by_proxy("Remote-User", LOCAL, b"secret")
    app = Threshold(PlainTextResponse("in"), told, Quotas({"files": Quota(1, 30), "pictures": Quota(2, 1)}), lambda: 0)
    client = TestClient(app, client=("127.0.0.1", 1), headers={"Remote-User": "linde", "Accept-Language": "nl"})
    assert [client.get("/calibration.pdf").status_code for _ in range(2)] == [200, 429]
    answer = client.get("/calibration.pdf")
    assert (answer.headers["retry-after"], answer.text) == (
        "30",
        "Zoveel bestanden gaan nu even niet. Elk lid kan er 1 in een uur laten maken; over 1 minuut kan dit weer.\n"
        "Wat u typte is niet weg: uw browser bewaart het.\n",
    )
    assert [client.get("/orders/x").status_code for _ in range(9)] == [200] * 9
    assert [client.post("/preview").status_code for _ in range(3)] == [200, 200, 429]
    said = client.head("/details?ui=fr")
    assert (said.status_code, said.headers["content-language"]) == (429, "fr")
    assert client.post("/preview").text == (
        "Dat waren veel bladzijden en beelden ineens. Over 1 minuut kunt u verder.\n"
        "Wat u typte is niet weg: uw browser bewaart het.\n"
    )
    assert client.get("/calibration.pdf", headers={"Remote-User": "beuk"}).status_code == 200


def asked(address: str | None, *said: str) -> tuple[Scope, Headers]:
    """A request from an address in which the header says so."""
    scope: Scope = {"type": "http", "client": (address, 1) if address is not None else None}
    return scope, Headers(raw=[(b"remote-user", one.encode("latin-1")) for one in said])


def test_a_proxy_says_who_comes() -> None:
    """One name; the mark for the log does not tell it."""
    knows = by_proxy("Remote-User", LOCAL, b"secret")
    for address in ("127.0.0.1", "::1", "::ffff:127.0.0.9"):
        guest = knows(*asked(address, "linde"))
        assert guest is not None
        assert (guest.name, guest.leaves, "linde" in guest.mark) == ("linde", False, False)


@pytest.mark.parametrize("address", ["10.0.0.1", "::2", "", "localhost", None, "127.0.0.1.evil"])
def test_nobody_but_the_proxy_is_believed(address: str | None) -> None:
    """Whatever its header says."""
    with pytest.raises(NotLetIn) as refused:
        by_proxy("Remote-User", LOCAL, b"")(*asked(address, "linde"))
    assert refused.value.status == 403


@pytest.mark.parametrize("said", [(), ("",), (" ",), ("linde", "beuk"), ("x" * 201,)])
def test_a_proxy_that_says_no_name_lets_nobody_in(said: tuple[str, ...]) -> None:
    """Nor one that says two: the second may be of who came."""
    with pytest.raises(NotLetIn):
        by_proxy("Remote-User", LOCAL, b"")(*asked("127.0.0.1", *said))


def test_networks_are_looked_at() -> None:
    """An address in none of them is in none."""
    networks = (ipaddress.ip_network("10.1.0.0/24"),)
    assert is_within({"client": ("10.1.0.200", 1)}, networks)
    assert not is_within({"client": ("10.1.1.1", 1)}, networks)
    assert not is_within({}, networks)


def test_what_is_open_is_open_without_a_proxys_word() -> None:
    """A machine may ask whether the studio is well; a page is refused."""
    app = Threshold(PlainTextResponse("in"), by_proxy("Remote-User", LOCAL, b""), Quotas())
    client = TestClient(app, client=("10.0.0.1", 1), headers={"Remote-User": "linde"})
    assert client.get("/health").text == "in"
    assert client.get("/").status_code == 403


def test_who_comes_is_known_within() -> None:
    """To whatever answers."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        guest = Request(scope).scope[GUEST]
        await Response(guest.name)(scope, receive, send)

    client = TestClient(Threshold(app, by_proxy("Remote-User", LOCAL, b""), Quotas()), client=("127.0.0.1", 1))
    assert client.get("/", headers={"Remote-User": "linde"}).text == "linde"


def test_what_is_no_request_is_let_through() -> None:
    """Such as the beginning and the end of a server."""
    found: list[str] = []

    async def app(scope: Scope, _: Receive, __: Send) -> None:
        found.append(scope["type"])

    threshold = Threshold(app, by_proxy("x", (), b""), Quotas())
    asyncio.run(threshold({"type": "lifespan"}, None, None))  # type: ignore[arg-type]
    assert found == ["lifespan"]
