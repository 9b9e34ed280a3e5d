"""SVG logos drawn: a page of the size of the drawing, as PDF or as pixels."""

from __future__ import annotations

import base64
import io
import logging

from PIL import Image

from leaflets.messages import say
from leaflets.pictures import WrongPicture, vector
from leaflets.units import PT_PER_INCH

_PAGE_MM = 100.0
"""The longest side of the page a logo is drawn on; where it is used, it is scaled."""


def draw(data: bytes) -> tuple[tuple[float, float], bytes]:
    """Width and height of an SVG, and a PDF with it on a page of those proportions. Raises WrongPicture."""
    drawing = vector.cleaned(data)
    size = vector.size(drawing)
    width, height = (_PAGE_MM * side / max(size) for side in size)
    address = "data:image/svg+xml;base64," + base64.b64encode(vector.written(drawing)).decode()
    html = (
        f"<style>@page{{size:{width:.3f}mm {height:.3f}mm;margin:0}}"
        f"img{{display:block;width:{width:.3f}mm;height:{height:.3f}mm}}</style><img src='{address}'>"
    )
    return size, _pdf(html)


def pixels(pdf: bytes, resolution: int, longest_mm: float) -> Image.Image:
    """What `draw` made, as pixels at `resolution` an inch when its page is printed `longest_mm` on its longest side."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        scale = resolution / PT_PER_INCH * longest_mm / _PAGE_MM
        picture: Image.Image = document[0].render(scale=scale, fill_color=(0, 0, 0, 0)).to_pil()
        return picture.convert("RGBA")
    finally:
        document.close()


def _pdf(html: str) -> bytes:
    import weasyprint

    from leaflets.typeset.fetching import Assets
    from leaflets.typeset.weasyprint70 import install
    from leaflets.typeset.weasyprint70.fonts import type_case

    install()
    said: list[str] = []
    listener = logging.Handler(logging.WARNING)
    listener.emit = lambda record: said.append(record.getMessage())  # type: ignore[method-assign]
    weasyprint.LOGGER.addHandler(listener)
    try:
        target = io.BytesIO()
        page = weasyprint.HTML(string=html, url_fetcher=Assets())
        page.render(font_config=type_case()).write_pdf(target)
    except (RecursionError, ValueError, ZeroDivisionError, TypeError, KeyError, AttributeError) as error:
        raise WrongPicture(say("cannot be drawn; save it as plain SVG")) from error
    finally:
        weasyprint.LOGGER.removeHandler(listener)
    if said:
        raise WrongPicture(say("cannot be drawn; save it as plain SVG, its text turned into outlines"))
    return target.getvalue()
