"""The addresses of the studio, and what is answered at each."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from starlette.datastructures import QueryParams
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route, Router
from starlette.types import ASGIApp

from leaflets.content import Catalogue
from leaflets.installed import templates_of
from leaflets.messages import say
from leaflets.personalise.practice import Country, Practice
from leaflets.plan.request import is_booklet
from leaflets.problems import ContentError
from leaflets.studio import counter
from leaflets.studio.answering import answering, told
from leaflets.studio.arrival import Arrival, arrival
from leaflets.studio.backstage import PATIENCE
from leaflets.studio.charging import charged
from leaflets.studio.choice import Basket, copies_of, printer_of
from leaflets.studio.counter import LateStage, Stage, UnmadeStage, View
from leaflets.studio.crew import Gone, waits
from leaflets.studio.details import (
    FILE,
    Details,
    Fault,
    practice_of,
    read_back,
    sketched,
    written,
)
from leaflets.studio.editor.routes import ROUTES as EDITING
from leaflets.studio.fitting import LeftOut, booklets_last, is_told, left_out, left_out_by_now, looked_at
from leaflets.studio.framed import Framed
from leaflets.studio.guard import Door, Guard
from leaflets.studio.orders import MANY, made
from leaflets.studio.parcel import Parcel, bundle, fitting, one_file, trial_sheet
from leaflets.studio.piece import WantedFile, pieces_of
from leaflets.studio.preview import Seen, logo_fault, page_picture, preview
from leaflets.studio.questions import QUESTIONS, codes_of, unanswered
from leaflets.studio.sent import form_of, typed_in
from leaflets.studio.several.routes import ROUTES as LISTING
from leaflets.studio.signposts import led_on
from leaflets.studio.stock import StudioStock
from leaflets.studio.tally import takings
from leaflets.studio.trial import trial
from leaflets.studio.visit import DoorAddress, Studio, handed, owner_of, view_of

FOR_EVER = {"Cache-Control": "private, max-age=31536000, immutable"}
"""What has its digest in its address never changes (RFC 8246)."""

NO_FILE = say("This is no file with a practice's details. Choose another.")
GONE = say("These files are no longer here. They stay for a quarter of an hour; have them made once more.")

Porch = Callable[[ASGIApp], ASGIApp]
"""What stands between the guard and the addresses."""


def application(studio: Studio, door: Door, more: Sequence[DoorAddress] = (), porch: Porch | None = None) -> ASGIApp:
    """The whole with `more` addresses, the guard before it, and between them who else asks who comes."""
    by_whom: tuple[tuple[object, Any], ...] = (
        (studio, (*_ROUTES, *LISTING, *more)), (studio.editor, EDITING if studio.editor else ()),
    )  # fmt: skip
    routes = [
        Route(path, answering(partial(answer, behind)), methods=list(methods))
        for behind, several in by_whom
        for path, methods, answer in several
    ]
    paths = dict.fromkeys(one.path for one in routes)
    routes += [Route(path, answering(led_on), methods=["GET", "POST"]) for path in paths]
    inner: ASGIApp = Router(routes, default=Route("/{rest:path}", answering(partial(_nothing, studio))).app)
    guarded = Guard(porch(inner) if porch else inner, door)
    return Framed(guarded, partial(counter.message, templates_of(studio.shop.project), studio.looks))


async def _nothing(_: Studio, __: Request) -> Response:
    raise HTTPException(404)


async def _arrival(studio: Studio, request: Request) -> Arrival:
    """Who comes to a page that carries along what was typed."""
    return await arrival(request, partial(view_of, studio, request, studio.stock))


async def _pick(studio: Studio, request: Request) -> Response:
    """The list, by the address; with what was typed in it, for who comes back to it without a script."""
    visit = await _arrival(studio, request)
    if visit.moved:
        return visit.to("./")
    query, group = visit.asked.get("q", "")[:100], visit.asked.get("g", "")
    number = int(group) if group.isdecimal() and len(group) < 4 else None
    return HTMLResponse(counter.pick(visit.view, query, number, visit.typed))


async def _details(studio: Studio, request: Request) -> Response:
    """The form, empty or with what was typed, and its picture: as soon as there is one for who asks to `wait`."""
    visit = await _arrival(studio, request)
    if visit.moved:
        return visit.to("details")
    view, stock, faults = visit.view, visit.stock, visit.faults
    if not (view.choice.leaflets and view.choice.forms):
        nothing = counter.pick(view, "", None, visit.typed, is_empty=True)
        return HTMLResponse(nothing, 200 if request.method == "GET" else 422)
    typed = visit.typed or Details({"country": _country_of(request)})
    show = visit.asked.get("show", "")
    seconds = None if visit.asked.get("wait") else PATIENCE
    stage, found = await _stage(studio, stock, view, typed, show, seconds)
    # What is being typeset to be shown is not typeset a second time to be measured; it is when it is there.
    under_way = {stage.piece} if isinstance(stage, LateStage) else set()
    files = [one for one in _files(stock, view.choice, typed) if one not in under_way]
    studio.tally.begin(studio.crew.pressmen, stock, booklets_last(stock, files))
    return HTMLResponse(counter.details(view, typed, (*faults, *found) if not typed.is_empty else (), stage))


def _country_of(request: Request) -> str:
    """The country a browser says it is set to; nothing where it says none of ours."""
    header = request.headers.get("accept-language", "").lower()
    first = header.partition(",")[0].partition(";")[0].rpartition("-")[2]
    return first if first in ("be", "nl") and "-" in header.partition(",")[0] else ""


def _files(stock: StudioStock, choice: Basket, typed: Details) -> tuple[WantedFile, ...]:
    """The files of a choice for the country that is typed; for Belgium while none is."""
    country: Country = "nl" if typed.country == "nl" else "be"
    printer = printer_of(choice, stock.printer)
    return pieces_of(stock, choice.leaflets, choice.forms, choice.language, country, choice.light, printer)


async def _stage(
    studio: Studio, stock: StudioStock, view: View, typed: Details, show: str, seconds: float | None = None
) -> tuple[Stage | LateStage | UnmadeStage, tuple[Fault, ...]]:
    """What the preview shows of a choice in so many seconds, and what keeps the practice from being written there."""
    pieces = _files(stock, view.choice, typed)
    piece = next((one for one in pieces if f"{one.leaflets[0]} {one.format}" == show), None)
    piece = piece or booklets_last(stock, pieces)[0]
    try:
        scene = await studio.backstage.scene(studio.crew.stampers, stock, piece, seconds)
    except ContentError as error:
        return UnmadeStage(piece, error.said_in(view.choice.tongue)), _mistakes(typed, stock.catalogue, piece.language)
    if scene is None:
        return LateStage(piece), _mistakes(typed, stock.catalogue, piece.language)
    leaflet = next((one for one in view.leaflets if (one.id,) == piece.leaflets), None)
    form = next(one for one in view.forms if one.id == piece.format)
    base = f"page/{scene.digest}/{scene.page}@2.jpg?{counter.piece_query(piece, view.choice)}"
    seen, faults = await _seen(studio, stock, piece, typed, ())
    return Stage(piece, leaflet, form, scene, seen, base), faults


async def _seen(
    studio: Studio, stock: StudioStock, piece: WantedFile, typed: Details, wrong: tuple[Fault, ...], gone: Gone = waits
) -> tuple[Seen | None, tuple[Fault, ...]]:
    """The pictures of what is typed by now, of what is right of it, and what is wrong; `wrong` is known before."""
    practice = _practice(typed, stock.catalogue, piece.language)
    faults = (*practice, *wrong) if isinstance(practice, tuple) else wrong
    shown = sketched(typed, faults, piece.language) if isinstance(practice, tuple) else practice
    if shown is None:
        refused = await studio.crew.stampers.do(logo_fault, stock, typed.logo, gone=gone) if typed.logo else None
        return None, (*faults, refused) if refused else faults
    found = await studio.crew.stampers.do(
        preview, stock, replace(piece, country=shown.country), shown, typed.logo, gone=gone
    )
    return (found, (*faults, *found.refused)) if isinstance(found, Seen) else (None, (*faults, *found))


def _practice(typed: Details, catalogue: Catalogue, language: str) -> Practice | tuple[Fault, ...]:
    return practice_of(typed, language, names_publisher=catalogue.edition.publisher.address is not None)


def _mistakes(typed: Details, catalogue: Catalogue, language: str) -> tuple[Fault, ...]:
    """What is wrong with what is typed, where there is nothing to write it on."""
    found = _practice(typed, catalogue, language)
    return found if isinstance(found, tuple) else ()


async def _preview(studio: Studio, request: Request) -> Response:
    """The pictures of what is typed by now, for a script that puts them in place; newest wins, who left gets none."""
    view, stock = view_of(studio, request, studio.stock)
    piece = _piece(view, stock, request.query_params)
    typed, faults = typed_in(await form_of(request))
    seen, wrong = await _seen(studio, stock, piece, typed, faults, request.is_disconnected)
    problems = [{"field": one.field, "said": _beside(view, one), "missing": one.is_missing} for one in wrong]
    needed = counter.needed(view, wrong)
    if seen is None:
        return JSONResponse({"pictures": [], "words": [], "problems": problems, "needed": needed})
    said = {"words": list(seen.words), "close": seen.close, "problems": problems, "needed": needed}
    rest = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    # An address has nothing that JSON would write otherwise, and to look for it takes as long as all the rest.
    pictures = ",".join(f'"{counter.data_address(one.picture)}"' for one in seen.patches)
    return Response(f'{{"pictures":[{pictures}],{rest[1:]}', media_type="application/json")


def _beside(view: View, fault: Fault) -> str:
    """What stands beside a field that is wrong."""
    return " ".join(view.said(one) for one in (fault.said, fault.todo) if one)


def _piece(view: View, stock: StudioStock, asked: QueryParams) -> WantedFile:
    """The file an address names. Raises HTTPException where it names none."""
    country, names = asked.get("country", "be"), view.choice
    if not (names.leaflets and names.forms) or country not in ("be", "nl"):
        raise HTTPException(404)
    return _files(stock, names, Details({"country": country}))[0]


async def _page(studio: Studio, request: Request) -> Response:
    """The picture of a page with its box empty."""
    view, stock = view_of(studio, request, studio.stock)
    piece = _piece(view, stock, request.query_params)
    picture = await studio.crew.stampers.do(page_picture, stock, piece, request.path_params["digest"])
    if picture is None:
        raise HTTPException(404)
    return Response(picture, media_type="image/jpeg", headers=FOR_EVER)


async def _take(studio: Studio, request: Request) -> Response:
    """The page with the files; the form again, with what is wrong, where something is."""
    view, stock = view_of(studio, request, studio.stock)
    form = await form_of(request)
    typed, faults = typed_in(form)
    if not (view.choice.leaflets and view.choice.forms):
        return HTMLResponse(counter.pick(view, "", None, typed, is_empty=True), 422)
    stage, found = await _stage(studio, stock, view, typed, form.texts.get("show", ""))
    if faults or found:
        return HTMLResponse(counter.details(view, typed, (*faults, *found), stage, is_refused=True), 422)
    left = await _left_out(studio, stock, view, typed)
    return await _taken(studio, stock, view, typed, left, form.texts.get("n"))


async def _left_out(studio: Studio, stock: StudioStock, view: View, typed: Details) -> tuple[LeftOut, ...]:
    """The files that have no room for what was typed, as far as that is known in time."""
    practice = _practice(typed, stock.catalogue, view.choice.language)
    if isinstance(practice, tuple):
        return ()
    asked = looked_at(stock, _files(stock, view.choice, typed))
    return await left_out_by_now(studio.crew.stampers, stock, asked, practice, typed.logo)


async def _taken(
    studio: Studio, stock: StudioStock, view: View, typed: Details, left: Sequence[LeftOut], said: str | None
) -> Response:
    """The page with the files, and what they take in so many copies as were typed there, or stand in the address."""
    copies = view.choice.copies if said is None else copies_of(said)
    view = replace(view, choice=replace(view.choice, copies=copies or view.choice.copies))
    pieces = fitting(_files(stock, view.choice, typed), left)
    measures = await studio.tally.of(studio.crew.pressmen, stock, pieces)
    found = takings(pieces, measures, view.choice.copies, stock.costs, view.choice.tongue)
    wrong = said if copies is None else None
    page = counter.take(view, typed, printer_of(view.choice, stock.printer), found, left, wrong)
    return HTMLResponse(page, 200 if wrong is None else 422)


async def _download(studio: Studio, request: Request) -> Response:
    """One file, its first sheet as a trial or its ticket; or all as a ZIP."""
    view, stock = view_of(studio, request, studio.stock)
    form = await form_of(request)
    typed, faults = typed_in(form)
    practice = _practice(typed, stock.catalogue, view.choice.language)
    if isinstance(practice, tuple) or faults or not (view.choice.leaflets and view.choice.forms):
        raise HTTPException(400)
    choice = view.choice
    pieces = _files(stock, choice, typed)
    asked = form.texts.get("trial") or form.texts.get("file", "")
    if asked:
        piece = next((one for one in pieces if f"{one.leaflets[0]} {one.format}" == asked), None)
        if piece is None:
            raise HTTPException(404)
        task = trial if "trial" in form.texts else partial(one_file, ticket="ticket" in form.texts)
        with charged(request.scope, 1):
            return handed(await studio.crew.pressmen.do(task, stock, piece, practice, typed.logo))
    has_booklet = any(is_booklet(stock.catalogue.formats[one.format]) for one in pieces)
    if len(pieces) > MANY or has_booklet:
        work = partial(made, team=studio.crew.pressmen, stock=stock, pieces=pieces, practice=practice, logo=typed.logo)
        with charged(request.scope, len(pieces)):
            order = studio.orders.place(len(pieces), work, owner_of(request), has_booklet=has_booklet)
        return RedirectResponse(f"orders/{order.id}?{choice.query}", 303)
    left = await studio.crew.pressmen.do(left_out, stock, pieces, practice, typed.logo)
    if len(left) < len(pieces) and not is_told(left, form.texts.get("left", "")):
        # It was not known yet when the page was made: nobody finds it out at the printer.
        return await _taken(studio, stock, view, typed, left, None)
    with charged(request.scope, len(pieces) - len(left)):
        return handed(await studio.crew.pressmen.do(bundle, stock, pieces, practice, typed.logo, left))


async def _order(studio: Studio, request: Request) -> Response:
    """How far an order is."""
    view, _ = view_of(studio, request, studio.stock)
    order = studio.orders.get(request.path_params["id"], owner_of(request))
    if order is None:
        return told(request, GONE, 404)
    return HTMLResponse(counter.ordered(view, order))


async def _fetched(studio: Studio, request: Request) -> Response:
    """What came of an order."""
    order = studio.orders.get(request.path_params["id"], owner_of(request))
    if order is None or order.parcel is None:
        return told(request, GONE, 404)
    return handed(order.parcel)


async def _printer(studio: Studio, request: Request) -> Response:
    """The questions about a printer; once they are answered, on with the answers in the address."""
    visit = await _arrival(studio, request)
    view, said = visit.view, visit.asked
    is_asked = bool(said.keys() & set(QUESTIONS))
    faults = unanswered(said) if is_asked else {}
    if faults or not is_asked:
        return HTMLResponse(counter.set_up(view, said, faults, visit.typed), 422 if faults else 200)
    # Where what was typed came along it goes along, back to the page where the back did not fit.
    way, how = ("details", 303) if visit.typed is None else ("take", 307)
    return RedirectResponse(f"{way}?{replace(view.choice, printer=codes_of(said)).query}", how)


async def _calibration(studio: Studio, request: Request) -> Response:
    """The sheet that asks after a printer."""
    view, stock = view_of(studio, request, studio.stock)
    pdf = await studio.crew.pressmen.do(trial_sheet, stock, view.choice.language)
    return handed(Parcel("calibration.pdf", "application/pdf", pdf))


async def _save(studio: Studio, request: Request) -> Response:
    """The practice's file, of what was typed."""
    view, stock = view_of(studio, request, studio.stock)
    typed, _ = typed_in(await form_of(request))
    practice = _practice(typed, stock.catalogue, view.choice.language)
    if isinstance(practice, tuple):
        raise HTTPException(400)
    return handed(Parcel(FILE, "application/yaml", written(practice)))


async def _open(studio: Studio, request: Request) -> Response:
    """The form with what a practice's file holds."""
    view, stock = view_of(studio, request, studio.stock)
    if not (view.choice.leaflets and view.choice.forms):
        return HTMLResponse(counter.pick(view, "", None, is_empty=True), 422)
    data = (await form_of(request)).files.get("file", b"")
    faults: tuple[Fault, ...] = ()
    try:
        typed = read_back(data)
    except ContentError:
        typed, faults = Details({}), (Fault("file", NO_FILE),)
    stage, found = await _stage(studio, stock, view, typed, "", PATIENCE)
    shown = (*faults, *found) if not typed.is_empty else faults
    return HTMLResponse(counter.details(view, typed, shown, stage), 422 if faults else 200)


async def _static(studio: Studio, request: Request) -> Response:
    found = studio.looks.files.get(request.path_params["name"])
    if found is None:
        raise HTTPException(404)
    return Response(found.data, media_type=found.kind, headers=FOR_EVER)


async def _health(_: Studio, __: Request) -> Response:
    return PlainTextResponse("ok\n")


_ROUTES: tuple[DoorAddress, ...] = (
    ("/", ("GET", "POST"), _pick),
    ("/details", ("GET", "POST"), _details),
    ("/preview", ("POST",), _preview),
    ("/page/{digest}/{page:int}@2.jpg", ("GET",), _page),
    ("/take", ("POST",), _take),
    ("/download", ("POST",), _download),
    ("/orders/{id}", ("GET",), _order),
    ("/orders/{id}/file", ("GET",), _fetched),
    ("/printer", ("GET", "POST"), _printer),
    ("/calibration.pdf", ("GET",), _calibration),
    ("/praktijk.yaml", ("POST",), _save),
    ("/open", ("POST",), _open),
    ("/static/{name:path}", ("GET",), _static),
    ("/health", ("GET",), _health),
)
