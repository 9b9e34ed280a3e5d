"""The pictures e-books begin with: what a leaflet is shared with, or the cover of the printed booklet, made small."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image

SIZE = (540, 864)
"""Pixels, as shops and shelves of e-books show them: 1 to 1.6, and half as wide as what is shared."""

COLOURS = 96
"""Of a drawing with flat colours and the soft edges of its letters."""


def from_shared(picture: bytes) -> bytes:
    """The cover of a leaflet: the middle of the picture it is shared with upright, as a PNG."""
    with Image.open(io.BytesIO(picture)) as image:
        # A JPEG is read at half its size in a quarter of the time, and well.
        image.draft("RGB", (SIZE[0], 1))
        top = (image.height - SIZE[1]) // 2
        return _png(image.crop((0, top, SIZE[0], top + SIZE[1])))


def from_printed(pdf: Path) -> bytes:
    """The cover of the booklet: its first page, as a PNG as wide. Raises pypdfium2.PdfiumError for what is no PDF."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0]
        image = page.render(scale=2 * SIZE[0] / page.get_width(), may_draw_forms=False).to_pil().convert("RGB")
        page.close()
    return _png(image.reduce(2))


def _png(small: Image.Image) -> bytes:
    target = io.BytesIO()
    # The quick ways: a better choice of colours, and packing harder, take a tenth of a second a book for nothing seen.
    small.quantize(COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(target, "PNG")
    return target.getvalue()
