from __future__ import annotations

import re

import pypdfium2
import pytest
from PIL import Image

from leaflets.build.calibration import calibration
from leaflets.content import Catalogue
from leaflets.imposition.printer import answered
from leaflets.model.format import Printer
from tests.conftest import PROJECT
from tests.reading import MM, opened, picture, text_in


@pytest.fixture(scope="module")
def sheet(catalogue: Catalogue) -> bytes:
    blog = catalogue.sources[catalogue.edition.blog]
    return calibration(catalogue.languages["nl"], catalogue.edition, blog, PROJECT, PROJECT / "content")


DPI = 300
DOT = DPI / 25.4
"""Dots in a millimetre."""


def is_dark(shown: Image.Image, x: float, y: float) -> bool:
    """Whether a grey picture is dark at a place in mm."""
    return shown.crop((int(x * DOT), int(y * DOT), int(x * DOT) + 1, int(y * DOT) + 1)).tobytes()[0] < 128


def steps(first: float, last: float) -> list[float]:
    """Every place between two, a dot apart, in mm."""
    return [dot / DOT for dot in range(int(first * DOT), int(last * DOT))]


def test_it_is_one_a4_sheet_asked_for_as_the_formats_are(sheet: bytes) -> None:
    """Two sides of A4 landscape at 100 % over the short edge: what is measured is what the sheets will do."""
    with opened(sheet) as pdf:
        assert [[float(side) / MM for side in page.mediabox] for page in pdf.pages] == [
            pytest.approx([0, 0, 297, 210], abs=0.05)
        ] * 2
        assert pdf.Root.ViewerPreferences.PrintScaling == "/None"
        assert pdf.Root.ViewerPreferences.Duplex == "/DuplexFlipShortEdge"


def test_it_has_a_box_for_every_answer(sheet: bytes) -> None:
    """Each code on the back stands beside a square of 4 mm, means an answer, and every field of the file has codes."""
    _, back = pypdfium2.PdfDocument(sheet)
    said = back.get_textpage().get_text_bounded().replace("\u2060", "").replace("-\r\n", "-")
    codes = re.findall(r"\b[A-E]-?\d+(?:,5)?(?=\s|$)", said, re.MULTILINE)
    assert {name for code in codes for name in answered(code)} == set(Printer.model_fields)
    assert {float(code[1:].replace(",", ".")) for code in codes if code[0] == "B"} >= {
        half / 2 for half in range(-6, 7)
    }
    assert {code for code in codes if code[0] == "D"} >= {f"D{mm}" for mm in range(11)}
    assert "content/printer.yaml" in " ".join(said.split())
    assert "calibrate --answer A1,B0,C0,D5,E2" in " ".join(said.split())
    shown = picture(back, DPI, grey=True)
    for code in ("A1", "D7", "B-1,5", "C3", "E2"):
        left, bottom = place_of(back, code)
        row = [x for x in steps(left - 8, left) if is_dark(shown, x, bottom - 1)]
        assert row[-1] - row[0] == pytest.approx(4, abs=0.3)


def test_its_questions_go_by_letter_and_their_lines_hang(sheet: bytes) -> None:
    """A and B stand left, C, D and E right; the second line of an answer begins below its code, not below its box."""
    _, back = pypdfium2.PdfDocument(sheet)
    codes = [("A1", 22), ("A2", 22), ("B0", 22), ("C0", 195), ("D0", 195), ("D10", 195), ("E1", 195), ("E2", 195)]
    places = [place_of(back, code) for code, _ in codes]
    assert all(side <= left < side + 80 for (left, _), (_, side) in zip(places, codes, strict=True))
    ordered = [(left > 148, foot, left) for left, foot in places]
    assert ordered == sorted(ordered)
    text = back.get_textpage()
    starts = [text.search(words).get_next()[0] for words in ("A2 ", "keuze is")]
    first, second = (text.get_charbox(start, loose=True)[0] / MM for start in starts)
    assert second == pytest.approx(first, abs=0.05)


def place_of(page: pypdfium2.PdfPage, code: str) -> tuple[float, float]:
    """Where the last of a code's printings begins, and the foot of its first letter, in mm from the top left."""
    text, height = page.get_textpage(), page.get_height()
    search = text.search(code, match_whole_word=True)
    found = [match[0] for match in iter(search.get_next, None)]
    left, bottom, _, _ = text.get_charbox(found[-1])
    return left / MM, (height - bottom) / MM


def test_the_cross_of_the_front_lies_behind_the_noughts_of_the_back(sheet: bytes) -> None:
    """On an exact printer both lines of the front's cross meet the scales at nought, in the middle of the sheet."""
    front, back = pypdfium2.PdfDocument(sheet)
    shown, scales = picture(front, DPI, grey=True), picture(back, DPI, grey=True)
    across = [x for x in steps(140, 157) if is_dark(shown, x, 85)]
    down = [y for y in steps(97, 113) if is_dark(shown, 128.5, y)]
    assert sum(across) / len(across) == pytest.approx(148.5, abs=0.1)
    assert sum(down) / len(down) == pytest.approx(105, abs=0.1)
    # Of the scales, only the ticks of nought, five and ten are longer than 5 mm.
    over = [x for x in steps(145, 152) if is_dark(scales, x, 85 - 6)]
    beside = [y for y in steps(102, 108) if is_dark(scales, 128.5 - 6, y)]
    assert sum(over) / len(over) == pytest.approx(148.5, abs=0.1)
    assert sum(beside) / len(beside) == pytest.approx(105, abs=0.1)


def test_the_scales_count_to_the_right_and_down(sheet: bytes) -> None:
    """The number read is the way the back has to move: plus is to the right, and down."""
    _, back = pypdfium2.PdfDocument(sheet)
    for number in (-10, -5, 0, 5, 10):
        half = 0.8 * len(str(number)) + 0.5
        x, y = 148.5 + number, 105 + number
        assert text_in(back, x - half, 85 - 13, x + half, 85 - 7.5).replace("\r\n", "") == str(number)
        assert text_in(back, 128.5 - 15, y - 2, 128.5 - 8, y + 2).replace("\r\n", "") == str(number)


def test_the_stairs_stand_as_far_from_the_edge_as_they_say(sheet: bytes) -> None:
    """At each edge the line beside the number n is n mm from it."""
    page, _ = pypdfium2.PdfDocument(sheet)
    shown = picture(page, DPI, grey=True)
    for n in range(1, 11):
        step = n * 5 - 30 + 2.5
        assert min(x for x in steps(0, 11) if is_dark(shown, x, 105 + step)) == pytest.approx(n, abs=0.2)
        assert max(x for x in steps(286, 297) if is_dark(shown, x, 105 - step)) == pytest.approx(297 - n, abs=0.2)
        assert min(y for y in steps(0, 11) if is_dark(shown, 148.5 - step, y)) == pytest.approx(n, abs=0.2)
        assert max(y for y in steps(199, 210) if is_dark(shown, 148.5 + step, y)) == pytest.approx(210 - n, abs=0.2)
        assert text_in(page, n + 0.8, 105 + step - 2.5, n + 8, 105 + step + 2.5) == str(n)


def test_the_same_sheet_every_time(catalogue: Catalogue, sheet: bytes) -> None:
    """The same language gives the same bytes."""
    blog = catalogue.sources[catalogue.edition.blog]
    assert sheet == calibration(catalogue.languages["nl"], catalogue.edition, blog, PROJECT, PROJECT / "content")
