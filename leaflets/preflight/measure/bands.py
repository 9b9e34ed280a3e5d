"""Bands of a page in which nothing stands: rows of one colour, from one edge to the other."""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2
from PIL import Image

from leaflets.units import MM_PER_PT

PIXELS_PER_PT = 0.5
"""A pixel is 0.7 mm: a line of text is five of them, and a page of A4 takes 15 ms."""

ONE_COLOUR = 8
"""Of 255: so much the smoothing of a field's edge may differ from the field."""


def emptiest(page: pypdfium2.PdfPage) -> tuple[float, float]:
    """The top and the height (mm) of the highest band of a page in which nothing stands."""
    mm = MM_PER_PT / PIXELS_PER_PT
    found = _bands(page.render(scale=PIXELS_PER_PT, grayscale=True).to_pil())
    top, rows = max(found, key=lambda band: band[1], default=(0, 0))
    return top * mm, rows * mm


def _bands(picture: Image.Image) -> Iterator[tuple[int, int]]:
    """The first row and the number of rows of each band of one colour; what is empty may be one field and another."""
    width, height = picture.size
    pixels = picture.tobytes()
    begun: int | None = None
    for row in range(height + 1):
        line = pixels[row * width : (row + 1) * width]
        is_empty = bool(line) and max(line) - min(line) < ONE_COLOUR
        if is_empty and begun is None:
            begun = row
        elif not is_empty and begun is not None:
            yield begun, row - begun
            begun = None
