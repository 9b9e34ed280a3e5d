"""The most ink of a page, and where it lies."""

from __future__ import annotations

import io

import pikepdf
import pytest
from pikepdf import Dictionary, Name

from leaflets.preflight.measure.ink import bound, heaviest, measured, most_of
from leaflets.preflight.measure.paint import painted
from tests.preflight.drawn import Drawn, pdf_of, saved

OVER = "/Over gs 0 0 0 1 k"


def pressed(*drawn: Drawn) -> bytes:
    """A file of such pages, each with a state in which black overprints."""
    with pikepdf.new() as pdf:
        for one in drawn:
            with pdf_of(one) as page:
                state = Dictionary(Type=Name.ExtGState, op=True, OP=False, OPM=1)
                page.pages[0].obj.Resources.ExtGState = Dictionary(Over=state)
                pdf.pages.extend(page.pages)
        return saved(pdf)


def test_the_place_is_found() -> None:
    """The heaviest of three pages is the one where black lies over a colour, at its place from the trim's corner."""
    plain = Drawn(bleed=3).box(0, 0, 148, 210, "0.5 0.5 0.5 0 k")
    over = Drawn(bleed=3).box(20, 30, 60, 40, "0.9 0.7 0.5 0 k").box(50, 60, 20, 5, OVER)
    data = pressed(plain, over, plain)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        place = heaviest(data, tuple(painted(pdf)))
    assert place.ink == pytest.approx(310, abs=1)
    assert place.page == 2
    assert (place.left_mm, place.top_mm) == pytest.approx((50.1, 60.1), abs=0.3)


def test_each_page_by_itself() -> None:
    """Measured is what is drawn: white paper has none, grey is black, and a colour knocks out what lies below it."""
    drawn = [
        Drawn(), Drawn().box(0, 0, 50, 50, "0.4 g"), Drawn().box(0, 0, 50, 50, "1 1 0 0 k").box(0, 0, 50, 50, "0 0 1 0 k"),
        Drawn().box(0, 0, 50, 50, "1 1 0 0 k").box(0, 0, 50, 50, f"{OVER} 0 0 0 0.5 k"),
    ]  # fmt: skip
    found = [one.ink for one in measured(pressed(*drawn), (1, 2, 3, 4))]
    assert found == pytest.approx([0, 60, 100, 250], abs=1)


def test_a_picture_by_its_pixels() -> None:
    """Of a picture in CMYK the pixel of the most ink counts, where it lies; of one in RGB nothing."""
    pixels = bytes([0, 0, 0, 255]) * 3 + bytes([255, 255, 204, 0])
    drawn = Drawn().image(20, 30, 40, 40, (2, 2), Name.DeviceCMYK, pixels)
    data = pressed(drawn)
    (place,) = measured(data, (1,))
    assert place.ink == pytest.approx(280, abs=1)
    assert 40 <= place.left_mm <= 60
    assert 50 <= place.top_mm <= 70
    with pikepdf.open(io.BytesIO(data)) as pdf:
        (page,) = painted(pdf)
        assert most_of(page.pictures[0]) == pytest.approx(280, abs=0.5)
        assert bound(page) == pytest.approx(280, abs=0.5)
    rgb = pressed(Drawn().image(20, 30, 40, 40, (1, 1), Name.DeviceRGB, b"\0\0\0"))
    with pikepdf.open(io.BytesIO(rgb)) as pdf:
        (page,) = painted(pdf)
        assert (most_of(page.pictures[0]), bound(page)) == (0, 0)
