"""The drawn part of the series: a disc that rises over the horizon, with the group's motif in it."""

from __future__ import annotations

import base64
from functools import lru_cache
from pathlib import Path

from leaflets.model.artefact import Ink
from leaflets.typeset.palette import palette


@lru_cache(maxsize=64)
def rising_disc(styles: Path, group: int, ink: Ink = "screen") -> str:
    """A data address of the disc, its glow and the group's motif, for use as a CSS background (it says nothing)."""
    table = palette(styles, ink)
    return data_address(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-60 -60 320 320" width="320" height="320">'
        f'<circle cx="100" cy="100" r="158" fill="{table[f"glow-outer-{group}"]}"/>'
        f'<circle cx="100" cy="100" r="128" fill="{table[f"glow-{group}"]}"/>'
        f'<circle cx="100" cy="100" r="100" fill="{table["accent"]}"/>'
        f"{motif(styles, group, table[f'group-{group}'])}</svg>"
    )


@lru_cache(maxsize=64)
def small_disc(styles: Path, group: int, ink: Ink = "screen") -> str:
    """The disc alone, for the small mark beside a title."""
    table = palette(styles, ink)
    return data_address(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 200" width="200" height="200">'
        f'<circle cx="100" cy="100" r="100" fill="{table["accent"]}"/>'
        f"{motif(styles, group, table[f'group-{group}'])}</svg>"
    )


def motif(styles: Path, group: int, colour: str) -> str:
    """The line drawing of a group on a 200 × 200 field, drawn in `colour`."""
    (path,) = (styles / "motifs").glob(f"{group}-*.svg")
    drawing = path.read_text(encoding="utf-8")
    return f'<g stroke="{colour}">{drawing}</g>'.replace('class="fill"', f'fill="{colour}"')


def data_address(svg: str) -> str:
    """A drawing as an address that holds it."""
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()
