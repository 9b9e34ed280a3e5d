"""PNG and JPEG, decoded under bounds: upright, in sRGB or grey, no larger than asked for."""

from __future__ import annotations

import io
import struct
import warnings
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress

from PIL import Image, ImageChops, ImageCms, ImageFile, UnidentifiedImageError

from leaflets.messages import say
from leaflets.pictures.errors import MOST_UNLIKE, WrongPicture

MAX_PIXELS = 40_000_000
"""A page of A3 at 450 dpi: more than any press prints. What it takes is measured by tests/fuzz/peaks.py."""
MAX_PARTS, MAX_SCANS = 20_000, 64
"""Pieces of a file; each costs time, however little is in it."""
# What such files begin with (PNG 5.2; JPEG's SOI and the marker after it): a name proves nothing.
_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
_ORIENTATION = 0x0112
"""The Exif tag that says how the camera was held (CIPA DC-008, 4.6.4)."""
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_270, 7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}  # fmt: skip
"""What makes a picture upright, by that tag."""
# Of these eight ways of holding a camera, those that exchange width and height.
_LYING = (5, 6, 7, 8)
_SMALL = (64, 64)
"""Pixels to which a picture is made smaller to see that it can be read whole."""
STRIP = 256
"""Rows of a picture that is made smaller."""


def is_jpeg(data: bytes) -> bool:
    """Whether it is a photograph's format."""
    return data.startswith(_JPEG)


def pixels(data: bytes) -> tuple[int, int]:
    """Width and height of a picture as it is seen, once all of it was decoded. Raises WrongPicture."""
    with _guarded(), closing(_opened(data)) as picture:
        width, height = picture.size
        is_lying = _orientation(picture) in _LYING
        _reduced(picture, _SMALL)
    return (height, width) if is_lying else (width, height)


def upright(data: bytes, most: tuple[int, int]) -> Image.Image:
    """The picture in grey (L, LA) or sRGB (RGB, RGBA), as it is seen, shrunk to fit `most`. Raises WrongPicture."""
    with _guarded(), closing(_opened(data)) as picture:
        orientation = _orientation(picture)
        small = _reduced(picture, most[::-1] if orientation in _LYING else most)
        plain = _in_srgb(small, picture.info.get("icc_profile"))
        return plain.transpose(_UPRIGHT[orientation]) if orientation in _UPRIGHT else plain


@contextmanager
def _guarded() -> Iterator[None]:
    """What Pillow raises as a WrongPicture. WeasyPrint tells it to be content with half a picture; here none is."""
    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            yield
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise WrongPicture(_TOO_MANY) from error
    except UnidentifiedImageError as error:
        raise WrongPicture(say("is broken; save it anew")) from error
    except WrongPicture:
        raise
    except (OSError, SyntaxError, ValueError, EOFError, KeyError, IndexError, TypeError, struct.error) as error:
        raise WrongPicture(say("is broken; save it anew")) from error
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


_TOO_MANY = say("has too many pixels; at most {max_pixels} million", max_pixels=MAX_PIXELS // 1000000)


def _opened(data: bytes) -> Image.Image:
    """The picture with its header read, known to be of a size that can be decoded."""
    if data.startswith(_PNG):
        _check_parts(data)
    elif is_jpeg(data):
        _check_scans(data)
    else:
        raise WrongPicture(say("is no PNG or JPEG picture, whatever its name says"))
    picture = Image.open(io.BytesIO(data), formats=("PNG", "JPEG"))
    width, height = picture.size
    if width * height > MAX_PIXELS:
        raise WrongPicture(
            say(
                "has {width} × {height} pixels: too many pixels; at most {most} million",
                width=width,
                height=height,
                most=MAX_PIXELS // 1_000_000,
            )
        )
    if max(width, height) > MOST_UNLIKE * min(width, height):
        raise WrongPicture(say("has {width} × {height} pixels: too long for its width", width=width, height=height))
    return picture


def _check_parts(data: bytes) -> None:
    """The chunks of a PNG (its specification, 5.3): not too many, whole to the last, and one picture only."""
    at, kind = len(_PNG), b""
    for _ in range(MAX_PARTS):
        if kind == b"IEND" or at + 12 > len(data):
            break
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        at += 12 + length
        if kind == b"acTL":
            raise WrongPicture(say("moves; save one picture of it"))
    if kind != b"IEND" or at > len(data):
        raise WrongPicture(say("is broken: it ends too early; save it anew"))


def _check_scans(data: bytes) -> None:
    """A JPEG may come in many scans, each of which goes over the whole picture; and be preceded by many segments."""
    if data.count(b"\xff\xda") > MAX_SCANS:
        raise WrongPicture(say("is broken; save it anew"))
    at = 2
    for _ in range(MAX_PARTS):
        if at + 4 > len(data) or data[at] != 0xFF or data[at + 1] == 0xDA:
            return
        at += 2 + int.from_bytes(data[at + 2 : at + 4])
    raise WrongPicture(say("is broken; save it anew"))


def _orientation(picture: Image.Image) -> int:
    """How the camera was held; 1 where nothing says it, or nothing that can be read."""
    with suppress(Exception):  # What other programs wrote there raises whatever it likes.
        return int(picture.getexif().get(_ORIENTATION, 1))
    return 1


def _reduced(picture: Image.Image, most: tuple[int, int]) -> Image.Image:
    """The picture decoded, with eight bits a channel, and small enough."""
    factor = min(1.0, most[0] / picture.width, most[1] / picture.height)
    size = max(1, round(picture.width * factor)), max(1, round(picture.height * factor))
    picture.draft(picture.mode, size)  # A JPEG is decoded no larger than needed.
    picture.load()
    plain = _coarsened(picture, max(1, min(picture.width // size[0], picture.height // size[1])))
    return plain.resize(size, Image.Resampling.LANCZOS) if plain.size != size else plain


def _coarsened(picture: Image.Image, factor: int) -> Image.Image:
    """The picture with one pixel for `factor` × `factor`, strip by strip: two of its size would fill memory."""
    if factor == 1:
        plain = _eight_bits(picture)
        return plain.copy() if plain is picture else plain  # The picture itself is closed, or it would stay in memory.
    rows = max(1, STRIP // factor)
    strips = [
        _eight_bits(picture.crop((0, top, picture.width, min(top + rows * factor, picture.height)))).reduce(factor)
        for top in range(0, picture.height, rows * factor)
    ]
    made = Image.new(strips[0].mode, (strips[0].width, sum(strip.height for strip in strips)))
    for number, strip in enumerate(strips):
        made.paste(strip, (0, number * rows))
    return made


def _eight_bits(picture: Image.Image) -> Image.Image:
    """In one of the modes L, LA, RGB, RGBA and CMYK."""
    if picture.mode in ("PA", "La", "RGBa") or "transparency" in picture.info:
        return picture.convert("RGBA")
    if picture.mode.startswith("I"):  # 16 bits of grey.
        return picture.convert("I").point(lambda value: value * (1 / 257) + 0.5).convert("L")
    if picture.mode == "1":
        return picture.convert("L")
    return picture if picture.mode in ("L", "LA", "RGB", "RGBA", "CMYK") else picture.convert("RGB")


def _in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """The colours as every reader shows them who knows of no profile; grey where all of it is grey."""
    if profile and picture.mode in ("RGB", "RGBA", "CMYK"):
        with suppress(ImageCms.PyCMSError, OSError, ValueError):  # A profile that cannot be read says nothing.
            picture = _converted(picture, profile)
    if picture.mode == "CMYK":
        return picture.convert("RGB")
    return picture.convert("LA" if picture.mode == "RGBA" else "L") if _is_grey(picture) else picture


def _converted(picture: Image.Image, profile: bytes) -> Image.Image:
    colours = picture.convert("RGB") if picture.mode == "RGBA" else picture
    own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
    made = ImageCms.profileToProfile(colours, own, ImageCms.createProfile("sRGB"), outputMode="RGB")
    if made is None:
        return picture
    if picture.mode == "RGBA":
        made.putalpha(picture.getchannel("A"))
    return made


def _is_grey(picture: Image.Image) -> bool:
    if not picture.mode.startswith("RGB"):
        return False
    red, green, blue = picture.split()[:3]
    pairs = (ImageChops.difference(red, green), ImageChops.difference(green, blue))
    return all(one.getextrema() == (0, 0) for one in pairs)
