"""Who may ask, and how much is listened to: in front of every address, before anything else looks at a request.

Host names are held against a list, or a page of somewhere else could reach this computer by another name (DNS
rebinding). What changes or makes something is asked for by POST, and by the studio's own pages only. A key in the
address that is printed becomes a cookie, so that another user of the same computer gets nothing.
"""

from __future__ import annotations

import asyncio
import hmac
import logging
import time
from collections.abc import Iterable
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs, quote, urlencode, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from leaflets.messages import Sentence, say, say_many, translated
from leaflets.studio.choice import tongue_of

MOST_BYTES = 6_000_000
"""Of a request: a logo of 2 MB, which a form without a script carries along as letters (a third more), and some."""

BODY_SECONDS = 30
"""In which all of a request must have come: 6 MB at 2 Mbit/s."""

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self' data: blob:; font-src 'self';"
    " script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    # Not no-referrer: with that a browser says with a POST that it comes from nowhere (Fetch, 3.2).
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
"""What every answer says; one that says nothing of its keeping is not kept."""

STYLES = "/static/"
"""Where the style and the fonts are, which the site shows to all: a page that says the key is missing has them too."""

TONGUES = ("nl", "en", "fr")
"""What the studio speaks; who likes none of them gets the first."""


@dataclass(frozen=True)
class Guest:
    """Who comes, where a server asks."""

    name: str
    mark: str
    """What stands for the name in a log."""
    leaves: bool
    """Whether it was asked here, and one logs out here."""


LOG = logging.getLogger("leaflets.studio")


class Faults:
    """Where what goes wrong here is told: in a log of its own, where nobody else listens."""

    def tell(self, fault: str) -> None:
        """Tell a fault by its kind and place, and by no word of what was asked for."""
        LOG.error(fault)


FAULTS = "leaflets.faults"
"""Under which somebody else who listens is noted in the scope."""

GUEST = "leaflets.guest"
"""Under which a guest is noted in the scope."""

CHARGE = "leaflets.charge"
"""Under which stands what takes so many files of a guest's quota: None, or the answer where there are not so many."""


@dataclass(frozen=True)
class Door:
    """Who is let in: the names this computer may be called by, with the port, and the key; without, whoever asks."""

    hosts: frozenset[str]
    key: str | None

    @property
    def cookie(self) -> str:
        """Its name holds the port, since browsers keep no cookies apart by it."""
        ports = sorted(host.rpartition(":")[2] for host in self.hosts)
        return f"studio-{ports[0]}" if ports else "studio"


class CutShort(Exception):
    """A request that is not listened to to its end, and with what it is answered."""

    def __init__(self, status: int, said: Sentence) -> None:
        super().__init__(said)
        self.status = status
        self.said = said


class Guard:
    """The door before an application (ASGI 3.0)."""

    def __init__(self, app: ASGIApp, door: Door) -> None:
        self.app = app
        self.door = door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        answer = self._refusal(scope, headers) or self._entrance(scope)
        if answer is not None:
            await answer(scope, receive, _dressed(send))
            return
        await self._listened(scope, receive, send)

    def _refusal(self, scope: Scope, headers: Headers) -> Response | None:
        """Why a request is not let in; None where it is."""
        host = headers.get("host", "")
        if host.lower() not in self.door.hosts:
            return refused(scope, 421, say("This name is not one of this studio's. Open the address it printed."))
        if scope["method"] not in ("GET", "HEAD", "POST"):
            answer = refused(scope, 405, NOT_SO)
            answer.headers["Allow"] = "GET, HEAD, POST"
            return answer
        if scope["method"] == "POST" and not _is_own(headers, host):
            return refused(scope, 403, say("This was asked for by another page. Open the studio itself."))
        is_open = self.door.key is None or scope["path"].startswith(STYLES)
        if not is_open and not self._has_key(scope, headers):
            return refused(scope, 403, NO_KEY)
        length = headers.get("content-length", "")
        if length and (not length.isdecimal() or int(length[:12]) > MOST_BYTES or len(length) > 12):
            return refused(scope, 413, TOO_LARGE)
        return None

    def _has_key(self, scope: Scope, headers: Headers) -> bool:
        assert self.door.key is not None
        return any(
            hmac.compare_digest(said.encode(), self.door.key.encode())
            for said in (*_in_address(scope), *in_cookies(headers, self.door.cookie))
        )

    def _entrance(self, scope: Scope) -> Response | None:
        """For who comes with the key in the address: the cookie, and the same address without the key."""
        if scope["method"] != "GET" or not _in_address(scope) or self.door.key is None:
            return None
        pairs = parse_qs(scope["query_string"].decode("ascii", "ignore"))
        rest = urlencode([(name, one) for name, several in pairs.items() if name != "key" for one in several])
        place = quote(scope["path"].rpartition("/")[2])
        answer = RedirectResponse(f"./{place}" + (f"?{rest}" if rest else ""), 303)
        answer.set_cookie(
            self.door.cookie, self.door.key, httponly=True, samesite="strict", secure=scope["scheme"] == "https"
        )
        return answer

    async def _listened(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The application's answer, or that too much came or too slowly, where it had not begun to answer."""
        has_begun = is_whole = False
        heard, until = 0, time.monotonic() + BODY_SECONDS

        async def listening() -> Message:
            nonlocal heard, is_whole
            # One limit for all of it, or a letter now and then would hold the door for ever.
            try:
                message = await (receive() if is_whole else asyncio.wait_for(receive(), until - time.monotonic()))
            except TimeoutError as error:
                raise CutShort(408, TOO_SLOW) from error
            is_whole = not message.get("more_body", False)
            heard += len(message.get("body", b""))
            if heard > MOST_BYTES:
                raise CutShort(413, TOO_LARGE)
            return message

        async def sending(message: Message) -> None:
            nonlocal has_begun
            has_begun = True
            await send(message)

        try:
            await self.app(scope, listening, _dressed(sending))
        except CutShort as error:
            if has_begun:
                raise
            await refused(scope, error.status, error.said)(scope, receive, _dressed(send))


TOO_LARGE = say("This is too large. Choose a logo of at most 2 MB.")
NO_KEY = say("The key is missing. Open the address that the studio printed when it began.")
NOT_SO = say("This cannot be asked for so.")
TOO_SLOW = say("It took too long to arrive. Try again.")


def refused(scope: Scope, status: int, *said: Sentence) -> Response:
    """Sentences, and nothing else, in the language the address says, or the browser."""
    headers, asked = Headers(scope=scope), parse_qs(scope["query_string"].decode("ascii", "ignore"))
    tongue = tongue_of(asked.get("ui", []), headers.get("accept-language", ""), TONGUES)
    text = "".join(f"{translated(one, tongue)}\n" for one in said)
    return PlainTextResponse(text, status, headers={"Content-Language": tongue})


def spent(scope: Scope, seconds: int, files: int = 0) -> Response:
    """That a quota is spent, of so many `files` or else of pictures, and after how long one goes on (RFC 6585, 4)."""
    minutes = -(-seconds // 60)
    said = say_many(
        "So many files are too much just now. Each member may have {most} made in an hour; in {count} minute there is"
        " room again.",
        "So many files are too much just now. Each member may have {most} made in an hour; in {count} minutes there is"
        " room again.",
        count=minutes, most=files,
    ) if files else say_many(
        "Those were many pages and pictures at once. You can go on in {count} minute.",
        "Those were many pages and pictures at once. You can go on in {count} minutes.",
        count=minutes,
    )  # fmt: skip
    answer = refused(scope, 429, said, NOT_LOST)
    answer.headers["Retry-After"] = str(seconds)
    return answer


NOT_LOST = say("What you typed is not lost: your browser keeps it.")


def _is_own(headers: Headers, host: str) -> bool:
    """Whether one of the studio's own pages asks: every browser says with a POST where it is from (Fetch, 3.2)."""
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is not None and site not in ("same-origin", "none"):
        return False
    if origin is not None:
        return urlsplit(origin).netloc.lower() == host.lower()
    return site is not None


def _in_address(scope: Scope) -> list[str]:
    if b"key=" not in scope["query_string"]:
        return []
    return parse_qs(scope["query_string"].decode("ascii", "ignore")).get("key", [])[:1]


def in_cookies(headers: Headers, name: str) -> Iterable[str]:
    """Every value a browser sends of a cookie; what is no cookie is passed over."""
    for said in headers.getlist("cookie"):
        try:
            found = SimpleCookie(said).get(name)
        except CookieError:
            continue
        if found is not None:
            yield found.value


def _dressed(send: Send) -> Send:
    """What is sent, with the HEADERS."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            headers.setdefault("Cache-Control", "no-store")
        await send(message)

    return sending


def loopback_hosts(port: int, more: Iterable[str] = ()) -> frozenset[str]:
    """The names of this computer for itself, with the port, and those somebody gave it."""
    return frozenset(f"{name}:{port}" for name in ("127.0.0.1", "localhost", "[::1]")) | {name.lower() for name in more}
