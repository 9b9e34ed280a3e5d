"""Contrast as WCAG 2.2 defines it, of a text against the pixels that are really behind it."""

from __future__ import annotations

from functools import lru_cache

from PIL import Image

from leaflets.model.colour import Rgb, contrast

STRAY = 0.03
"""So much of the ground may be worse: a thin rule that crosses a line, the smoothed edge of a shape."""


@lru_cache(maxsize=65536)
def grey(colour: Rgb) -> Rgb:
    """What a printer set to grey makes of a colour (ITU-R BT.601 luma, as Pillow's "L")."""
    red, green, blue = colour
    # 0.299, 0.587 and 0.114 in parts of 65,536, rounded.
    value = (red * 19595 + green * 38470 + blue * 7471 + 0x8000) >> 16
    return value, value, value


def lowest_contrasts(colour: Rgb, alpha: float, ground: Image.Image) -> tuple[float, float]:
    """The contrast of a text of this colour and opacity on the worst part of `ground`, in colour and in grey.

    Stray pixels are left out. Where there is no ground at all, the contrast is the highest there is.
    """
    area = ground.width * ground.height
    counted: list[tuple[int, tuple[int, ...]]] = ground.getcolors(area) or []  # type: ignore[assignment]
    in_colour, in_grey = [], []
    for count, (red, green, blue, *_) in counted:
        behind = red, green, blue
        shown = _over(colour, alpha, behind)
        in_colour.append((contrast(shown, behind), count))
        in_grey.append((contrast(grey(shown), grey(behind)), count))
    return _lowest(in_colour, area), _lowest(in_grey, area)


def _lowest(found: list[tuple[float, int]], area: int) -> float:
    stray = STRAY * area
    for ratio, count in sorted(found):
        stray -= count
        if stray < 0:
            return ratio
    # Black on white, the most there can be.
    return 21.0


def _over(colour: Rgb, alpha: float, behind: Rgb) -> Rgb:
    if alpha >= 1:
        return colour
    mixed = (round(front * alpha + back * (1 - alpha)) for front, back in zip(colour, behind, strict=True))
    red, green, blue = mixed
    return red, green, blue
