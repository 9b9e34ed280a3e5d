"""The picture of all pages."""

from __future__ import annotations

import io

import pikepdf
from PIL import Image

from leaflets.model.format import PressSheet
from leaflets.press.contact_sheet import EDGE, GAP, HEAD, LABEL, PressPages, contact_sheet
from leaflets.press.marks import mark_out
from tests.press.plates import PT

WIDTH, HEIGHT = 118, 157
"""Pixels of a page of 60 × 80 mm at 50 dpi."""


def pages(*greys: float, wide: bool = False) -> bytes:
    """Pages of 60 × 80 mm with crop marks, of which all is one grey up to the end of the bleed."""
    trim = (126 if wide else 60, 80)
    with pikepdf.new() as pdf:
        for grey in greys:
            pdf.add_blank_page(page_size=(99, 99))
            page = pdf.pages[-1]
            page.obj.Resources = pikepdf.Dictionary()
            ground = f"{grey} g {-3 * PT} {-3 * PT} {(trim[0] + 6) * PT} {86 * PT} re f"
            page.obj.Contents = pdf.make_stream(ground.encode())
        mark_out(pdf, trim, PressSheet())
        target = io.BytesIO()
        pdf.save(target)
    return target.getvalue()


def grey_at(picture: Image.Image, row: int, column: int, opening: int, x: float) -> int:
    left = EDGE + column * (opening + GAP) + x
    found = picture.getpixel((round(left), HEAD + EDGE // 2 + row * (HEIGHT + LABEL + GAP) + 50))
    assert isinstance(found, tuple)
    return round(found[0])


def test_pages_lie_open_side_by_side() -> None:
    """The first page stands right, the others two by two, the last left: cut at the trim, without bleed or marks."""
    data = contact_sheet([PressPages(pages(0.1, 0.2, 0.3, 0.4), ((1,), (2,), (3,), (4,)))], "Boek")
    picture = Image.open(io.BytesIO(data))
    assert picture.format == "PNG"
    width = 2 * WIDTH
    assert picture.width == 2 * EDGE + 3 * width + 2 * GAP
    found = [grey_at(picture, 0, column, width, x) for column in range(3) for x in (40, WIDTH + 40)]
    assert found == [236, 26, 51, 77, 102, 236]
    assert data == contact_sheet([PressPages(pages(0.1, 0.2, 0.3, 0.4), ((1,), (2,), (3,), (4,)))], "Boek")


def test_cover_and_inside_are_put_together() -> None:
    """Pages of two files stand in the order of the booklet; what is laid flat stands first, whole."""
    apart = [PressPages(pages(0.1, 0.2, 0.5, 0.6), ((1,), (2,), (5,), (6,))), PressPages(pages(0.3, 0.4), ((3,), (4,)))]
    whole = [PressPages(pages(0.1, 0.2, 0.3, 0.4, 0.5, 0.6), tuple((page,) for page in range(1, 7)))]
    assert contact_sheet(apart, "Boek") == contact_sheet(whole, "Boek")
    glued = [PressPages(pages(0.1, 0.2, wide=True), ((6, 1), (2, 5))), PressPages(pages(0.3, 0.4), ((3,), (4,)))]
    picture = Image.open(io.BytesIO(contact_sheet(glued, "Boek")))
    width = round(126 / 25.4 * 50)
    assert picture.width == 2 * EDGE + 4 * width + 3 * GAP
    assert [grey_at(picture, 0, column, width, 100) for column in (0, 1)] == [26, 51]
    assert grey_at(picture, 0, 2, width, width - 40) == 77
    assert grey_at(picture, 0, 3, width, 40) == 102
