"""The table of colours, styles/colours.yaml, and how many groups of leaflets it has colours for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from leaflets.content.records import read_text, to_values
from leaflets.messages import say
from leaflets.model.colour import PaletteColour
from leaflets.problems import ContentError, Problem

WHERE = "styles/colours.yaml"

NEEDED = ("accent", "code", "ink", "paper")
"""The colours the press itself asks for; style sheets may use more."""

OF_A_GROUP = ("group", "tint", "glow", "glow-outer")
"""Those it asks for of each group of leaflets, with the group's number behind them."""

_GROUP = re.compile(r"group-\d+")


def written(styles: Path) -> str:
    """The table as it stands in the folder of styles. Raises ContentError where it cannot be read."""
    return read_text(styles / "colours.yaml", WHERE, styles)


@lru_cache(maxsize=8)
def colours(text: str) -> Mapping[str, PaletteColour]:
    """The colours of a table by name, parsed once as long as it says the same. Raises ContentError for a wrong one."""
    table = to_values(PaletteColour, text, WHERE)
    for name in table:
        if not re.fullmatch(r"[a-z][a-z0-9-]*", name):
            todo = say("Use lower case letters, digits and hyphens.")
            raise ContentError(Problem(say('"{name}" is no name of a colour', name=name), WHERE, todo))
    # One group at least: what is for everybody is of group 0.
    of_groups = (f"{kind}-{group}" for kind in OF_A_GROUP for group in range(groups(table) or 1))
    if missing := [name for name in (*NEEDED, *of_groups) if name not in table]:
        todo = say('Add a line "{missing}: {{srgb: …, cmyk: …}}".', missing=missing[0])
        raise ContentError(Problem(say('the colour "{missing}" is missing', missing=missing[0]), WHERE, todo))
    return table


def groups(table: Iterable[str]) -> int:
    """How many groups of leaflets, counted from 0, a table with these names has colours for."""
    return sum(_GROUP.fullmatch(name) is not None for name in table)
