"""The sheet around the trim: page boxes to a tenth of a millimetre, and marks that show where to cut."""

from __future__ import annotations

from collections.abc import Iterator

from pikepdf import Array, Object, Pdf

from leaflets.model.format import BLEED_MM
from leaflets.press.streams import without
from leaflets.units import PT_PER_MM

CLEAR_MM = 0.5
"""Between bleed and mark: a mark may not touch the bleed."""
# At least 5 mm, for the eye of who cuts (norms §4).
LENGTH_MM = 5.0
MARGIN_MM = BLEED_MM + CLEAR_MM + LENGTH_MM + 1.5
"""From the trim to the edge of the sheet: 10 mm, room for the marks and a gripper."""
HAIRLINE_PT = 0.25
"""The thinnest line a press holds."""


def mark_out(pdf: Pdf, trim_mm: tuple[float, float]) -> None:
    """Set the boxes of each page, whose trim's lower left corner is the origin, and draw its crop marks."""
    # Drawn last and after the page's own state is restored, so that nothing of the page hides or turns them.
    marks = f"q 0 0 0 1 K {HAIRLINE_PT} w\n{''.join(_crop_marks(trim_mm))}Q\n".encode()
    for page in pdf.pages:
        # A page has a TrimBox or an ArtBox and not both (ISO 15930-7, 6.12); a CropBox could hide the marks.
        without(page.obj, "/CropBox", "/ArtBox")
        page.obj.TrimBox = _box(trim_mm, 0)
        page.obj.BleedBox = _box(trim_mm, BLEED_MM)
        page.obj.MediaBox = _box(trim_mm, MARGIN_MM)
        page.contents_add(pdf.make_stream(marks))


def _box(trim_mm: tuple[float, float], more_mm: float) -> Object:
    # Four digits of a point are 0.04 µm, far within the tenth of a millimetre of rule P01.
    width, height = (round((side + more_mm) * PT_PER_MM, 4) for side in trim_mm)
    return Array([round(-more_mm * PT_PER_MM, 4), round(-more_mm * PT_PER_MM, 4), width, height])


def _crop_marks(trim_mm: tuple[float, float]) -> Iterator[str]:
    """Two lines at each corner, on the lines the blade follows. Black alone: four inks would be 400 %."""
    width, height = trim_mm
    near, far = BLEED_MM + CLEAR_MM, BLEED_MM + CLEAR_MM + LENGTH_MM
    for x in (0, width):
        for start, end in ((-near, -far), (height + near, height + far)):
            yield _line(x, start, x, end)
    for y in (0, height):
        for start, end in ((-near, -far), (width + near, width + far)):
            yield _line(start, y, end, y)


def _line(*ends_mm: float) -> str:
    x1, y1, x2, y2 = (f"{end * PT_PER_MM:.4f}" for end in ends_mm)
    return f"{x1} {y1} m {x2} {y2} l S\n"
