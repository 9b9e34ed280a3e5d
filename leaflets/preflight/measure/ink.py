"""The ink on the paper: all four plates of a page drawn by themselves, with what overprints, and added up.

What is painted is looked at first: a page whose colours cannot come to more than is asked for need not be drawn.
"""

from __future__ import annotations

import hashlib
import io
from array import array
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any, NamedTuple

import pikepdf
import pypdfium2
from pikepdf import Pdf
from PIL import Image, ImageMath

from leaflets.preflight.measure.paint import Painted, Picture
from leaflets.preflight.measure.plates import PLATES, opened_picture, separate
from leaflets.processes.bench import Bench, Shelf
from leaflets.units import MM_PER_INCH, MM_PER_PT, PT_PER_INCH

DPI = 100
"""A pixel is a quarter of a millimetre, half as wide as the stem of a letter of 12 pt."""

PIXEL_ROUNDING = 1.0
"""Per cent that four plates of 8 bits may be off together."""

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
    over = FULL if any(space == "cmyk" and values == BLACK for space, values in page.colours) else 0.0
    return min(FULL * PLATES, _most_painted(page) + over)


def _most_painted(page: Painted) -> float:
    """The most ink of one colour or picture of a page."""
    colours = [sum(values) * 100 for space, values in page.colours if space == "cmyk"]
    colours += [(1 - values[0]) * 100 for space, values in page.colours if space == "gray" and values]
    return max([0.0, *colours, *(most_of(picture) for picture in page.pictures)])


def inks_of(page: Painted) -> int:
    """How many inks a page takes: none, black alone, or four as soon as any other is in it."""
    spaces = {picture.space for picture in page.pictures}
    colours = {values for space, values in page.colours if space == "cmyk" and any(values)}
    if "cmyk" in spaces or any(any(values[:3]) for values in colours):
        return PLATES
    is_grey = "gray" in spaces or any(space == "gray" and values != (1.0,) for space, values in page.colours)
    return 1 if colours or is_grey else 0


def most_of(picture: Picture) -> float:
    """The most ink of one pixel of a picture, in per cent; 0 for one that is no CMYK or cannot be opened."""
    image = opened_picture(picture.image)
    if image is None or image.mode != "CMYK":
        return 0.0
    return int(_added(image.split()).getextrema()[1]) / 2.55  # type: ignore[arg-type]


INKS: Shelf[InkPlace] = Shelf("inks")


def heaviest(pdf: bytes, pages: Sequence[Painted], bench: Bench | None = None) -> InkPlace:
    """The place of a file that takes the most ink; `pages` are what its pages paint.

    Of those only as many are drawn as could have it.
    """
    first = max(range(len(pages)), key=lambda at: _most_painted(pages[at]), default=None)
    if first is None:
        return InkPlace(0.0, 1, 0.0, 0.0)
    (found,) = measured(pdf, (first + 1,), bench)
    others = [at + 1 for at, page in enumerate(pages) if at != first and bound(page) > found.ink]
    return _exact(max([found, *measured(pdf, others, bench)], key=lambda one: one.ink), pages)


def _exact(place: InkPlace, pages: Sequence[Painted]) -> InkPlace:
    """The place with the ink of the colour painted there, which the plates, of 8 bits, give to a per cent."""
    painted = _most_painted(pages[place.page - 1])
    return place._replace(ink=round(painted, 1)) if abs(painted - place.ink) <= PIXEL_ROUNDING else place


def measured(pdf: bytes, numbers: Sequence[int], bench: Bench | None = None) -> tuple[InkPlace, ...]:
    """The most ink of each of these pages, from 1, as it is drawn; what `bench` has of a page is not drawn again."""
    digest, shelf = hashlib.sha256(pdf).hexdigest(), (bench or Bench()).at(INKS)
    with pikepdf.open(io.BytesIO(pdf)) as whole:
        return tuple(shelf.of(f"{digest} {number}", partial(_measured, whole, number)) for number in numbers)


def _measured(whole: Pdf, number: int) -> InkPlace:
    with pikepdf.new() as alone:
        # Alone it has only what it shows: to separate what other pages show takes ten times as long.
        alone.pages.append(whole.pages[number - 1])
        target = io.BytesIO()
        alone.save(target)
    return _most(number, [_drawn(target.getvalue(), plate) for plate in range(PLATES)])


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


def _drawn(data: bytes, plate: int) -> _Plate:
    """One plate of a file of one page in grey."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        separate(pdf, plate)
        target = io.BytesIO()
        pdf.save(target)
    drawn = pypdfium2.PdfDocument(target.getvalue())
    try:
        page = drawn[0]
        picture = page.render(scale=DPI / PT_PER_INCH, grayscale=True, may_draw_forms=False).to_pil()
        trim, crop = page.get_trimbox(), page.get_cropbox()
        return _Plate(picture, (trim[0] - crop[0]) * MM_PER_PT, (crop[3] - trim[3]) * MM_PER_PT)
    finally:
        drawn.close()
