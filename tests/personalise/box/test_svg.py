"""A drawing may draw and nothing else, and looks on the page as it is."""

from __future__ import annotations

import pypdfium2
import pytest

from leaflets.personalise.box import svg
from leaflets.personalise.box.logo import read_logo
from leaflets.personalise.sets.task import Master
from leaflets.pictures import WrongPicture
from tests.personalise.box.test_logo import SVG
from tests.personalise.conftest import copies, practice
from tests.personalise.stamp.test_apply import box_of
from tests.reading import MM, opened


def test_an_svg_is_drawn_as_it_is(a5: Master) -> None:
    """Its form on the page looks as the SVG does: the gradient from green to blue, the yellow disc."""
    (copy,) = copies(practice(logo="logo.svg", publisher=None, website=None, appointment=None), [a5], SVG)
    with opened(copy.pdf) as pdf:
        assert pdf.pages[-1].obj.Resources.XObject.PracticeLogo.Subtype == "/Form"
    box = box_of(a5)
    page = pypdfium2.PdfDocument(copy.pdf)[3].render(scale=300 / 72).to_pil().convert("RGB")
    right = box[0] + box[2] - 4
    row = round((box[1] + box[3] - 27 / 2) * 300 / 25.4)
    line = [page.getpixel((x, row)) for x in range(round((right - 32) * 300 / 25.4), round(right * 300 / 25.4))]
    assert any(red > 230 and green > 230 and blue < 60 for red, green, blue in line)
    greens = [(green, blue) for red, green, blue in line if red < 20 and green + blue > 100]
    assert greens[0][0] > greens[0][1]
    assert greens[-1][0] < greens[-1][1]


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        ("<script>alert(1)</script>", "<script>"),
        ('<rect width="9" height="9" onload="alert(1)"/>', "a script (onload)"),
        ('<image href="file:///etc/passwd"/>', "<image>"),
        ('<use href="https://example.org/x.svg#a"/>', "outside itself"),
        ('<rect width="9" height="9" fill="url(https://example.org/x)"/>', "outside itself"),
        ('<style>@import "https://example.org/x.css";</style>', "outside itself"),
        ('<style>rect {fill: url("file:///etc/passwd")}</style>', "outside itself"),
        ('<a href="javascript:alert(1)"><rect width="9" height="9"/></a>', "<a>"),
        ("<foreignObject><p/></foreignObject>", "<foreignObject>"),
        ('<animate attributeName="x"/>', "<animate>"),
        ('<s:script xmlns:s="http://www.w3.org/1999/xhtml">1</s:script>', "<script>"),
        ("<g>" * 60 + "</g>" * 60, "nested too deep"),
        ("<g>", "is broken"),
    ],
)
def test_an_svg_may_draw_and_nothing_else(inside: str, said: str) -> None:
    """Scripts, pictures, addresses, animation and broken files are refused before anything is drawn."""
    data = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{inside}</svg>'.encode()
    with pytest.raises(WrongPicture) as refused:
        read_logo(data, "logo.svg")
    assert said in str(refused.value)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b'<!DOCTYPE x [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg"/>', "entities"),
        (b'<svg viewBox="0 0 9 9"/>', "no SVG"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "has no size"),
        (b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 900 9"/>', "has no size"),
    ],
)
def test_an_svg_says_what_it_is(data: bytes, said: str) -> None:
    """Without a name space or a size, or with entities, it is refused."""
    with pytest.raises(WrongPicture, match=said):
        read_logo(data, "logo.svg")


def test_a_drawing_is_a_page_of_its_proportions() -> None:
    """Its longest side is 100 mm; as pixels it is as fine as it is asked for, and clear where nothing is drawn."""
    data = (
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><rect width="20" height="20" fill="#00F"/></svg>'
    )
    size, pdf = svg.draw(data)
    assert size == (40, 20)
    with opened(pdf) as page:
        assert [float(side) / MM for side in page.pages[0].mediabox] == pytest.approx([0, 0, 100, 50], abs=0.01)
    # An inch wide on its longest side, so 300 pixels.
    picture = svg.pixels(pdf, 300, 25.4)
    assert picture.mode == "RGBA"
    assert picture.size == pytest.approx((300, 150), abs=1)
    assert picture.getpixel((75, 75)) == (0, 0, 255, 255)
    assert picture.getpixel((225, 75)) == (0, 0, 0, 0)


def test_a_drawing_that_lacks_its_letters_is_refused() -> None:
    """What the reader of drawings warns of would be printed wrong: the sentence says what to do."""
    text = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text y="9">\u5317</text></svg>'
    with pytest.raises(WrongPicture, match="its text turned into outlines"):
        svg.draw(text.encode())
