"""What colours a page has along its left or right edge: fields that run off it run on to the fold of a sheet."""

from __future__ import annotations

from itertools import groupby
from typing import Literal, NamedTuple

import pypdfium2

from leaflets.units import MM_PER_PT

WHITE = (255, 255, 255)
DOTS = 4
"""To the point: a field's end is found to 0.09 mm."""
INSIDE_PT = 0.5
"""So far within the page its colour is asked: on the very edge it may be mixed with paper."""


class Band(NamedTuple):
    """A stretch of one colour along an edge, in mm from the page's top, and the operator that fills with it."""

    top_mm: float
    height_mm: float
    colour: str


class Pages:
    """The pages of a PDF; what is asked of one is looked at once."""

    def __init__(self, pdf: bytes) -> None:
        self._document = pypdfium2.PdfDocument(pdf)
        self._known: dict[tuple[int, str], tuple[Band, ...]] = {}

    def bands(self, page: int, edge: Literal["left", "right"]) -> tuple[Band, ...]:
        """The colours along an edge of a page (from 1), from the top down; paper is none."""
        if (page, edge) not in self._known:
            self._known[page, edge] = tuple(self._looked_at(page, edge))
        return self._known[page, edge]

    def _looked_at(self, number: int, edge: str) -> list[Band]:
        page = self._document[number - 1]
        width, _ = page.get_size()
        rest = width - 2 * INSIDE_PT
        # (left, bottom, right, top): what is cut off of the page before it is drawn.
        crop = (INSIDE_PT, 0, rest, 0) if edge == "left" else (rest, 0, INSIDE_PT, 0)
        picture = page.render(scale=DOTS, crop=crop, no_smoothpath=True).to_pil().convert("RGB")
        column = [picture.getpixel((0, y)) for y in range(picture.height)]
        bands: list[Band] = []
        top = 0
        for colour, run in groupby(column):
            high = len(list(run))
            if colour != WHITE:
                millimetres = MM_PER_PT / DOTS
                bands.append(Band(top * millimetres, high * millimetres, _fill(*colour)))
            top += high
        return bands


def _fill(red: int, green: int, blue: int) -> str:
    """The operator that fills with a colour; a grey is of one ink (ISO 32000-1, 8.6.4)."""
    if red == green == blue:
        return f"{red / 255:.4g} g"
    return f"{red / 255:.4g} {green / 255:.4g} {blue / 255:.4g} rg"
