"""Pictures of the places a practice is written in."""

from __future__ import annotations

from dataclasses import replace

import pytest

from leaflets.personalise.practice import Practice
from leaflets.studio.backdrop import HIGHEST
from leaflets.studio.details import Details, Upload
from leaflets.studio.piece import MASTERS, WantedFile
from leaflets.studio.preview import Seen, logo_fault, page_picture, preview, scene_of, warmed
from leaflets.studio.stock import StudioStock
from tests.studio.conftest import TYPED

MS = WantedFile(("ms",), "a5-folded", "nl", "be", light=True)


def test_a_preview_says_its_words(stock: StudioStock, practice: Practice) -> None:
    """For who cannot see the picture, with the words of the country."""
    seen = preview(stock, MS, practice, None)
    assert isinstance(seen, Seen)
    assert "Huisartsenpraktijk De Linde" in seen.words
    assert any("wachtpost" in one for one in seen.words)


def test_a_name_that_does_not_fit_is_said_of_its_field(stock: StudioStock, practice: Practice) -> None:
    """In the smallest box first."""
    long = practice.model_copy(update={"name": "Praktijk " * 60})
    found = preview(stock, replace(MS, format="dl-card"), long, None)
    assert isinstance(found, tuple)
    assert found[0].field in TYPED | {"kind": ""}


@pytest.mark.parametrize(
    "data", [b"<svg", b"\x89PNG\r\n\x1a\nnothing", b"%PDF-1.7", b"<svg xmlns='http://www.w3.org/2000/svg'/>"]
)
def test_what_is_no_picture_is_said_of_the_logo(data: bytes, stock: StudioStock, practice: Practice) -> None:
    """In words, and the rest is drawn without it."""
    name = "logo.png" if data.startswith(b"\x89PNG") else "logo.svg"
    found = preview(stock, MS, practice, Upload(name, data))
    assert isinstance(found, Seen)
    assert [one.field for one in found.refused] == ["logo"]
    assert found.patches == preview(stock, MS, practice.model_copy(update={"logo": None}), None).patches  # type: ignore[union-attr]
    fault = logo_fault(stock, Upload(name, data))
    assert fault == found.refused[0]


def test_letters_the_font_has_not_are_said_of_their_field(stock: StudioStock, practice: Practice) -> None:
    """Nothing is printed with holes."""
    found = preview(stock, MS, practice.model_copy(update={"name": "诊所"}), None)
    assert isinstance(found, tuple)
    assert found[0].field == "name"


def test_another_page_has_another_picture(stock: StudioStock) -> None:
    """A digest of what was there before is answered by nothing, for a browser keeps what it got for ever."""
    assert page_picture(stock, MS, "0" * 64) is None


def test_close_up_the_box_is_whole(stock: StudioStock, practice: Practice, linden: Details) -> None:
    """Also where it has grown, with the imprint below it, and no higher than is well seen."""
    scene = scene_of(stock, MS)
    seen = preview(stock, MS, practice, linden.logo)
    assert isinstance(seen, Seen)
    _, top, _, height = seen.close
    assert height <= 100 * HIGHEST + 0.1
    assert top <= scene.close[1]
    assert (scene.page, scene.pages) == (4, 4)


def test_a_worker_warms_up_with_a_sample(stock: StudioStock) -> None:
    """And has its pages ready from then on."""
    warmed(stock)
    assert stock.shop.bench.at(MASTERS).values
