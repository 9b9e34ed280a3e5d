"""The order sheet: one A4 page that tells a print shop what to make of which files, and who orders it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from babel.numbers import format_currency, format_decimal

from leaflets.model.content import Publisher
from leaflets.model.format import Format, PressSheet, Profile
from leaflets.model.job import Job
from leaflets.model.own_edition import OwnEdition
from leaflets.press.conditions import PrintingCondition
from leaflets.press.cover import LEAVES
from leaflets.press.estimate import Bound, Estimate
from leaflets.press.shop import Shop, Stock

ORDER = Format(
    id="order", description="order sheet", template="order", paper_mm=(210, 297), pages=1, conforms_to="pdf/ua-1"
)

ROOMY = 11
"""With more lines of shop and prices the sheet is set smaller; six and five leave it as it is."""

DIGITS = 12
"""Of a file's digest: enough to tell it from any other by eye."""

Role = Literal["whole", "cover", "inside"]


class Heaviest(NamedTuple):
    """The place of a file that takes the most ink: per cent, page of the file, mm from the trim's top left."""

    ink: float
    page: int
    left_mm: float
    top_mm: float


@dataclass(frozen=True)
class OrderedFile:
    """A file of an order: its name, which part of the booklet it holds, and what was measured of it."""

    name: str
    role: Role
    pages: int
    trim_mm: tuple[float, float]
    folios: tuple[tuple[int, ...], ...]
    """The pages of the booklet that stand on each page of the file."""
    sha256: str
    inks: tuple[int, int]
    """How many inks the two sides of its leaves have."""
    heaviest: Heaviest


@dataclass(frozen=True)
class PrintOrder:
    """All an order says."""

    title: str
    copies: int
    booklet: Bound
    files: tuple[OrderedFile, ...]
    sheet: PressSheet
    most_ink: float
    """What a place may take, in per cent."""
    estimate: Estimate
    publisher: Publisher
    own: OwnEdition | None
    """The edition of an association's own it is of."""
    contact_sheet: str
    """The name of the picture of all pages."""
    condition: PrintingCondition | None = None
    profile: Profile | None = None
    shop: Shop | None = None


def order_job(of: Job, order: PrintOrder) -> Job:
    """The job of the order sheet for a booklet that `of` is a section of, whose language and edition it shares."""
    said = _OrderWords(of.language.words, of.language.id)
    words = of.language.words
    context: dict[str, Any] = {
        "heading": order.title,
        "copies": said.number(order.copies),
        "rows": tuple(_rows(order, said)),
        "files": tuple(_file_row(one, order, said) for one in order.files),
        "pictured": words["order_pictured"].format(file=order.contact_sheet),
        "orders": tuple(_publisher(order.publisher, order.own, said)),
        "prints": tuple(_shop(order.shop, said)),
        "estimates": tuple(_estimates(order, said)),
        "costs": tuple(_costs(order.estimate, said)),
        "total": _total(order.estimate, said),
        "remarks": tuple(_remarks(order, said)),
    }
    context["is_full"] = len(context["prints"]) + len(context["costs"]) > ROOMY
    return Job(
        id="order", template=ORDER.template, format=ORDER, language=of.language, edition=of.edition, blog=of.blog,
        title=words["order_title"].format(title=order.title), pages=ORDER.pages, context=context, allowed=of.allowed,
    )  # fmt: skip


@dataclass(frozen=True)
class _OrderWords:
    """The words of a language, with numbers as its readers write them."""

    words: Mapping[str, str]
    language: str

    def __call__(self, word: str, **values: Any) -> str:
        said = {name: self.number(one) if isinstance(one, int | float) else one for name, one in values.items()}
        return self.words[f"order_{word}"].format(**said)

    def number(self, value: float) -> str:
        return str(format_decimal(value, locale=self.language))

    def money(self, value: Any) -> str:
        """An amount, with more than cents where a price has them."""
        said = format_currency(value, "EUR", locale=self.language, decimal_quantization=False)
        return str(said).replace("\u00a0", "\u202f")


def _rows(order: PrintOrder, said: _OrderWords) -> Iterator[tuple[str, str]]:
    """What is to be made, each with its name."""
    booklet = order.booklet
    width, height = booklet.trim_mm
    yield said("trim"), said("trim_of", width=width, height=height)
    yield said("pages"), _pages(booklet, said)
    yield said("colours"), _colours(order, said)
    yield from _papers(order, said)
    yield said("binding"), _binding(booklet, said)
    yield said("condition"), _condition(order, said)
    yield said("bleed"), said("bleed_of", bleed=order.sheet.bleed_mm)
    marks = said("with_marks") if order.sheet.marks else said("without_marks")
    yield said("marks"), f"{marks} {said('at_zero')}" if order.sheet.zero_origin else marks
    yield said("ink"), _ink(order, said)


def _pages(booklet: Bound, said: _OrderWords) -> str:
    if booklet.cover is None:
        return said("pages_of", pages=booklet.pages)
    return said("pages_apart", pages=booklet.pages, inside=booklet.pages - LEAVES, cover=LEAVES)


def _colours(order: PrintOrder, said: _OrderWords) -> str:
    parts = {one.role: f"{one.inks[0]}/{one.inks[1]}" for one in order.files}
    if "whole" in parts:
        return said("colours_of", colours=parts["whole"])
    return said("colours_apart", inside=parts["inside"], cover=parts["cover"])


def _papers(order: PrintOrder, said: _OrderWords) -> Iterator[tuple[str, str]]:
    booklet = order.booklet
    yield said("paper" if booklet.cover is None else "paper_inside"), _paper(booklet.inside, said)
    if booklet.cover is not None:
        yield said("paper_cover"), _paper(booklet.cover, said)


def _paper(stock: Stock, said: _OrderWords) -> str:
    named = stock.paper or said("paper_matt")
    return said("paper_of", paper=named, grams=stock.grams)


def _binding(booklet: Bound, said: _OrderWords) -> str:
    if booklet.binding == "stapled":
        return said("stapled")
    return said("glued", spine=booklet.spine_mm or 0.0)


def _condition(order: PrintOrder, said: _OrderWords) -> str:
    condition = order.condition
    named = said("own_condition") if condition is None else condition.info
    if condition is not None and condition.registered not in condition.info:
        named = f"{condition.registered}, {condition.info}"
    if order.profile is None:
        return said("condition_named", condition=named)
    return said("condition_embedded", condition=named, profile=order.profile.name)


def _ink(order: PrintOrder, said: _OrderWords) -> str:
    one = max(order.files, key=lambda file: file.heaviest.ink)
    most = one.heaviest
    return said(
        "ink_of", ink=round(most.ink), limit=round(order.most_ink), file=one.name, page=most.page,
        left=round(most.left_mm), top=round(most.top_mm),
    )  # fmt: skip


def _file_row(one: OrderedFile, order: PrintOrder, said: _OrderWords) -> tuple[str, str, str, str]:
    width, height = one.trim_mm
    size = said("size_of", pages=one.pages, width=width, height=height)
    return one.name, said(_holds(one, order)), size, one.sha256[:DIGITS]


def _holds(one: OrderedFile, order: PrintOrder) -> str:
    """The word for what a file holds; a cover that is glued is laid flat."""
    flat = one.role == "cover" and order.booklet.binding == "glued"
    return "holds_cover_flat" if flat else f"holds_{one.role}"


ContactLine = tuple[str, str, str]
"""A line of who orders or prints; where it leads and what it says of that, both empty where it leads nowhere."""


def _publisher(publisher: Publisher, own: OwnEdition | None, said: _OrderWords) -> Iterator[ContactLine]:
    """Who orders: the association of an own edition, else the publisher."""
    lines = (own.name, own.address, own.telephone) if own else (publisher.name, publisher.address)
    yield from ((line, "", "") for line in lines if line)
    if own and own.email:
        yield _mail(own.email, said)
    yield _site(publisher.website, said)


def _shop(shop: Shop | None, said: _OrderWords) -> Iterator[ContactLine]:
    if shop is None:
        return
    at = shop.contact
    yield from ((line, "", "") for line in (shop.name, at.person, at.address, at.telephone) if line)
    if at.email:
        yield _mail(at.email, said)
    if at.website:
        yield _site(at.website, said)


def _mail(address: str, said: _OrderWords) -> ContactLine:
    return address, f"mailto:{address}", said("mail", address=address)


def _site(address: str, said: _OrderWords) -> ContactLine:
    shown = address.removeprefix("https://").rstrip("/")
    return shown, f"https://{shown}", said.words["link_web"].format(title=shown)


def _estimates(order: PrintOrder, said: _OrderWords) -> Iterator[str]:
    reckoned = order.estimate
    if reckoned.up:
        yield said("sheets_inside" if reckoned.covers_up else "sheets", sheets=reckoned.sheets, up=reckoned.up)
    if reckoned.covers_up:
        yield said("cover_sheets", sheets=reckoned.cover_sheets, up=reckoned.covers_up)
    yield said("weight", copy=round(reckoned.copy_g), all=reckoned.all_kg)


def _costs(reckoned: Estimate, said: _OrderWords) -> Iterator[tuple[str, str, str]]:
    for one in reckoned.costs:
        many = "" if one.per == "order" else f"{said.number(one.count)} × {said.money(one.price)}"
        yield one.name, many, said.money(one.total)


def _total(reckoned: Estimate, said: _OrderWords) -> tuple[str, str] | None:
    if reckoned.total is None:
        return None
    return said("total_with_vat" if reckoned.with_vat else "total_without_vat"), said.money(reckoned.total)


def _remarks(order: PrintOrder, said: _OrderWords) -> Iterator[str]:
    """What the estimate is and is not."""
    yield said("is_estimate")
    if order.estimate.costs and order.estimate.unpriced:
        yield said("unpriced", names=", ".join(order.estimate.unpriced))


def as_data(order: PrintOrder) -> dict[str, Any]:
    """The order as plain values, for another program and for the manifest."""
    booklet, reckoned = order.booklet, order.estimate
    return {
        "title": order.title,
        "copies": order.copies,
        "pages": booklet.pages,
        "trim_mm": booklet.trim_mm,
        "binding": booklet.binding,
        "spine_mm": booklet.spine_mm,
        "cover_apart": booklet.cover is not None,
        "inside": _stock(booklet.inside),
        "cover": _stock(booklet.cover) if booklet.cover else None,
        "condition": order.condition.registered if order.condition else None,
        "profile": {"name": order.profile.name, "sha256": order.profile.sha256} if order.profile else None,
        "bleed_mm": order.sheet.bleed_mm,
        "marks": order.sheet.marks,
        "origin": "zero" if order.sheet.zero_origin else "trim",
        "most_ink": order.most_ink,
        "files": [_file(one) for one in order.files],
        "shop": order.shop.name if order.shop else None,
        "estimate": {
            "sheets": reckoned.sheets, "pages_up": reckoned.up, "cover_sheets": reckoned.cover_sheets,
            "covers_up": reckoned.covers_up, "copy_g": reckoned.copy_g, "all_kg": reckoned.all_kg,
            "costs": [{"name": one.name, "total": float(one.total)} for one in reckoned.costs],
            "total": None if reckoned.total is None else float(reckoned.total), "with_vat": reckoned.with_vat,
            "unpriced": list(reckoned.unpriced),
        },
    }  # fmt: skip


def _stock(stock: Stock) -> dict[str, Any]:
    return {"paper": stock.paper, "grams": stock.grams}


def _file(one: OrderedFile) -> dict[str, Any]:
    return {
        "name": one.name, "holds": one.role, "pages": one.pages, "trim_mm": one.trim_mm, "folios": one.folios,
        "sha256": one.sha256, "inks": one.inks, "heaviest": one.heaviest._asdict(),
    }  # fmt: skip
