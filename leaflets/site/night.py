"""The colours of the site in the dark, made of those of the series: a group keeps its hue, and each its contrast."""

from __future__ import annotations

import colorsys
from collections.abc import Mapping
from functools import lru_cache

from leaflets.content.colours import groups

GROUND, RAISED = "#12161F", "#1C2230"
"""What is written on, and what stands out from it."""

FIXED = {
    "ground": GROUND, "raised": RAISED, "text": "#D8DCE4", "soft": "#A9B1C1", "link": "#A9BFF5", "edge": "#7F899B",
    "line": "#3A4254", "button": "#B6C4E4", "on-button": GROUND, "call": "#FF9E94", "call-tint": "#331715",
    "good": "#9CCDA2", "warn": "#F0C27A", "focus": "#E3B56B", "sun": "#C98F3E", "found": "#F0C27A",
}  # fmt: skip
"""Those that belong to no group."""

LEAST = 8.0
"""The contrast of a group's colour as text on its tint."""

FIELD_LEAST = 8.7
"""The contrast of white on the field of a cover."""

LIFTED = 0.06
"""How bright a field is at least, as relative luminance, or it would not be seen on the ground."""


def contrast(one: str, other: str) -> float:
    """The contrast of two colours by WCAG 2.2, from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@lru_cache(maxsize=4096)
def luminance(colour: str) -> float:
    """The relative luminance of #RRGGBB (WCAG 2.2)."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in _channels(colour)]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def mixed(one: str, other: str, share: float) -> str:
    """`one` with so large a share of the `other` colour."""
    return _written(a + (b - a) * share for a, b in zip(_channels(one), _channels(other), strict=True))


def of_groups(table: Mapping[str, str]) -> dict[str, str]:
    """The colours of each group in the dark: its own as text, its tint, and the field of a cover with its two rings."""
    found: dict[str, str] = {}
    for number in range(groups(table)):
        field = _field(table[f"group-{number}"])
        tint = mixed(GROUND, field, 0.35)
        found |= {
            f"group-{number}": _as_text(table[f"group-{number}"], tint), f"tint-{number}": tint,
            f"field-{number}": field, f"glow-{number}": mixed(field, "#FFFFFF", 0.16),
            f"glow-outer-{number}": mixed(field, "#FFFFFF", 0.08),
        }  # fmt: skip
    return found


def _as_text(colour: str, ground: str) -> str:
    """The colour as light as it must be to be read on a dark ground."""
    hue, _, saturation = colorsys.rgb_to_hls(*_channels(colour))
    for lightness in range(50, 100):
        light = _written(colorsys.hls_to_rgb(hue, lightness / 100, min(saturation, 0.75)))
        if contrast(light, ground) >= LEAST:
            return light
    return "#FFFFFF"


def _field(colour: str) -> str:
    """The colour of a cover as dark as it can be and still be seen, and never so light that white is not read on it."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*_channels(colour))
    field = _written(colorsys.hls_to_rgb(hue, lightness * 0.78, saturation))
    while luminance(field) < LIFTED / 2:
        field = mixed(field, "#FFFFFF", 0.04)
    while contrast("#FFFFFF", field) < FIELD_LEAST:
        field = mixed(field, "#000000", 0.04)
    return field


def _channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _written(channels: object) -> str:
    return "#" + "".join(f"{round(255 * one):02X}" for one in channels)  # type: ignore[attr-defined]
