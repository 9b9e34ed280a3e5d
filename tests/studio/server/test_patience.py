"""Connections that say nothing."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send
from uvicorn.server import ServerState

from leaflets.studio.server.patience import MOST_HEAD, ImpatientProtocol

ASKED = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"


class Hasty(ImpatientProtocol):
    """As the studio's, but for tests, which do not wait so long."""

    seconds = 1.0


@pytest.fixture
def port() -> Iterator[int]:
    """Where a server answers with a word."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        config = uvicorn.Config(
            PlainTextResponse("in"), http=Hasty, log_level="critical", access_log=False, lifespan="off",
            timeout_keep_alive=60, h11_max_incomplete_event_size=MOST_HEAD,
        )  # fmt: skip
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield listening.getsockname()[1]
        server.should_exit = True
        thread.join()


def until_closed(peer: socket.socket) -> float:
    """Seconds until the other side closes, 5 at most."""
    begun = time.monotonic()
    peer.settimeout(5)
    while peer.recv(1000):
        pass
    return time.monotonic() - begun


def answer(peer: socket.socket) -> bytes:
    """What comes back, to its end."""
    peer.settimeout(5)
    found = b""
    while not found.endswith(b"in"):
        found += peer.recv(1000)
    return found


def drip(peer: socket.socket, text: bytes) -> None:
    """Send a letter twenty times a second."""
    for letter in text:
        peer.sendall(bytes([letter]))
        time.sleep(0.05)


@pytest.mark.parametrize("said", [b"", b"GET / HT"])
def test_who_says_nothing_is_let_go(port: int, said: bytes) -> None:
    """After its seconds, whether a request was begun or not."""
    with socket.create_connection(("127.0.0.1", port)) as peer:
        peer.sendall(said)
        assert 0.8 < until_closed(peer) < 3


def test_a_letter_now_and_then_does_not_help(port: int) -> None:
    """The seconds are for the whole head."""
    with socket.create_connection(("127.0.0.1", port)) as peer:
        begun = time.monotonic()
        with pytest.raises((BrokenPipeError, ConnectionResetError)):
            drip(peer, ASKED[:-2] + b"A: " + b"x" * 200)
        assert 0.8 < time.monotonic() - begun < 3


def test_who_comes_again_is_given_as_long(port: int) -> None:
    """Between two requests nothing need be said for longer; the second one's head must come whole too."""
    with socket.create_connection(("127.0.0.1", port)) as peer:
        peer.sendall(ASKED)
        assert answer(peer).endswith(b"in")
        time.sleep(1.5)
        peer.sendall(ASKED)
        assert answer(peer).endswith(b"in")
        peer.sendall(b"GET")
        assert 0.8 < until_closed(peer) < 3


LONG = b"GET /?l=" + b"a" * 70_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n"


@pytest.mark.parametrize("piece", [len(LONG), 40_000, 16_000, 8_192])
def test_a_head_that_is_too_long_is_answered_at_once(port: int, piece: int) -> None:
    """With a sentence, in however many pieces it comes, and what is still coming does not drown the answer."""
    with socket.create_connection(("127.0.0.1", port)) as peer:
        begun = time.monotonic()
        for start in range(0, len(LONG), piece):
            peer.sendall(LONG[start : start + piece])
            time.sleep(0.02)
        found = b""
        while part := peer.recv(1000):
            found += part
        assert time.monotonic() - begun < 1
    head, _, body = found.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 431 Request Header Fields Too Large\r\n")
    assert b"content-type: text/plain; charset=utf-8" in head.lower()
    assert body.decode() == "Dit adres is te lang. Begin opnieuw bij de lijst met folders.\n"


@pytest.mark.parametrize(
    "line", [b"nonsense\r\n\r\n", b"GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n", b"\x16\x03\x01\x02\r\n\r\n"]
)
def test_what_is_no_request_is_told_so(port: int, line: bytes) -> None:
    """With a sentence too, as to who speaks https where there is none."""
    with socket.create_connection(("127.0.0.1", port)) as peer:
        peer.sendall(line)
        peer.settimeout(1)
        found = b""
        while part := peer.recv(1000):
            found += part
    assert found.startswith(b"HTTP/1.1 400 ")
    assert found.decode().endswith("\r\n\r\nDit kon niet gelezen worden. Ga terug en probeer het nog eens.\n")


@pytest.mark.parametrize("piece", [9_000, 4_000])
def test_an_address_of_all_leaflets_is_answered(port: int, piece: int) -> None:
    """However it comes."""
    asked = b"GET /?" + b"&".join(b"l=leaflet-of-%03d" % number for number in range(500)) + ASKED[5:]
    with socket.create_connection(("127.0.0.1", port)) as peer:
        for start in range(0, len(asked), piece):
            peer.sendall(asked[start : start + piece])
            time.sleep(0.02)
        assert answer(peer).endswith(b"in")


def test_who_goes_on_sending_what_is_not_listened_to_is_let_go(port: int) -> None:
    """After its seconds."""
    with socket.create_connection(("127.0.0.1", port)) as peer:
        peer.sendall(LONG[:40_000])
        begun = time.monotonic()
        with pytest.raises((BrokenPipeError, ConnectionResetError)):
            drip(peer, b"x" * 200)
        assert time.monotonic() - begun < 3


def test_five_hundred_who_say_nothing_keep_nobody_out(port: int) -> None:
    """The one after them is answered at once."""
    crowd = [socket.create_connection(("127.0.0.1", port)) for _ in range(400)]
    try:
        for peer in crowd:
            peer.sendall(b"GET / HTTP/1.1\r\nHost:")
        begun = time.monotonic()
        with socket.create_connection(("127.0.0.1", port)) as last:
            last.sendall(ASKED)
            assert answer(last).startswith(b"HTTP/1.1 200")
        assert time.monotonic() - begun < 2
    finally:
        for peer in crowd:
            peer.close()


async def _slow(scope: Scope, receive: Receive, send: Send) -> None:
    await asyncio.sleep(0.3)
    await PlainTextResponse("in")(scope, receive, send)


def test_a_long_answer_is_not_cut_short() -> None:
    """The seconds are over when the head is there, however long the answer takes; then they are for the rest of the form."""

    async def whole() -> list[bool]:
        loop = asyncio.get_running_loop()
        protocol = Hasty(uvicorn.Config(_slow, lifespan="off", log_level="critical"), ServerState(), {}, loop)
        a, b = socket.socketpair()
        b.setblocking(False)
        transport, _ = await loop.connect_accepted_socket(lambda: protocol, a)
        begun = ASKED.replace(b"GET", b"POST").replace(b"\r\n\r\n", b"\r\nContent-Length: 5\r\n\r\n")
        is_waiting = []
        for letter, seconds in ((begun, 0.1), (b"x", 0.5)):
            await loop.sock_sendall(b, letter)
            await asyncio.sleep(seconds)
            is_waiting.append(protocol._awaited is not None)
        transport.close()
        b.close()
        return is_waiting

    assert asyncio.run(whole()) == [False, True]
