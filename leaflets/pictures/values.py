"""What the attributes of a drawing may say: each kind of value is read, and written anew or refused."""

from __future__ import annotations

import math
import re
from collections.abc import Callable

from tinycss2.color5 import parse_color

from leaflets.messages import say
from leaflets.pictures.errors import WrongPicture

MOST = 100_000.0
"""No number of a drawing is larger: what stands so far out is a mistake, or meant to be one."""
MAX_CHARACTERS = 150_000
"""The longest single value; WeasyPrint reads a path in the square of its length."""
MOST_SCALE = 1e4
"""So many times enlarged, a line of a thousandth of a millimetre is a centimetre wide."""

# A number as SVG writes it (SVG 1.1, 8.3.9): .5 and -1e3 too, and two may touch: 1-2, 0.5.5.
_NUMBER = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")
_UNITS = re.compile(
    r"rem|em|ex|px|pt|pc|mm|cm|in|%|none|auto-start-reverse|auto|inherit|normal|medium|small|large|baseline|deg"
)
# The letters of path commands (SVG 1.1, 8.3) and what stands between their numbers.
_PATH = re.compile(r"[MmZzLlHhVvCcSsQqTtAa,\s]*")
_STEP = re.compile(r"\s*(matrix|translate[XY]?|scale[XY]?|rotate|skew[XY])\s*\(([0-9\s.,eE+-]*)\)[\s,]*")
_TARGET = re.compile(r"""url\(\s*["']?#([^"')]+)["']?\s*\)\s*(.*)""", re.DOTALL)
_WORD = re.compile(r"[\w\s'\",.-]*")
_AS_IS = ("none", "inherit", "context-fill", "context-stroke")


def numbers(text: str) -> list[float]:
    """The numbers in a value, in order. Raises WrongPicture for one that is no size a drawing has."""
    found = [float(number) for number in _NUMBER.findall(text)]
    for number in found:
        if not math.isfinite(number) or abs(number) > MOST:
            raise WrongPicture(say("holds the number {number:g}, larger than {most:,.0f}", number=number, most=MOST))
    return found


def lengths(text: str) -> str:
    """One or more numbers with their units."""
    numbers(text)
    if _UNITS.sub("", _NUMBER.sub(" ", text)).strip(" ,\t\r\n"):
        raise ValueError
    return text


def path(text: str) -> str:
    """The steps of a path (SVG 2, 9.3)."""
    numbers(text)
    if not _PATH.fullmatch(_NUMBER.sub(" ", text)):
        raise ValueError
    return text


def transform(text: str) -> str:
    """Steps of a transformation that keep a drawing within sight."""
    if text.strip() == "none":
        return ""
    scale(text)
    return text


def scale(text: str) -> float:
    """How many times larger a transformation makes things at the most."""
    factor, end = 1.0, 0
    for step in _STEP.finditer(text):
        if step.start() != end:
            raise ValueError
        end = step.end()
        given = numbers(step[2])
        if step[1].startswith("skew") and any(abs(angle) > 80 for angle in given):
            raise WrongPicture(say("is skewed beyond sight"))
        if step[1].startswith("scale") or step[1] == "matrix":
            factor *= max(map(abs, given[:4]), default=1.0)
        if step[1].startswith("skew"):
            factor *= 6  # The tangent of 80 degrees.
    if text[end:].strip():
        raise ValueError
    return factor


def colour(text: str) -> str:
    """A colour as #RRGGBB, with two more digits where one can see through it."""
    text = text.strip()
    if text.lower() == "currentcolor":
        return "currentColor"
    if text in _AS_IS:
        return text
    found = parse_color(text)
    if found is None or isinstance(found, str) or found.space.startswith(("-", "device")):
        raise ValueError
    channels = [round(255 * min(1.0, max(0.0, part or 0.0))) for part in found.to("srgb").coordinates]
    see_through = f"{round(255 * found.alpha):02X}" if found.alpha < 1 else ""
    return "#" + "".join(f"{channel:02X}" for channel in channels) + see_through


def paint(text: str) -> str:
    """A colour, or a gradient of the drawing itself with a colour for when it is not there."""
    found = _TARGET.fullmatch(text.strip())
    if found is None:
        return colour(text)
    other = f" {colour(found[2])}" if found[2].strip() else ""
    return f"url(#{found[1].strip()}){other}"


def reference(text: str) -> str:
    """A part of the drawing itself."""
    if text.strip() in _AS_IS:
        return text.strip()
    found = _TARGET.fullmatch(text.strip())
    if found is None or found[2].strip():
        raise ValueError
    return f"url(#{found[1].strip()})"


def word(text: str) -> str:
    """A keyword, or names of fonts."""
    if not _WORD.fullmatch(text):
        raise ValueError
    return text


def target(text: str) -> str | None:
    """The id that a value refers to, or None."""
    found = _TARGET.match(text.strip())
    return found[1].strip() if found else None


READ: dict[str, Callable[[str], str]] = {
    **dict.fromkeys(
        ("x", "y", "width", "height", "cx", "cy", "r", "rx", "ry", "x1", "y1", "x2", "y2", "dx", "dy", "points",
         "viewBox", "offset", "refX", "refY", "markerWidth", "markerHeight", "fx", "fy", "fr", "orient", "rotate",
         "textLength", "stroke-width", "stroke-dasharray", "stroke-dashoffset", "stroke-miterlimit", "opacity",
         "fill-opacity", "stroke-opacity", "stop-opacity", "font-size", "letter-spacing", "baseline-shift"),
        lengths,
    ),
    "d": path,
    **dict.fromkeys(("transform", "gradientTransform"), transform),
    **dict.fromkeys(("fill", "stroke"), paint),
    **dict.fromkeys(("color", "stop-color"), colour),
    **dict.fromkeys(("clip-path", "mask", "marker", "marker-start", "marker-mid", "marker-end"), reference),
    **dict.fromkeys(
        ("fill-rule", "clip-rule", "stroke-linecap", "stroke-linejoin", "display", "visibility", "overflow",
         "preserveAspectRatio", "gradientUnits", "clipPathUnits", "maskUnits", "maskContentUnits", "markerUnits",
         "spreadMethod", "font-family", "font-weight", "font-style", "text-anchor", "dominant-baseline",
         "alignment-baseline", "direction", "{http://www.w3.org/XML/1998/namespace}space"),
        word,
    ),
}  # fmt: skip
"""How each attribute a drawing may have is read; what is not here says nothing of what is printed."""


def read(name: str, text: str) -> str | None:
    """The value of an attribute as it may be drawn, or None where it says nothing. Raises WrongPicture."""
    if name not in READ or not text.strip():
        return None
    if len(text) > MAX_CHARACTERS:
        raise WrongPicture(
            say("holds a {name} of more than {most:,} characters; simplify its paths", name=name, most=MAX_CHARACTERS)
        )
    try:
        return READ[name](text)
    except WrongPicture:
        raise
    except ValueError:
        said = say(
            'holds {name}="{text}", which cannot be read; save it as plain SVG', name=name, text=text.strip()[:40]
        )
        raise WrongPicture(said) from None
