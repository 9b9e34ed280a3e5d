"""Do the addresses still answer? One request at a time per host, with a pause between: we are guests there.

Only public hosts are asked, over https, wherever an address leads: a list of sources is other people's words, and must
not make the press knock on doors inside the house (OWASP, server-side request forgery).
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import quote, urljoin, urlsplit

from leaflets.messages import Sentence, reason, say, verbatim
from leaflets.processes.progress import Progress

TIMEOUT = 15.0
"""Seconds for one answer, from the name of the host to the last line of the head."""
PAUSE = 1.0
"""Seconds."""

HOSTS = 8
"""So many hosts are asked side by side."""

MOST_REDIRECTS = 3
"""Chosen: to https, to a host with www and to a new path; beyond these an address leads nowhere in particular."""
PORT = 443
"""Of https (RFC 9110, 4.2.2)."""
# Not found, and gone for good (RFC 9110, 15.5.5 and 15.5.11).
GONE = {404, 410}
# Who answers so to HEAD may answer GET: the method is what was refused (RFC 9110, 15.5.4, 15.5.6, 15.6.2).
NO_HEAD = {403, 405, 501}
# RFC 9110, 15.4: what has a Location to follow.
MOVED = {301, 302, 303, 307, 308}
_AGENT = {"User-Agent": "Mozilla/5.0 (compatible; LeafletPress link check)", "Accept": "*/*", "Connection": "close"}


class _NotPublic(OSError):
    """An address the press does not ask; its `strerror` says why."""


@dataclass(frozen=True)
class Visit:
    """An address that did not answer as it should: dead, or only unwilling to talk to a program."""

    url: str
    said: Sentence
    is_dead: bool


def dead_links(
    urls: Iterable[str], progress: Progress, timeout: float = TIMEOUT, pause: float = PAUSE
) -> tuple[Visit, ...]:
    """The addresses that do not answer, in the order given; `progress` is told of each host's visits as they end."""
    wanted = list(dict.fromkeys(urls))
    by_host: defaultdict[str, list[str]] = defaultdict(list)
    for url in wanted:
        by_host[_host_of(url)].append(url)
    found: dict[str, Visit] = {}
    done = 0
    with ThreadPoolExecutor(HOSTS) as pool:
        visits = [pool.submit(_host, several, timeout, pause) for several in by_host.values()]
        for visited in as_completed(visits):
            for url, visit in visited.result():
                done += 1
                progress(url, done, len(wanted))
                if visit is not None:
                    found[url] = visit
    return tuple(found[url] for url in wanted if url in found)


def _host_of(url: str) -> str:
    try:
        return urlsplit(url).netloc.lower()
    except ValueError:
        return ""


def _host(urls: Sequence[str], timeout: float, pause: float) -> list[tuple[str, Visit | None]]:
    """The visits to one host, one after another."""
    return list(_visits(urls, timeout, pause))


def _visits(urls: Sequence[str], timeout: float, pause: float) -> Iterator[tuple[str, Visit | None]]:
    for position, url in enumerate(urls):
        if position:
            time.sleep(pause)
        yield url, visit(url, timeout, pause)


def visit(url: str, timeout: float = TIMEOUT, pause: float = PAUSE) -> Visit | None:
    """None when the address answers; asks for the head of the page first, and for the page where that is refused."""
    asked = url
    for _ in range(MOST_REDIRECTS + 1):
        answer = _asked(asked, "HEAD", timeout)
        if answer.status in NO_HEAD:
            time.sleep(pause)
            answer = _asked(asked, "GET", timeout)
        if answer.wrong:
            led = say("leads to {address}, which {wrong}", address=asked, wrong=answer.wrong)
            return Visit(url, answer.wrong if asked == url else led, is_dead=True)
        if not answer.leads_to:
            said = say("answers {status}", status=answer.status)
            return None if answer.status < 400 else Visit(url, said, is_dead=answer.status in GONE)
        asked = answer.leads_to
    return Visit(url, say("leads on more than {most} times", most=MOST_REDIRECTS), is_dead=False)


class _Answer(NamedTuple):
    """The status of an answer and where it leads, or what went wrong."""

    status: int = 0
    leads_to: str = ""
    wrong: Sentence | None = None


def _asked(url: str, method: str, timeout: float) -> _Answer:
    """What an address answers; never longer than `timeout` seconds.

    A thread of its own can be left alone: neither the look-up of a name nor a page that comes letter by letter keeps
    to the time of a socket.
    """
    answers: list[_Answer] = []
    asking = threading.Thread(target=lambda: answers.append(_answer(url, method, timeout)), daemon=True)
    asking.start()
    asking.join(timeout)
    return answers[0] if answers else _Answer(wrong=_late(timeout))


def _answer(url: str, method: str, timeout: float) -> _Answer:
    """The head alone is read: at most a hundred lines of 64 kB, the bound of http.client."""
    try:
        parts = urlsplit(url)
        if parts.scheme != "https" or not parts.hostname:
            return _Answer(wrong=say("is no https address"))
        connection = _Public(parts.hostname, parts.port or PORT, timeout=timeout)
        try:
            target = quote(
                f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}", safe="/%?=&:;,+@!$'()*~#[]"
            )
            connection.request(method, target, headers=_AGENT)
            answer = connection.getresponse()
            target = answer.headers.get("Location", "")
            return _Answer(answer.status, urljoin(url, target) if target and answer.status in MOVED else "")
        finally:
            connection.close()
    except (http.client.HTTPException, OSError, ValueError) as error:
        return _Answer(wrong=_why(error, timeout))


class _Public(http.client.HTTPSConnection):
    """A connection to a host whose address is public; to the very address that was looked at, whatever a name says."""

    def connect(self) -> None:
        address = public_address(self.host, self.port)
        plain = socket.create_connection((address, self.port), self.timeout)
        self.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=self.host)


def public_address(host: str, port: int) -> str:
    """The address of a host. Raises OSError when it has none, or one that is not for all the world to reach."""
    found = [str(place[4][0]) for place in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    for address in found:
        if not is_public(address):
            raise _NotPublic(0, say("is inside a network that is not public"))
    if not found:
        raise _NotPublic(0, say("has no address"))
    return found[0]


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet: not this machine, its network or a reserved one."""
    place = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(place, ipaddress.IPv6Address):
        # An address of the other kind may be wrapped in one of these (RFC 4291, RFC 3056, RFC 6052).
        inner = place.ipv4_mapped or place.sixtofour
        if place in ipaddress.ip_network("64:ff9b::/96"):
            inner = ipaddress.IPv4Address(int(place) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return place.is_global and not place.is_multicast


def _why(error: Exception, timeout: float) -> Sentence:
    if isinstance(error, _NotPublic):
        return reason(error)
    if isinstance(error, TimeoutError):
        return _late(timeout)
    if isinstance(error, ssl.SSLError):
        return say("has no valid certificate")
    return say("does not answer ({error})", error=_named(error))


def _named(error: Exception) -> Sentence:
    return reason(error) if isinstance(error, OSError) and error.strerror else verbatim(type(error).__name__)


def _late(timeout: float) -> Sentence:
    return say("does not answer within {timeout:g} seconds", timeout=timeout)
