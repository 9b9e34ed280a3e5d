"""Who comes to the studio and what is there for them: the workshop, the workers, the texts, and what was chosen."""

from __future__ import annotations

import time
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from leaflets.build.workshop import Workshop
from leaflets.installed import templates_of
from leaflets.studio.answering import tongue_asked
from leaflets.studio.backstage import Backstage
from leaflets.studio.choice import Query, choice_of
from leaflets.studio.counter import View
from leaflets.studio.crew import Crew
from leaflets.studio.editor.visiting import Editor
from leaflets.studio.guard import GUEST
from leaflets.studio.looks import Wardrobe
from leaflets.studio.orders import OrderBook
from leaflets.studio.parcel import Parcel
from leaflets.studio.stock import StudioStock, stocked_now
from leaflets.studio.tally import Tally

LOOK_SECONDS = 0.5
"""Between two looks at the folder with the words: each takes a millisecond."""

Answering = Callable[["Studio", Request], Coroutine[Any, Any, Response]]

DoorAddress = tuple[str, tuple[str, ...], Answering]
"""Where, how, and what answers."""


@dataclass
class Studio:
    """All that answers: the workshop, the workers, and the texts as they are by now."""

    shop: Workshop
    output: Path
    crew: Crew
    looks: Wardrobe
    editor: Editor | None = None
    """Where texts may be edited; without it those addresses are not there."""
    backstage: Backstage = field(default_factory=Backstage)
    orders: OrderBook = field(default_factory=OrderBook)
    tally: Tally = field(default_factory=Tally)
    """What printing takes, of the files that were measured."""
    looked: tuple[float, StudioStock] | None = None
    """The texts as they were when somebody last looked, and when that was."""

    @property
    def stock(self) -> StudioStock:
        """The texts as they are by now; who types looks no oftener than once in LOOK_SECONDS."""
        now = time.monotonic()
        if self.looked is None or now - self.looked[0] > LOOK_SECONDS:
            self.looked = (now, stocked_now(self.shop, self.output))
        return self.looked[1]


def view_of(
    studio: Studio, request: Request, stock: StudioStock, asked: Query | None = None
) -> tuple[View, StudioStock]:
    """What a visitor sees, by the address alone, or by what is `asked`; an edition there is not says nothing."""
    own = {name: one.file.name for name, one in stock.catalogue.editions.good.items()}
    asked = request.query_params if asked is None else asked
    edition = next(iter(asked.getlist("edition")), None)
    stock = stock.of(edition if edition in own else None)
    choice = choice_of(asked, stock.catalogue, stock.edition, tongue_asked(request))
    templates, guest = templates_of(studio.shop.project), request.scope.get(GUEST)
    edits = studio.editor is not None and studio.editor.may_edit(request)
    return View(choice, stock.catalogue, studio.looks, templates, own, guest, edits), stock


def owner_of(request: Request) -> str:
    """Who asks, where a server knows; of one's own computer there is one owner."""
    guest = request.scope.get(GUEST)
    return guest.name if guest else ""


def handed(parcel: Parcel) -> Response:
    """A file to take along: a PDF opens, a ZIP is saved. Its name holds small letters, digits and hyphens alone."""
    how = "inline" if parcel.kind == "application/pdf" else "attachment"
    headers = {"Content-Disposition": f'{how}; filename="{parcel.name}"'}
    return Response(parcel.data, media_type=parcel.kind, headers=headers)
