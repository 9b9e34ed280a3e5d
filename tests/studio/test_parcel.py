"""The files of a practice, as they are taken along."""

from __future__ import annotations

import io
import zipfile

import pytest
from pypdf import PdfReader

from leaflets.personalise.practice import Practice
from leaflets.problems import ContentError
from leaflets.studio.details import Details
from leaflets.studio.parcel import bundle, one_file
from leaflets.studio.piece import WantedFile
from leaflets.studio.stock import StudioStock

MS = WantedFile(("ms",), "a5", "nl", "be", light=True)


def test_a_file_holds_the_practice_and_no_clock(stock: StudioStock, practice: Practice, linden: Details) -> None:
    """Twice the same, byte for byte."""
    parcel = one_file(stock, MS, practice, linden.logo)
    assert "Huisartsenpraktijk De Linde" in "".join(
        page.extract_text() for page in PdfReader(io.BytesIO(parcel.data)).pages
    )
    assert one_file(stock, MS, practice, linden.logo) == parcel
    assert parcel.name == "ms-a5-light.pdf"


def test_a_page_has_no_ticket(stock: StudioStock, practice: Practice) -> None:
    """Only what is folded, cut or stapled has one."""
    with pytest.raises(ContentError):
        one_file(stock, MS, practice, None, ticket=True)


def test_what_cannot_be_made_is_told_and_the_rest_is_there(stock: StudioStock, practice: Practice) -> None:
    """A leaflet there is not costs itself; where nothing is left, it is refused."""
    long = practice.model_copy(update={"name": "Praktijk " * 60})
    with pytest.raises(ContentError):
        bundle(stock, (MS,), long, None)


def test_the_zip_says_what_is_in_it(stock: StudioStock, practice: Practice) -> None:
    """On an index page in the language of the leaflets, which leads to each file."""
    parcel = bundle(stock, (MS,), practice, None)
    (day,) = (one.date for one in stock.catalogue.leaflets["nl"] if one.id == "ms")
    assert day.year > 2000
    with zipfile.ZipFile(io.BytesIO(parcel.data)) as packed:
        assert packed.namelist() == ["index.html", "nl/ms-a5-light.pdf", "praktijk.yaml"]
        page = packed.read("index.html").decode()
        assert 'href="nl/ms-a5-light.pdf"' in page
        # It lies in the ZIP itself, and leads to none.
        assert ".zip" not in page
        assert {one.date_time for one in packed.infolist()} == {(day.year, day.month, day.day, 0, 0, 0)}
