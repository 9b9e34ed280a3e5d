"""The page on which a member says name and password, and the way out again."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from leaflets.messages import Sentence, say
from leaflets.studio.crew import Busy
from leaflets.studio.guard import Guest
from leaflets.studio.server.members import Roll, RollFile, plain_name
from leaflets.studio.server.session import SECONDS, begun, cookie_name
from leaflets.studio.visit import DoorAddress, Studio, view_of

AT_ONCE = 2
"""Passwords that are tried side by side: each takes a core a twentieth of a second, and 16 MB."""

MOST_WAITING = 40
"""Who waits for that: a second on two cores. They are a whole office that begins at nine, or somebody who guesses."""

LONGEST = 200
"""Signs of a name or a password that are looked at."""

WRONG = say("This name and password do not belong together. Type the password with all its signs.")


@dataclass
class Login:
    """The two addresses: who says name and password gets a cookie, and gives it back."""

    rolls: RollFile
    is_secure: bool
    waiting: int = 0
    gate: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))

    @property
    def routes(self) -> tuple[DoorAddress, ...]:
        """As the door has them."""
        return ("/login", ("GET", "POST"), self.enter), ("/logout", ("POST",), self.leave)

    async def enter(self, studio: Studio, request: Request) -> Response:
        """The form; or, with the right password, the way in with what was chosen."""
        if request.method == "GET":
            return HTMLResponse(_page(studio, request, ""))
        form = await request.form(max_files=0, max_fields=10, max_part_size=LONGEST * 10)
        name, password = (str(form.get(one, "")) for one in ("name", "password"))
        await form.close()
        if max(len(name), len(password)) > LONGEST:
            raise HTTPException(400)
        roll = self.rolls.now()
        if not await self._holds(roll, name, password):
            return HTMLResponse(_page(studio, request, name, WRONG), 422)
        query = request.url.query
        answer = RedirectResponse("./" + (f"?{query}" if query else ""), 303)
        answer.set_cookie(
            cookie_name(is_secure=self.is_secure), begun(roll, plain_name(name)), max_age=SECONDS, httponly=True,
            samesite="strict", secure=self.is_secure,
        )  # fmt: skip
        return answer

    async def leave(self, _: Studio, request: Request) -> Response:
        """The way out: the cookie is taken back, and the form stands there for the next."""
        query = request.url.query
        answer = RedirectResponse("login" + (f"?{query}" if query else ""), 303)
        answer.delete_cookie(
            cookie_name(is_secure=self.is_secure), httponly=True, samesite="strict", secure=self.is_secure
        )
        return answer

    async def _holds(self, roll: Roll, name: str, password: str) -> bool:
        """Whether it is a member's password. Raises Busy where too many want to know."""
        if self.waiting >= MOST_WAITING:
            raise Busy
        self.waiting += 1
        try:
            async with self.gate:
                return await asyncio.to_thread(roll.holds, name, password)
        finally:
            self.waiting -= 1


def _page(studio: Studio, request: Request, name: str, wrong: Sentence | None = None) -> str:
    view, _ = view_of(studio, request, studio.stock)
    # Who comes is not known yet, but that it is no computer of theirs is.
    view = replace(view, guest=Guest("", "", leaves=False))
    return view.html("login", step=0, name=name, wrong=wrong)
