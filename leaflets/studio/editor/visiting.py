"""Who writes, and which text: the editor with those who work for it, and what is asked of it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field

from starlette.exceptions import HTTPException
from starlette.requests import Request

from leaflets.installed import templates_of
from leaflets.problems import ContentError
from leaflets.processes.workers import fresh_workers
from leaflets.studio.choice import tongue_of
from leaflets.studio.counter import FROM
from leaflets.studio.crew import REMEMBERED, Team
from leaflets.studio.editor import drawing, reading
from leaflets.studio.editor.drawing import formats_shown
from leaflets.studio.editor.reading import DraftText
from leaflets.studio.editor.saving import with_end
from leaflets.studio.editor.screen import EditorScreen
from leaflets.studio.editor.texts import EditorTexts, TextRow, rows, texts_of
from leaflets.studio.guard import TONGUES
from leaflets.studio.looks import Wardrobe
from leaflets.studio.stock import StudioStock

MOST_FIELDS = 20
"""Of the form: the text and what is shown of it."""

LONGEST_CHOICE = 4000
"""Characters of the choice one came from: a hundred leaflets in all forms."""

YIELDS = 10
"""Of 19, by which what nobody looks at yet gives way: a tenth of a core both want (Linux, sched(7))."""

Allowed = Callable[[Request], bool]
"""Whether who asks may edit."""


def everybody(_: Request) -> bool:
    """On a computer of one's own whoever has the key may edit. A server for members says here who of them may."""
    return True


@dataclass
class Editor:
    """What answers: the texts as they are by now, who reads, who typesets and who checks them, and who may ask."""

    stock_now: Callable[[], StudioStock]
    quick: Team
    setter: Team
    checker: Team
    looks: Wardrobe
    may_edit: Allowed = everybody
    last: EditorTexts | None = field(default=None, init=False)
    """The texts when they could be read: while a list they share is wrong, they can still be edited."""

    def texts(self, stock: StudioStock) -> EditorTexts:
        """The texts as they are, or as they were. Raises ContentError where they never could be read."""
        try:
            self.last = texts_of(stock)
        except ContentError:
            if self.last is None:
                raise
        return self.last

    def warm(self) -> list[Future[None]]:
        """Have the processes read a text and make a page, so that who writes finds them ready."""
        stock = self.stock_now()
        reading_of = [self.quick.pool.submit(reading.warmed, stock) for _ in range(self.quick.width)]
        making = [team.pool.submit(drawing.warmed, stock) for team in (self.setter, self.checker)]
        return [*making, *reading_of]

    def close(self) -> None:
        """Let go who typesets and who checks; who reads is of the studio's own crew."""
        for team in (self.setter, self.checker):
            team.pool.shutdown(wait=False, cancel_futures=True)


def typesetter() -> Team:
    """A process of the editor's own: what somebody prints keeps no writer waiting."""
    return _alone()


def inspector() -> Team:
    """Another, which leaves the processor to the first: no page waits for what is found out about the one before."""
    return _alone(YIELDS)


def _alone(yields: int = 0) -> Team:
    team = Team(fresh_workers(1, REMEMBERED, yields), 1)
    # None waits in the pool, where nobody can be asked any more whether he is still there: the newest comes next.
    team.gate = asyncio.Semaphore(team.width)
    return team


@dataclass(frozen=True)
class EditorVisit:
    """A text somebody asks for: what lies on the disk, and what was sent."""

    stock: StudioStock
    texts: EditorTexts
    row: TextRow
    tongue: str
    sent: Mapping[str, str]

    @property
    def content(self) -> str:
        return self.stock.shop.content.name

    @property
    def where(self) -> str:
        """The file, as messages name it."""
        return f"{self.content}/{self.row.language}/{self.row.id}.md"

    @property
    def draft(self) -> DraftText:
        """What was written, in lines as files have them."""
        return DraftText(self.row.language, self.row.id, with_end(self.sent.get("text", "")))

    @property
    def format(self) -> str:
        """The format to show, the first where none of that name can be."""
        names = [one.id for one in formats_shown(self.texts.catalogue)]
        asked = self.sent.get("f", "")
        return asked if asked in names else names[0]

    @property
    def page(self) -> int:
        asked = self.sent.get("p", "")
        return int(asked) if asked.isdecimal() and len(asked) < 4 else 1


def screen_of(editor: Editor, request: Request, stock: StudioStock) -> EditorScreen:
    up = "../../" if request.path_params.get("leaflet") else "./"
    if request.url.path.rstrip("/").endswith(("/save", "/problems", "/page", "/file", "/fits")):
        up = "../../../"
    choice = request.query_params.get(FROM, "")[:LONGEST_CHOICE]
    return EditorScreen(_tongue(request), editor.looks, templates_of(stock.shop.project), up, choice)


def _tongue(request: Request) -> str:
    return tongue_of(request.query_params.getlist("ui"), request.headers.get("accept-language", ""), TONGUES)


async def visit_of(editor: Editor, request: Request) -> EditorVisit:
    """The text that is asked for, and what was sent. Raises HTTPException for what there is not, or is no form."""
    if not editor.may_edit(request):
        raise HTTPException(404)
    stock = editor.stock_now()
    texts = editor.texts(stock)
    asked = request.path_params["language"], request.path_params["leaflet"]
    row = rows(texts.catalogue, stock.shop.content).get(asked)
    if row is None:
        raise HTTPException(404)
    sent = dict(request.query_params)
    if request.method == "POST":
        sent |= await _sent(request)
    return EditorVisit(stock, texts, row, _tongue(request), sent)


async def _sent(request: Request) -> dict[str, str]:
    """The fields of a form that holds no file. Raises HTTPException."""
    kind, _, _ = request.headers.get("content-type", "").partition(";")
    if kind.strip().lower() != "application/x-www-form-urlencoded":
        raise HTTPException(400)
    form = await request.form(max_fields=MOST_FIELDS)
    return {name: said for name, said in form.items() if isinstance(said, str)}
