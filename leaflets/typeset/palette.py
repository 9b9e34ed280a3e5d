"""The table of colours in one ink: sRGB for the screen, equally light greys for one ink, CMYK for the print shop."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from leaflets.content.colours import colours, written
from leaflets.installed import styles_of
from leaflets.model.artefact import Ink
from leaflets.model.colour import PaletteColour
from leaflets.model.content import Edition
from leaflets.model.job import Job
from leaflets.model.own_edition import OwnColours

NEARLY_BLACK = 0x20
"""An eighth of the scale of sRGB; why such a grey is printed as black stands at `grey`."""


class Look(NamedTuple):
    """The folder of styles, and the colours an edition has instead of those of their table."""

    styles: Path
    own: OwnColours = ()


def look_of(job: Job, project: Path) -> Look:
    """How the pages of a job look, with the styles of a project."""
    return look_in(job.edition, project)


def look_in(edition: Edition, project: Path) -> Look:
    """How an edition looks, with the styles of a project."""
    return Look(styles_of(project), edition.own.colours if edition.own else ())


def palette(look: Look, ink: Ink, light: bool = False) -> Mapping[str, str]:
    """Each colour's name with its CSS value in `ink`; in the light edition every tint is paper."""
    return _coloured(written(look.styles), look.own, ink, light)


def in_ink(text: str, look: Look, ink: Ink) -> str:
    """`text` (an SVG) with each sRGB value of the table replaced by its counterpart in `ink`."""
    table = written(look.styles)
    inked = {value.srgb: _coloured(table, look.own, ink)[name] for name, value in colours(table).items()}
    return re.sub(r"#[0-9A-F]{6}", lambda found: inked.get(found[0], found[0]), text)


@lru_cache(maxsize=8)
def _coloured(text: str, own: OwnColours, ink: Ink, light: bool = False) -> Mapping[str, str]:
    table = {**colours(text), **dict(own)}
    found = {name: _in_ink(table["paper"] if light and "tint" in name else value, ink) for name, value in table.items()}
    # In grey the alarm would be no darker than any other field: what is most urgent has the most ink.
    return found | {"alarm": "#000000"} if ink == "gray" else found


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
