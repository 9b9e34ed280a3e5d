"""Colours: one of the table, for the screen and of the print shop's four inks; and how two of them contrast."""

from __future__ import annotations

from functools import lru_cache
from typing import Annotated

from pydantic import Field

from leaflets.model.value import Value

PerCent = Annotated[float, Field(ge=0, le=100)]

Rgb = tuple[int, int, int]
"""Red, green and blue from 0 to 255, in sRGB."""

SRGB = r"^#[0-9A-F]{6}$"


class PaletteColour(Value):
    """One colour: for the screen, and of the print shop's four inks."""

    srgb: str = Field(pattern=SRGB, description='Write six digits and capitals A to F, as "#F4B860".')
    cmyk: tuple[PerCent, PerCent, PerCent, PerCent]

    @property
    def rgb(self) -> Rgb:
        """Its value for the screen."""
        return int(self.srgb[1:3], 16), int(self.srgb[3:5], 16), int(self.srgb[5:7], 16)


@lru_cache(maxsize=65536)
def contrast(one: Rgb, other: Rgb) -> float:
    """From 1 (the same) to 21 (black and white); WCAG 2.2, contrast ratio."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    # 0.05 is the light any screen or page throws back (WCAG 2.2, contrast ratio).
    return (lighter + 0.05) / (darker + 0.05)


@lru_cache(maxsize=65536)
def luminance(colour: Rgb) -> float:
    """From 0 (black) to 1 (white); WCAG 2.2, relative luminance."""
    red, green, blue = (_linear(part / 255) for part in colour)
    # How much of the light each primary of sRGB gives (ITU-R BT.709).
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    # The curve of sRGB (IEC 61966-2-1); WCAG 2.2 has the same threshold since its erratum on 0.03928.
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
