from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise

import pytest

from leaflets.preflight.links import dead_links, visit


class Site(BaseHTTPRequestHandler):
    """A small site on loopback; remembers what it was asked, and when."""

    asked: list[tuple[str, str, float]] = []  # noqa: RUF012

    def _answer(self) -> None:
        Site.asked.append((self.command, self.path, time.monotonic()))
        status = {"/": 200, "/gone": 410, "/missing": 404, "/refuses": 403, "/busy": 503, "/nohead": 405}
        code = status.get(self.path, 200)
        if self.path == "/nohead" and self.command == "GET":
            code = 200
        if self.path == "/moved":
            self.send_response(301)
            self.send_header("Location", "/")
            self.end_headers()
            return
        if self.path == "/slow":
            time.sleep(1.0)
        self.send_response(code)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_HEAD = _answer  # noqa: N815

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[str]:
    Site.asked.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_addresses_that_answer_are_not_told(site: str) -> None:
    """A page that is there, one that has moved and one that refuses HEAD but not GET are all right."""
    told: list[tuple[str, int, int]] = []
    urls = [f"{site}/", f"{site}/moved", f"{site}/nohead"]
    assert dead_links(urls, lambda *step: told.append(step), pause=0) == ()
    assert told[-1][1:] == (3, 3)


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


def test_nobody_there_is_dead() -> None:
    """A port nobody listens on, and an address that is none for the web, are dead."""
    found = visit("http://127.0.0.1:9/", timeout=1)
    assert found is not None
    assert found.is_dead
    assert "does not answer" in found.said
    other = visit("ftp://127.0.0.1/x")
    assert other is not None
    assert other.said == "is no web address"


def test_a_host_is_asked_one_thing_at_a_time(site: str) -> None:
    """Between two requests to one host there is a pause, and no address is asked twice that answers the first time."""
    urls = [f"{site}/a", f"{site}/b", f"{site}/a", f"{site}/nohead"]
    assert dead_links(urls, lambda *_: None, pause=0.15) == ()
    assert [path for _, path, _ in Site.asked] == ["/a", "/b", "/nohead", "/nohead"]
    moments = [moment for *_, moment in Site.asked]
    assert all(later - earlier >= 0.14 for earlier, later in pairwise(moments))


def test_the_dead_are_told_in_the_order_given(site: str) -> None:
    """However the answers come in, the list has the order of the sources."""
    urls = [f"{site}/missing", "http://127.0.0.1:9/", f"{site}/gone"]
    assert [found.url for found in dead_links(urls, lambda *_: None, timeout=1, pause=0)] == urls
