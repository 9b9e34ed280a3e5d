"""An order as it is reckoned, without the files it is of."""

from __future__ import annotations

from leaflets.content import Catalogue
from leaflets.model.job import Job
from leaflets.plan import booklet
from leaflets.press.binding import CARD, OFFICE_STOCK
from leaflets.press.conditions import condition_named
from leaflets.press.cover import SPREADS, cover_of, inside_of, wrapped
from leaflets.press.estimate import Bound, estimate
from leaflets.press.order_sheet import Heaviest, OrderedFile, PrintOrder
from leaflets.press.shop import Shop

TRIM = (148, 210)
WIDE = "Drukkerij Sint-Joris en Zonen, grafische werkplaats te Gent"


def full_shop() -> Shop:
    """A shop of which every field is as long as it may be."""
    lines = [{"name": "Vouwen, nieten en op maat snijden van alles", "per": "copy", "price": 12.345}] * 8
    stock = {"paper": "mat houtvrij Biotop naturel, volumineus", "grams": 120}
    return Shop.model_validate({
        "name": WIDE, "condition": "fogra52", "inside": stock, "cover": stock, "binding": "glued",
        "marks": False, "origin": "zero", "prices": {"with_vat": False, "lines": lines},
        "contact": {"person": "mevrouw Els Peeters-Vandenbroucke, prepress", "address": "Nijverheidslaan 12 bus 4, 9052 Gent-Zwijnaarde",
                    "email": "els.peeters-vandenbroucke@sint-joris.example", "telephone": "09 111 22 33",
                    "website": "www.drukkerij-sint-joris-en-zonen.example"},
    })  # fmt: skip


def an_order(
    catalogue: Catalogue, shop: Shop | None = None, copies: int = 500, spine: float | None = None
) -> PrintOrder:
    """An order of sixty pages: of a shop with its cover apart, laid flat with a spine; of none as one file."""
    inside = shop.inside if shop else OFFICE_STOCK
    cover = (shop.cover or CARD) if shop else None
    bound = Bound(60, TRIM, 3.0, "glued" if spine else "stapled", inside, cover, spine)
    if cover is None:
        files: tuple[OrderedFile, ...] = (
            _file("nl-booklet.pdf", "whole", tuple((page,) for page in range(1, 61)), TRIM),
        )
    else:
        flat = wrapped(TRIM, spine) if spine else TRIM
        pages = cover_of(60)
        folios = (
            tuple(tuple(pages[at - 1] for at in two) for two in SPREADS) if spine else tuple((one,) for one in pages)
        )
        inner = tuple((page,) for page in inside_of(60))
        files = (
            _file("nl-booklet-cover.pdf", "cover", folios, flat),
            _file("nl-booklet-inside.pdf", "inside", inner, TRIM),
        )
    return PrintOrder(
        title=catalogue.languages["nl"].words["booklet_title"],
        copies=copies,
        booklet=bound,
        files=files,
        sheet=shop.sheet if shop else Shop(name="x", inside=OFFICE_STOCK).sheet,
        most_ink=300.0,
        estimate=estimate(bound, copies, shop.prices if shop else None),
        publisher=catalogue.edition.publisher,
        own=catalogue.edition.own,
        contact_sheet="nl-booklet-pages.png",
        condition=condition_named(shop.condition if shop else "fogra39"),
        shop=shop,
    )


def _file(name: str, role: str, folios: tuple[tuple[int, ...], ...], trim: tuple[float, float]) -> OrderedFile:
    return OrderedFile(
        name, role, len(folios), trim, folios, "85bf9750dc2e" + 52 * "0", (4, 4), Heaviest(270.4, 1, 93.2, 88.7)  # type: ignore[arg-type]
    )  # fmt: skip


def section(catalogue: Catalogue) -> Job:
    """The cover of the booklet, of which an order is made."""
    leaflets = catalogue.leaflets["nl"]
    press = catalogue.formats["booklet-press"]
    return (
        booklet(catalogue, catalogue.languages["nl"], leaflets, catalogue.formats[press.of or press.id], "press")
        .sections[0]
        .job
    )
