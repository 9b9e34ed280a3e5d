from __future__ import annotations

import pypdfium2
import pytest

from leaflets.preflight.measure.glyphs import Glyph, hide_text, split, style_of, texts_on, x_ratios
from tests.preflight.drawn import Drawn, pdf_of, saved


def page_of(drawn: Drawn) -> pypdfium2.PdfPage:
    return pypdfium2.PdfDocument(saved(pdf_of(drawn)))[0]


def texts_of(page: pypdfium2.PdfPage) -> dict[int, list[Glyph]]:
    return texts_on(page, page.get_textpage())


def test_each_text_object_has_its_glyphs() -> None:
    """Two texts are two objects, with their letters in order and the ink of each in points of the page."""
    texts = list(texts_of(page_of(Drawn().text(20, 50, "Hallo").text(20, 60, "daar"))).values())
    assert ["".join(glyph.text for glyph in glyphs) for glyphs in texts] == ["Hallo", "daar"]
    first = texts[0][0]
    assert first.left == pytest.approx(20 / 25.4 * 72, abs=2)
    assert first.right > first.left
    assert first.top > first.bottom


def test_texts_come_in_the_order_of_the_file() -> None:
    """On a page that stands on its head the words of a line are not read backwards, and a form keeps its place."""
    drawn = Drawn().text(100, 50, "eerst", turned=True).text(80, 50, "dan", turned=True).text(60, 50, "nu", turned=True)
    texts = texts_of(page_of(drawn)).values()
    assert ["".join(glyph.text for glyph in glyphs) for glyphs in texts] == ["eerst", "dan", "nu"]


def test_style_is_read_from_the_file() -> None:
    """Face, size, colour and opacity come out as they were set."""
    page = page_of(Drawn().text(20, 50, "Hallo", 14, "1 0 0 rg"))
    textpage = page.get_textpage()
    ((address, glyphs),) = texts_on(page, textpage).items()
    style = style_of(textpage, address, glyphs[0].number)
    assert (style.face, round(style.size, 2), style.colour, style.alpha) == ("Leaflet-Hyperlegible", 14, (255, 0, 0), 1)
    assert style.upright
    assert not style.italic


def test_words_are_split_at_spaces() -> None:
    """Spaces part words; characters without ink by their nature are in no word and are not missed."""
    (glyphs,) = texts_of(page_of(Drawn().text(20, 50, "een twee"))).values()
    words, blank = split(glyphs)
    assert ["".join(glyph.text for glyph in word) for word in words] == ["een", "twee"]
    assert blank == ""


def test_x_height_is_that_of_flat_letters() -> None:
    """The ratio of a face is measured on its x, z, v and w, or on round letters when there are none of these."""
    for words in ("xzvw", "unars"):
        page = page_of(Drawn().text(20, 50, words))
        textpage = page.get_textpage()
        texts = texts_on(page, textpage)
        styles = {address: style_of(textpage, address, glyphs[0].number) for address, glyphs in texts.items()}
        assert x_ratios(texts, styles)["Leaflet-Hyperlegible"] == pytest.approx(0.5, abs=0.03)


def test_hidden_text_leaves_the_rest() -> None:
    """With its text hidden a page shows its shapes only, also what forms hold."""
    page = page_of(Drawn().text(20, 50, "weg", 40).box(20, 100, 30, 30))
    before = page.render(scale=1, grayscale=True).to_pil()
    hide_text(page)
    after = page.render(scale=1, grayscale=True).to_pil()
    assert before.crop((50, 90, 200, 160)).getextrema()[0] < 50
    assert after.crop((50, 90, 200, 160)).getextrema() == (255, 255)
    assert after.crop((60, 290, 130, 360)).getextrema() == (0, 0)
