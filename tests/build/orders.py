"""Orders of the booklet of one leaflet, as a print shop might want them."""

from __future__ import annotations

from pathlib import Path

from leaflets.build.order import OrderOutcome, place_order
from leaflets.build.order_request import ANY_SHOP, OrderRequest
from leaflets.content import Catalogue
from leaflets.model.format import PaperOptions
from leaflets.plan import Request
from leaflets.press import Intended, condition_named
from leaflets.press.profile import read_profile
from leaflets.press.shop import Shop, Stock
from tests.conftest import PROJECT
from tests.press.profiles import icc

PORTAL = Shop(
    name="Portaal", marks=False, origin="zero", bleed_mm=2, cover_apart=True, condition="fogra52",
    inside=Stock(grams=100, paper="mat"), cover=Stock(grams=250, paper="karton"),
)  # fmt: skip
GLUED = Shop(
    name="Lijm", binding="glued", inside=Stock(grams=100, caliper_mm=0.3), cover=Stock(grams=250), cover_apart=True
)
HOW = ("whole", "apart", "glued")


def request(output: Path, leaflets: tuple[str, ...] = ("ms",)) -> Request:
    return Request(
        PROJECT, PROJECT / "content", output, ("nl",), leaflets, paper=PaperOptions(press=True), force=False
    )  # fmt: skip


def asked(how: str, output: Path, leaflets: tuple[str, ...] = ("ms",)) -> OrderRequest:
    """An order of 500: as it goes to any shop, to a portal with the cover apart, or glued with a profile."""
    plain = OrderRequest(request(output, leaflets), 500, ANY_SHOP, named_shop=False)
    if how == "whole":
        return plain
    if how == "apart":
        intended = Intended(condition_named("fogra52"))
        return OrderRequest(request(output, leaflets), 500, PORTAL, True, intended, True, "stapled")
    output.mkdir(parents=True, exist_ok=True)
    (output.parent / "shop.icc").write_bytes(icc(name="PSO Coated v3"))
    profile = Intended(None, read_profile(output.parent / "shop.icc"))
    return OrderRequest(request(output, leaflets), 500, GLUED, True, profile, True, "glued")


def placed(catalogue: Catalogue, order: OrderRequest) -> OrderOutcome:
    return place_order(catalogue, order, lambda *_: None)
