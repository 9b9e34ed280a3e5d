from __future__ import annotations

from dataclasses import replace

import pytest

from leaflets.preflight.measure import text
from tests.preflight.drawn import Drawn, glyphs, pdf_of, saved

WHITE = "1 1 1 rg"


def page(drawn: Drawn) -> text.MeasuredPage:
    return next(text.pages(saved(pdf_of(drawn))))


def test_text_is_measured_in_mm_of_the_trim() -> None:
    """Place, baseline and size come out as they were drawn, also when a bleed lies around the trim."""
    for bleed in (0, 3):
        run = page(Drawn(bleed=bleed).text(20, 50, "Hallo", 12)).runs[0]
        assert run.text == "Hallo"
        assert run.size_pt == pytest.approx(12)
        assert run.baseline_mm == pytest.approx(50, abs=0.01)
        assert run.box[0] == pytest.approx(20, abs=0.5)
        assert run.box[1] + run.box[3] == pytest.approx(50, abs=0.1)


def test_size_is_that_on_the_paper() -> None:
    """What is drawn at 12 pt and scaled to 70 % is 8.4 pt, also within a form."""
    drawn = Drawn().raw("q 0.7 0 0 0.7 0 0 cm").text(20, 50, "Hallo", 12).raw("Q")
    assert page(drawn).runs[0].size_pt == pytest.approx(8.4)


def test_height_of_small_letters_is_measured() -> None:
    """The x of 12 pt text in the edition's face is 2.0 to 2.3 mm high, and grows with the size."""
    low, high = (page(Drawn().text(20, 50, "taxi", size)).runs[0].x_height_mm or 0 for size in (12, 24))
    assert 2.0 <= low <= 2.3
    assert high == pytest.approx(2 * low, rel=0.001)


def test_ink_lies_where_the_glyphs_are() -> None:
    """The pixels of a word that can be seen fill the box of its glyphs to a fifth of a millimetre."""
    words = page(Drawn().text(20, 50, "Hallo wereld", 12)).runs[0].words
    assert [word.text for word in words] == ["Hallo", "wereld"]
    for word in words:
        assert word.ink is not None
        assert word.ink == pytest.approx(word.box, abs=0.3)


def test_a_covered_word_has_no_ink() -> None:
    """A word under a white rectangle leaves no pixels, the one beside it does."""
    first, second = page(Drawn().text(20, 50, "Hallo wereld", 12).box(18, 40, 12, 15, WHITE)).runs[0].words
    assert first.ink is None
    assert second.ink is not None


@pytest.mark.parametrize(
    ("size", "bold", "is_large"), [(18, False, True), (17.9, False, False), (14, True, True), (13.9, True, False)]
)
def test_large_text_is_what_wcag_calls_so(size: float, bold: bool, is_large: bool) -> None:
    """18 pt, or 14 pt and bold."""
    (run,) = page(Drawn().text(20, 50, "Hallo", 12)).runs
    assert replace(run, size_pt=size, bold=bold).is_large is is_large


def test_contrast_is_that_with_the_ground_under_the_text() -> None:
    """Black on white is 21, black on a dark shape next to nothing, white on that shape is high."""
    drawn = Drawn().text(20, 50, "wit", 12).box(20, 90, 60, 20, "0.1 0.1 0.1 rg")
    runs = page(drawn.text(25, 100, "zwart", 12).text(25, 105, "licht", 12, WHITE)).runs
    assert [round(run.contrast, 1) for run in runs] == [21.0, 1.2, 17.4]


def test_the_worst_part_of_the_ground_counts() -> None:
    """A line of which one word runs over a dark shape has the contrast of that word."""
    run = page(Drawn().box(20, 40, 10, 20, "0.2 0.2 0.2 rg").text(20, 50, "donker en daarna licht", 12)).runs[0]
    assert run.contrast < 2


def test_grey_has_a_contrast_of_its_own() -> None:
    """Red on green of the same lightness is legible in colour by its hue only, and not in grey."""
    run = page(Drawn().box(10, 40, 60, 20, "0 0.5 0 rg").text(20, 50, "rood", 12, "0.98 0 0 rg")).runs[0]
    assert run.contrast_grey < 1.2


def test_a_glyph_without_outline_is_blank() -> None:
    """A code that says "a" and draws a space is told as blank; spaces and zero-width characters are not."""
    pdf = pdf_of(Drawn().text(20, 50, "Ha llo", 12))
    font = pdf.pages[0].obj.Resources.Font.F1
    space, letter = glyphs(" ")[0], glyphs("a")[0]
    font.ToUnicode.write(font.ToUnicode.read_bytes().replace(b"<%04x> <0020>" % space, b"<%04x> <0061>" % space))
    assert next(text.pages(saved(pdf))).runs[0].blank == "a"
    assert page(Drawn().text(20, 50, "Ha llo", 12)).runs[0].blank == ""
    assert letter != space


def test_marked_content_is_known() -> None:
    """A run says whether it is an artifact, and which marked content it stands in."""
    drawn = Drawn().raw("/P <</MCID 3>> BDC").text(20, 50, "inhoud").raw("EMC")
    drawn.raw("/Artifact <</Type /Pagination>> BDC").text(20, 200, "folio").raw("EMC")
    content, folio = page(drawn).runs
    assert (content.mcid, content.artifact) == (3, False)
    assert (folio.mcid, folio.artifact) == (None, True)


def test_slanted_and_turned_text_are_known() -> None:
    """Letters slanted by their matrix count as italic; text on its head is not upright."""
    slanted, turned, plain = page(
        Drawn().text(20, 50, "schuin", lean=0.3).text(80, 90, "om", turned=True).text(20, 120, "recht")
    ).runs
    assert [run.italic for run in (slanted, turned, plain)] == [True, False, False]
    assert [run.upright for run in (slanted, turned, plain)] == [True, False, True]


def test_texts_alone_are_measured_without_pictures() -> None:
    """Asked for texts only, runs have the same places and letters."""
    data = saved(pdf_of(Drawn().text(20, 50, "Hallo wereld", 12)))
    whole, bare = next(text.pages(data)), next(text.pages(data, texts_only=True))
    assert [(run.text, run.box) for run in whole.runs] == [(run.text, run.box) for run in bare.runs]
    assert bare.symbols == ()


def test_codes_of_a_page_are_seen() -> None:
    """A QR code on any page is read at the resolution of the measuring, where it stands."""
    found = page(Drawn().code("https://example.org/a", 30, 40, 22)).symbols
    assert [symbol.text for symbol in found] == ["https://example.org/a"]
    assert found[0].box == pytest.approx((30, 40, 22, 22), abs=0.4)
