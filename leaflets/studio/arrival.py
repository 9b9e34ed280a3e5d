"""Who comes to a page by its address, or with what was typed: without a script that is carried from page to page.

Nothing of it is kept here: it stands in the form of each page, and goes along with each of its buttons.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from leaflets.imposition.consumption import RUN
from leaflets.studio.choice import Query
from leaflets.studio.counter import View
from leaflets.studio.details import Details, Fault
from leaflets.studio.sent import form_of, typed_in
from leaflets.studio.stock import StudioStock

WAYS = {"l": "leaflet", "f": "form"}
"""What is taken out of a choice, by how its address calls it."""

USUAL = (("n", str(RUN)),)
"""What an address need not say."""

Seeing = Callable[[Query], tuple[View, StudioStock]]
"""What a visitor sees of what was asked for."""


@dataclass(frozen=True)
class Arrival:
    """What is asked for, and what was typed where that came along."""

    view: View
    stock: StudioStock
    asked: Mapping[str, str]
    typed: Details | None = None
    faults: tuple[Fault, ...] = ()
    moved: str = ""
    """The query of the choice, where it was sent with what was typed and the address does not say it yet, or says
    nothing in some of its words."""

    def to(self, path: str) -> Response:
        """On to the address that says the choice; a browser sends there again all that was sent (RFC 9110, 15.4.8)."""
        return RedirectResponse(f"{path}?{self.moved}", 307)


async def arrival(request: Request, seen: Seeing) -> Arrival:
    """Who comes, by the address or by the form that was sent. Raises MultiPartException, HTTPException for none."""
    if request.method != "POST":
        return Arrival(*seen(request.query_params), request.query_params, moved=_tidied(request.url.query))
    form = await form_of(request)
    is_chosen = "lang" in form.texts  # The list of leaflets sends it along, whatever is ticked there.
    view, stock = seen(form if is_chosen else request.query_params)
    kind, _, name = form.texts.get("away", "").partition(" ")
    if kind in WAYS:
        view = replace(view, choice=view.choice.without(**{WAYS[kind]: name}))
    moved = view.choice.query if is_chosen and view.choice.query != request.url.query else ""
    return Arrival(view, stock, {**request.query_params, **form.texts}, *typed_in(form), moved)


def _tidied(query: str) -> str:
    """A query without what says nothing, such as fields a form sends empty; empty where all of it says something."""
    pairs = parse_qsl(query, keep_blank_values=True)
    said = [(name, one) for name, one in pairs if one and (name, one) not in USUAL]
    return urlencode(said) if len(said) < len(pairs) else ""
