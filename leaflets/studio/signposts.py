"""Where an address leads that shows nothing by itself: what only a form asks for belongs to the page with that form."""

from __future__ import annotations

from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

PAGES = {
    "take": "details", "download": "details", "preview": "details", "open": "details", "praktijk.yaml": "details",
    "details": "details", "orders": "details", "list": "list", "sets": "list", "logout": "login",
}  # fmt: skip
"""The page to which an address belongs, by how both begin."""

SAVES = 4
"""Parts of an address of the editor that only its page asks: edit, language, leaflet, and what is asked."""


def page_of(path: str) -> str:
    """The page a path belongs to, as it is written from there; empty where it belongs to none."""
    parts = path.removeprefix("/").split("/")
    if parts[0] in PAGES:
        return "../" * (len(parts) - 1) + PAGES[parts[0]]
    is_editors = parts[0] == "edit" and len(parts) == SAVES and parts[2].strip(".")
    return f"../{quote(parts[2])}" if is_editors else ""


async def led_on(request: Request) -> Response:
    """To its page, for who opens what only a form asks for. Raises HTTPException for what is asked in another way."""
    page, query = page_of(request.url.path), request.url.query
    if request.method == "POST" or not page:
        raise HTTPException(405, headers={"Allow": "GET, HEAD" if request.method == "POST" else "POST"})
    return RedirectResponse(page + (f"?{query}" if query else ""), 303)
