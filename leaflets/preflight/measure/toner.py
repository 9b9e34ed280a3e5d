"""How much toner a page takes: what an office printer makes of its colours."""

from __future__ import annotations

import pypdfium2
from PIL import Image, ImageChops, ImageStat

from leaflets.units import PT_PER_INCH

DPI = 60
"""Toner is a matter of fields, and a letter is as dark on the whole at any size of pixel."""


WHOLE = 255
"""One ink all over, in the steps of a pixel of eight bits."""


def toner(data: bytes) -> tuple[float, ...]:
    """The toner of each page of a PDF: the mean of its four inks together, of 255 each."""
    with pypdfium2.PdfDocument(data) as document:
        return tuple(_inks(page.render(scale=DPI / PT_PER_INCH).to_pil()) for page in document)


def coverage(data: bytes) -> float:
    """How much of a page of a PDF is covered on the mean, its inks together: 1 is one ink all over."""
    pages = toner(data)
    return sum(pages) / len(pages) / WHOLE


def _inks(page: Image.Image) -> float:
    cyan, magenta, yellow = (ImageChops.invert(channel) for channel in page.convert("RGB").split())
    black = ImageChops.darker(ImageChops.darker(cyan, magenta), yellow)
    # Three inks less the grey they share, and that grey once in black.
    return float(
        sum(ImageStat.Stat(one).mean[0] for one in (cyan, magenta, yellow)) - 2 * ImageStat.Stat(black).mean[0]
    )
