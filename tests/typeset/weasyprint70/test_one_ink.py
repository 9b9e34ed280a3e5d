"""Neutral colours are black ink alone, in text, drawings, gradients and groups."""

from __future__ import annotations

import pydyf
import pypdfium2
import pytest
from PIL import ImageChops
from weasyprint import HTML
from weasyprint.pdf.stream import Stream

from leaflets.typeset.weasyprint70 import install, one_ink
from tests.reading import dictionaries, opened, picture, spaces

DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50" width="300" height="150">
<linearGradient id="g"><stop stop-color="#222"/><stop offset=".4" stop-color="#FFF" stop-opacity=".5"/>
<stop offset="1" stop-color="#999"/></linearGradient>
<rect width="60" height="50" fill="url(#g)"/><circle cx="70" cy="25" r="20" fill="#777" stroke="#000" opacity=".5"/>
</svg>"""
GREY = f"""<body style="color: #333"><p style="border: 2pt solid #808080; opacity: .7">Rust en slaap</p>
<div style="height: 2cm; background: linear-gradient(90deg, #000, #AAA 30%, #FFF)"></div>{DRAWING}</body>"""


def without(patch: pytest.MonkeyPatch) -> None:
    """Colours as WeasyPrint writes them."""
    patch.setattr(pydyf.Stream, "set_color_rgb", one_ink._set_rgb)
    patch.setattr(Stream, "add_shading", one_ink._add_shading)
    patch.setattr(Stream, "add_group", one_ink._add_group)
    patch.setattr(Stream, "set_alpha_state", one_ink._set_alpha_state)


def written(body: str) -> bytes:
    data: bytes = HTML(string=body).write_pdf()
    return data


def test_greys_need_no_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing but DeviceGray is left of a page of greys; without the patch all of it is red, green and blue."""
    install()
    assert spaces(written(GREY)) == {"g", "G", "/DeviceGray"}
    without(monkeypatch)
    assert {"rg", "RG", "/DeviceRGB"} <= spaces(written(GREY))


def test_the_page_is_the_same_to_the_eye(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a screen, to one step of 256: greys mixed with opacity are rounded elsewhere."""
    install()
    ours = written(GREY)
    without(monkeypatch)
    theirs = written(GREY)
    with pypdfium2.PdfDocument(ours) as one, pypdfium2.PdfDocument(theirs) as other:
        pictures = [picture(pdf[0], 100) for pdf in (one, other)]
    difference = ImageChops.difference(*pictures)
    assert max(difference.convert("L").histogram()[2:]) == 0
    assert pictures[0].convert("L").getextrema() == (0, 255)


def test_colours_stay_colours() -> None:
    """A gradient from a grey to a colour keeps three parts at both ends, and so does a colour of nearly equal parts."""
    install()
    page = (
        "<div style='height: 2cm; background: linear-gradient(#777, #F4B860)'></div><p style='color: #777778'>Rust</p>"
    )
    with opened(written(page)) as pdf:
        (shading,) = (one for one in dictionaries(pdf) if "/ShadingType" in one)
        assert shading.ColorSpace == "/DeviceRGB"
        assert [len(step[end]) for step in shading.Function.Functions for end in ("/C0", "/C1")] == [3, 3]
        assert b" rg" in pdf.pages[0].Contents.read_bytes()


def test_a_mask_names_its_space() -> None:
    """The group whose lightness is a mask has a space, as ISO 32000-1, 11.6.5.3 wants it; others take the page's."""
    install()
    with opened(written(GREY)) as pdf:
        masks = {
            one.SMask.G.objgen for one in dictionaries(pdf) if one.get("/Type") == "/ExtGState" and "/SMask" in one
        }
        groups = {one.objgen: one.Group.get("/CS") for one in pdf.objects if one.get("/Subtype") == "/Form"}
    assert masks
    assert {name: str(space) for name, space in groups.items() if space is not None} == dict.fromkeys(
        masks, "/DeviceGray"
    )
