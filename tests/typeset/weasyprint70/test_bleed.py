"""What reaches the trim is painted on into the bleed, and nothing else moves."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from PIL import Image
from weasyprint import HTML

from leaflets.typeset.weasyprint70 import bleed

MM = 25.4
DPI = 127  # 5 pixels a millimetre
RED, BLUE, WHITE = (255, 0, 0), (0, 0, 255), (255, 255, 255)
SQUARE = (
    "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 10 10' width='10' height='10'>"
    "<rect fill='blue' width='10' height='10'/></svg>"
)


def drawn(
    style: str, zoom: float = 1.0, body: str = "<div></div>", is_extended: bool = True
) -> tuple[Image.Image, tuple[float, ...]]:
    """A page of 40 × 40 mm with one box, its bleed extended, as a picture; and its MediaBox in mm."""
    html = f"<style>@page {{size: 40mm; margin: 10mm}} body {{margin: 0}} {style}</style>{body}"
    document = HTML(string=html).render()
    if is_extended:
        bleed.extend(document, zoom)
    target = io.BytesIO()
    document.write_pdf(target, zoom=zoom)
    page = pypdfium2.PdfDocument(target.getvalue())[0]
    size = tuple(round(edge / 72 * MM, 2) for edge in page.get_mediabox())
    return page.render(scale=DPI / 72).to_pil().convert("RGB"), size


def at(image: Image.Image, x: float, y: float) -> tuple[int, ...]:
    """The colour x and y mm from the top left of the trim."""
    found = image.getpixel((int((x + 3) * 5), int((y + 3) * 5)))
    assert isinstance(found, tuple)
    return found


def test_box_at_the_edge() -> None:
    """A box over the left, top and right edge fills the bleed there, and ends below where it ended."""
    image, media = drawn("div {margin: -10mm -10mm 0; height: 20mm; background: red}")
    assert media == (-3, -3, 43, 43)
    assert [at(image, *place) for place in ((-2.8, 5), (-2.8, -2.8), (20, -2.8), (42.8, 19.5))] == [RED] * 4
    assert [at(image, *place) for place in ((20, 20.5), (-2.8, 20.5), (20, 42.8))] == [WHITE] * 3


def test_without_it_the_bleed_is_white() -> None:
    """WeasyPrint alone makes the room and paints nothing of a box there; once it paints, this may go."""
    style = "@page {bleed: 3mm} div {margin: -10mm -10mm 0; height: 20mm; background: red}"
    image, media = drawn(style, is_extended=False)
    assert media == (-3, -3, 43, 43)
    assert at(image, 20, 0.4) == RED
    assert [at(image, *place) for place in ((-2.8, 5), (20, -2.8), (42.8, 19.5))] == [WHITE] * 3


def test_box_inside() -> None:
    """A box that keeps away from the edges by a millimetre stays as it is."""
    image, _ = drawn("div {margin: -9mm; height: 38mm; background: red}")
    assert at(image, 1.2, 20) == RED
    assert [at(image, *place) for place in ((0.5, 20), (-1, 20), (20, -1), (20, 41))] == [WHITE] * 4


def test_box_beyond_the_bleed() -> None:
    """A box that reaches beyond the bleed already is left alone."""
    image, _ = drawn("div {margin: -15mm -15mm 0; height: 30mm; background: red}")
    assert at(image, -2.8, 5) == RED
    assert at(image, 20, 24.5) == RED
    assert at(image, 20, 25.5) == WHITE


def test_image_keeps_its_place() -> None:
    """The drawing behind a box stays where it was, and is not cut by the trim."""
    image, _ = drawn(
        f'div {{margin: -10mm; height: 40mm; background: red url("{SQUARE}") no-repeat 35mm 5mm / 10mm 10mm}}'
    )
    assert [at(image, *place) for place in ((35.2, 5.2), (42.8, 14.8))] == [BLUE] * 2
    assert [at(image, *place) for place in ((34.8, 5.2), (35.2, 4.8), (42.8, 15.2))] == [RED] * 3


def test_border_runs_on() -> None:
    """The rule above a box over the whole width runs on into the bleed; below it nothing is painted."""
    image, _ = drawn("div {margin: 0 -10mm; height: 10mm; border-top: 2mm solid blue}")
    assert [at(image, *place) for place in ((-2.8, 11), (42.8, 11))] == [BLUE] * 2
    assert at(image, -2.8, 12.5) == WHITE


def test_border_on_the_trim() -> None:
    """A rule along the trim itself is still there when the bleed is cut off."""
    image, _ = drawn("div {margin: -10mm -10mm 0; height: 28mm; border-top: 2mm solid blue; background: red}")
    assert [at(image, *place) for place in ((20, -2.8), (20, 1.8), (-2.8, 1.8))] == [BLUE] * 3
    assert [at(image, *place) for place in ((20, 2.2), (-2.8, 2.2), (20, 29.8))] == [RED] * 3
    assert at(image, 20, 30.2) == WHITE


def test_page_ground() -> None:
    """The ground of the whole page fills the whole bleed."""
    image, _ = drawn("html {background: red}")
    assert [at(image, *place) for place in ((-2.8, -2.8), (42.8, 42.8), (20, 20))] == [RED] * 3


def test_absolute_box() -> None:
    """A box placed absolutely bleeds like any other."""
    image, _ = drawn("div {position: absolute; left: -10mm; right: -10mm; bottom: -10mm; height: 5mm; background: red}")
    assert [at(image, *place) for place in ((-2.8, 36), (20, 42.8), (42.8, 42.8))] == [RED] * 3


@pytest.mark.parametrize("zoom", [1.0, 1.5])
def test_zoom(zoom: float) -> None:
    """However much a page is enlarged its bleed on paper is 3 mm."""
    image, media = drawn("div {margin: -10mm; height: 40mm; background: red}", zoom)
    assert media == pytest.approx((-3, -3, 40 * zoom + 3, 40 * zoom + 3), abs=0.02)
    assert at(image, -2.8, 20) == RED


def test_text_stays() -> None:
    """The words of a box that grew stand where they stood."""
    body = "<div>Hg</div>"
    style = "div {margin: -10mm; height: 40mm; padding: 5mm; background: %s; font: 20pt sans-serif}"
    grown, _ = drawn(style % "red", body=body)
    bare, _ = drawn(style % "none", body=body)
    # Red light comes from both grounds alike, and from no letter.
    letters, same = (image.getchannel("R").crop((15, 15, 215, 215)) for image in (grown, bare))
    assert letters.getextrema()[0] == 0
    assert letters.tobytes() == same.tobytes()
