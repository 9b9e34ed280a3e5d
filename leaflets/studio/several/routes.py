"""The addresses of a list: where one is opened, an example of one, and where it is made."""

from __future__ import annotations

import base64
import binascii
from dataclasses import replace
from functools import partial

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from leaflets.messages import say
from leaflets.personalise.table.rows import PracticeTable
from leaflets.plan.request import is_booklet
from leaflets.problems import ContentError, Problem
from leaflets.studio import counter
from leaflets.studio.answering import tongue_asked
from leaflets.studio.charging import charged
from leaflets.studio.choice import printer_of
from leaflets.studio.counter import View
from leaflets.studio.parcel import Parcel
from leaflets.studio.sent import form_of
from leaflets.studio.several.bounds import ALONE, SERVED, ListBounds
from leaflets.studio.several.example import example
from leaflets.studio.several.making import ListWork, made_for_all
from leaflets.studio.several.reading import MOST_LIST, NO_BOOK, NO_LIST, WHERE, is_called_book, read_list
from leaflets.studio.several.screen import ListPage, listed
from leaflets.studio.stock import StudioStock
from leaflets.studio.visit import DoorAddress, Studio, handed, owner_of, view_of

NONE_RIGHT = Problem(say("No row of this list is right yet."), WHERE, say("Mend the rows below, and open it again."))


async def _list(studio: Studio, request: Request) -> Response:
    """What is in a list, row by row; without one, where to open one."""
    view, stock = view_of(studio, request, studio.stock)
    if not (view.choice.leaflets and view.choice.forms):
        return _empty(view)
    if request.method == "GET":
        return HTMLResponse(listed(view, ListPage()))
    form = await form_of(request)
    return await _answered(studio, view, stock, form.files.get("list", b""), form.names.get("list", ""))


async def _answered(studio: Studio, view: View, stock: StudioStock, data: bytes, name: str = "") -> Response:
    """The page of a list: 422 where nothing can be made of it."""
    try:
        work = await _read(studio, view, stock, data)
    except ContentError as error:
        refused = (NO_BOOK,) if data and is_called_book(data, name) else error.problems
        return HTMLResponse(listed(view, ListPage(refused=refused)), 422)
    page = ListPage(work.table, base64.b64encode(data).decode(), work.files)
    if refusal := _refusal(view, work):
        return HTMLResponse(listed(view, replace(page, kept="", refused=(refusal,))), 422)
    return HTMLResponse(listed(view, page))


async def _sets(studio: Studio, request: Request) -> Response:
    """An order of what is right in a list that was carried along."""
    view, stock = view_of(studio, request, studio.stock)
    if not (view.choice.leaflets and view.choice.forms):
        return _empty(view)
    data = _carried((await form_of(request)).texts.get("kept", ""))
    try:
        work = await _read(studio, view, stock, data)
    except ContentError as error:
        return HTMLResponse(listed(view, ListPage(refused=error.problems)), 422)
    if _refusal(view, work):
        return await _answered(studio, view, stock, data)
    making = partial(made_for_all, team=studio.crew.pressmen, work=work)
    has_booklet = any(is_booklet(stock.catalogue.formats[one]) for one in view.choice.forms)
    with charged(request.scope, work.files):
        order = studio.orders.place(work.files, making, owner_of(request), has_booklet=has_booklet)
    return RedirectResponse(f"orders/{order.id}?{view.choice.query}", 303)


async def _example(_: Studio, request: Request) -> Response:
    return handed(Parcel("praktijken.csv", "text/csv; charset=utf-8", example(tongue_asked(request))))


def _empty(view: View) -> Response:
    return HTMLResponse(counter.pick(view, "", None, is_empty=True), 422)


async def _read(studio: Studio, view: View, stock: StudioStock, data: bytes) -> ListWork:
    """What a list comes to with what was chosen. Raises ContentError where it is none."""
    if len(data) > MOST_LIST:
        said = say("This file is too large: {size:.1f} MB. Choose a list of at most 2 MB.", size=len(data) / 1e6)
        raise ContentError(Problem(said, WHERE, NO_LIST.todo))
    catalogue = stock.catalogue
    reading = partial(read_list, names_publisher=catalogue.edition.publisher.address is not None)
    languages = [name for name, several in catalogue.leaflets.items() if several]
    table: PracticeTable = await studio.crew.pressmen.do(reading, data, languages, view.choice.language)
    most = _bounds(view).size
    return ListWork(stock, table, view.choice, printer_of(view.choice, stock.printer), most)


def _bounds(view: View) -> ListBounds:
    return SERVED if view.is_served else ALONE


def _refusal(view: View, work: ListWork) -> Problem | None:
    """Why nothing is made of a list; None where something is."""
    if not work.rows:
        return NONE_RIGHT
    fault = _bounds(view).fault(len(work.rows), work.files)
    return Problem(fault, WHERE, say("Then open it again.")) if fault else None


def _carried(letters: str) -> bytes:
    """The list a form carried along. Raises HTTPException for what is none."""
    try:
        return base64.b64decode(letters, validate=True)
    except (binascii.Error, ValueError) as error:
        raise HTTPException(400) from error


ROUTES: tuple[DoorAddress, ...] = (
    ("/list", ("GET", "POST"), _list),
    ("/list.csv", ("GET",), _example),
    ("/sets", ("POST",), _sets),
)
