"""SVG logos: drawn shapes only, nothing that runs or is fetched."""

from __future__ import annotations

import base64
import io
import logging
import re
from functools import lru_cache
from typing import Any
from xml.etree import ElementTree

from PIL import Image

_SVG = "{http://www.w3.org/2000/svg}"
_DRAWN = {"svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "defs", "linearGradient",
          "radialGradient", "stop", "clipPath", "mask", "use", "symbol", "title", "desc", "style", "text", "tspan",
          "metadata"}  # fmt: skip
_FETCHES = re.compile(r"url\(\s*['\"]?\s*(?!['\"#\s])|@import|javascript:|expression\(|\\\\", re.IGNORECASE)
_PAGE_MM = 100.0
"""The longest side of the page a logo is drawn on; where it is used, it is scaled."""
MAX_BYTES = 500_000
MAX_DEPTH = 40
"""Deeper nesting has no use in a logo, and WeasyPrint ends in a RecursionError."""


class WrongLogo(ValueError):
    """A logo that cannot be used, and why."""


def draw(data: bytes) -> tuple[tuple[float, float], bytes]:
    """Width and height of an SVG, and a PDF with it on a page of those proportions. Raises WrongLogo."""
    root = _safe(data)
    size = _size(root)
    width, height = (_PAGE_MM * side / max(size) for side in size)
    address = "data:image/svg+xml;base64," + base64.b64encode(data).decode()
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
        scale = resolution / 72 * longest_mm / _PAGE_MM
        picture: Image.Image = document[0].render(scale=scale, fill_color=(0, 0, 0, 0)).to_pil()
        return picture.convert("RGBA")
    finally:
        document.close()


@lru_cache(maxsize=1)
def _type_case() -> Any:
    from leaflets.typeset.typecase import TypeCase

    return TypeCase()


def _pdf(html: str) -> bytes:
    import weasyprint

    from leaflets.typeset.fetching import Assets

    said: list[str] = []
    listener = logging.Handler(logging.WARNING)
    listener.emit = lambda record: said.append(record.getMessage())  # type: ignore[method-assign]
    weasyprint.LOGGER.addHandler(listener)
    try:
        target = io.BytesIO()
        page = weasyprint.HTML(string=html, url_fetcher=Assets())
        page.render(font_config=_type_case()).write_pdf(target)
    except (RecursionError, ValueError, ZeroDivisionError, TypeError, KeyError, AttributeError) as error:
        raise WrongLogo("cannot be drawn; save it as plain SVG") from error
    finally:
        weasyprint.LOGGER.removeHandler(listener)
    if said:
        raise WrongLogo("cannot be drawn; save it as plain SVG, its text turned into outlines")
    return target.getvalue()


def _safe(data: bytes) -> ElementTree.Element:
    """The root of an SVG that holds drawing only. Raises WrongLogo."""
    if len(data) > MAX_BYTES:
        raise WrongLogo(f"is longer than {MAX_BYTES // 1000} kB; simplify its paths")
    if re.search(rb"<!ENTITY|<!DOCTYPE[^>]*\[", data) or not _is_utf8(data):
        raise WrongLogo("declares entities or is not UTF-8; save it as plain SVG")
    try:
        root = ElementTree.fromstring(data)
    except (ElementTree.ParseError, ValueError) as error:
        raise WrongLogo("is broken: it is no well-formed SVG") from error
    if root.tag != f"{_SVG}svg":
        raise WrongLogo("is no SVG drawing")
    _check(root, 0)
    return root


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _check(element: ElementTree.Element, depth: int) -> None:
    name = str(element.tag)
    local = name.rsplit("}", maxsplit=1)[-1]
    if local.lower() == "script" or (name.startswith(_SVG) and local not in _DRAWN):
        raise WrongLogo(f"holds <{local}>; only drawn shapes are allowed: no scripts, pictures or animation")
    if depth > MAX_DEPTH:
        raise WrongLogo("is nested too deep; save it as plain SVG")
    for key, value in element.attrib.items():
        attribute = key.rsplit("}", maxsplit=1)[-1].lower()
        if attribute.startswith("on"):
            raise WrongLogo(f"holds a script ({attribute})")
        if (attribute in ("href", "src") and not value.strip().startswith("#")) or _FETCHES.search(value):
            raise WrongLogo(f'refers to something outside itself ("{value[:40]}")')
    if _FETCHES.search(element.text or ""):
        raise WrongLogo("refers to something outside itself")
    for child in element:
        _check(child, depth + 1)


def _size(root: ElementTree.Element) -> tuple[float, float]:
    """Width and height of the drawing, from its viewBox or its own measures."""
    numbers = [float(number) for number in re.findall(r"-?\d*\.?\d+(?:e-?\d+)?", root.get("viewBox", ""))[2:4]]
    if len(numbers) != 2:
        found = [re.match(r"\d*\.?\d+", root.get(side, "")) for side in ("width", "height")]
        numbers = [float(number[0]) for number in found if number]
    if len(numbers) != 2 or min(numbers) <= 0 or not 1 / 20 < numbers[0] / numbers[1] < 20:
        raise WrongLogo("has no size that fits a box; give it a viewBox")
    return numbers[0], numbers[1]
