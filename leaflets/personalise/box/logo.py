"""A practice's logo as something a page can paint: checked, made no larger than print needs, kept small.

PNG and JPEG become pictures of 300 down to 150 pixels an inch; SVG stays a drawing, or becomes a picture where that is
smaller.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from PIL import Image

from leaflets.messages import say
from leaflets.model.artefact import Ink
from leaflets.personalise.box import svg, xobject
from leaflets.personalise.box.style import LARGE, READING
from leaflets.personalise.incremental_update import LEVEL, Content, Numbered, Stream, reference
from leaflets.pictures import WrongPicture, is_drawing, raster
from leaflets.pictures.inks import separated
from leaflets.units import MM_PER_INCH

MAX_PIXELS = 3000
"""The longest side of a picture; a larger one is shrunk, for it costs memory."""
RESOLUTIONS = (300, 240, 190, 152)
"""Pixels an inch, best first; print wants 300 and takes 150 (norms P09)."""
MIN_MM = 6.0
"""A logo too coarse to be this wide or high at 150 pixels an inch is refused."""
COLOURS = 24
"""What a flat logo is brought back to; the steps between two of its colours count."""
WHITE = 245
"""As dark as white may be, of 255; a JPEG's is never quite white."""

Objects = Mapping[int, Content]


@dataclass(frozen=True)
class Choice:
    """One way to write the logo: its objects, and how many bytes they add."""

    objects: Numbered
    bytes: int


Print = tuple[float, Ink]
"""How a logo is printed: its width in mm, and in which inks."""


class Logo:
    """A logo with its width and height (in any one unit), and the ways to write it, best first."""

    def __init__(
        self,
        size: tuple[float, float],
        pixels: Callable[[], Image.Image],
        form: Choice | None = None,
        *,
        is_on_white: bool = False,
    ) -> None:
        self.size = size
        self.is_on_white = is_on_white
        """Whether it stands on white of its own, which is to take the colour of the box."""
        self._pixels = pixels
        self._form = form
        self._ways: dict[Print, Iterator[Choice]] = {}
        self._known: dict[Print, list[Choice]] = {}

    def within(self, limit: int, width_mm: float, ink: Ink) -> Numbered:
        """The best way to write it in `limit` bytes for a width in print, in `ink`; or the smallest there is."""
        print_ = (round(width_mm, 1), ink)
        for choice in self._choices(print_):
            if choice.bytes <= limit:
                return choice.objects
        return min(self._known[print_], key=lambda choice: choice.bytes).objects

    def _choices(self, print_: Print) -> Iterator[Choice]:
        known = self._known.setdefault(print_, [])
        yield from list(known)
        if print_ not in self._ways:
            self._ways[print_] = self._all(*print_)
        for choice in self._ways[print_]:
            known.append(choice)
            yield choice

    def _all(self, width_mm: float, ink: Ink) -> Iterator[Choice]:
        """A drawing's form says its colours in RGB, so that only the screen takes it."""
        if self._form is not None and ink == "screen":
            yield self._form
        yield from _pictures(self._pixels(), width_mm, ink)


def read_logo(data: bytes, name: str) -> Logo:
    """The logo in the file `name`. Raises WrongPicture."""
    if not data:
        raise WrongPicture(say("is empty"))
    if is_drawing(name):
        size, pdf = svg.draw(data)
        form = xobject.form(pdf)
        return Logo(size, lambda: svg.pixels(pdf, RESOLUTIONS[0], max(LARGE.logo_mm)), Choice(form, _bytes(form)))
    picture = _picture(data)
    coarse = MM_PER_INCH * min(picture.width, picture.height) / RESOLUTIONS[-1]
    if coarse < MIN_MM and MM_PER_INCH * max(picture.size) / RESOLUTIONS[-1] < READING.logo_mm[0] / 2:
        raise WrongPicture(
            say(
                "has {width} × {height} pixels, too few to print; send a larger one",
                width=picture.width,
                height=picture.height,
            )
        )
    return Logo((picture.width, picture.height), lambda: picture, is_on_white=_is_on_white(picture))


def _is_on_white(picture: Image.Image) -> bool:
    """Whether its four corners are white, as in a scan or a drawing that was saved as a JPEG."""
    if picture.mode != "RGB":
        return False
    width, height = picture.size
    corners = ((x, y, x + 1, y + 1) for x in (0, width - 1) for y in (0, height - 1))
    return all(min(picture.crop(corner).tobytes()) >= WHITE for corner in corners)


def _picture(data: bytes) -> Image.Image:
    """The pixels of a PNG or JPEG, upright, as RGB with or without transparency. Raises WrongPicture."""
    drawn = raster.upright(data, (MAX_PIXELS, MAX_PIXELS))
    if drawn.mode not in ("LA", "RGBA"):
        return drawn.convert("RGB")
    drawn = drawn.convert("RGBA")
    seen = drawn.getchannel("A").getbbox()
    if seen is None:
        raise WrongPicture(say("is empty: all of it is transparent"))
    return drawn.crop(seen)


def _pictures(picture: Image.Image, width_mm: float, ink: Ink) -> Iterator[Choice]:
    """The picture at each resolution, as flat colours and as a photograph."""
    for resolution in RESOLUTIONS:
        factor = min(1.0, width_mm / MM_PER_INCH * resolution / picture.width)
        size = (max(1, round(picture.width * factor)), max(1, round(picture.height * factor)))
        small = picture.resize(size, Image.Resampling.LANCZOS) if factor < 1 else picture
        mask, colours = _split(small)
        if _is_flat(colours):
            yield _choice(small.size, _flat(colours, ink), mask)
        for quality in (88, 75, 60):
            yield _choice(small.size, _photograph(colours, quality, ink), mask)


def _split(picture: Image.Image) -> tuple[bytes | None, Image.Image]:
    """The transparency of a picture, where it has any, and its colours on white."""
    if picture.mode != "RGBA":
        return None, picture
    alpha = picture.getchannel("A")
    white = Image.new("RGB", picture.size, "white")
    white.paste(picture, mask=alpha)
    solid = alpha.getextrema() == (255, 255)
    plain = picture.convert("RGB")
    return (None, white) if solid else (_mask(alpha), plain)


def _is_flat(picture: Image.Image) -> bool:
    """Whether few colours are nearly the whole of it, as in a drawn logo; a photograph is not flat."""
    drawn = picture.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).convert("RGB")
    pairs = zip(picture.resize((32, 32)).tobytes(), drawn.resize((32, 32)).tobytes(), strict=True)
    return sum(abs(one - other) for one, other in pairs) / (3 * 32 * 32) < 3


_SPACES: Mapping[Ink, bytes] = {"screen": b"DeviceRGB", "gray": b"DeviceGray", "press": b"DeviceCMYK"}
ImageObject = tuple[bytes, bytes]
"""The inside of an image's dictionary, and its packed data."""


def _flat(picture: Image.Image, ink: Ink) -> ImageObject:
    """Few colours as an indexed picture (ISO 32000-1, 8.6.6.3)."""
    drawn = picture.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    palette = bytes(drawn.getpalette() or [])[: 3 * COLOURS]
    count = len(palette) // 3
    if ink != "screen":
        palette = _inked(Image.frombytes("RGB", (count, 1), palette), ink).tobytes()
    head = b"/ColorSpace[/Indexed/%b %d<%b>]/BitsPerComponent 8/Filter/FlateDecode" % (
        _SPACES[ink], count - 1, palette.hex().encode(),
    )  # fmt: skip
    return head, zlib.compress(drawn.tobytes(), LEVEL)


def _photograph(picture: Image.Image, quality: int, ink: Ink) -> ImageObject:
    target = io.BytesIO()
    _inked(picture, ink).save(target, "JPEG", quality=quality, optimize=True)
    # Pillow writes four inks the way Adobe does: inverted.
    turned = b"/Decode[1 0 1 0 1 0 1 0]" if ink == "press" else b""
    return b"/ColorSpace/%b/BitsPerComponent 8/Filter/DCTDecode%b" % (_SPACES[ink], turned), target.getvalue()


def _inked(picture: Image.Image, ink: Ink) -> Image.Image:
    """A picture in RGB in the inks it is printed with: one value a pixel for one ink, four for the press."""
    match ink:
        case "gray":
            return picture.convert("L")
        case "press":
            return separated(picture)
    return picture


def _mask(channel: Image.Image) -> bytes:
    """Transparency in sixteen steps, two pixels a byte: half of what 256 steps take, and as smooth at this size."""
    width, data = channel.width, channel.point(lambda value: round(value / 17)).tobytes()
    rows = (data[start : start + width] + bytes(width % 2) for start in range(0, len(data), width))
    packed = b"".join(bytes(left << 4 | right for left, right in zip(row[::2], row[1::2], strict=True)) for row in rows)
    return zlib.compress(packed, LEVEL)


def _choice(size: tuple[int, int], part: ImageObject, mask: bytes | None) -> Choice:
    sides = b"/Type/XObject/Subtype/Image/Width %d/Height %d" % size

    def objects(slot: int, free: int) -> Objects:
        if mask is None:
            return {slot: Stream(sides + part[0], part[1], True)}
        soft = b"%b/ColorSpace/DeviceGray/BitsPerComponent 4/Filter/FlateDecode" % sides
        return {
            slot: Stream(sides + part[0] + b"/SMask " + reference(free), part[1], True),
            free: Stream(soft, mask, True),
        }

    return Choice(objects, _bytes(objects))


def _bytes(objects: Numbered) -> int:
    parts = objects(1, 2).values()
    return sum(len(part.head) + len(part.data) + 60 if isinstance(part, Stream) else len(part) for part in parts)
