from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pikepdf import Array, Dictionary, Name

from leaflets.content import Catalogue
from leaflets.model.proof import QrCode
from leaflets.preflight.inspection import RULES
from leaflets.preflight.rules import print as rules
from leaflets.preflight.subject import Subject
from tests.preflight.drawn import PT, Drawn, file_of, format_of, pdf_of, saved
from tests.preflight.said import chapter, finished, ms, said

TRIFOLD = {
    "size_mm": (297, 210), "scheme": "slots", "folds_mm": (97, 197), "marks": "none",
    "front": ({"page": 5, "left": 0}, {"page": 6, "left": 97}, {"page": 1, "left": 197}),
    "back": ({"page": 2, "left": 0}, {"page": 3, "left": 100}, {"page": 4, "left": 200}),
}  # fmt: skip
PRESS = Subject(purpose="press")


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.id[0] == "P"], ids=lambda rule: rule.check.__name__)
@pytest.mark.parametrize("name", ["ms-a5", "crps-a4"])
def test_finished_leaflets_pass(edition: Path, catalogue: Catalogue, rule: Any, name: str) -> None:
    """A finished leaflet can be printed: no rule finds anything."""
    assert said(rule.check, finished(edition, catalogue, name)) == []


def test_boxes_are_right() -> None:
    """P01: a page 0.2 mm too wide is told, 0.05 mm is not."""
    assert said(rules.boxes_are_right, file_of(Drawn(148.2, 210), trim_mm=(148, 210))) == [
        "the page is 148.2 × 210.0 mm, not 148 × 210"
    ]
    assert said(rules.boxes_are_right, file_of(Drawn(148.05, 210), trim_mm=(148, 210))) == []


@pytest.mark.parametrize(
    ("key", "value", "tells"),
    [
        ("/Rotate", 180, ["the page is turned by 180°"]),
        ("/TrimBox", Array([0.9, 0, 148 * PT + 0.9, 210 * PT]),
         ["the MediaBox is not the trim: 0.3 mm beside it", "the CropBox is not the trim: 0.3 mm beside it"]),
        ("/CropBox", Array([0, 0, 140 * PT, 210 * PT]), ["the CropBox is not the trim: 8.0 mm beside it"]),
    ],
)  # fmt: skip
def test_paper_is_the_trim(key: str, value: Any, tells: list[str]) -> None:
    """P01: boxes_are_right tells a page that is turned, and paper that is not the trim, which printer and screen show."""
    pdf = pdf_of(Drawn())
    pdf.pages[0].obj[key] = value
    assert said(rules.boxes_are_right, file_of(saved(pdf))) == tells


def test_bleed_is_right() -> None:
    """P01: a press file has boxes, and a bleed of 3 mm; 2 mm is told, and so is a page without boxes."""
    assert said(rules.boxes_are_right, file_of(Drawn(bleed=3), subject=PRESS)) == []
    assert said(rules.boxes_are_right, file_of(Drawn(bleed=2), subject=PRESS)) == ["the bleed is 2.0 to 2.0 mm, not 3"]
    assert said(rules.boxes_are_right, file_of(Drawn(), subject=PRESS)) == ["the page has no TrimBox or no BleedBox"]


@pytest.mark.parametrize("side", range(4), ids=("left", "bottom", "right", "top"))
@pytest.mark.parametrize(("cut", "is_told"), [(0, False), (0.02, False), (0.1, True), (2, True)])
def test_bleed_lies_on_the_paper(side: int, cut: float, is_told: bool) -> None:
    """P01: where the MediaBox ends within the bleed, on whichever side, boxes_are_right tells it."""
    pdf = pdf_of(Drawn(bleed=3))
    page = pdf.pages[0].obj
    page.BleedBox = Array([0, 0, 154 * PT, 216 * PT])
    media = [0, 0, 154 * PT, 216 * PT]
    media[side] += cut * PT if side < 2 else -cut * PT
    page.MediaBox = Array(media)
    found = said(rules.boxes_are_right, file_of(saved(pdf), subject=PRESS))
    assert found == ["the bleed lies outside the MediaBox"] * is_told


def test_the_bleed_of_each_side_counts() -> None:
    """P01: three sides of 3 mm do not make up for one of 2 mm."""
    for side in range(4):
        pdf = pdf_of(Drawn(bleed=3))
        bleed = [0, 0, 154 * PT, 216 * PT]
        bleed[side] += PT if side < 2 else -PT
        pdf.pages[0].obj.BleedBox = Array(bleed)
        assert said(rules.boxes_are_right, file_of(saved(pdf), subject=PRESS)) == ["the bleed is 2.0 to 3.0 mm, not 3"]


@pytest.mark.parametrize(
    ("drawn", "tells"),
    [
        (Drawn().text(3, 40, "te ver links"), "mm from the edge, not 5"),
        (Drawn().text(60, 208, "te ver onder"), "mm from the edge, not 5"),
        (Drawn().text(140, 100, "over de rand"), "crosses the edge"),
        (Drawn().picture(2, 50, 20, 20, (300, 300)), "a picture stands 2.0 mm from the edge, not 5"),
    ],
)
def test_edges_are_kept_clear(drawn: Drawn, tells: str) -> None:
    """P02: text and pictures nearer than 5 mm to the trim are told, with their distance."""
    found = list(rules.edges_are_kept_clear(file_of(drawn)))
    assert len(found) == 1
    assert tells in found[0].said
    assert found[0].box is not None


def test_what_bleeds_may_touch_the_edge() -> None:
    """P02: a picture that fills the page to its edge, and text 5 mm from it, pass."""
    drawn = Drawn().picture(-3, -3, 154, 80, (2000, 1000)).text(5.5, 120, "binnen de marge")
    assert said(rules.edges_are_kept_clear, file_of(drawn)) == []


def test_codes_are_kept_from_the_edge() -> None:
    """P02: a QR code 4 mm from the trim is told."""
    code = QrCode(page=1, url="https://example.org", box_mm=(4, 50, 22, 22))
    found = said(rules.edges_are_kept_clear, file_of(Drawn(), qr=(code,)))
    assert found == ["the QR code to https://example.org stands 4.0 mm from the edge, not 5"]


@pytest.mark.parametrize(
    ("side", "left", "tells"),
    [
        (1, 90, "crosses a fold"),
        (1, 99, "mm from a fold, not 5"),
        (2, 99, "crosses a fold"),
        (2, 106, None),
        (1, 103, None),
    ],
)
def test_folds_are_kept_clear(side: int, left: float, tells: str | None) -> None:
    """P02: text near a fold is told; the back's folds lie at 100 and 200, the front's at 97 and 197."""
    pages = [Drawn(297, 210), Drawn(297, 210)]
    pages[side - 1].text(left, 100, "rustig")
    subject = Subject(format=format_of(sheet=TRIFOLD), purpose="sheet")
    found = said(rules.edges_are_kept_clear, file_of(*pages, subject=subject))
    assert (len(found) == 1 and tells in found[0]) if tells else found == []


def test_pages_are_complete() -> None:
    """P04: a file of another length than its proof, its format or a multiple of four says is told."""
    two = [Drawn(), Drawn()]
    file = file_of(*two, subject=Subject(format=format_of(pages=4)))
    assert said(rules.pages_are_complete, file) == ["the file has 2 pages, and plain declares 4"]
    assert said(rules.pages_are_complete, file_of(*two, multiple_of=4)) == ["the file has 2 pages, no multiple of 4"]
    short = file_of(*two)
    short.proof = short.proof.model_copy(update={"pages": 3})
    assert said(rules.pages_are_complete, short) == ["the file has 2 pages, not 3"]
    odd = file_of(Drawn(297, 210), subject=Subject(format=format_of(sheet=TRIFOLD)))
    assert said(rules.pages_are_complete, odd) == ["the file has 1 sides, so one sheet has no back"]
    assert said(rules.pages_are_complete, file_of(*two, subject=Subject(format=format_of(pages=2)))) == []


def test_fonts_are_embedded() -> None:
    """P08: a font without its file is told, be it described, one of the old fourteen, or without type and number."""
    pdf = pdf_of(Drawn().text(15, 40, "rust"))
    assert said(rules.fonts_are_embedded, file_of(saved(pdf))) == []
    del pdf.pages[0].obj.Resources.Font.F1.DescendantFonts[0].FontDescriptor["/FontFile2"]
    assert said(rules.fonts_are_embedded, file_of(saved(pdf))) == ["the font Leaflet-Hyperlegible is not embedded"]
    old = pdf_of(Drawn())
    old.pages[0].obj.Resources.Font.F2 = old.make_indirect(
        Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    )
    assert said(rules.fonts_are_embedded, file_of(saved(old))) == ["the font Helvetica is not embedded"]
    plain = pdf_of(Drawn().raw("BT /F2 12 Tf 60 60 Td (rust) Tj ET"))
    plain.pages[0].obj.Resources.Font.F2 = Dictionary(Subtype=Name.Type1, BaseFont=Name.Courier)
    assert said(rules.fonts_are_embedded, file_of(saved(plain))) == ["the font Courier is not embedded"]


@pytest.mark.parametrize(("pixels", "blocks", "warns"), [(100, 1, 0), (200, 0, 1), (300, 0, 0)])
def test_pictures_are_not_coarse(pixels: int, blocks: int, warns: int) -> None:
    """P09: an inch of 100 pixels blocks, of 200 warns (pictures_are_fine), of 300 passes."""
    file = file_of(Drawn().picture(20, 20, 25.4, 25.4, (pixels, pixels)))
    assert len(said(rules.pictures_are_not_coarse, file)) == blocks
    assert len(said(rules.pictures_are_fine, file)) == warns


def test_a_coarse_picture_of_a_text_is_told_to_its_writer(catalogue: Catalogue) -> None:
    """P09: the text, the line, the picture and how many pixels it needs are named, in whatever file it is printed."""
    pictures = {
        "kaart.png": {"sha256": "", "pixels": (400, 200), "line": 31},
        "b.png": {"sha256": "", "pixels": (401, 200), "line": 32},
    }
    subject = Subject(texts=(ms(catalogue), chapter("x", pictures=pictures)))
    (found,) = rules.pictures_are_not_coarse(file_of(Drawn().picture(20, 20, 100, 50, (400, 200)), subject=subject))
    assert found.said == (
        'the picture "kaart.png" needs at least 1182 pixels for 100 mm; it has 400 (102 ppi, less than 150)'
    )
    assert (found.where, found.line, found.page) == ("content/nl/booklet/test.md", 31, 1)
    assert found.todo == "Put a larger one in its place, or let the style print it smaller."
    (found,) = rules.pictures_are_fine(file_of(Drawn().picture(20, 20, 50, 25, (400, 200)), subject=subject))
    assert found.said.startswith('the picture "kaart.png" needs at least 591 pixels for 50 mm; it has 400 (203 ppi')
    file = file_of(Drawn().picture(20, 20, 100, 50, (500, 250)), subject=subject)
    assert said(rules.pictures_are_not_coarse, file) == ["a picture of 127 ppi, less than 150"]
