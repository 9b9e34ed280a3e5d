"""Who may ask, and how much is listened to."""

from __future__ import annotations

import asyncio

import pytest
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient
from starlette.types import Message, Receive, Scope, Send

from leaflets.studio import guard
from leaflets.studio.guard import Door, Guard, loopback_hosts
from tests.studio.conftest import CHOICE, HOME, KEY, PORT

ADDRESSES = ("/", "/details", "/static/x", "/page/0/1@2.jpg", "/health", "/nowhere", "/../../etc/passwd")


@pytest.mark.parametrize("path", ADDRESSES)
@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1:80", "127.0.0.1", "", "evil.example:8317", "127.0.0.1:8317.evil"]
)
def test_another_name_of_this_computer_is_refused(visitor: TestClient, path: str, host: str) -> None:
    """A page of elsewhere whose name leads here gets nothing (DNS rebinding)."""
    answer = visitor.get(path, headers={"Host": host})
    assert (answer.status_code, answer.headers["content-type"]) == (421, "text/plain; charset=utf-8")


@pytest.mark.parametrize("path", [one for one in ADDRESSES if not one.startswith("/static")])
def test_without_the_key_nobody_gets_anything(visitor: TestClient, path: str) -> None:
    """Nor with another one; what is said is a sentence. Style and fonts, which a site shows to all, are open."""
    assert visitor.get("/static/..%2f..%2fdetails").status_code == 404
    visitor.cookies.clear()
    for cookie in (None, "", "wrong", KEY[:-1], f"{KEY}x"):
        headers = {} if cookie is None else {"Cookie": f"studio-{PORT}={cookie}"}
        answer = visitor.get(path, headers=headers)
        assert answer.status_code == 403
        assert "sleutel" in answer.text


def test_the_key_in_the_address_becomes_a_cookie(visitor: TestClient) -> None:
    """No script reads it, no other site sends it, and the address that is left is clean."""
    visitor.cookies.clear()
    answer = visitor.get(f"/?key={KEY}&l=ms")
    assert (answer.status_code, answer.headers["location"]) == (303, "./?l=ms")
    said = answer.headers["set-cookie"].lower()
    assert "httponly" in said
    assert "samesite=strict" in said
    assert visitor.get("/").status_code == 200
    assert visitor.get(f"/edit?key={KEY}").headers["location"] == "./edit"
    assert visitor.get(f"/a//evil.example?key={KEY}").headers["location"] == "./evil.example"


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"}, {"Origin": "null", "Sec-Fetch-Site": ""}, {"Origin": "http://127.0.0.1:80"},
        {"Origin": f"{HOME}.evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "nonsense"},
    ],
)  # fmt: skip
@pytest.mark.parametrize("path", ["take", "preview", "download", "details", "open", "praktijk.yaml"])
def test_a_page_of_elsewhere_asks_for_nothing(visitor: TestClient, path: str, headers: dict[str, str]) -> None:
    """What makes something is asked for by the studio's own pages."""
    assert visitor.post(f"/{path}?{CHOICE}", data={"name": "x"}, headers=headers).status_code == 403


def test_a_request_that_does_not_say_where_it_is_from_makes_nothing(visitor: TestClient) -> None:
    """Every browser of today says so."""
    del visitor.headers["Sec-Fetch-Site"]
    assert visitor.post(f"/preview?{CHOICE}", data={"name": "x"}).status_code == 403
    assert visitor.post(f"/preview?{CHOICE}", data={"name": "x"}, headers={"Origin": HOME}).status_code == 200


def test_every_answer_says_what_a_page_may_do(visitor: TestClient) -> None:
    """Nothing of elsewhere, no script or style but the studio's own files, no frame, and it is kept nowhere."""
    for answer in (visitor.get("/"), visitor.get("/nowhere"), visitor.get("/", headers={"Host": "x"})):
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cache-control"] == "no-store"
        assert "access-control-allow-origin" not in answer.headers


def test_too_much_is_not_listened_to(visitor: TestClient) -> None:
    """Refused by its length before it comes, and so is a length that is none."""
    long = b"x" * (guard.MOST_BYTES + 1)
    assert visitor.post(f"/take?{CHOICE}", content=long).status_code == 413
    for length in ("-1", "x", "9" * 40, "1e3"):
        assert visitor.post(f"/take?{CHOICE}", content=b"", headers={"Content-Length": length}).status_code == 413


def test_what_does_not_say_how_long_it_is_is_stopped_while_it_comes() -> None:
    """After as much as is listened to, and the rest is not taken."""
    taken, sent = 0, []

    async def receive() -> Message:
        nonlocal taken
        taken += 1
        return {"type": "http.request", "body": b"x" * 1_000_000, "more_body": taken < 50}

    async def send(message: Message) -> None:
        sent.append(message)

    async def reading(scope: Scope, receive: Receive, send: Send) -> None:
        while (await receive())["more_body"]:
            pass

    headers = [(b"host", b"x:1"), (b"sec-fetch-site", b"same-origin")]
    scope = {"type": "http", "method": "POST", "path": "/", "query_string": b"", "headers": headers, "scheme": "http"}
    asyncio.run(Guard(reading, Door(frozenset({"x:1"}), None))(scope, receive, send))
    assert sent[0]["status"] == 413
    assert taken == guard.MOST_BYTES // 1_000_000 + 1


@pytest.mark.parametrize(("limit", "status"), [(3, 200), (1000, 408)])
def test_a_letter_now_and_then_is_not_listened_to_for_ever(
    monkeypatch: pytest.MonkeyPatch, limit: int, status: int
) -> None:
    """All of a request must have come in time; how long the answer then takes is no matter."""
    monkeypatch.setattr(guard, "BODY_SECONDS", 0.3)
    letters, sent = 0, []

    async def receive() -> Message:
        nonlocal letters
        letters += 1
        await asyncio.sleep(0.02)
        return {"type": "http.request", "body": b"x", "more_body": letters < limit}

    async def send(message: Message) -> None:
        sent.append(message)

    async def reading(scope: Scope, receive: Receive, send: Send) -> None:
        while (await receive())["more_body"]:
            pass
        await asyncio.sleep(0.4)
        await receive()
        await PlainTextResponse("whole")(scope, receive, send)

    headers = [(b"host", b"x:1"), (b"sec-fetch-site", b"same-origin")]
    scope = {"type": "http", "method": "POST", "path": "/", "query_string": b"", "headers": headers, "scheme": "http"}
    asyncio.run(Guard(reading, Door(frozenset({"x:1"}), None))(scope, receive, send))
    assert sent[0]["status"] == status
    assert letters < 30


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"])
def test_nothing_else_than_get_and_post_is_asked(visitor: TestClient, method: str) -> None:
    """Such a request is refused with a sentence, in the language that the address says."""
    answer = visitor.request(method, "/?ui=fr")
    assert (answer.status_code, answer.text) == (405, "Cela ne peut pas être demandé ainsi.\n")
    assert answer.headers["allow"] == "GET, HEAD, POST"


def test_whoever_is_refused_is_told_so_in_the_language_of_the_page(visitor: TestClient) -> None:
    """The address says it, whatever the browser likes."""
    for ui, said in (("fr", "La clé"), ("en", "The key"), ("xx", "De sleutel")):
        visitor.cookies.clear()
        answer = visitor.get(f"/details?ui={ui}")
        assert (answer.status_code, answer.text[: len(said)]) == (403, said)


def test_without_a_key_the_host_is_still_looked_at() -> None:
    """Behind a proxy that asks who comes itself."""
    client = TestClient(Guard(PlainTextResponse("in"), Door(frozenset({"studio.example:443"}), None)))
    assert client.get("/", headers={"Host": "studio.example:443"}).text == "in"
    assert client.get("/", headers={"Host": "other.example:443"}).status_code == 421


def test_this_computer_has_three_names() -> None:
    """Each with the port, and those somebody names."""
    assert loopback_hosts(1, ["Studio.Example"]) == {"127.0.0.1:1", "localhost:1", "[::1]:1", "studio.example"}


def test_a_name_in_capitals_is_the_same(visitor: TestClient) -> None:
    """Names of hosts know no capitals."""
    assert visitor.get("/", headers={"Host": f"LOCALHOST:{PORT}"}).status_code == 200
