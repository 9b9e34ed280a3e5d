"""The style sheet of a format: colours from their table, the base, then the format's own file."""

from __future__ import annotations

import re
from pathlib import Path

from leaflets.content.colours import groups
from leaflets.model.artefact import Ink
from leaflets.typeset.motifs import data_address
from leaflets.typeset.palette import Look, in_ink, palette

# A drawing beside the sheets by its bare name; any other address is the fetcher's to judge.
_DRAWING = re.compile(r"url\(([\w-]+\.svg)\)")


def sheet(look: Look, format_id: str, ink: Ink = "screen", light: bool = False) -> str:
    """All the CSS of one format with its colours in `ink`, ready to parse; the light edition has rules of its own."""
    styles = look.styles
    parts = [
        colours(look, ink, light),
        (styles / "base.css").read_text(encoding="utf-8"),
        _own(styles, format_id).read_text(encoding="utf-8"),
        (styles / "light.css").read_text(encoding="utf-8") if light else "",
    ]
    return _DRAWING.sub(lambda found: f"url({_drawing(styles / found[1], look, ink)})", "\n".join(parts))


def _own(styles: Path, format_id: str) -> Path:
    """The file of a format; that of a page no one asks for by name, such as the ticket, stands beside the base."""
    path = styles / "formats" / f"{format_id}.css"
    return path if path.is_file() else styles / f"{format_id}.css"


def _drawing(path: Path, look: Look, ink: Ink) -> str:
    """A data address of a drawing of the styles, in `ink`."""
    return data_address(in_ink(path.read_text(encoding="utf-8"), look, ink))


def colours(look: Look, ink: Ink = "screen", light: bool = False) -> str:
    """The table of colours as CSS custom properties, and the group's own under one name for each group's class."""
    table = palette(look, ink, light)
    root = "".join(f"--{name}:{value};" for name, value in table.items())
    of_groups = "".join(
        f".group-{number}{{--group:{table[f'group-{number}']};--tint:{table[f'tint-{number}']};"
        f"--glow:{table[f'glow-{number}']};--glow-outer:{table[f'glow-outer-{number}']}}}\n"
        for number in range(groups(table))
    )
    return f":root{{{root}}}\n{of_groups}"
