from __future__ import annotations

import pytest
from weasyprint import HTML

from leaflets.imposition.edges import Pages


def page(body: str) -> bytes:
    css = "@page {size: 100mm 50mm; margin: 0} body {margin: 0} div {position: absolute}"
    made: bytes = HTML(string=f"<title>t</title><style>{css}</style>{body}").write_pdf()
    return made


def test_a_field_that_runs_off_an_edge_is_a_band_of_its_colour() -> None:
    """Of a blue field from 10 to 30 mm at the right edge the band is as high, and the left edge is paper."""
    pages = Pages(page("<div style='right: 0; top: 10mm; width: 20mm; height: 20mm; background: #0000FF'></div>"))
    (band,) = pages.bands(1, "right")
    assert (band.top_mm, band.height_mm) == pytest.approx((10, 20), abs=0.2)
    assert band.colour == "0 0 1 rg"
    assert pages.bands(1, "left") == ()


def test_two_fields_are_two_bands_and_grey_is_one_ink() -> None:
    """Each colour has its own stretch, from the top down; black and grey are written for one ink."""
    black = "<div style='left: 0; top: 0; width: 5mm; height: 20mm; background: #000000'></div>"
    red = "<div style='left: 0; top: 20mm; width: 5mm; height: 30mm; background: #FF0000'></div>"
    bands = Pages(page(black + red)).bands(1, "left")
    assert [band.colour for band in bands] == ["0 g", "1 0 0 rg"]
    assert bands[1].top_mm == pytest.approx(20, abs=0.2)


def test_words_within_the_margin_are_no_band() -> None:
    """What stands in the page and does not run off it leaves its edge white."""
    assert Pages(page("<p style='margin: 10mm'>Woorden</p>")).bands(1, "right") == ()
