"""The studio as it is run, besieged: what is too large, too slow, of elsewhere, spiteful, or made by chance."""

from __future__ import annotations

import base64
import logging
import random
import socket
import threading
import time
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from starlette.testclient import TestClient

from leaflets.cli.studio import server_of
from leaflets.studio import guard
from leaflets.studio.door import application
from leaflets.studio.guard import Door, loopback_hosts
from leaflets.studio.server.patience import ImpatientProtocol
from leaflets.studio.visit import Studio
from tests.studio.conftest import CHOICE, KEY, TYPED
from tests.studio.server.conftest import Log

SECRET = "Geheimepraktijk"

ROUNDS = 1000
"""Forms and addresses made by chance: some ten seconds of a core."""

POSTED = ("take", "details", "preview", "download", "open", "praktijk.yaml", "list", "edit/nl/ms/save", "login")

OPENED = (
    "",
    "details",
    "printer",
    "orders/x",
    "orders/x/file",
    "page/0/1@2.jpg",
    "page/x/y@2.jpg",
    "static/x",
    "calibration.pdf",
    "list",
)

ODD = (
    "", SECRET, SECRET * 700, "\x00", "\ud7ff", "ms", "crps", "a4", "a5", "a5-folded", "../..", "/etc/passwd", "0", "-1", "1e9", "é" * 300,
    "{}", "{{7*7}}", "<script>", "%", "%00", "be", "nl", "fr", "1733", "09 000 00 00", "https://[", "A2,B0.5,C-1", "light", "\r\nX: y", "🙂",
)  # fmt: skip

SPITE = {
    "script": b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><script>alert(1)</script><path d="M0 0h9v9"/></svg>',
    "of elsewhere": b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><image href="http://evil.example/x.png"/></svg>',
    "a file": b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><image href="file:///etc/passwd"/></svg>',
    "entities": b'<!DOCTYPE svg [<!ENTITY a "xxxxxxxxxx"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]>'
    b'<svg xmlns="http://www.w3.org/2000/svg"><text>&c;</text></svg>',
    "a file by an entity": b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg xmlns="http://www.w3.org/2000/svg"><text>&x;</text></svg>',
    "html": b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><foreignObject><body xmlns="http://www.w3.org/1999/xhtml"/></foreignObject></svg>',
    "a picture as large as a field": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x0f\xff\xff\x00\x0f\xff\xff\x08\x02\x00\x00\x00",
    "half a picture": b"\xff\xd8\xff\xe0\x00\x10JFIF",
}  # fmt: skip
"""Logos nobody should send."""


@pytest.fixture
def port(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """Where the studio answers as it does when it is run, only with less patience."""
    monkeypatch.setattr(ImpatientProtocol, "seconds", 1.0)
    monkeypatch.setattr(guard, "BODY_SECONDS", 1.0)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        number = listening.getsockname()[1]
        server = server_of(application(studio, Door(loopback_hosts(number), KEY)))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield number
        server.should_exit = True
        thread.join()


def head(port: int, *more: str, path: str = f"take?{CHOICE}", host: str = "") -> bytes:
    """The head of a form that is sent, by who has the key."""
    lines = [f"POST /{path} HTTP/1.1", f"Host: {host or f'127.0.0.1:{port}'}", f"Cookie: studio-{port}={KEY}"]
    lines += ["Sec-Fetch-Site: same-origin", "Accept-Language: nl", *more]
    return "\r\n".join([*lines, "", ""]).encode()


def heard(peer: socket.socket) -> str:
    """All that comes back until the other side closes, or says so, and no more than ten seconds long."""
    peer.settimeout(10)
    found = b""
    while b"\r\n\r\n" not in found and (more := _more(peer)):
        found += more
    return found.decode()


def _more(peer: socket.socket) -> bytes:
    try:
        return peer.recv(65536)
    except ConnectionError:
        return b""


def pour(peer: socket.socket, block: bytes, most: int) -> tuple[int, str]:
    """Send a block over and over, until so many bytes are gone or the other side closes; how many went, and what came."""
    sent, said, begun = 0, b"", time.monotonic()
    peer.settimeout(0.2)
    while sent < most and time.monotonic() - begun < 10:
        try:
            peer.sendall(block)
            sent += len(block)
            if len(block) < 9 or sent >= most:
                said += peer.recv(65536)
        except TimeoutError:
            continue
        except ConnectionError:
            break
    return sent, said.decode()


def test_fifty_megabytes_are_refused_as_they_come(port: int) -> None:
    """By the length that is said before a byte of it, and without one by what comes; the studio goes on."""
    with socket.create_connection(("127.0.0.1", port)) as peer:
        peer.sendall(head(port, "Content-Length: 50000000"))
        assert heard(peer).startswith("HTTP/1.1 413")
    block = b"%x\r\n" % 100_000 + b"x" * 100_000 + b"\r\n"
    part = b'--x\r\nContent-Disposition: form-data; name="logo"; filename="a.png"\r\n\r\n'
    for kind, begin, status in (
        ("application/x-www-form-urlencoded", b"name=", "400"), ("multipart/form-data; boundary=x", b"nothing", "400"),
        ("multipart/form-data; boundary=x", part, "413"),
    ):  # fmt: skip
        with socket.create_connection(("127.0.0.1", port)) as peer:
            peer.sendall(head(port, "Transfer-Encoding: chunked", f"Content-Type: {kind}"))
            peer.sendall(b"%x\r\n%s\r\n" % (len(begin), begin))
            _, said = pour(peer, block, 50_000_000)
        assert said == "" or said.startswith(f"HTTP/1.1 {status}")
    with socket.create_connection(("127.0.0.1", port)) as peer:
        peer.sendall(head(port, "Content-Length: 0", path="take"))
        assert heard(peer).startswith("HTTP/1.1 422")


@pytest.mark.parametrize(
    ("more", "status"),
    [
        (None, ""), (("Content-Length: 90000", "Content-Type: application/x-www-form-urlencoded"), "HTTP/1.1 408"),
        (("Content-Length: 50000000",), "HTTP/1.1 413"),
    ],
)  # fmt: skip
def test_who_dawdles_is_shown_the_door(port: int, more: tuple[str, ...] | None, status: str) -> None:
    """Over a head that never ends, over a form of which a letter comes now and then, and after what was refused."""
    begun = time.monotonic()
    with socket.create_connection(("127.0.0.1", port)) as peer:
        peer.sendall(head(port)[:-4] if more is None else head(port, *more))
        sent, said = pour(peer, b"x", 90_000)
    assert said.startswith(status)
    assert sent < 200
    assert time.monotonic() - begun < 9


@pytest.mark.parametrize("name", SPITE)
def test_a_logo_of_spite_is_refused_beside_its_field(visitor: TestClient, name: str) -> None:
    """Soon, with a sentence; nothing of it is drawn, fetched or read, whether it comes as a file or as letters."""
    begun = time.monotonic()
    for how in ({"files": {"logo": ("logo.svg", SPITE[name])}}, {"kept": base64.b64encode(SPITE[name]).decode()}):
        data = {**TYPED, **{key: said for key, said in how.items() if isinstance(said, str)}}
        files = how.get("files", {"none": b""})
        answer = visitor.post(f"/preview?{CHOICE}&ui=nl", data=data, files=files)  # type: ignore[arg-type]
        assert answer.status_code in (200, 400, 422)
        problems = answer.json()["problems"] if answer.status_code == 200 else []
        assert [one["field"] for one in problems] == ["logo"] or answer.status_code != 200
        page = visitor.post(f"/take?{CHOICE}&ui=nl", data=data, files=files)  # type: ignore[arg-type]
        assert page.status_code in (400, 422)
        assert "Traceback" not in page.text
        assert "root:" not in page.text
    assert time.monotonic() - begun < 20


def test_whatever_chance_sends_is_answered_with_a_page_or_a_sentence(
    visitor: TestClient, member: TestClient, log: Log, caplog: pytest.LogCaptureFixture
) -> None:
    """Thousands of forms and addresses: none is a fault of the studio, and no word of them is in a log."""
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.WARNING, "httpx2")  # Who asks writes down what it asks.
    dice = random.Random(8317)
    told: dict[int, int] = {}
    for number in range(ROUNDS):
        client = member if number % 10 == 0 else visitor
        names = [*TYPED, "kept", "file", "show", "ticket", "without_logo", "x", "text", "digest", "a", "b", "c"]
        query = urlencode([(dice.choice("lfxqgabc"), dice.choice(ODD)) for _ in range(3)], errors="replace")
        query += f"&ui={dice.choice(('nl', 'fr', 'x'))}"
        form = {dice.choice(names): dice.choice(ODD) for _ in range(dice.randrange(9))}
        match dice.randrange(4):
            case 0:
                answer = client.get(
                    f"/{dice.choice(OPENED)}?{query}", headers={"Accept": dice.choice(("*/*", "text/html"))}
                )
            case 1:
                kind = dice.choice(
                    ("application/x-www-form-urlencoded", "multipart/form-data; boundary=b", "text/plain", "\x7f")
                )
                content = dice.randbytes(dice.randrange(600)) + f"name={SECRET}".encode()
                answer = client.post(f"/{dice.choice(POSTED)}?{query}", content=content, headers={"Content-Type": kind})
            case 2:
                files = {
                    dice.choice(("logo", "file", "x")): (SECRET, dice.choice((*SPITE.values(), dice.randbytes(300))))
                }
                answer = client.post(f"/{dice.choice(POSTED)}?{query}", data=form, files=files)
            case _:
                answer = client.post(f"/{dice.choice(POSTED)}?{query}", data=form)
        told[answer.status_code] = told.get(answer.status_code, 0) + 1
        assert answer.status_code < 500, (number, answer.url, form)
        assert answer.status_code < 400 or len(answer.text.split()) > 2
        assert "Traceback" not in answer.text
    assert SECRET not in caplog.text + "".join(log.lines)
    assert all(str(visit["status"]) < "5" for visit in log.visits)
    assert {200, 400, 404, 422} <= set(told)
