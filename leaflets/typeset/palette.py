"""The table of colours in one ink: sRGB for the screen, equally light greys for one ink, CMYK for the print shop."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import Field

from leaflets.content.records import read_text, to_values
from leaflets.messages import say
from leaflets.model.artefact import Ink
from leaflets.model.content import GROUPS
from leaflets.model.value import Value
from leaflets.problems import ContentError, Problem

WHERE = "styles/colours.yaml"

NEEDED = (
    "accent", "code", "paper",
    *(f"{kind}-{n}" for kind in ("group", "tint", "glow", "glow-outer") for n in range(GROUPS)),
)  # fmt: skip
"""The colours the press itself asks for; style sheets may use more."""

# An eighth of the scale of sRGB; why such a grey is printed as black stands at `grey`.
NEARLY_BLACK = 0x20

PerCent = Annotated[float, Field(ge=0, le=100)]


class PaletteColour(Value):
    """One colour: for the screen, and of the print shop's four inks."""

    srgb: str = Field(pattern="^#[0-9A-F]{6}$", description='Write six digits and capitals A to F, as "#F4B860".')
    cmyk: tuple[PerCent, PerCent, PerCent, PerCent]


def palette(styles: Path, ink: Ink, light: bool = False) -> Mapping[str, str]:
    """Each colour's name with its CSS value in `ink`; in the light edition every tint is paper."""
    return _coloured(_written(styles), ink, light)


def in_ink(text: str, styles: Path, ink: Ink) -> str:
    """`text` (an SVG) with each sRGB value of the table replaced by its counterpart in `ink`."""
    written = _written(styles)
    colours = {value.srgb: _coloured(written, ink)[name] for name, value in _table(written).items()}
    return re.sub(r"#[0-9A-F]{6}", lambda found: colours.get(found[0], found[0]), text)


def _written(styles: Path) -> str:
    return read_text(styles / "colours.yaml", WHERE, styles)


@lru_cache(maxsize=8)
def _coloured(written: str, ink: Ink, light: bool = False) -> Mapping[str, str]:
    table = _table(written)
    return {name: _in_ink(table["paper"] if light and "tint" in name else value, ink) for name, value in table.items()}


@lru_cache(maxsize=8)
def _table(written: str) -> Mapping[str, PaletteColour]:
    """The colours by name, parsed once as long as the file says the same. Raises ContentError for a wrong one."""
    table = to_values(PaletteColour, written, WHERE)
    for name in table:
        if not re.fullmatch(r"[a-z][a-z0-9-]*", name):
            todo = say("Use lower case letters, digits and hyphens.")
            raise ContentError(Problem(say('"{name}" is no name of a colour', name=name), WHERE, todo))
    if missing := [name for name in NEEDED if name not in table]:
        todo = say('Add a line "{missing}: {{srgb: …, cmyk: …}}".', missing=missing[0])
        raise ContentError(Problem(say('the colour "{missing}" is missing', missing=missing[0]), WHERE, todo))
    return table


def _in_ink(value: PaletteColour, ink: Ink) -> str:
    if ink == "press":
        return "device-cmyk({})".format(" ".join(f"{per_cent / 100:g}" for per_cent in value.cmyk))
    return grey(value.srgb) if ink == "gray" else value.srgb


def grey(srgb: str) -> str:
    """The grey with the relative luminance of `srgb` (#RRGGBB): what contrasts in colour contrasts as much in grey.

    WCAG 2.2 defines contrast by relative luminance alone. Near black becomes black: a printer makes greys of dots,
    which blur letters.
    """
    channels = [int(srgb[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    light = sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
    level = round(255 * (12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055))
    level = level if level > NEARLY_BLACK else 0
    return f"#{level:02X}{level:02X}{level:02X}"
