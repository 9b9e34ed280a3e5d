from __future__ import annotations

import http.client
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from typing import Any

import pytest

from leaflets.preflight.report import links
from leaflets.preflight.report.links import dead_links, is_public, visit


class Site(BaseHTTPRequestHandler):
    """A small site on loopback; remembers what it was asked, and when."""

    asked: list[tuple[str, str, float]] = []  # noqa: RUF012
    over = threading.Event()

    def _answer(self) -> None:
        Site.asked.append((self.command, self.path, time.monotonic()))
        if self.path == "/slow":
            Site.over.wait(1.0)
        elif self.path == "/drip":
            self._drip()
        elif self.path == "/long":
            self.wfile.write(b"HTTP/1.0 200 OK\r\nX: " + b"x" * 100_000)
        elif self.path.startswith("/moved/"):
            self._move()
        else:
            status = {"/gone": 410, "/missing": 404, "/refuses": 403, "/busy": 503, "/nohead": 405, "/nowhere": 302}
            code = 200 if self.path == "/nohead" and self.command == "GET" else status.get(self.path, 200)
            self.send_response(code)
            self.send_header("Content-Length", "0")
            self.end_headers()

    def _move(self) -> None:
        """Lead on: so many times to the same site, or to what stands after the number."""
        count, _, target = self.path.removeprefix("/moved/").partition("/")
        self.send_response(302)
        self.send_header("Location", f"/moved/{int(count) - 1}" if int(count) > 1 else target or "/")
        self.end_headers()

    def _drip(self) -> None:
        """Answer letter by letter, and never come to an end."""
        with suppress(OSError):
            while not Site.over.wait(0.02):
                self.wfile.write(b"x")

    do_GET = do_HEAD = _answer  # noqa: N815

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def inside() -> Iterator[str]:
    """The address of the site as a source would name it; the press does not ask what is on this machine."""
    Site.asked.clear()
    Site.over.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"https://127.0.0.1:{server.server_address[1]}"
    Site.over.set()
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def site(inside: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The same, for this test reached like a host of the public internet, and in plain words."""
    monkeypatch.setattr(links, "_Public", http.client.HTTPConnection)
    return inside


def test_addresses_that_answer_are_not_told(site: str) -> None:
    """A page that is there, one that has moved and one that refuses HEAD but not GET are all right."""
    told: list[tuple[str, int, int]] = []
    urls = [f"{site}/", f"{site}/moved/3", f"{site}/nowhere", f"{site}/nohead"]
    assert dead_links(urls, lambda *step: told.append(step), pause=0) == ()
    assert told[-1][1:] == (4, 4)


@pytest.mark.parametrize(
    ("path", "said", "is_dead"),
    [
        ("/gone", "answers 410", True),
        ("/missing", "answers 404", True),
        ("/refuses", "answers 403", False),
        ("/busy", "answers 503", False),
    ],
)
def test_what_a_site_answers_is_told(site: str, path: str, said: str, is_dead: bool) -> None:
    """A page that is gone is dead; one that refuses a program or is busy may still be there for a reader."""
    (found,) = dead_links([site + path], lambda *_: None, pause=0)
    assert (found.said, found.is_dead) == (said, is_dead)


def test_a_slow_site_is_not_waited_for(site: str) -> None:
    """After its time a site that says nothing is told as dead."""
    found = visit(f"{site}/slow", timeout=0.2)
    assert found is not None
    assert (found.said, found.is_dead) == ("does not answer within 0.2 seconds", True)


def test_a_site_that_never_ends_is_not_waited_for(site: str) -> None:
    """An answer that comes letter by letter, or a line without end, is given up in its time."""
    begun = time.monotonic()
    found = visit(f"{site}/drip", timeout=0.3)
    assert found is not None
    assert (found.said, found.is_dead) == ("does not answer within 0.3 seconds", True)
    assert time.monotonic() - begun < 5
    found = visit(f"{site}/long", timeout=5)
    assert found is not None
    assert (found.said, found.is_dead) == ("does not answer (LineTooLong)", True)


def test_a_name_that_is_never_found_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """The look-up of a host's name counts as well."""
    over = threading.Event()

    def look_up(*_: object, **__: object) -> list[Any]:
        over.wait(10)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    begun = time.monotonic()
    found = visit("https://example.org/", timeout=0.2)
    over.set()
    assert found is not None
    assert found.said == "does not answer within 0.2 seconds"
    assert time.monotonic() - begun < 5


def test_nobody_there_is_dead(monkeypatch: pytest.MonkeyPatch) -> None:
    """A port nobody listens on is dead."""
    monkeypatch.setattr(links, "_Public", http.client.HTTPConnection)
    found = visit("https://127.0.0.1:9/", timeout=1)
    assert found is not None
    assert found.is_dead
    assert "does not answer" in found.said


@pytest.mark.parametrize(
    "url", ["ftp://example.org/x", "http://example.org/", "file:///etc/passwd", "https:", "https:///x", "x", ""]
)
def test_only_https_is_asked(url: str) -> None:
    """What is no https address is dead, and nothing is asked."""
    found = visit(url, timeout=1)
    assert found is not None
    assert (found.said, found.is_dead) == ("is no https address", True)


@pytest.mark.parametrize("url", ["https://[x/", "https://example.org:x/", "https://example.org:99999/"])
def test_an_address_that_is_none_is_dead(url: str) -> None:
    """An address that cannot be taken apart is told, and costs no other."""
    (found,) = dead_links([url], lambda *_: None, timeout=1)
    assert (found.url, found.is_dead) == (url, True)


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("http://example.org/", "which is no https address"),
        ("file:///etc/passwd", "which is no https address"),
        ("//localhost/", "which is inside a network that is not public"),
    ],
)
def test_an_address_that_leads_elsewhere_is_not_followed(
    target: str, said: str, site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only https is followed, and only to hosts of the public internet, however the way there began."""
    public = links.public_address

    class Connection(http.client.HTTPConnection):
        def connect(self) -> None:
            if self.host != "127.0.0.1":
                public(self.host, self.port)
            super().connect()

    monkeypatch.setattr(links, "_Public", Connection)
    found = visit(f"{site}/moved/1/{target}", timeout=2)
    assert found is not None
    assert found.said.endswith(said)
    assert found.is_dead
    assert len(Site.asked) == 1


@pytest.mark.parametrize(("count", "is_told"), [(1, False), (3, False), (4, True), (100, True)])
def test_an_address_leads_on_three_times_at_most(count: int, is_told: bool, site: str) -> None:
    """A fourth time is not followed; a reader's browser may, so it is not called dead."""
    found = visit(f"{site}/moved/{count}")
    assert (found is not None) is is_told
    if found is not None:
        assert (found.said, found.is_dead) == ("leads on more than 3 times", False)
    assert len(Site.asked) == min(count + 1, 4)


@pytest.mark.parametrize(
    "name", ["127.0.0.1", "localhost", "[::1]", "0.0.0.0", "2130706433", "127.1", "[::ffff:127.0.0.1]"]
)
def test_this_machine_is_not_asked(name: str, inside: str) -> None:
    """However it is called, this machine is refused before anything is sent to it."""
    found = visit(inside.replace("127.0.0.1", name), timeout=5)
    assert found is not None
    assert found.is_dead
    assert found.said == "is inside a network that is not public"
    assert Site.asked == []


@pytest.mark.parametrize(
    ("address", "answer"),
    [
        ("8.8.8.8", True), ("2001:4860:4860::8888", True), ("64:ff9b::808:808", True),
        ("10.0.0.1", False), ("172.16.0.1", False), ("192.168.1.1", False), ("169.254.169.254", False),
        ("100.64.0.1", False), ("0.0.0.0", False), ("224.0.0.1", False), ("255.255.255.255", False),
        ("::1", False), ("::", False), ("fe80::1%eth0", False), ("fc00::1", False), ("ff02::1", False),
        ("::ffff:10.0.0.1", False), ("2002:7f00:1::", False), ("64:ff9b::7f00:1", False), ("2001:db8::1", False),
    ],
)  # fmt: skip
def test_public_is_what_all_the_world_can_reach(address: str, answer: bool) -> None:
    """Private, local, reserved and group addresses are not public, nor those of the other kind that wrap one."""
    assert is_public(address) is answer


def test_the_address_that_was_looked_at_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that means another host a moment later does not lead the press there; one bad address of several is enough."""
    asked: list[tuple[str, int]] = []
    known = [["93.184.216.34"], ["127.0.0.1"], ["93.184.216.34", "10.0.0.1"]]

    def look_up(_: str, port: int, **__: object) -> list[Any]:
        return [(2, 1, 6, "", (address, port)) for address in known.pop(0)]

    def connect(address: tuple[str, int], *_: object) -> socket.socket:
        asked.append(address)
        raise ConnectionRefusedError(111, "Connection refused")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(socket, "create_connection", connect)
    said = [getattr(visit("https://example.org/", timeout=2), "said", "") for _ in range(3)]
    refused = "is inside a network that is not public"
    assert said == ["does not answer (Connection refused)", refused, refused]
    assert asked == [("93.184.216.34", 443)]


def test_words_that_are_not_hidden_are_not_believed(inside: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A host that does not speak TLS is not taken for the one that is meant."""
    monkeypatch.setattr(links, "public_address", lambda *_: "127.0.0.1")
    found = visit(f"{inside}/", timeout=5)
    assert found is not None
    assert (found.said, found.is_dead) == ("has no valid certificate", True)


def test_a_host_is_asked_one_thing_at_a_time(site: str) -> None:
    """Between two requests to one host there is a pause, and no address is asked twice that answers the first time."""
    urls = [f"{site}/a", f"{site}/b", f"{site}/a", f"{site}/nohead"]
    assert dead_links(urls, lambda *_: None, pause=0.15) == ()
    assert [path for _, path, _ in Site.asked] == ["/a", "/b", "/nohead", "/nohead"]
    moments = [moment for *_, moment in Site.asked]
    assert all(later - earlier >= 0.14 for earlier, later in pairwise(moments))


def test_the_dead_are_told_in_the_order_given(site: str) -> None:
    """However the answers come in, the list has the order of the sources."""
    urls = [f"{site}/missing", "https://127.0.0.1:9/", f"{site}/gone"]
    assert [found.url for found in dead_links(urls, lambda *_: None, timeout=1, pause=0)] == urls
