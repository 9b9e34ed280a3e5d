"""A print order: the press files as a shop wants them, the sheet that goes with them, and a picture of all pages.

All of it is made and proofed before any of it is put in the output folder.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from leaflets.build.assemble import joined_proof
from leaflets.build.order_files import entry_of, entry_of_sheet, ordered, pressed, typeset_sheet, wrong
from leaflets.build.order_folder import MadeOrder, begin, publish
from leaflets.build.order_request import ORDER, OrderRequest, bound, parts_of, stem, whole_of
from leaflets.build.proofs import proofs
from leaflets.build.workshop import Workshop
from leaflets.content import Catalogue
from leaflets.messages import say
from leaflets.model.proof import Proof
from leaflets.plan import Request, Work, works
from leaflets.preflight.rules.ink import limit_of
from leaflets.press.binding import unbindable
from leaflets.press.contact_sheet import PressPages, contact_sheet
from leaflets.press.estimate import Bound, estimate
from leaflets.press.order_sheet import OrderedFile, PrintOrder, as_data
from leaflets.press.pdfx import intended
from leaflets.problems import ContentError, Problem
from leaflets.processes.bench import Bench
from leaflets.processes.progress import Progress
from leaflets.processes.workers import workers
from leaflets.storage.manifest import CACHE
from leaflets.storage.proofs import Cache

MOST_KEPT = 500
"""So many pages of each kind are kept while an order is made: what was drawn to measure its ink is drawn once."""

PRESS = "booklet-press"
"""The format of the booklet for a print shop."""


@dataclass(frozen=True)
class OrderOutcome:
    """The paths of what was made, or what is wrong and why nothing was; and the order as plain values."""

    made: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    told: tuple[Problem, ...] = ()
    order: Mapping[str, Any] | None = None


def place_order(catalogue: Catalogue, order: OrderRequest, progress: Progress) -> OrderOutcome:
    """Make an order and publish it, or nothing of it.

    Raises WrongOption for what does not exist; ContentError or OSError where nothing can be put in the output folder.
    """
    request = replace(order.request, formats=(PRESS,))
    wanted, told = works(catalogue, request)
    blocking = tuple(one for one in told if one.severity == "blocks")
    if blocking or not wanted:
        nothing = Problem(say("gives no booklet to order"), request.content.name, say("Look at the texts."))
        return OrderOutcome(problems=blocking or (nothing,))
    (work,) = wanted
    assert work.booklet is not None
    booklet = bound(order, work)
    if fault := unbindable(booklet.pages, booklet.binding, booklet.spine_mm or 0.0, apart=order.apart):
        return OrderOutcome(problems=(Problem(fault[0], work.booklet.title, fault[1]),))
    begin(request.output)
    shop = Workshop(request.project, request.content, Bench(MOST_KEPT))
    try:
        sections = _sections(work, request, shop, progress)
        made = _made(order, work, booklet, sections, shop)
    except ContentError as error:
        return OrderOutcome(problems=error.problems, told=tuple(told))
    publish(order, work.entry.language, made)
    return OrderOutcome(tuple(made.paths), told=tuple(told), order=as_data(made.order))


def _sections(work: Work, request: Request, shop: Workshop, progress: Progress) -> tuple[Proof, ...]:
    """The proofs of the sections, in their order. Raises ContentError for what is wrong with any."""
    found: dict[str, Proof] = {}
    problems: list[Problem] = []
    with workers(request.jobs, len(work.jobs)) as pool:
        for job, result in proofs(work.jobs, request, shop, pool, progress):
            if isinstance(result, Proof):
                found[job.id] = result
            else:
                problems += result
    Cache(request.output / CACHE).prune()
    if problems:
        raise ContentError(*problems)
    return tuple(found[job.id] for job in work.jobs)


def _made(order: OrderRequest, work: Work, booklet: Bound, sections: Sequence[Proof], shop: Workshop) -> MadeOrder:
    """The files of an order, proofed. Raises ContentError for what keeps any of them from being published."""
    parts = parts_of(order, work, booklet)
    whole = joined_proof(work.booklet.id if work.booklet else work.path, b"", sections)
    made = {part: pressed(part, order, work, sections, whole) for part in parts}
    # What must stand somewhere in a booklet is in one of its parts: it is asked of the whole, which nobody gets then.
    first = whole_of(order, work, booklet)
    proofed = made if first in made else {first: pressed(first, order, work, sections, whole), **made}
    problems = [one for part, proof in proofed.items() for one in wrong(part, proof, order, work, shop)]
    if problems:
        raise ContentError(*problems)
    files = tuple(ordered(part, proof, shop.bench) for part, proof in made.items())
    pictured = f"{stem(order, work)}-pages.png"
    picture = contact_sheet([PressPages(proof.pdf, part.folios) for part, proof in made.items()], work.entry.title)
    said = _order(order, work, booklet, files, pictured)
    sheet = typeset_sheet(work, said, shop)
    pdfs = {f"{ORDER}/{part.name}": proof for part, proof in made.items()}
    entries = tuple(entry_of(part, proof, work, shop) for part, proof in made.items())
    ticket = replace(entry_of_sheet(order, work, said, sheet, shop), of=entries[0].path)
    return MadeOrder(said, {**pdfs, ticket.path: sheet}, entries, ticket, (f"{ORDER}/{pictured}", picture))


def _order(
    order: OrderRequest, work: Work, booklet: Bound, files: tuple[OrderedFile, ...], pictured: str
) -> PrintOrder:
    assert work.booklet is not None
    condition = intended(order.intended.condition, order.intended.profile)
    profile = order.intended.profile
    return PrintOrder(
        title=work.booklet.title,
        copies=order.copies,
        booklet=booklet,
        files=files,
        sheet=order.shop.sheet,
        most_ink=limit_of(condition, profile.data if profile else None),
        estimate=estimate(booklet, order.copies, order.shop.prices),
        publisher=work.jobs[0].edition.publisher,
        own=work.jobs[0].edition.own,
        contact_sheet=pictured,
        condition=condition,
        profile=profile,
        shop=order.shop if order.named_shop else None,
    )
