"""The ink on the paper: all four plates of a page drawn by themselves, with what overprints, and added up.

What is painted is looked at first: a page whose colours cannot come to more than is asked for need not be drawn.
"""

from __future__ import annotations

import io
from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import pikepdf
import pypdfium2
from PIL import Image, ImageMath

from leaflets.preflight.measure.paint import Painted, Picture
from leaflets.preflight.measure.plates import PLATES, opened_picture, separate
from leaflets.units import MM_PER_INCH, MM_PER_PT, PT_PER_INCH

DPI = 100
"""A pixel is a quarter of a millimetre, half as wide as the stem of a letter of 12 pt."""

FULL = 100.0
"""Per cent of one ink that covers all."""

BLACK = (0.0, 0.0, 0.0, 1.0)
"""The colour that overprints: black alone, in full."""


class InkPlace(NamedTuple):
    """The most ink of a page, in per cent of all four together, and where: page from 1, mm from the trim's top left."""

    ink: float
    page: int
    left_mm: float
    top_mm: float


def bound(page: Painted) -> float:
    """What a page has at most, by the colours it paints: black alone may lie over any other, and nothing else does."""
    colours = [sum(values) * 100 for space, values in page.colours if space == "cmyk"]
    colours += [(1 - values[0]) * 100 for space, values in page.colours if space == "gray" and values]
    pictures = [most_of(picture) for picture in page.pictures]
    over = FULL if any(space == "cmyk" and values == BLACK for space, values in page.colours) else 0.0
    return min(FULL * PLATES, max([0.0, *colours, *pictures]) + over)


def most_of(picture: Picture) -> float:
    """The most ink of one pixel of a picture, in per cent; 0 for one that is no CMYK or cannot be opened."""
    image = opened_picture(picture.image)
    if image is None or image.mode != "CMYK":
        return 0.0
    return int(_added(image.split()).getextrema()[1]) / 2.55  # type: ignore[arg-type]


def heaviest(pdf: bytes, pages: Sequence[Painted]) -> InkPlace:
    """The place of a file that takes the most ink; `pages` are what its pages paint.

    Of those only as many are drawn as could have it.
    """
    found = InkPlace(0.0, 1, 0.0, 0.0)
    bounds = sorted(((bound(page), -number) for number, page in enumerate(pages, start=1)), reverse=True)
    for most, number in bounds:
        if most <= found.ink:
            break
        found = max(found, *measured(pdf, (-number,)), key=lambda one: one.ink)
    return found


def measured(pdf: bytes, numbers: Sequence[int]) -> tuple[InkPlace, ...]:
    """The most ink of each of these pages, from 1, as it is drawn."""
    plates = zip(*(_drawn(pdf, numbers, plate) for plate in range(PLATES)), strict=True)
    return tuple(_most(number, several) for number, several in zip(numbers, plates, strict=True))


class _Plate(NamedTuple):
    """A plate of a page as a picture of which white is no ink, and how far the trim's corner is from its own (mm)."""

    picture: Image.Image
    left_mm: float
    top_mm: float


def _most(number: int, plates: Sequence[_Plate]) -> InkPlace:
    inks = _added([plate.picture.point(lambda value: 255 - value) for plate in plates])
    values = array("i", inks.tobytes())
    most = max(values)
    down, across = divmod(values.index(most), inks.width)
    left, top = ((at + 0.5) * MM_PER_INCH / DPI for at in (across, down))
    return InkPlace(round(most / 2.55, 1), number, round(left - plates[0].left_mm, 1), round(top - plates[0].top_mm, 1))


def _added(channels: Iterable[Image.Image]) -> Image.Image:
    """The sum of channels, in whole numbers that hold it."""
    one, two, three, four = channels
    added: Any = ImageMath.lambda_eval(
        lambda given: given["convert"](given["a"], "I") + given["b"] + given["c"] + given["d"],
        a=one,
        b=two,
        c=three,
        d=four,
    )
    return added if isinstance(added, Image.Image) else Image.new("I", one.size)


def _drawn(data: bytes, numbers: Sequence[int], plate: int) -> Iterator[_Plate]:
    """One plate of pages in grey."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for number in range(len(pdf.pages), 0, -1):
            if number not in numbers:
                del pdf.pages[number - 1]
        separate(pdf, plate)
        target = io.BytesIO()
        pdf.save(target)
    drawn = pypdfium2.PdfDocument(target.getvalue())
    try:
        for page in drawn:
            picture = page.render(scale=DPI / PT_PER_INCH, grayscale=True, may_draw_forms=False).to_pil()
            trim, crop = page.get_trimbox(), page.get_cropbox()
            yield _Plate(picture, (trim[0] - crop[0]) * MM_PER_PT, (crop[3] - trim[3]) * MM_PER_PT)
    finally:
        drawn.close()
