"""The cover in a file of its own: its pages, and laid flat for glue."""

from __future__ import annotations

import datetime as dt
import io

import pikepdf
import pypdfium2
import pytest

from leaflets.model.format import PressSheet
from leaflets.model.proof import QrCode
from leaflets.press import PressDetails, finish
from leaflets.press.cover import cover_of, inside_of, on_spreads, wrapped
from tests.press.plates import PT, Picture, picture

RED, BLUE, GREEN, GOLD = (0, 1, 1, 0), (1, 1, 0, 0), (1, 0, 1, 0), (0, 0, 1, 0)
WHITE = (255, 255, 255)


def test_the_pages_of_a_cover() -> None:
    """The first two and the last two are the cover, the others the inside, and each page is in one of them."""
    assert cover_of(12) == (1, 2, 11, 12)
    assert inside_of(12) == (3, 4, 5, 6, 7, 8, 9, 10)
    assert inside_of(4) == ()


def section(*fields: tuple[int, int, int, int]) -> bytes:
    """Pages of 60 × 80 mm, each a field of one colour up to the end of its bleed, with a word to know it by."""
    with pikepdf.new() as pdf:
        for number, inks in enumerate(fields, start=1):
            pdf.add_blank_page(page_size=(66 * PT, 86 * PT))
            page = pdf.pages[-1]
            page.obj.MediaBox = [-3 * PT, -3 * PT, 63 * PT, 83 * PT]
            font = pikepdf.Dictionary(
                Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
            )
            page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
            colour = " ".join(map(str, inks))
            word = f"BT 0 0 0 1 k /F 12 Tf {20 * PT} {40 * PT} Td (blad{number}) Tj ET"
            page.obj.Contents = pdf.make_stream(
                f"{colour} k {-3 * PT} {-3 * PT} {66 * PT} {86 * PT} re f {word}".encode()
            )
        target = io.BytesIO()
        pdf.save(target)
    return target.getvalue()


def glued(spine: float, sheet: PressSheet | None = None) -> bytes:
    """The cover of twelve pages, laid flat."""
    pages = section(RED, GREEN, *[(0, 0, 0, 0)] * 8, GOLD, BLUE)
    details = PressDetails(
        "Boek",
        "Jesse",
        "nl",
        dt.date(2026, 11, 1),
        (60, 80),
        sheet=sheet or PressSheet(),
        pages=cover_of(12),
        spine_mm=spine,
    )
    return finish([pages], details)


def sides(data: bytes) -> tuple[Picture, Picture]:
    pdf = pypdfium2.PdfDocument(data)
    assert len(pdf) == 2
    return picture(pdf, 0), picture(pdf, 1)


def colour(inks: tuple[int, int, int, int]) -> tuple[int, int, int]:
    """How a field of these inks is drawn."""
    return picture(pypdfium2.PdfDocument(finish([section(inks)], PressDetails(
        "x", "y", "nl", dt.date(2026, 11, 1), (60, 80)
    ))), 0).at(5, 5)  # fmt: skip


@pytest.mark.parametrize("spine", [4.0, 6.0, 20.0])
def test_outside_is_back_spine_and_front(spine: float) -> None:
    """The back stands left and the front right; each reaches to the middle of the spine, and into the bleed outside."""
    outside, _ = sides(glued(spine))
    back, front, middle = colour(BLUE), colour(RED), 60 + spine / 2
    for y in (-2.5, 5, 82.5):
        assert [outside.at(x, y) for x in (-2.5, 30, 59, middle - 0.5)] == [back] * 4
        assert [outside.at(x, y) for x in (middle + 0.5, 61 + spine, 110, 122.5 + spine)] == [front] * 4
    assert outside.at(-3.5, 5) == outside.at(123.5 + spine, 5) == WHITE


def test_inside_is_bare_where_the_glue_comes() -> None:
    """Page 2 stands left and the last but one right; the spine and 4 mm beside it have no ink."""
    _, inside = sides(glued(4.0))
    assert [inside.at(x, 5) for x in (-2.5, 30, 55.5)] == [colour(GREEN)] * 3
    assert [inside.at(x, 5) for x in (68.5, 100, 126.5)] == [colour(GOLD)] * 3
    assert {inside.at(x, 5) for x in (56.5, 59.5, 62, 64.5, 67.5)} == {WHITE}


@pytest.mark.parametrize("sheet", [PressSheet(), PressSheet(marks=False, zero_origin=True)])
def test_its_boxes_are_those_of_a_cover_laid_flat(sheet: PressSheet) -> None:
    """The trim is twice the page and the spine; both pages can be read where they stand."""
    data = glued(4.0, sheet)
    assert wrapped((60, 80), 4.0) == (124, 80)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            trim = [float(side) / PT for side in page.trimbox]
            assert (trim[2] - trim[0], trim[3] - trim[1]) == pytest.approx((124, 80), abs=0.01)
    drawn = pypdfium2.PdfDocument(data)
    halves = []
    for page in drawn:
        left, bottom, right, top = page.get_trimbox()
        words, middle = page.get_textpage(), (left + right) / 2
        halves += [
            words.get_text_bounded(left, bottom, middle, top),
            words.get_text_bounded(middle, bottom, right, top),
        ]
    assert [one.strip() for one in halves] == ["blad12", "blad1", "blad2", "blad11"]


def test_codes_go_with_their_pages() -> None:
    """A code of the front lies right of the spine on the outside, one of page 2 left on the inside."""
    codes = [QrCode(page=page, url=f"https://{page}.nl", box_mm=(10, 20, 22, 22)) for page in (1, 2, 3, 4)]
    found = on_spreads(codes, (60, 80), 4.0)
    assert [(one.url[8], one.page, one.box_mm[0]) for one in found] == [
        ("1", 1, 74),
        ("4", 1, 10),
        ("2", 2, 10),
        ("3", 2, 74),
    ]
