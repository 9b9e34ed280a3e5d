"""Who comes, and what is there for them."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.requests import Request

from leaflets.build.workshop import Workshop
from leaflets.studio import visit
from leaflets.studio.guard import GUEST, Guest
from leaflets.studio.parcel import Parcel
from leaflets.studio.stock import StudioStock, stocked_now
from leaflets.studio.visit import Studio, handed, owner_of, view_of


def request(query: str, guest: Guest | None = None) -> Request:
    scope = {"type": "http", "method": "GET", "path": "/", "query_string": query.encode(), "headers": []}
    return Request({**scope, **({GUEST: guest} if guest else {})})


def test_the_address_says_what_is_seen(studio: Studio) -> None:
    """An edition there is not says nothing."""
    view, stock = view_of(studio, request("l=ms&f=a4&ink=full&ui=fr&edition=none"), studio.stock)
    assert (view.choice.leaflets, view.choice.forms, view.choice.tongue) == (("ms",), ("a4",), "fr")
    assert (view.choice.edition, stock.edition, view.is_served) == (None, None, False)


def test_an_owner_is_who_a_server_knows() -> None:
    """On one's own computer nobody is asked."""
    assert owner_of(request("")) == ""
    assert owner_of(request("", Guest("linde", "x", leaves=True))) == "linde"


def test_the_texts_are_looked_at_now_and_then(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    """And not with every key."""
    looks: list[Path] = []
    real = stocked_now

    def counted(shop: Workshop, output: Path) -> StudioStock:
        looks.append(output)
        return real(shop, output)

    monkeypatch.setattr(visit, "stocked_now", counted)
    assert studio.stock is studio.stock
    assert len(looks) == 1
    monkeypatch.setattr(visit, "LOOK_SECONDS", -1.0)
    assert studio.stock == studio.stock
    assert len(looks) == 3


def test_a_pdf_opens_and_a_zip_is_saved() -> None:
    """Under its name."""
    assert handed(Parcel("a.pdf", "application/pdf", b"")).headers["content-disposition"] == 'inline; filename="a.pdf"'
    assert handed(Parcel("a.zip", "application/zip", b"")).headers["content-disposition"].startswith("attachment")
