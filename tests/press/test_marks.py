"""The sheet around the trim: its boxes and crop marks stand where they are measured."""

from __future__ import annotations

import pikepdf
import pytest
from pikepdf import Array

from leaflets.model.format import PressSheet
from leaflets.press.marks import mark_out
from tests.press.conftest import ONE_A_GROUP
from tests.press.plates import PT, Painted, painted


def test_a_card_is_marked_out() -> None:
    """85 × 55 mm: 3 mm of bleed, a sheet 10 mm larger all round, and black marks of 5 mm, 3.5 mm from the trim."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(85 * PT, 55 * PT))
        page = pdf.pages[0]
        page.obj.CropBox = page.obj.ArtBox = Array([0, 0, 9, 9])
        mark_out(pdf, (85, 55))
        boxes = {name: [float(side) / PT for side in page.obj[name]] for name in ("/TrimBox", "/BleedBox", "/MediaBox")}
        assert boxes["/TrimBox"] == pytest.approx([0, 0, 85, 55], abs=1e-3)
        assert boxes["/BleedBox"] == pytest.approx([-3, -3, 88, 58], abs=1e-3)
        assert boxes["/MediaBox"] == pytest.approx([-10, -10, 95, 65], abs=1e-3)
        assert {"/CropBox", "/ArtBox"} & set(page.obj.keys()) == set()
        lines = list(painted(page))
        assert {(one.operator, one.space, one.colour, one.width_pt) for one in lines} == {
            ("S", "DeviceCMYK", (0, 0, 0, 1), 0.25)
        }
        ends = sorted([round(side / PT, 2) for point in one.points for side in point] for one in lines)
    assert ends == sorted(
        [
            [0, -3.5, 0, -8.5], [85, -3.5, 85, -8.5], [0, 58.5, 0, 63.5], [85, 58.5, 85, 63.5],
            [-3.5, 0, -8.5, 0], [-3.5, 55, -8.5, 55], [88.5, 0, 93.5, 0], [88.5, 55, 93.5, 55],
        ]
    )  # fmt: skip


@pytest.mark.parametrize("bleed", [3.0, 2.0])
@pytest.mark.parametrize("marks", [True, False])
@pytest.mark.parametrize("zero", [True, False])
def test_a_sheet_as_a_portal_wants_it(bleed: float, marks: bool, zero: bool) -> None:
    """Without marks the MediaBox is the bleed; at 0 0 all boxes, the marks and what is painted move alike."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(85 * PT, 55 * PT))
        page = pdf.pages[0]
        page.obj.Resources = pikepdf.Dictionary()
        page.obj.Contents = pdf.make_stream(f"1 0 0 0 K {10 * PT} {20 * PT} m {30 * PT} {20 * PT} l S".encode())
        mark_out(pdf, (85, 55), PressSheet(marks=marks, zero_origin=zero, bleed_mm=bleed))
        margin = 10 if marks else bleed
        at = margin if zero else 0
        boxes = {name: [float(side) / PT for side in page.obj[name]] for name in ("/TrimBox", "/BleedBox", "/MediaBox")}
        assert boxes["/TrimBox"] == pytest.approx([at, at, at + 85, at + 55], abs=1e-3)
        assert boxes["/BleedBox"] == pytest.approx([at - bleed, at - bleed, at + 85 + bleed, at + 55 + bleed], abs=1e-3)
        wanted = [at - margin, at - margin, at + 85 + margin, at + 55 + margin]
        assert boxes["/MediaBox"] == pytest.approx(wanted, abs=1e-3)
        drawn, *lines = painted(page)
        assert [x / PT for x, _ in drawn.points] == pytest.approx([at + 10, at + 30], abs=1e-3)
        assert len(lines) == (8 if marks else 0)
        ends = [side / PT - at for line in lines for x, y in line.points for side in (x, y)]
    assert all(
        min(abs(end - known) for known in (-8.5, -3.5, 0, 55, 85, 58.5, 63.5, 88.5, 93.5)) < 0.01 for end in ends
    )


def test_boxes(pdfs: list[pikepdf.Pdf]) -> None:
    """Trim is A5 and bleed 3 mm more on each side, both within 0.1 mm, and the sheet holds both."""
    assert len(pdfs) == len(ONE_A_GROUP) + 1
    for page in (page for pdf in pdfs for page in pdf.pages):
        trim, bleed, media = ([float(value) / PT for value in page.obj[box]] for box in
                              ("/TrimBox", "/BleedBox", "/MediaBox"))  # fmt: skip
        assert trim[2] - trim[0] == pytest.approx(148, abs=0.1)
        assert trim[3] - trim[1] == pytest.approx(210, abs=0.1)
        assert [b - t for b, t in zip(bleed, trim, strict=True)] == pytest.approx([-3, -3, 3, 3], abs=0.1)
        assert all(m < b for m, b in zip(media[:2], bleed[:2], strict=True))
        assert all(m > b for m, b in zip(media[2:], bleed[2:], strict=True))
        assert "/CropBox" not in page.obj


def test_crop_marks(pdfs: list[pikepdf.Pdf]) -> None:
    """Eight marks a page lie on the lines of the trim, outside the bleed and on the sheet, each 5 mm long."""
    for page in (page for pdf in pdfs for page in pdf.pages):
        lines = [one for one in painted(page) if one.operator == "S" and len(one.points) == 2]
        marks = [[(x / PT, y / PT) for x, y in one.points] for one in lines if _is_outside(one)]
        assert len(marks) == 8
        for (x1, y1), (x2, y2) in marks:
            across, along = ((x1, x2), (y1, y2)) if x1 == x2 else ((y1, y2), (x1, x2))
            length = 148 if x1 == x2 else 210
            assert min(abs(across[0]), abs(across[0] - length)) < 0.01
            assert abs(along[1] - along[0]) == pytest.approx(5, abs=0.01)
        media = [float(value) / PT for value in page.mediabox]
        assert all(media[0] < x < media[2] and media[1] < y < media[3] for mark in marks for x, y in mark)


def _is_outside(line: Painted) -> bool:
    """Whether a line lies outside the bleed as a whole."""
    xs, ys = zip(*line.points, strict=True)
    return bool(
        max(xs) < -3 * PT or min(xs) > 151 * PT or max(ys) < -3 * PT or min(ys) > 213 * PT
    )  # fmt: skip
