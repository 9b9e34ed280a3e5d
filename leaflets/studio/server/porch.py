"""Behind the guard and before every page: who is asking, and whether that member has not asked for too much.

Two ways to know: the cookie of who has said name and password here, or the word of a proxy that asked itself.
"""

from __future__ import annotations

import ipaddress
import time
from collections.abc import Callable, Iterable
from functools import partial

from starlette.datastructures import Headers
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from leaflets.messages import Sentence, say
from leaflets.studio.charging import QuotaSpent
from leaflets.studio.guard import CHARGE, GUEST, Guest, in_cookies, refused, spent
from leaflets.studio.server.members import RollFile, mark
from leaflets.studio.server.quotas import Clock, QuotaKind, Quotas
from leaflets.studio.server.session import cookie_name, member_of
from leaflets.studio.server.watcher import route_of

Network = ipaddress.IPv4Network | ipaddress.IPv6Network

OPEN = frozenset({"/static", "/health", "/login", "/logout", "/metrics"})
"""What everybody gets: style and fonts, whether the studio is well, and the page on which one says who one is."""

COUNTED: dict[tuple[str, str], QuotaKind] = {
    ("POST", "/preview"): "pictures", ("POST", "/details"): "pictures", ("POST", "/take"): "pictures",
    ("POST", "/open"): "pictures", ("GET", "/page"): "pictures", ("GET", "/details"): "pictures",
    ("GET", "/"): "pictures", ("POST", "/download"): "pictures", ("POST", "/list"): "pictures",
    ("POST", "/sets"): "pictures", ("GET", "/calibration.pdf"): "files",
}  # fmt: skip
"""What a member has a quota of before it is looked at; all else costs next to nothing. How many files are made is known
only then, and each is taken of its quota there."""

LONGEST = 200
"""Signs of a name that a proxy may say."""


class NotLetIn(Exception):
    """Who asks is not let in, and why: with a status, and a sentence."""

    def __init__(self, status: int, said: Sentence) -> None:
        super().__init__(said)
        self.status = status
        self.said = said


Knows = Callable[[Scope, Headers], Guest | None]
"""Who is asking; None for who has not said. Raises NotLetIn, PressError."""


def by_cookie(rolls: RollFile, *, is_secure: bool) -> Knows:
    """Who has said name and password."""
    name = cookie_name(is_secure=is_secure)

    def knows(_: Scope, headers: Headers) -> Guest | None:
        roll = rolls.now()
        found = next((one for said in in_cookies(headers, name) if (one := member_of(roll, said))), None)
        return Guest(found, roll.mark(found), leaves=True) if found else None

    return knows


def by_proxy(header: str, trusted: Iterable[Network], secret: bytes) -> Knows:
    """Whom a proxy names in its header; the proxy is known by its address, and every other is refused."""
    networks = tuple(trusted)

    def knows(scope: Scope, headers: Headers) -> Guest:
        if not is_within(scope, networks):
            raise NotLetIn(403, say("The studio is to be opened through its proxy."))
        said = [one.strip() for one in headers.getlist(header)]
        if len(said) != 1 or not said[0] or len(said[0]) > LONGEST:
            raise NotLetIn(403, say("The proxy did not say who you are. Log in there first."))
        return Guest(said[0], mark(said[0], secret), leaves=False)

    return knows


def is_within(scope: Scope, networks: Iterable[Network]) -> bool:
    """Whether what is connected has an address of these networks."""
    client = scope.get("client")
    try:
        address = ipaddress.ip_address(client[0] if client else "")
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return any((mapped or address) in one for one in networks)


class Threshold:
    """Where who comes says who they are (ASGI 3.0)."""

    def __init__(self, app: ASGIApp, knows: Knows, quotas: Quotas, clock: Clock = time.monotonic) -> None:
        self.app = app
        self.knows = knows
        self.quotas = quotas
        self.clock = clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer = self._answer(scope, Headers(scope=scope)) if scope["type"] == "http" else None
        try:
            await (answer or self.app)(scope, receive, send)
        except QuotaSpent as error:
            await error.answer(scope, receive, send)

    def _answer(self, scope: Scope, headers: Headers) -> Response | None:
        """Why a request is not answered by the studio; None where it is."""
        route = route_of(scope["path"])
        try:
            asked = self.knows(scope, headers)
        except NotLetIn as error:
            return None if route in OPEN else refused(scope, error.status, error.said)
        if asked is None:
            return None if route in OPEN else _to_login(scope, headers)
        scope[GUEST] = asked
        scope[CHARGE] = partial(self._spent, scope, asked.name, "files")
        kind = COUNTED.get(("GET" if scope["method"] == "HEAD" else scope["method"], route))
        return self._spent(scope, asked.name, kind, 1) if kind else None

    def _spent(self, scope: Scope, member: str, kind: QuotaKind, many: int) -> Response | None:
        """What is answered where a member has not so many left; None where they are taken."""
        seconds = self.quotas.wait(member, kind, self.clock(), many)
        files = self.quotas.of["files"].most if kind == "files" else 0
        return spent(scope, seconds, files) if seconds else None


def _to_login(scope: Scope, headers: Headers) -> Response:
    """The page for name and password, with what was chosen; for what is no page, a sentence."""
    if scope["method"] == "POST" or "text/html" not in headers.get("accept", "text/html"):
        return refused(scope, 401, say("Log in first. Open the studio again, and type your name and password."))
    up = "../" * (scope["path"].count("/") - 1) or "./"
    query = scope["query_string"].decode("ascii", "ignore")
    return RedirectResponse(f"{up}login" + (f"?{query}" if query else ""), 303)
