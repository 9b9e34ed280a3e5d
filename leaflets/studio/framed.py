"""What is refused with a sentence, as a page for who sees a page: with the sentence on it, and the way on.

A script, a picture or a program that asks gets the sentence itself.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from leaflets.studio.guard import TONGUES
from leaflets.studio.signposts import page_of

STRANGE = 421
"""The status of a name that is none of this studio's: under that it has no styles either (RFC 9110, 15.5.20)."""

BUSY = 503
"""The status of what is answered a little later (RFC 9110, 15.6.4)."""

SPENT = 429
"""The status of what is answered once there is room in a quota again (RFC 6585, 4)."""

UNKNOWN = 401
"""The status of who has not logged in: whatever is opened leads to that."""

SHUT = 403
"""The status of a door that leads nowhere from here."""


@dataclass(frozen=True)
class Refusal:
    """A sentence for somebody who sees a page."""

    tongue: str
    said: str
    up: str
    """From where it is seen to where the studio begins."""
    query: str
    """What was chosen, as the address says it."""
    leads_on: bool
    """Whether there is a way on from here."""
    again: str = ""
    """The same address to ask once more, where that may help."""
    back: str = ""
    """The page it was asked for from, with what was chosen; empty where that is not known."""
    logs_in: bool = False
    """Whether the way on asks for a name and a password first."""

    @property
    def is_list(self) -> bool:
        """Whether one goes back to a list."""
        return self.back.partition("?")[0].endswith("list")


class Framed:
    """Around all that answers (ASGI 3.0); `page` makes the HTML of a refusal."""

    def __init__(self, app: ASGIApp, page: Callable[[Refusal], str]) -> None:
        self.app = app
        self.page = page

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or "text/html" not in Headers(scope=scope).get("accept", ""):
            await self.app(scope, receive, send)
            return
        start: Message | None = None
        body = b""

        async def sending(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start" and _is_sentence(message):
                start = message
            elif start is None:
                await send(message)
            else:
                body += message.get("body", b"")
                if not message.get("more_body", False):
                    await self._framed(scope, start, body.decode())(scope, receive, send)

        await self.app(scope, receive, sending)

    def _framed(self, scope: Scope, start: Message, said: str) -> HTMLResponse:
        """The page, with the headers of the sentence."""
        kept = MutableHeaders(raw=list(start["headers"]))
        tongue = kept.get("content-language", TONGUES[0])
        pairs = parse_qsl(scope["query_string"].decode("ascii", "ignore"))
        query = urlencode([(name, one) for name, one in pairs if name not in ("key", "ui")] + [("ui", tongue)])
        up = "../" * (scope["path"].count("/") - 1) or "./"
        again = f"{scope['path'].rpartition('/')[2]}?{query}" if _helps_to_ask(scope, start["status"]) else ""
        back = page_of(scope["path"]) if {"l", "f"} <= {name for name, _ in pairs} else ""
        back = f"{back}?{query}" if back and start["status"] not in (SHUT, UNKNOWN) else ""
        page = self.page(
            Refusal(tongue, said.strip(), up, query, start["status"] != SHUT, again, back, start["status"] == UNKNOWN)
        )
        for name in ("content-length", "content-type"):
            del kept[name]
        return HTMLResponse(page, start["status"], kept)


def _helps_to_ask(scope: Scope, status: int) -> bool:
    """Whether the same may be asked a little later with a link: what was sent along goes with no link."""
    return status in (BUSY, SPENT) and scope["method"] == "GET"


def _is_sentence(message: Message) -> bool:
    """Whether an answer begins that says in plain words why it is none."""
    kind = Headers(raw=message["headers"]).get("content-type", "")
    return message["status"] >= 400 and message["status"] != STRANGE and kind.startswith("text/plain")
