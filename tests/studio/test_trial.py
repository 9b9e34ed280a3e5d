"""The first sheet of a file, to print once."""

from __future__ import annotations

import io
import re

import pikepdf
import pytest
from pypdf import PdfReader
from starlette.testclient import TestClient

from leaflets.personalise.practice import Practice
from leaflets.studio.parcel import one_file
from leaflets.studio.piece import WantedFile
from leaflets.studio.stock import StudioStock
from leaflets.studio.trial import trial
from tests.studio.conftest import CHOICE, TYPED


@pytest.mark.parametrize(
    ("form", "pages", "duplex"),
    [
        ("a5-folded", 2, "/DuplexFlipShortEdge"), ("a4", 2, "/DuplexFlipLongEdge"),
        ("large-print", 2, "/DuplexFlipLongEdge"), ("poster", 1, "/Simplex"),
    ],
)  # fmt: skip
def test_it_is_front_and_back_of_her_own_file(
    stock: StudioStock, practice: Practice, form: str, pages: int, duplex: str
) -> None:
    """In its size, at 100 %, over the edge that is told beside it; of a poster there is one side."""
    piece = WantedFile(("ms",), form, "nl", "be", light=True)
    whole, found = one_file(stock, piece, practice, None), trial(stock, piece, practice, None)
    assert found.name == whole.name.replace(".pdf", "-trial.pdf")
    own, first = (PdfReader(io.BytesIO(one.data)).pages for one in (whole, found))
    assert len(first) == pages
    assert [page.extract_text() for page in first] == [page.extract_text() for page in own[:pages]]
    assert [page.mediabox for page in first] == [page.mediabox for page in own[:pages]]
    with pikepdf.open(io.BytesIO(found.data)) as pdf:
        wishes = pdf.Root.ViewerPreferences
        assert (str(wishes.PrintScaling), str(wishes.Duplex), str(pdf.Root.Lang)) == ("/None", duplex, "nl")
        assert str(pdf.docinfo.Title)
        # Nothing of the pages that are not in it.
        assert (
            sum(str(one.get("/Type", "")) == "/Page" for one in pdf.objects if isinstance(one, pikepdf.Dictionary))
            == pages
        )
    assert trial(stock, piece, practice, None) == found


def test_it_holds_the_practice_where_its_box_is_on_the_first_sheet(stock: StudioStock, practice: Practice) -> None:
    """As on the leaflets that are printed after it."""
    found = trial(stock, WantedFile(("ms",), "a5-folded", "nl", "be", light=True), practice, None)
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(found.data)).pages)
    assert "Huisartsenpraktijk De Linde" in text


def test_its_button_stands_where_both_sides_are_printed(visitor: TestClient) -> None:
    """And opens it; there is none for what is one side, or is for a screen, and for nothing that was not chosen."""
    page = visitor.post(f"/take?{CHOICE}&f=large-print&f=poster&f=a5&ui=nl", data=TYPED).text
    assert page.count('name="trial"') == 2
    assert 'name="trial" value="ms a5-folded" formtarget="_blank"' in page
    assert re.search(r"Open één vel van (<[^>]*>)?MS", page)
    answer = visitor.post(f"/download?{CHOICE}", data={**TYPED, "trial": "ms a5-folded"})
    assert answer.headers["content-disposition"] == 'inline; filename="ms-a5-folded-light-trial.pdf"'
    assert visitor.post(f"/download?{CHOICE}", data={**TYPED, "trial": "crps a5-folded"}).status_code == 404
