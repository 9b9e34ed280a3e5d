"""The addresses of the editor. They are there with --edit only; a text is named by its id, and never by a path."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from leaflets.content import Catalogue
from leaflets.content.records import MAX_BYTES
from leaflets.messages import say, translated
from leaflets.problems import ContentError, Problem
from leaflets.storage.files import size
from leaflets.studio.editor import screen, telling
from leaflets.studio.editor.drawing import (
    PageOutcome,
    file_problems,
    fits_in,
    formats_shown,
    page_of,
)
from leaflets.studio.editor.lists import claims, sources
from leaflets.studio.editor.naming import naming_of
from leaflets.studio.editor.pairing import ParagraphPair, pairs
from leaflets.studio.editor.reading import DraftText, read_draft
from leaflets.studio.editor.saving import OvertakenText, save, with_end
from leaflets.studio.editor.texts import TextRow, file_text, path_of, rows
from leaflets.studio.editor.visiting import Editor, EditorVisit, screen_of, visit_of
from leaflets.studio.forms import Form, forms
from leaflets.studio.stock import StudioStock


def problems_of(stock: StudioStock, draft: DraftText) -> tuple[Problem, ...]:
    """In a worker: what is wrong with a draft, without all it was read into."""
    return _too_long(draft) or read_draft(stock, draft).problems


def _too_long(draft: DraftText) -> tuple[Problem, ...]:
    if len(draft.text.encode()) <= MAX_BYTES:
        return ()
    said = say("is longer than {size}", size=size(MAX_BYTES))
    return (Problem(said, draft.id, say("Make it shorter.")),)


def _told(visit: EditorVisit, problems: Sequence[Problem]) -> list[telling.ToldProblem]:
    catalogue = visit.texts.catalogue
    return telling.told(map(naming_of(visit.row, catalogue).named, problems), visit.tongue, catalogue.sources)


def _address(outcome: PageOutcome) -> str:
    """The picture of a page as an address of its own."""
    return f"data:image/jpeg;base64,{base64.b64encode(outcome.drawn.picture).decode()}" if outcome.drawn else ""


async def _read(editor: Editor, visit: EditorVisit, request: Request) -> tuple[Problem, ...]:
    try:
        return await editor.quick.do(problems_of, visit.stock, visit.draft, gone=request.is_disconnected)
    except ContentError as error:
        return error.problems


async def _drawn(editor: Editor, visit: EditorVisit, request: Request) -> PageOutcome:
    if _too_long(visit.draft):
        return PageOutcome(None, ())
    given = visit.stock, visit.draft, visit.format, visit.page
    try:
        return await editor.setter.do(page_of, *given, gone=request.is_disconnected)
    except ContentError as error:
        return PageOutcome(None, error.problems)


async def _all(editor: Editor, request: Request) -> Response:
    """All texts that can be edited."""
    if not editor.may_edit(request):
        raise HTTPException(404)
    stock = editor.stock_now()
    texts = editor.texts(stock)
    found = rows(texts.catalogue, stock.shop.content)
    return HTMLResponse(screen.listed(screen_of(editor, request, stock), found, texts.catalogue.languages))


async def _open(editor: Editor, request: Request) -> Response:
    """A text as its file holds it."""
    visit = await visit_of(editor, request)
    there = file_text(path_of(visit.row, visit.stock.shop.content), visit.stock.shop.content)
    visit = replace(visit, sent={**visit.sent, "text": there.text, "digest": there.digest})
    return await _edited(editor, request, visit, is_saved=visit.sent.get("saved") == "1")


async def _again(editor: Editor, request: Request) -> Response:
    """A text as it was typed, with its page and its problems, for who runs no script."""
    visit = await visit_of(editor, request)
    if at := visit.sent.get("replace"):
        visit = replace(visit, sent={**visit.sent, "text": replaced(visit.draft.text, at)})
    return await _edited(editor, request, visit)


def replaced(text: str, at: str) -> str:
    """A text with one mark put in the place of another on one line: "45 [@wrong] [@right]"."""
    number, _, marks = at.partition(" ")
    wrong, _, right = marks.partition(" ")
    lines = text.split("\n")
    if not number.isdecimal() or len(number) > 6 or not 0 < int(number) <= len(lines) or not wrong or not right:
        return text
    lines[int(number) - 1] = lines[int(number) - 1].replace(wrong, right)
    return "\n".join(lines)


async def _edited(
    editor: Editor, request: Request, visit: EditorVisit, *, is_saved: bool = False, said: str = "", status: int = 200
) -> Response:
    """The page of the editor, with what is typed by now whatever is wrong with it."""
    found, outcome = await asyncio.gather(_read(editor, visit, request), _drawn(editor, visit, request))
    catalogue, row = visit.texts.catalogue, visit.row
    there = _on_disk(visit)
    digest = visit.sent.get("digest", "")
    name, beside = _beside(visit)
    named = sources(catalogue, row.language, visit.texts.house.source_language)
    page = screen.EditorPage(
        row, visit.where, visit.draft.text, digest, catalogue.languages[row.language], visit.format,
        _forms(catalogue), _told(visit, (*found, *outcome.problems)),
        outcome.drawn, _address(outcome), named, claims(catalogue, row.id), beside,
        catalogue.languages.get(name),
    )  # fmt: skip
    is_dirty = page.text != with_end(there)
    shown = screen.edited(screen_of(editor, request, visit.stock), page, is_saved=is_saved and not is_dirty,
                          is_dirty=is_dirty, said=said)  # fmt: skip
    return HTMLResponse(shown, status)


def _forms(catalogue: Catalogue) -> list[Form]:
    """What it can be looked at in, in the order for writers."""
    names = [one.id for one in formats_shown(catalogue)]
    return sorted(forms(catalogue, names), key=lambda one: names.index(one.id))


def _on_disk(visit: EditorVisit) -> str:
    try:
        return file_text(path_of(visit.row, visit.stock.shop.content), visit.stock.shop.content).text
    except ContentError:
        return ""


def _beside(visit: EditorVisit) -> tuple[str, tuple[ParagraphPair, ...]]:
    """The language of the text this one is a translation of, and the two side by side; nothing of a source."""
    source = visit.texts.house.source_language
    row = TextRow(source, visit.row.id, None)
    if source == visit.row.language or (source, row.id) not in rows(visit.texts.catalogue, visit.stock.shop.content):
        return "", ()
    return source, pairs(_on_disk(replace(visit, row=row)), visit.draft.text)


async def _problems(editor: Editor, request: Request) -> Response:
    """What is wrong with the text that was typed, at its lines, for a script."""
    visit = await visit_of(editor, request)
    told = _told(visit, await _read(editor, visit, request))
    _, beside = _beside(visit)
    side_by_side = [{"source": one.source, "line": one.line, "words": one.words} for one in beside]
    return JSONResponse({"problems": telling.objects(told), "pairs": side_by_side})


async def _page(editor: Editor, request: Request) -> Response:
    """A page of the text that was typed, for a script; newest wins, and who left gets none."""
    visit = await visit_of(editor, request)
    outcome = await _drawn(editor, visit, request)
    drawn = telling.page_object(outcome.drawn, _address(outcome)) if outcome.drawn else None
    return JSONResponse({"drawn": drawn, "problems": telling.objects(_told(visit, outcome.problems))})


async def _file(editor: Editor, request: Request) -> Response:
    """What the rules find in the finished file of the text that was typed, for a script."""
    return await _found(editor, request, file_problems)


async def _fits(editor: Editor, request: Request) -> Response:
    """Whether the text that was typed fits another format, for a script."""
    return await _found(editor, request, fits_in)


async def _found(
    editor: Editor, request: Request, task: Callable[[StudioStock, DraftText, str], tuple[Problem, ...]]
) -> Response:
    visit = await visit_of(editor, request)
    found: tuple[Problem, ...] = ()
    if not _too_long(visit.draft):
        found = await editor.checker.do(task, visit.stock, visit.draft, visit.format, gone=request.is_disconnected)
    return JSONResponse({"problems": telling.objects(_told(visit, found))})


async def _save(editor: Editor, request: Request) -> Response:
    """The text saved; both texts where somebody else saved it meanwhile (RFC 9110, 15.5.10), and nothing is lost."""
    visit = await visit_of(editor, request)
    is_script = "application/json" in request.headers.get("accept", "")
    content = visit.stock.shop.content
    try:
        if long := _too_long(visit.draft):
            raise ContentError(*long)
        done = save(path_of(visit.row, content), content, visit.draft.text, visit.sent.get("digest", ""))
    except ContentError as error:
        said = telling.whole(error.problems[0].what, visit.tongue)
        if is_script:
            return JSONResponse({"said": said}, 422)
        return await _edited(editor, request, visit, said=said, status=422)
    if isinstance(done, OvertakenText):
        if is_script:
            said = translated(say("Somebody else has saved this text meanwhile."), visit.tongue)
            return JSONResponse({"said": said, "digest": done.theirs.digest}, 409)
        page = screen.overtaken(
            screen_of(editor, request, visit.stock), visit.row, visit.where, visit.draft.text, done.theirs
        )
        return HTMLResponse(page, 409)
    if is_script:
        return JSONResponse({"digest": done.digest})
    carried = screen_of(editor, request, visit.stock).query
    return RedirectResponse(f"../{visit.row.id}?saved=1&f={visit.format}&p={visit.page}&{carried}", 303)


EditorAnswer = Callable[[Editor, Request], Awaitable[Response]]

_TEXT = "/edit/{language}/{leaflet}"

ROUTES: tuple[tuple[str, tuple[str, ...], EditorAnswer], ...] = (
    ("/edit", ("GET",), _all),
    (_TEXT, ("GET",), _open),
    (_TEXT, ("POST",), _again),
    (f"{_TEXT}/problems", ("POST",), _problems),
    (f"{_TEXT}/page", ("POST",), _page),
    (f"{_TEXT}/file", ("POST",), _file),
    (f"{_TEXT}/fits", ("POST",), _fits),
    (f"{_TEXT}/save", ("POST",), _save),
)
"""What is answered at each address, and how it may be asked for."""
