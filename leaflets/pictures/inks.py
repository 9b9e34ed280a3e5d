"""Colours of pictures in the print shop's inks."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from xml.etree.ElementTree import Element

from PIL import Image, ImageChops

Cmyk = tuple[float, float, float, float]
"""Cyan, magenta, yellow and black, each from 0 to 1."""


MOST_INK = 300
"""Per cent of all four inks together, whatever the paper (norms §4)."""


def separated(picture: Image.Image) -> Image.Image:
    """RGB in the print shop's inks, never more than 300 % (norms P10).

    What is common to three inks becomes black where it is much: all of it in what is black, nothing in what is light,
    so that colours keep their glow.
    """
    inks = [ImageChops.invert(channel) for channel in picture.split()]
    common = ImageChops.darker(ImageChops.darker(inks[0], inks[1]), inks[2])
    black = common.point(lambda value: max(0, 2 * value - 255))
    return Image.merge("CMYK", [*(ImageChops.subtract(ink, black) for ink in inks), black])


def ink_of(red: float, green: float, blue: float) -> Cmyk:
    """One colour, its parts from 0 to 1, as `separated` makes it; a grey, and so black, is black ink alone.

    A line in one ink stays sharp where the plates are a hair apart.
    """
    if red == green == blue:
        return 0.0, 0.0, 0.0, 1.0 - red
    cyan, magenta, yellow = 1.0 - red, 1.0 - green, 1.0 - blue
    black = max(0.0, 2 * min(cyan, magenta, yellow) - 1)
    return cyan - black, magenta - black, yellow - black, black


def recoloured(drawing: Element, change: Callable[[str], str], *, stops: bool) -> Element:
    """A drawing with each colour (#RRGGBB) changed; the stops of its gradients only where `stops` says so.

    What has no colour is black, which is then said at the root.
    """
    made = deepcopy(drawing)
    for name in ("fill", "color"):
        made.set(name, made.get(name, "#000000"))
    for element in made.iter():
        for name in ("fill", "stroke", "color", *(("stop-color",) if stops else ())):
            if name in element.attrib:
                element.set(name, _changed(element.attrib[name], change))
    return made


def _changed(value: str, change: Callable[[str], str]) -> str:
    """The value of a paint, its colour changed: a colour, or a gradient with one to fall back on."""
    before, mark, colour = value.rpartition("#")
    return value if not mark or before.endswith("url(") else before + change(mark + colour)
