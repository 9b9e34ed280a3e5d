"""The sheet around the trim: page boxes to a tenth of a millimetre, and marks that show where to cut."""

from __future__ import annotations

from collections.abc import Iterator

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf

from leaflets.model.format import BLEED_MM, PressSheet
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

MARKED = PressSheet()
"""As a print shop usually wants it: with crop marks, the trim's lower left corner at the origin."""


def mark_out(pdf: Pdf, trim_mm: tuple[float, float], sheet: PressSheet = MARKED) -> None:
    """Set the boxes of each page, whose trim's lower left corner is the origin, and draw its crop marks if it has any.

    Without marks the MediaBox is that of the bleed. A sheet that begins at 0 0 has all of its page moved there.
    """
    margin = MARGIN_MM if sheet.marks else sheet.bleed_mm
    at_mm = margin if sheet.zero_origin else 0.0
    for page in pdf.pages:
        # A page has a TrimBox or an ArtBox and not both (ISO 15930-7, 6.12); a CropBox could hide the marks.
        without(page.obj, "/CropBox", "/ArtBox")
        if at_mm:
            _moved(pdf, page, trim_mm, at_mm)
        page.obj.TrimBox = _box(trim_mm, 0, at_mm)
        page.obj.BleedBox = _box(trim_mm, sheet.bleed_mm, at_mm)
        page.obj.MediaBox = _box(trim_mm, margin, at_mm)
        if sheet.marks:
            # Drawn last and after the page's own state is restored, so that nothing of the page hides or turns them.
            page.contents_add(pdf.make_stream(_marks(trim_mm, at_mm)))


def as_form(pdf: Pdf, page: Page, trim_mm: tuple[float, float]) -> Object:
    """What a page shows up to the end of its bleed, to be drawn elsewhere; it has one stream of content.

    A pattern is laid out from the corner of what it stands in (ISO 32000-1, 8.7.3.1), so a form takes its patterns
    along, and a matrix before the content of a page would not.
    """
    content = page.obj.Contents.read_bytes()
    return pdf.make_stream(
        content, Type=Name.XObject, Subtype=Name.Form, BBox=_box(trim_mm, BLEED_MM, 0), Resources=page.obj.Resources
    )


def _moved(pdf: Pdf, page: Page, trim_mm: tuple[float, float], at_mm: float) -> None:
    form = as_form(pdf, page, trim_mm)
    place = f"{at_mm * PT_PER_MM:.4f}"
    page.obj.Contents = pdf.make_stream(f"q 1 0 0 1 {place} {place} cm /Page Do Q\n".encode())
    page.obj.Resources = Dictionary(XObject=Dictionary(Page=form))


def _box(trim_mm: tuple[float, float], more_mm: float, at_mm: float) -> Object:
    # Four digits of a point are 0.04 µm, far within the tenth of a millimetre of rule P01.
    low = at_mm - more_mm
    return Array([round(side * PT_PER_MM, 4) for side in (low, low, *(at_mm + side + more_mm for side in trim_mm))])


def _marks(trim_mm: tuple[float, float], at_mm: float) -> bytes:
    """The operators of the marks. Black alone: four inks would be 400 %."""
    return f"q 0 0 0 1 K {HAIRLINE_PT} w\n{''.join(_crop_marks(trim_mm, at_mm))}Q\n".encode()


def _crop_marks(trim_mm: tuple[float, float], at_mm: float) -> Iterator[str]:
    """Two lines at each corner, on the lines the blade follows."""
    width, height = trim_mm
    near, far = BLEED_MM + CLEAR_MM, BLEED_MM + CLEAR_MM + LENGTH_MM
    for x in (0, width):
        for start, end in ((-near, -far), (height + near, height + far)):
            yield _line(at_mm, x, start, x, end)
    for y in (0, height):
        for start, end in ((-near, -far), (width + near, width + far)):
            yield _line(at_mm, start, y, end, y)


def _line(at_mm: float, *ends_mm: float) -> str:
    x1, y1, x2, y2 = (f"{(at_mm + end) * PT_PER_MM:.4f}" for end in ends_mm)
    return f"{x1} {y1} m {x2} {y2} l S\n"
