"""A practice's logo as something a page can paint: checked, made no larger than print needs, kept small.

PNG and JPEG become pictures of 300 down to 150 pixels an inch; SVG stays a drawing, and may hold nothing that runs or
is fetched.
"""

from __future__ import annotations

import io
import re
import warnings
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from xml.etree import ElementTree

from PIL import Image, ImageOps, UnidentifiedImageError

from leaflets.personalise.layout import LOGO_MM
from leaflets.personalise.update import LEVEL, Content, Stream, reference

MAX_BYTES = 5_000_000
MAX_PIXELS = 6000
"""The longest side of a picture; a larger one is a mistake, and costs memory."""
RESOLUTIONS = (300, 225, 150)
"""Pixels an inch, best first; print wants 300 and takes 150 (norms P09)."""
MIN_MM = 6.0
"""A logo too coarse to be this wide or high at 150 pixels an inch is refused."""
KINDS = (".png", ".jpg", ".jpeg", ".svg")

Objects = Mapping[int, Content]
Numbered = Callable[[int, int], Objects]
"""Takes the number of a slot and the first free one, gives objects by number."""

_SVG = "{http://www.w3.org/2000/svg}"
_DRAWN = {"svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "defs", "linearGradient",
          "radialGradient", "stop", "clipPath", "mask", "use", "symbol", "title", "desc", "style", "text", "tspan",
          "metadata", "switch", "a"}  # fmt: skip
_FETCHES = re.compile(r"url\(\s*['\"]?\s*(?!#)|@import|javascript:|expression\(", re.IGNORECASE)


class WrongLogo(ValueError):
    """A logo that cannot be used, and why."""


@dataclass(frozen=True)
class Choice:
    """One way to write the logo: its objects, and how many bytes they add."""

    objects: Numbered
    bytes: int


class Logo:
    """A logo with its width and height (in any one unit), and the ways to write it, best first."""

    def __init__(self, size: tuple[float, float], ways: Iterator[Choice]) -> None:
        self.size = size
        self._ways = ways
        self._known: list[Choice] = []

    def within(self, limit: int) -> Numbered:
        """The best way to write it in `limit` bytes, or the smallest there is."""
        for choice in self._choices():
            if choice.bytes <= limit:
                return choice.objects
        return min(self._known, key=lambda choice: choice.bytes).objects

    def _choices(self) -> Iterator[Choice]:
        yield from self._known
        for choice in self._ways:
            self._known.append(choice)
            yield choice


def read_logo(data: bytes, name: str) -> Logo:
    """The logo in the file `name`. Raises WrongLogo."""
    if not data:
        raise WrongLogo("is empty")
    if name.lower().endswith(".svg"):
        return _drawing(data)
    picture = _picture(data)
    coarse = 25.4 * min(picture.width, picture.height) / RESOLUTIONS[-1]
    if coarse < MIN_MM and 25.4 * max(picture.size) / RESOLUTIONS[-1] < LOGO_MM[0] / 2:
        raise WrongLogo(f"has {picture.width} × {picture.height} pixels, too few to print; send a larger one")
    return Logo((picture.width, picture.height), _pictures(picture))


def _picture(data: bytes) -> Image.Image:
    """The pixels of a PNG or JPEG, upright, as grey or RGB with or without transparency."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(data), formats=("PNG", "JPEG"))
            if max(picture.size) > MAX_PIXELS:
                raise WrongLogo(f"has {picture.width} × {picture.height} pixels; at most {MAX_PIXELS} a side")
            picture.load()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise WrongLogo(f"has too many pixels; at most {MAX_PIXELS} a side") from error
    except UnidentifiedImageError as error:
        raise WrongLogo("is no PNG or JPEG picture, whatever its name says") from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        if isinstance(error, WrongLogo):
            raise
        raise WrongLogo("is broken; save it anew") from error
    upright = ImageOps.exif_transpose(picture)
    transparent = "A" in upright.getbands() or "transparency" in upright.info
    return upright.convert("RGBA" if transparent else "RGB")


def _pictures(picture: Image.Image) -> Iterator[Choice]:
    """The picture at each resolution, as flat colours and as a photograph."""
    for resolution in RESOLUTIONS:
        widest, highest = (side / 25.4 * resolution for side in LOGO_MM)
        factor = min(1.0, widest / picture.width, highest / picture.height)
        size = (max(1, round(picture.width * factor)), max(1, round(picture.height * factor)))
        small = picture.resize(size, Image.Resampling.LANCZOS) if factor < 1 else picture
        mask, colours = _split(small)
        if len(colours.getcolors(1 << 24) or ()) <= 256 or _is_flat(colours):
            yield _choice(small.size, _flat(colours), mask)
        for quality in (88, 75, 60):
            yield _choice(small.size, _photograph(colours, quality), mask)


def _split(picture: Image.Image) -> tuple[bytes | None, Image.Image]:
    """The transparency of a picture, where it has any, and its colours on white."""
    if picture.mode != "RGBA":
        return None, picture
    alpha = picture.getchannel("A")
    white = Image.new("RGB", picture.size, "white")
    white.paste(picture, mask=alpha)
    solid = alpha.getextrema() == (255, 255)
    plain = picture.convert("RGB")
    return (None, white) if solid else (_rows(alpha), plain)


def _is_flat(picture: Image.Image) -> bool:
    """Whether 32 colours are nearly the whole of it, as in a drawn logo; a photograph is not flat."""
    drawn = picture.quantize(32, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).convert("RGB")
    pairs = zip(picture.resize((32, 32)).tobytes(), drawn.resize((32, 32)).tobytes(), strict=True)
    return sum(abs(one - other) for one, other in pairs) / (3 * 32 * 32) < 3


Part = tuple[bytes, bytes]
"""The inside of an image's dictionary, and its packed data."""


def _flat(picture: Image.Image) -> Part:
    """Up to 32 colours as an indexed picture (ISO 32000-1, 8.6.6.3)."""
    drawn = picture.quantize(32, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    palette = bytes(drawn.getpalette() or [])[: 3 * 32]
    head = b"/ColorSpace[/Indexed/DeviceRGB %d<%b>]/BitsPerComponent 8/Filter/FlateDecode" % (
        len(palette) // 3 - 1, palette.hex().encode(),
    )  # fmt: skip
    return head, zlib.compress(drawn.tobytes(), LEVEL)


def _photograph(picture: Image.Image, quality: int) -> Part:
    target = io.BytesIO()
    picture.save(target, "JPEG", quality=quality, optimize=True)
    return b"/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode", target.getvalue()


def _rows(channel: Image.Image) -> bytes:
    """One channel packed, each row as the difference with the one above (PNG predictor, ISO 32000-1, 7.4.4.4)."""
    width, data = channel.width, channel.tobytes()
    rows = [bytes(width), *(data[start : start + width] for start in range(0, len(data), width))]
    lines = (
        b"\x02" + bytes((one - above) & 255 for one, above in zip(row, before, strict=True))
        for before, row in zip(rows[:-1], rows[1:], strict=True)
    )
    return zlib.compress(b"".join(lines), LEVEL)


def _choice(size: tuple[int, int], part: Part, mask: bytes | None) -> Choice:
    sides = b"/Type/XObject/Subtype/Image/Width %d/Height %d" % size

    def objects(slot: int, free: int) -> Objects:
        if mask is None:
            return {slot: Stream(sides + part[0], part[1], True)}
        soft = (
            b"%b/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode"
            b"/DecodeParms<</Predictor 12/Columns %d>>" % (sides, size[0])
        )
        return {
            slot: Stream(sides + part[0] + b"/SMask " + reference(free), part[1], True),
            free: Stream(soft, mask, True),
        }

    return Choice(objects, _bytes(objects))


def _bytes(objects: Numbered) -> int:
    return sum(len(part.head) + len(part.data) + 60 for part in objects(1, 2).values() if isinstance(part, Stream))


def _drawing(data: bytes) -> Logo:
    """An SVG as a form of the page; as pixels where that is smaller."""
    root = _safe(data)
    size = _svg_size(root)
    form = _Form(data, size)
    return Logo(size, form.ways())


def _safe(data: bytes) -> ElementTree.Element:
    """The root of an SVG that holds drawing only. Raises WrongLogo."""
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        data = re.sub(rb"<!DOCTYPE[^>\[]*>", b"", data, count=1)
        if b"<!" in re.sub(rb"<!--.*?-->|<!\[CDATA\[", b"", data, flags=re.DOTALL):
            raise WrongLogo("declares entities; save it as plain SVG")
    try:
        root = ElementTree.fromstring(data)
    except (ElementTree.ParseError, ValueError) as error:
        raise WrongLogo("is broken: it is no well-formed SVG") from error
    if root.tag != f"{_SVG}svg":
        raise WrongLogo("is no SVG drawing")
    for element in root.iter():
        _check(element)
    return root


def _check(element: ElementTree.Element) -> None:
    name = str(element.tag)
    local = name.rsplit("}", maxsplit=1)[-1]
    if local.lower() == "script" or (name.startswith(_SVG) and local not in _DRAWN):
        raise WrongLogo(f"holds <{local}>; only drawn shapes are allowed, no scripts, pictures or animation")
    for key, value in element.attrib.items():
        attribute = key.rsplit("}", maxsplit=1)[-1].lower()
        if attribute.startswith("on"):
            raise WrongLogo(f"holds a script ({attribute})")
        if attribute in ("href", "src") and not value.strip().startswith("#"):
            raise WrongLogo(f'refers to something outside itself ("{value[:40]}")')
        if _FETCHES.search(value):
            raise WrongLogo("refers to something outside itself")
    if _FETCHES.search(element.text or ""):
        raise WrongLogo("refers to something outside itself")


def _svg_size(root: ElementTree.Element) -> tuple[float, float]:
    """Width and height of the drawing, from its viewBox or its own measures."""
    numbers = [float(number) for number in re.findall(r"-?[\d.]+(?:e-?\d+)?", root.get("viewBox", ""))[2:4]]
    if len(numbers) != 2:
        numbers = [float(found[0]) for side in ("width", "height")
                   if (found := re.match(r"[\d.]+", root.get(side, "")))]  # fmt: skip
    if len(numbers) != 2 or min(numbers) <= 0 or not 1 / 20 < numbers[0] / numbers[1] < 20:
        raise WrongLogo("has no size; it needs a viewBox")
    return numbers[0], numbers[1]


class _Form:
    """An SVG drawn once by WeasyPrint; its page becomes a form of a form's size 1 × 1, as a picture's is."""

    def __init__(self, data: bytes, size: tuple[float, float]) -> None:
        self.data = data
        self.size = size

    @cached_property
    def pdf(self) -> bytes:
        from weasyprint import HTML

        from leaflets.typeset.render import complaints, type_case
        from leaflets.typeset.fetching import Assets

        width, height = (100 * side / max(self.size) for side in self.size)
        import base64

        address = "data:image/svg+xml;base64," + base64.b64encode(self.data).decode()
        html = (
            f"<style>@page{{size:{width:.3f}mm {height:.3f}mm;margin:0}}img{{display:block;width:{width:.3f}mm;"
            f"height:{height:.3f}mm}}</style><img src='{address}'>"
        )
        with complaints() as said:
            page = HTML(string=html, url_fetcher=Assets())
            pdf: bytes = page.render(font_config=type_case()).write_pdf()
        if said:
            raise WrongLogo("cannot be drawn; save it as plain SVG with its text as outlines")
        return pdf

    def ways(self) -> Iterator[Choice]:
        from leaflets.personalise.graph import form

        objects = form(self.pdf)
        yield Choice(objects, _bytes_of_all(objects))
        yield from _pictures(self._pixels())

    def _pixels(self) -> Image.Image:
        import pypdfium2

        document = pypdfium2.PdfDocument(self.pdf)
        try:
            page = document[0]
            scale = RESOLUTIONS[0] / 72 * max(LOGO_MM) / 100
            bitmap: Any = page.render(scale=scale, fill_color=(0, 0, 0, 0), rev_byteorder=True)
            return Image.fromarray(bitmap.to_numpy()) if False else bitmap.to_pil().convert("RGBA")
        finally:
            document.close()


def _bytes_of_all(objects: Numbered) -> int:
    return sum(len(part.head) + len(part.data) + 60 if isinstance(part, Stream) else len(part)
               for part in objects(1, 2).values())  # fmt: skip
