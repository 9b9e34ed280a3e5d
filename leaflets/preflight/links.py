"""Do the addresses still answer? One request at a time per host, with a pause between: we are guests there."""

from __future__ import annotations

import http.client
import ssl
import time
import urllib.error
import urllib.request
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from urllib.parse import urlsplit

Progress = Callable[[str, int, int], None]

TIMEOUT = 15.0
PAUSE = 1.0
"""Seconds."""

HOSTS = 8
"""So many hosts are asked side by side."""

GONE = {404, 410}
NO_HEAD = {403, 405, 501}
_AGENT = {"User-Agent": "Mozilla/5.0 (compatible; LeafletPress link check)", "Accept": "*/*"}


@dataclass(frozen=True)
class Visit:
    """An address that did not answer as it should: dead, or only unwilling to talk to a program."""

    url: str
    said: str
    is_dead: bool


def dead_links(
    urls: Iterable[str], progress: Progress, timeout: float = TIMEOUT, pause: float = PAUSE
) -> tuple[Visit, ...]:
    """The addresses that do not answer, in the order given; `progress` is told of each host's visits as they end."""
    wanted = list(dict.fromkeys(urls))
    by_host: defaultdict[str, list[str]] = defaultdict(list)
    for url in wanted:
        by_host[urlsplit(url).netloc.lower()].append(url)
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
    if urlsplit(url).scheme not in ("http", "https"):
        return Visit(url, "is no web address", is_dead=True)
    status, said = _asked(url, "HEAD", timeout)
    if status in NO_HEAD:
        time.sleep(pause)
        status, said = _asked(url, "GET", timeout)
    if status is None:
        return Visit(url, said, is_dead=True)
    if status < 400:
        return None
    return Visit(url, f"answers {status}", is_dead=status in GONE)


def _asked(url: str, method: str, timeout: float) -> tuple[int | None, str]:
    """The status of the answer, or None and what went wrong."""
    request = urllib.request.Request(url, method=method, headers=_AGENT)
    try:
        with urllib.request.urlopen(request, timeout=timeout) as answer:
            return int(answer.status), ""
    except urllib.error.HTTPError as error:
        return error.code, ""
    except (http.client.HTTPException, OSError, ValueError) as error:
        return None, _why(getattr(error, "reason", error), timeout)


def _why(error: object, timeout: float) -> str:
    if isinstance(error, TimeoutError):
        return f"does not answer within {timeout:g} seconds"
    if isinstance(error, ssl.SSLError):
        return "has no valid certificate"
    return f"does not answer ({getattr(error, 'strerror', None) or type(error).__name__})"
