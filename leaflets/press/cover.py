"""The cover of a booklet in a file of its own: its pages, and for glue its two sides with the spine between."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pikepdf import Array, Dictionary, Pdf

from leaflets.imposition.plan import Size
from leaflets.model.format import BLEED_MM
from leaflets.model.proof import QrCode
from leaflets.press.marks import as_form
from leaflets.units import PT_PER_MM

LEAVES = 4
"""Pages of a cover: its two leaves, outside and inside."""

GLUED_MM = 4.0
"""Beside the spine the inside of a cover is glued to the pages, and no ink may be there (F: print shops)."""

SPREADS = ((4, 1), (2, 3))
"""The pages of a cover's file, from 1, that stand left and right on its outside and on its inside."""


def cover_of(pages: int) -> tuple[int, ...]:
    """The pages of a booklet that are its cover: the first two and the last two (F: print shops)."""
    return (1, 2, pages - 1, pages)


def inside_of(pages: int) -> tuple[int, ...]:
    """The pages between the two leaves of the cover."""
    return tuple(range(3, pages - 1))


def wrapped(trim_mm: Size, spine_mm: float) -> Size:
    """The size of a cover laid flat: back, spine and front."""
    return 2 * trim_mm[0] + spine_mm, trim_mm[1]


def spread(pdf: Pdf, trim_mm: Size, spine_mm: float) -> None:
    """Make of the four pages of a cover its outside (back, spine, front) and its inside.

    What reaches the spine from front and back goes on to its middle. The inside stays white where the glue comes.
    """
    forms = [as_form(pdf, page, trim_mm) for page in pdf.pages]
    for number, (left, right) in enumerate(SPREADS):
        steps = [*_outside(trim_mm, spine_mm)] if number == 0 else [*_inside(trim_mm, spine_mm)]
        page = pdf.pages[number].obj
        page.Contents = pdf.make_stream("".join(steps).encode())
        page.Resources = Dictionary(XObject=Dictionary(Left=forms[left - 1], Right=forms[right - 1]))
        page.MediaBox = Array([0, 0, *(round(side * PT_PER_MM, 4) for side in wrapped(trim_mm, spine_mm))])
    del pdf.pages[len(SPREADS) :]


def on_spreads(codes: Sequence[QrCode], trim_mm: Size, spine_mm: float) -> tuple[QrCode, ...]:
    """The codes of the four pages of a cover where they stand on its two sides."""
    found = []
    for code in codes:
        side, at = next((number, pages.index(code.page)) for number, pages in enumerate(SPREADS) if code.page in pages)
        left, top, width, height = code.box_mm
        box = (left + at * (trim_mm[0] + spine_mm), top, width, height)
        found.append(code.model_copy(update={"page": side + 1, "box_mm": box}))
    return tuple(sorted(found, key=lambda code: code.page))


def _outside(trim_mm: Size, spine_mm: float) -> Iterator[str]:
    """Back and front with their bleed, and where half the spine is wider than that, the bleed drawn out over it."""
    width, half = trim_mm[0], spine_mm / 2
    middle, right = width + half, width + spine_mm
    yield _drawn("Left", 0, (-BLEED_MM, middle), trim_mm)
    yield _drawn("Right", right, (middle, right + width + BLEED_MM), trim_mm)
    if half > BLEED_MM:
        wider = half / BLEED_MM
        yield _drawn("Left", width - wider * width, (width, middle), trim_mm, wider)
        yield _drawn("Right", right, (middle, right), trim_mm, wider)


def _inside(trim_mm: Size, spine_mm: float) -> Iterator[str]:
    width, right = trim_mm[0], trim_mm[0] + spine_mm
    yield _drawn("Left", 0, (-BLEED_MM, width - GLUED_MM), trim_mm)
    yield _drawn("Right", right, (right + GLUED_MM, right + width + BLEED_MM), trim_mm)


def _drawn(name: str, at_mm: float, between_mm: Size, trim_mm: Size, wider: float = 1.0) -> str:
    """A page whose left edge is put at a place, as far as it shows between two others; all of its height."""
    start, end = between_mm
    low, high = -BLEED_MM * PT_PER_MM, (trim_mm[1] + 2 * BLEED_MM) * PT_PER_MM
    x, width = start * PT_PER_MM, (end - start) * PT_PER_MM
    clip = f"{x:.4f} {low:.4f} {width:.4f} {high:.4f} re W n"
    return f"q {clip} {wider:.6f} 0 0 1 {at_mm * PT_PER_MM:.4f} 0 cm /{name} Do Q\n"
