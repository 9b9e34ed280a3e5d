"""Photographs: every kind of PNG and JPEG comes out upright, in grey or sRGB, as it is seen."""

from __future__ import annotations

import io
import struct
import zlib
from itertools import pairwise

import pytest
from PIL import Image, ImageCms, ImageFile

from leaflets.pictures import WrongPicture, look, raster
from tests.pictures.hostile import chunk, jpeg, png

LARGE = (1000, 1000)


def saved(picture: Image.Image, **how: object) -> bytes:
    target = io.BytesIO()
    picture.save(target, "PNG", **how)
    return target.getvalue()


def halves(mode: str, size: tuple[int, int] = (80, 40)) -> Image.Image:
    """Red on the left, blue on the right."""
    picture = Image.new("RGB", size, "red")
    picture.paste("blue", (size[0] // 2, 0, *size))
    return picture.convert(mode)


def deep(colour: int, *samples: int) -> bytes:
    """A PNG of 16 bits a channel, one colour all over."""
    row = b"\0" + struct.pack(f">{len(samples)}H", *samples) * 80
    return png(80, 40, chunk(b"IDAT", zlib.compress(row * 40)), depth=16, colour=colour)


def ends(picture: Image.Image) -> tuple[object, object]:
    """The colours near the left and the right edge."""
    return picture.getpixel((2, picture.height // 2)), picture.getpixel((picture.width - 3, picture.height // 2))


CLEAR = Image.new("RGBA", (80, 40))
CLEAR.paste((255, 0, 0, 255), (0, 0, 40, 40))
KINDS = {
    "RGB": (saved(halves("RGB")), "RGB", ((255, 0, 0), (0, 0, 255))),
    "RGBA": (saved(CLEAR), "RGBA", ((255, 0, 0, 255), (0, 0, 0, 0))),
    "palette": (saved(halves("P")), "RGB", ((255, 0, 0), (0, 0, 255))),
    "palette with a clear colour": (saved(halves("RGB").quantize(2), transparency=0), "RGBA", None),
    "clear colour": (saved(halves("RGB"), transparency=(0, 0, 255)), "RGBA", ((255, 0, 0, 255), (0, 0, 255, 0))),
    "grey": (saved(halves("L")), "L", (76, 29)),
    "grey and clear": (saved(CLEAR.convert("LA")), "LA", ((76, 255), (0, 0))),
    "colours that are grey": (saved(halves("L").convert("RGB")), "L", (76, 29)),
    "black and white": (saved(halves("L").point(lambda value: 255 * (value > 50)).convert("1")), "L", (255, 0)),
    "16 bits of grey": (deep(0, 0x8040), "L", (128, 128)),
    "16 bits of grey and clear": (deep(4, 0x8040, 0x4080), "LA", ((128, 64), (128, 64))),
    "16 bits of colour": (deep(2, 0xFFFF, 0x8000, 0), "RGB", ((255, 128, 0), (255, 128, 0))),
    "16 bits of colour and clear": (deep(6, 0xFFFF, 0x8000, 0, 0x8000), "RGBA", ((255, 128, 0, 128), (255, 128, 0, 128))),
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_png_is_read(kind: str) -> None:
    """Palettes, masks, 1 and 16 bits become eight bits of grey or colour, and what is clear stays clear."""
    data, mode, colours = KINDS[kind]
    assert raster.pixels(data) == (80, 40)
    found = raster.upright(data, LARGE)
    assert (found.mode, found.size) == (mode, (80, 40))
    if colours is None:
        assert sorted(end[3] for end in ends(found)) == [0, 255]  # type: ignore[index]
    else:
        assert ends(found) == colours


@pytest.mark.parametrize("how", [{}, {"progressive": True}, {"quality": 100, "subsampling": 0}])
@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
def test_each_kind_of_jpeg_is_read(mode: str, how: dict[str, object]) -> None:
    """Also progressive, in grey and in four inks, which become the colours they print."""
    found = raster.upright(jpeg(halves(mode), **how), LARGE)
    assert found.mode == ("L" if mode == "L" else "RGB")
    wanted = (76, 29) if mode == "L" else ((255, 0, 0), (0, 0, 255))
    for end, one in zip(ends(found), wanted, strict=True):
        assert end == pytest.approx(one, abs=4)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_picture_is_upright_however_the_camera_was_held(kind: str, orientation: int) -> None:
    """Of every way Exif knows the same picture comes out, and its size is that of what is seen."""
    seen = halves("RGB")
    seen.paste("lime", (0, 0, 40, 20))
    back = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}  # The turns that undo those of raster._UPRIGHT.
    held = seen.transpose(Image.Transpose(back[orientation])) if orientation in back else seen
    exif = Image.Exif()
    exif[0x0112] = orientation
    data = jpeg(held, exif=exif, quality=95, subsampling=0) if kind == "JPEG" else saved(held, exif=exif)
    assert raster.pixels(data) == (80, 40)
    found = raster.upright(data, LARGE)
    assert found.size == (80, 40)
    for place, colour in (
        ((10, 5), (0, 255, 0)),
        ((10, 35), (255, 0, 0)),
        ((70, 5), (0, 0, 255)),
        ((70, 35), (0, 0, 255)),
    ):
        assert found.getpixel(place) == pytest.approx(colour, abs=6)


@pytest.mark.parametrize(
    "data", [saved(halves("RGB", (900, 450))), saved(halves("P", (900, 450))), jpeg(halves("RGB", (900, 450)))]
)
def test_a_picture_is_shrunk_to_what_is_asked(data: bytes) -> None:
    """In proportion, by whole steps and the rest of them, without its colours moving."""
    found = raster.upright(data, (100, 400))
    assert found.size == (100, 50)
    for end, one in zip(ends(found), ((255, 0, 0), (0, 0, 255)), strict=True):
        assert end == pytest.approx(one, abs=4)
    assert raster.upright(data, (890, 890)).size == (890, 445)


def test_a_tall_picture_is_shrunk_in_strips_without_seams() -> None:
    """A ramp of 40 × 800 pixels comes out as even as it went in, and what is clear does not darken it."""
    ramp = Image.linear_gradient("L").resize((40, 800))
    seen = Image.merge("RGBA", [ramp, ramp, ramp.point(lambda value: 255 - value), Image.new("L", ramp.size, 128)])
    found = raster.upright(saved(seen), (20, 200))
    reds = [found.getpixel((5, y))[0] for y in range(200)]  # type: ignore[index]
    assert found.size == (10, 200)
    assert all(0 <= other - one <= 3 for one, other in pairwise(reds))


def test_colours_of_a_profile_become_srgb() -> None:
    """A picture whose profile swaps what its numbers mean is shown as its maker saw it; a broken one says nothing."""
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = bytearray(lab)
    red, blue = lab.index(b"rXYZ"), lab.index(b"bXYZ")
    swapped[red : red + 4], swapped[blue : blue + 4] = b"bXYZ", b"rXYZ"
    for data in (saved(halves("RGB"), icc_profile=bytes(swapped)), jpeg(halves("RGB"), icc_profile=bytes(swapped))):
        (left, right) = ends(raster.upright(data, LARGE))
        assert left == pytest.approx((0, 0, 255), abs=6)
        assert right == pytest.approx((255, 0, 0), abs=6)
    assert ends(raster.upright(saved(halves("RGB"), icc_profile=b"x" * 200), LARGE)) == ((255, 0, 0), (0, 0, 255))


def test_half_a_picture_is_refused_whatever_pillow_was_told() -> None:
    """WeasyPrint lets Pillow be content with half a picture: here it is not, and afterwards that is as it was."""
    data = jpeg(Image.effect_noise((300, 300), 90))
    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, True
    try:
        with pytest.raises(WrongPicture, match="is broken"):
            look(data[: len(data) // 2], "x.jpg", "half")
        assert ImageFile.LOAD_TRUNCATED_IMAGES
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before
    assert look(data, "x.jpg", "whole") == (300, 300)


def test_a_phone_s_picture_of_several_is_the_first() -> None:
    """Phones put a second picture behind the first in a JPEG (MPO)."""
    target = io.BytesIO()
    halves("RGB").save(target, "MPO", save_all=True, append_images=[Image.new("RGB", (90, 90), "lime")])
    found = raster.upright(target.getvalue(), LARGE)
    assert found.size == (80, 40)
    assert ends(found)[1] == pytest.approx((0, 0, 255), abs=4)


def test_an_interlaced_png_is_read() -> None:
    """One of the seven passes of Adam7 (8 × 8 pixels, all of one grey)."""
    passes = [(1, 1), (1, 1), (2, 1), (2, 2), (4, 2), (4, 4), (8, 4)]
    data = b"".join((b"\0" + b"\x80" * width) * height for width, height in passes)
    found = raster.upright(png(8, 8, chunk(b"IDAT", zlib.compress(data)), colour=0, interlaced=1), LARGE)
    assert found.getextrema() == (128, 128)
