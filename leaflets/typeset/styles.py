"""The style sheet of a format: colours from their table, the base, then the format's own file."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import yaml

from leaflets import faces


@lru_cache(maxsize=64)
def sheet(styles: Path, format_id: str) -> str:
    """All the CSS of one format, ready to parse."""
    parts = [
        faces.css(),
        colours(styles),
        (styles / "base.css").read_text(encoding="utf-8"),
        (styles / "formats" / f"{format_id}.css").read_text(encoding="utf-8"),
    ]
    return "\n".join(parts)


def colours(styles: Path) -> str:
    """The table of colours as CSS custom properties, and the group's own under one name for each group's class."""
    table = yaml.safe_load((styles / "colours.yaml").read_text(encoding="utf-8"))
    root = "".join(f"--{name}:{value['srgb']};" for name, value in table.items())
    groups = "".join(
        f".group-{number}{{--group:{table[f'group-{number}']['srgb']};--tint:{table[f'tint-{number}']['srgb']};"
        f"--glow:{table[f'glow-{number}']['srgb']};--glow-outer:{table[f'glow-outer-{number}']['srgb']}}}\n"
        for number in range(6)
    )
    return f":root{{{root}}}\n{groups}"
