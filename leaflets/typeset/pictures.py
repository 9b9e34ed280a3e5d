"""The pictures of a text as WeasyPrint draws them: in the ink of the job, and no finer than print needs.

A picture's address says nothing of where its folder is, for WeasyPrint names things by it and a page is the same
wherever its content lies.
"""

from __future__ import annotations

import hashlib
import io
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote
from xml.etree.ElementTree import Element

import pydyf
from PIL import Image
from weasyprint import HTML
from weasyprint.images import RasterImage
from weasyprint.urls import URLFetcherResponse, url_join

from leaflets import faces
from leaflets.messages import say
from leaflets.model.artefact import EDITIONS, Ink
from leaflets.model.content import Edition, Illustration
from leaflets.model.job import Job
from leaflets.pictures import MAX_BYTES, is_drawing, look, raster, vector
from leaflets.pictures.errors import WrongPicture
from leaflets.pictures.inks import ink_of, recoloured, separated
from leaflets.storage.files import read_plain
from leaflets.typeset.fetching import Assets
from leaflets.typeset.palette import Look, grey, in_ink
from leaflets.units import PT_PER_INCH

ADDRESS = "file:///pictures/"
"""Where pictures seem to lie."""
LOGOS = "file:///editions/"
"""And the logos of editions."""
PPI = 300
"""Pixels an inch of what is printed (norms P09)."""
ENOUGH = 1.1
"""A picture that has so many times more is shrunk."""
QUALITY = 90
"""Of photographs, of 100: what is seen of the loss is nothing on paper."""
_SPACES = {"L": "/DeviceGray", "RGB": "/DeviceRGB", "CMYK": "/DeviceCMYK"}


def logo_address(edition: Edition) -> str | None:
    """Where the logo of an edition of its own is fetched from, where it has one."""
    return LOGOS + quote(edition.own.logo.name) if edition.own and edition.own.logo else None


class Pictures(Assets):
    """Fetches the drawings of a text, and gives its photographs as images of their own."""

    def __init__(self, content: Path, job: Job, look: Look) -> None:
        super().__init__()
        self.places: Mapping[str, Path] = {ADDRESS: content / job.language.id / "pictures", LOGOS: content / EDITIONS}
        self.ink = job.ink
        self.look = look
        text = job.leaflet or job.chapter
        known: Mapping[str, Illustration] = text.pictures if text is not None else {}
        self.digests = {f"{ADDRESS}{name}": picture.sha256 for name, picture in known.items()}
        if job.edition.own and (logo := job.edition.own.logo):
            self.digests[LOGOS + logo.name] = logo.sha256

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """The drawing at `url`. Raises ValueError, which WeasyPrint logs and we turn into a problem."""
        if not url.startswith("file:"):
            return super().fetch(url, headers)
        data, name = self._read(url)
        try:
            if not is_drawing(name):
                look(data, name, hashlib.sha256(data).hexdigest())
                raise WrongPicture(say("cannot be printed"))
            drawing = in_ink_of(in_our_face(vector.cleaned(data)), self.look, self.ink)
        except WrongPicture as error:
            raise ValueError(f"{name} {error}") from error
        return URLFetcherResponse(url, vector.written(drawing), {"Content-Type": "image/svg+xml"})

    def photographs(self, page: HTML) -> dict[str, Photograph]:
        """The PNG and JPEG pictures of a page by their addresses; what is wrong with others is said by `fetch`."""
        found: dict[str, Photograph] = {}
        for element in page.etree_element.iter("img"):
            url = url_join(ADDRESS, element.get("src", "").strip(), False, "")
            try:
                data, name = self._read(url)
                if not is_drawing(name):
                    found[url] = Photograph(data, name, self.ink)
            except (OSError, ValueError):
                continue
        return found

    def _read(self, url: str) -> tuple[bytes, str]:
        place = next((one for one in self.places if url.startswith(one)), "")
        name = unquote(url.removeprefix(place))
        if not place:
            raise ValueError(f"{name.rsplit('/', maxsplit=1)[-1]} is outside the project")
        try:
            data = read_plain(self.places[place] / name, MAX_BYTES, self.places[place])
        except OSError as error:
            raise ValueError(f"{name.rsplit('/', maxsplit=1)[-1]} {error.strerror}") from error
        if self.digests.get(place + name) not in (None, hashlib.sha256(data).hexdigest()):
            raise ValueError(f"{name} was changed meanwhile; make it again")
        return data, name


def in_our_face(drawing: Element) -> Element:
    """A drawing whose letters are set in a face of the edition: any other is not there when it is printed."""
    ours = {family for family, *_ in faces.FACES}
    for element in drawing.iter():
        if element.get("font-family", "").strip(" \"'") not in ours:
            element.attrib.pop("font-family", None)
    drawing.set("font-family", drawing.get("font-family", faces.TEXT))
    return drawing


def in_ink_of(drawing: Element, look: Look, ink: Ink) -> Element:
    """A drawing with its colours in an ink; those of the table of colours as the table has them.

    The stops of gradients become CMYK when the file is made ready for the press: WeasyPrint knows them in RGB only.
    """
    if ink == "screen":
        return drawing

    def changed(colour: str) -> str:
        hexadecimal, alpha = colour[:7], colour[7:]
        if ink == "gray":
            return grey(hexadecimal) + alpha
        known = in_ink(hexadecimal, look, ink)
        if known != hexadecimal:
            return known if not alpha else known[:-1] + f" / {int(alpha, 16) / 255:.3f})"
        red, green, blue = (int(hexadecimal[at : at + 2], 16) / 255 for at in (1, 3, 5))
        inks = " ".join(f"{part:.4g}" for part in ink_of(red, green, blue))
        return f"device-cmyk({inks}{f' / {int(alpha, 16) / 255:.3f}' if alpha else ''})"

    return recoloured(drawing, changed, stops=ink == "gray")


class Photograph:
    """A PNG or JPEG with what WeasyPrint asks of an image; its pixels are decoded when their size in print is known."""

    def __init__(self, data: bytes, name: str, ink: Ink) -> None:
        digest = hashlib.sha256(data).hexdigest()
        size = look(data, name, digest)
        assert size is not None
        self.id = hashlib.sha256(f"{name} {digest}".encode()).hexdigest()[:16]
        self.data = data
        self.ink = ink
        self.size = size
        self.printed = (0.0, 0.0)
        """Width and height where it is printed largest, in pt."""

    def get_intrinsic_size(self, resolution: float, _font_size: float) -> tuple[float, float, float]:
        width, height = self.size
        return width / resolution, height / resolution, width / height

    def draw(self, stream: Any, width: float, height: float, _style: Any) -> None:
        """Paint it, `width` by `height` CSS pixels."""
        (a, b, _), (c, d, _), _ = stream.ctm
        here = abs(width) * (a * a + b * b) ** 0.5, abs(height) * (c * c + d * d) ** 0.5
        self.printed = max(self.printed[0], here[0]), max(self.printed[1], here[1])
        name = stream.add_image(self, False, 1)
        stream.transform(width, 0, 0, -height, 0, height)
        stream.draw_x_object(name)

    def get_x_object(self, _interpolate: bool, _ratio: float) -> pydyf.Stream:
        """The image as the file holds it (ISO 32000-1, 8.9.5), asked for when all has been drawn."""
        picture = raster.upright(self.data, self._pixels())
        alpha = picture.getchannel("A") if picture.mode in ("LA", "RGBA") else None
        colours = _inked(picture.convert(picture.mode.removesuffix("A")), self.ink)
        is_photograph = raster.is_jpeg(self.data) and alpha is None
        data, extra = _as_jpeg(colours) if is_photograph else _packed(colours)
        if alpha is not None:
            mask, how = _packed(alpha)
            extra["SMask"] = pydyf.Stream([mask], _head(alpha, how))
        return pydyf.Stream([data], _head(colours, extra))

    def _pixels(self) -> tuple[int, int]:
        """As many as it has, or as print needs where it has many more."""
        needed = [-(-side * PPI // PT_PER_INCH) for side in self.printed]
        if all(side <= ENOUGH * most for side, most in zip(self.size, needed, strict=True)):
            return self.size
        return int(needed[0]), int(needed[1])


def _inked(picture: Image.Image, ink: Ink) -> Image.Image:
    """A picture without transparency in an ink: grey stays grey, for one ink prints it."""
    if picture.mode == "L" or ink == "screen":
        return picture
    return picture.convert("L") if ink == "gray" else separated(picture)


def _head(picture: Image.Image, more: Mapping[str, Any]) -> dict[str, Any]:
    own = {"Type": "/XObject", "Subtype": "/Image", "Width": picture.width, "Height": picture.height,
           "ColorSpace": _SPACES[picture.mode], "BitsPerComponent": 8}  # fmt: skip
    return own | dict(more)


def _as_jpeg(picture: Image.Image) -> tuple[bytes, dict[str, Any]]:
    target = io.BytesIO()
    picture.save(target, "JPEG", quality=QUALITY, optimize=True)
    # Pillow writes four inks the way Adobe does: inverted.
    turned = {"Decode": pydyf.Array((1, 0) * 4)} if picture.mode == "CMYK" else {}
    return target.getvalue(), {"Filter": "/DCTDecode"} | turned


def _packed(picture: Image.Image) -> tuple[bytes, dict[str, Any]]:
    if picture.mode == "CMYK":
        return zlib.compress(picture.tobytes(), 9), {"Filter": "/FlateDecode"}
    columns = {"Predictor": 15, "Columns": picture.width, "Colors": len(picture.getbands())}
    return RasterImage._get_png_data(picture), {"Filter": "/FlateDecode", "DecodeParms": pydyf.Dictionary(columns)}
