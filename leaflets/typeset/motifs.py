"""The drawn part of the series: a disc that rises over the horizon, with the leaflet's motif in it."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from pathlib import Path

from leaflets.messages import say
from leaflets.model.artefact import Ink
from leaflets.problems import ContentError, Problem
from leaflets.typeset.palette import Look, palette

FIELD = 200
"""A motif is drawn on a square of so many units; the disc fills it."""
GLOWS = (("glow-outer", 140), ("glow", 120))
"""The rings round the disc, the outer first, and their radius: so near that no title stands before one."""


def rising_disc(look: Look, name: str, group: int, ink: Ink = "screen", lift: float = 0, *, light: bool = False) -> str:
    """A data address of `risen`, for use as a CSS background (it says nothing)."""
    return data_address(risen(look, name, group, ink, lift, light=light))


def risen(look: Look, name: str, group: int, ink: Ink = "screen", lift: float = 0, *, light: bool = False) -> str:
    """The disc, its glow and a motif, as an SVG.

    `name` is that of a leaflet, which may have no motif of its own; where a horizon cuts the disc the motif stands
    higher by `lift` hundredths of it.
    """
    table = palette(look, ink)
    drawn = motif(look.styles, name, group, table[f"group-{group}"])
    rings = (
        ""
        if light
        else "".join(f'<circle cx="100" cy="100" r="{r}" fill="{table[f"{glow}-{group}"]}"/>' for glow, r in GLOWS)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-60 -60 320 320" width="320" height="320">{rings}'
        f"{_disc(table, group, light)}"
        f'<g transform="translate(0 {-lift * FIELD / 100:g})">{drawn}</g>'
        "</svg>"
    )


def small_disc(look: Look, name: str, group: int, ink: Ink = "screen", *, light: bool = False) -> str:
    """A data address of `small`, for the small mark beside a title."""
    return data_address(small(look, name, group, ink, light=light))


def small(look: Look, name: str, group: int, ink: Ink = "screen", *, light: bool = False) -> str:
    """The disc alone with the motif, as an SVG."""
    table = palette(look, ink)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 200" width="200" height="200">'
        f"{_disc(table, group, light)}"
        f"{motif(look.styles, name, group, table[f'group-{group}'])}</svg>"
    )


def _disc(table: Mapping[str, str], group: int, light: bool) -> str:
    """The disc; in the light edition a line round it, as thick as those of the motif."""
    if light:
        return f'<circle cx="100" cy="100" r="98" fill="none" stroke="{table[f"group-{group}"]}" stroke-width="4"/>'
    return f'<circle cx="100" cy="100" r="100" fill="{table["accent"]}"/>'


def motif(styles: Path, name: str, group: int, colour: str) -> str:
    """The line drawing of a leaflet, or of its group where it has none, drawn in `colour`.

    Raises ContentError where the group has none either.
    """
    drawn = styles / "motifs"
    own = drawn / f"{name}.svg"
    path = own if own.is_file() else next(drawn.glob(f"{group}-*.svg"), None)
    if path is None:
        said = say("there is no drawing for the group {group}", group=group)
        raise ContentError(Problem(said, "styles/motifs", say("Add one named {group}-….svg.", group=group)))
    drawing = path.read_text(encoding="utf-8")
    return f'<g stroke="{colour}">{drawing}</g>'.replace('class="fill"', f'fill="{colour}"')


def data_address(svg: str) -> str:
    """A drawing as an address that holds it."""
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()
