"""The order sheet, read back as a print shop reads it."""

from __future__ import annotations

import json
from dataclasses import replace

import pypdfium2
import pytest

from leaflets.content import Catalogue
from leaflets.model.format import PressSheet, Profile
from leaflets.model.own_edition import OwnEdition
from leaflets.preflight import inspect
from leaflets.press.order_sheet import PrintOrder, as_data, order_job
from leaflets.typeset import typeset
from tests.conftest import PROJECT
from tests.press.orders import an_order, full_shop, section


def words(catalogue: Catalogue, order: PrintOrder) -> str:
    """What the sheet says, typeset, proofed and read back."""
    proof = typeset(order_job(section(catalogue), order), PROJECT, PROJECT / "content")
    assert proof.pages == 1
    assert inspect(proof, "order.pdf", "pdf/ua-1") == ()
    said = pypdfium2.PdfDocument(proof.pdf)[0].get_textpage().get_text_range()
    return " ".join(said.replace("\u200b", "").replace("\u202f", " ").split())


def test_an_order_of_no_shop(catalogue: Catalogue) -> None:
    """It says what is to be made, and that the shop is still to be filled in; no cost is made up."""
    said = words(catalogue, an_order(catalogue))
    for part in (
        "500 exemplaren", "148 × 210 mm, afgesneden", "60, met de omslag", "mat papier, 90 g/m²", "twee nietjes",
        "Coated FOGRA39 (ISO 12647-2:2004). Alleen genoemd", "3 mm rondom", "Ja, buiten de afloop.",
        "270 % van ten hoogste 300 % (nl-booklet.pdf, bladzijde 1, 93 mm van links en 89 mm van boven)",
        "60 van 148 × 210 mm 85bf9750dc2e", "Nog in te vullen", "3.750 vellen SRA3", "Dit is een schatting",
    ):  # fmt: skip
        assert part in said, part
    assert "€" not in said


@pytest.mark.parametrize("copies", [500, 1_000_000])
def test_an_order_that_fills_the_sheet(copies: int, catalogue: Catalogue) -> None:
    """With every field of the shop as long as it may be, eight prices and a glued cover, it is still one page."""
    said = words(catalogue, an_order(catalogue, full_shop(), copies, spine=5.2))
    for part in (
        "garenloos gelijmd, rug 5,2 mm", "2 van 301,2 × 210 mm", "Geen: het bestand houdt op bij de afloop.",
        "Het vel begint linksonder op 0, 0.", "els.peeters-vandenbroucke@sint-joris.example", "× € 12,345",
        "Samen, zonder btw", "binnenwerk 4/4, omslag 4/4",
    ):  # fmt: skip
        assert part in said, part


def test_what_the_profile_and_the_prices_change(catalogue: Catalogue) -> None:
    """With a profile it says PDF/X-4 and which; a condition of no registry is the shop's own; unpriced lines are named."""
    shop = full_shop()
    assert shop.prices is not None
    lines = (*shop.prices.lines[:2], shop.prices.lines[0].model_copy(update={"price": None, "name": "Levering"}))
    shop = shop.model_copy(update={"prices": shop.prices.model_copy(update={"lines": lines, "with_vat": True})})
    profile = Profile(name="Onze pers 2026", sha256="0" * 64, data=b"")
    order = replace(an_order(catalogue, shop), profile=profile, condition=None, sheet=PressSheet())
    said = words(catalogue, order)
    assert "Een eigen conditie van de drukkerij. Het profiel ‘Onze pers 2026’ zit in de bestanden: PDF/X-4." in said
    assert "Samen, met btw" in said
    assert "Niet meegeteld, want de prijs is niet ingevuld: Levering." in said


def test_the_order_as_data(catalogue: Catalogue) -> None:
    """Another program gets plain values: files with digests, the heaviest ink, sheets, weight and costs."""
    said = json.loads(json.dumps(as_data(an_order(catalogue, full_shop(), spine=5.2))))
    assert (said["copies"], said["binding"], said["spine_mm"], said["origin"]) == (500, "glued", 5.2, "zero")
    assert said["files"][0]["folios"] == [[60, 1], [2, 59]]
    assert said["files"][0]["heaviest"] == {"ink": 270.4, "page": 1, "left_mm": 93.2, "top_mm": 88.7}
    assert said["estimate"]["sheets"] == 3500
    assert said["estimate"]["total"] == pytest.approx(8 * 500 * 12.345)


def test_an_association_orders_its_own_edition(catalogue: Catalogue) -> None:
    """Who orders is the association, with how to reach it, and not the writer of the texts."""
    own = OwnEdition(
        id="vzw", name="Moe maar moedig vzw", address="Stationsstraat 1, 9000 Gent", telephone="09 123 45 67",
        email="info@moemaarmoedig.example",
    )  # fmt: skip
    said = words(catalogue, replace(an_order(catalogue), own=own))
    for line in (own.name, own.address, own.telephone, own.email):
        assert line is not None
        assert line in said
    assert "Opdrachtgever Jesse" not in said
