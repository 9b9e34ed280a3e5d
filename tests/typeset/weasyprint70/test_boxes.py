from __future__ import annotations

from functools import lru_cache
from urllib.parse import quote

import pytest
from weasyprint import CSS, HTML, Document

from leaflets import faces, qr
from leaflets.typeset.weasyprint70 import boxes
from leaflets.typeset.weasyprint70.fonts import TypeCase

ADDRESS = "https://example.org/leaflet"
SHEET = f'@page {{size: 100mm 60mm; margin: 10mm}} * {{margin: 0; font: 12pt/15pt "{faces.TEXT}"}}'


@lru_cache
def fonts() -> TypeCase:
    return TypeCase()


def rendered(body: str, css: str = "") -> tuple[HTML, Document]:
    page = HTML(string=f"<html lang=nl><head><title>t</title></head><body>{body}")
    return page, page.render(stylesheets=[CSS(string=SHEET + css)], font_config=fonts())


def test_a_code_is_measured_where_its_symbol_is() -> None:
    """The box of a code is its symbol's place in mm from the page's corner, its page counted from 1."""
    drawing = qr.svg(ADDRESS, 22, "alt").replace("<svg", "<svg id=code", 1)
    css = "@page {size: 100mm 60mm} #code {position: absolute; left: 15mm; top: 5mm; display: block}"
    _, document = rendered(f"<p>one</p><p style='break-before: page; position: relative'>{drawing}</p>", css)
    (code,) = boxes.qr_codes(document)
    assert (code.page, code.url) == (2, ADDRESS)
    # The page's margin of 10 mm and the place above.
    assert code.box_mm == pytest.approx((25, 15, 22, 22), abs=0.02)


def test_a_page_knows_the_part_it_belongs_to() -> None:
    """The part of a page is the name its content gives it, and nothing for a page without one."""
    _, document = rendered("<p>one</p><p style='page: inside'>two</p>", "@page inside {margin: 5mm}")
    assert [boxes.part_of(page) for page in document.pages] == ["", "inside"]


def test_a_page_has_a_first_heading() -> None:
    """However many lines it takes; the title of the page only where there is no other, and nothing where there is none."""
    title, heading = (
        "<h1><b>Slaap</b> bij MS</h1>",
        "<h2>Wat gebeurt er in uw lichaam en in uw hoofd?</h2><h3>Thuis</h3>",
    )
    over = "<p style='break-before: page'>one</p>"
    _, document = rendered(f"{title}{heading}{over}{title}{over}", "@page {size: 60mm 90mm; margin: 5mm}")
    found = [boxes.first_heading(page) for page in document.pages]
    assert found == ["Wat gebeurt er in uw lichaam en in uw hoofd?", "Slaap bij MS", ""]


def test_text_that_fits_is_not_lost() -> None:
    """Hyphens at line ends, soft hyphens, markers and running heads are no loss."""
    long = "zelfmanagementprogramma-ontwikkeling " * 3
    css = '@page {@top-left {content: "head"}} ol {padding-left: 9mm}'
    page, document = rendered(f"<p>ver\u00admoeid\u00adheid {long}</p><ol><li>een</ol><svg><title>x</title></svg>", css)
    assert boxes.text_lost(page, document) == []


def test_text_cut_off_in_a_box_is_lost() -> None:
    """WeasyPrint drops what does not fit a float on its page and says nothing: its words are named."""
    words = " ".join(f"woord{number}" for number in range(200))
    page, document = rendered(f"<p>begin</p><div style='float: left; width: 30mm'>{words} xyz</div>")
    assert "xyz" in boxes.text_lost(page, document)


@pytest.mark.parametrize(("place", "is_outside"), [
    ("left: 0; top: 0", False), ("right: -9mm; top: 0", False), ("right: -12mm; top: 0", True),
    ("left: -12mm; top: 0", True), ("left: 0; bottom: -12mm", True), ("left: 0; top: -12mm", True),
])  # fmt: skip
def test_text_outside_the_page_is_found(place: str, is_outside: bool) -> None:
    """A text that reaches over an edge of the page is named, one in the margin is not."""
    body = f"<div style='position: relative; height: 40mm'><p style='position: absolute; {place}'>rand</p></div>"
    _, document = rendered(body)
    assert list(boxes.text_outside(document.pages[0])) == (["rand"] if is_outside else [])


def test_text_printed_over_text_is_found() -> None:
    """What runs out of a box of fixed height stands on its neighbour; superscripts and close lines do not."""
    _, document = rendered("<div style='height: 15pt; width: 20mm'>eerste tweede</div><p>derde</p>")
    assert list(boxes.text_on_text(document.pages[0])) == [("tweede", "derde")]
    _, document = rendered(
        "<p>eerste<sup>1</sup> zin, met een <b>vet</b> woord en meer<br>tweede</p>", "p {line-height: 12pt}"
    )
    assert list(boxes.text_on_text(document.pages[0])) == []


def picture(width: int, height: int, alt: str = "vlak", css: str = "display: block") -> str:
    drawing = f"<svg xmlns='http://www.w3.org/2000/svg' width='{width}mm' height='{height}mm'><rect width='9' height='9'/></svg>"
    return f'<img alt="{alt}" style="{css}" src="data:image/svg+xml,{quote(drawing)}">'


@pytest.mark.parametrize(("place", "is_outside"), [
    ("left: 0; top: 0", False), ("right: -9mm; top: 0", False), ("right: -12mm; top: 0", True), ("left: 0; bottom: -12mm", True),
])  # fmt: skip
def test_a_picture_outside_the_page_is_found(place: str, is_outside: bool) -> None:
    """A picture that reaches over an edge of the page is named by its description."""
    body = (
        f"<div style='position: relative; height: 40mm'>{picture(20, 10, 'rand', f'position: absolute; {place}')}</div>"
    )
    _, document = rendered(body)
    assert list(boxes.pictures_outside(document.pages[0])) == (["rand"] if is_outside else [])


def test_a_picture_that_is_dropped_is_found() -> None:
    """WeasyPrint drops what does not fit a float on its page and says nothing: the picture is named."""
    for lines, lost in ((2, []), (40, ["weg"])):
        body = f"<div style='float: left; width: 30mm'>{'een<br>' * lines}{picture(20, 10, 'weg')}</div>"
        assert boxes.pictures_lost(*rendered(body)) == lost


BOX = ".practice {position: absolute; left: 0; top: 35mm; width: 60mm; height: 10mm; background: #eee}"


@pytest.mark.parametrize(
    ("above", "room"),
    [
        ("", 35.0),  # up to the page's own margin
        ("<p>one</p>", 29.75),  # what the face reserves for its letters
        ("<div style='height: 20mm; background: #fdd'></div>", 15.0),
        ("<div style='height: 20mm; background: white'></div>", 35.0),
        ("<div style='height: 20mm; margin-left: 70mm; background: #fdd'></div>", 35.0),
        ("<div class=notes style='height: 20mm'><p>one</p></div>", 15.0),
        ("<div class='notes unruled' style='height: 20mm'></div>", 35.0),
        ("<div style='position: absolute; top: 5mm; width: 20mm; height: 20mm; background: #fdd'></div>", 10.0),
    ],
)
def test_a_box_may_grow_up_to_what_stands_above_it(above: str, room: float) -> None:
    """Text, grounds of a colour and lines under a heading; not what is white, or beside it, or in the page's margin."""
    css = BOX + '@page {@top-left {content: "head"}}'
    body = f"<section style='position: relative; height: 40mm'>{above}<div class=practice></div></section>"
    _, document = rendered(body, css)
    box = boxes.practice_box(document)
    assert box is not None
    assert box.box_mm == pytest.approx((10, 45, 60, 10), abs=0.01)
    assert box.room_mm == pytest.approx(room, abs=0.05)


@pytest.mark.parametrize(("imprint", "foot"), [(40, 45.0), (30, 40.0)])
def test_lines_may_be_ruled_down_to_the_box_and_the_imprint(imprint: int, foot: float) -> None:
    """From the top of what is left for them, as wide as that; None where the page rules its own."""
    css = f"{BOX} .imprint {{position: absolute; left: 60mm; top: {imprint}mm; height: 10mm}}"
    for kind, place in (("notes unruled", (10.0, 15.0, 80.0, foot - 15.0)), ("notes", None)):
        notes = f"<div class='{kind}' style='margin-top: 5mm; height: 9mm'></div>"
        parts = f"{notes}<div class=practice></div><div class=imprint></div>"
        _, document = rendered(
            f"<section style='position: relative; height: 60mm; padding-top: 0.1px'>{parts}</section>", css
        )
        box = boxes.practice_box(document)
        assert box is not None
        assert box.notes_mm == (None if place is None else pytest.approx(place, abs=0.05))


def test_lines_are_left_for_the_numbers_of_a_practice() -> None:
    """By the page and the place of the element of that class, in print size; None where there is none."""
    css = "@page {size: 100mm 100mm; margin: 10mm} .numbers {height: 12mm} .next {break-before: page}"
    _, document = rendered("<p>one</p><div class='next numbers'></div>", css)
    found = boxes.numbers(document)
    assert found is not None
    assert found.page == 2
    assert found.box_mm == pytest.approx((10, 10, 80, 12), abs=0.02)
    assert boxes.numbers(rendered("<p>one</p>")[1]) is None


def test_lines_are_left_where_words_end() -> None:
    """From the end of the words on their last line, over what is left free below; in the size and leading they have."""
    css = "p, .issuer {font: 9pt/12pt Leaflet Hyperlegible} .room {height: 24pt}"
    _, document = rendered("<p class=issued>one two <span class=issuer></span></p><div class=room></div>", css)
    found = boxes.issuer(document)
    assert found is not None
    assert (found.says, found.page, found.size_pt, found.line_pt) == ("issuer", 1, 9.0, 12.0)
    assert found.box_mm == pytest.approx((10, 10, 80, 36 * 25.4 / 72), abs=0.02)
    assert 10 < found.indent_mm < 25
    assert 2 < found.baseline_mm < 12 * 25.4 / 72
    assert boxes.issuer(rendered("<p>one</p>")[1]) is None
