"""The fonts of the edition, from their packages; the system's are never used, so every machine gives the same pages."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import fontpkg_dm_serif_display
from fontTools.ttLib import TTFont

# Atkinson Hyperlegible, drawn by the Braille Institute for readers of low vision: l, I and 1 are told apart. Its zero
# is ours, see `plain_zero`.
TEXT = "Leaflet Hyperlegible"
HEADING = "DM Serif Display"

_HERE = Path(__file__).resolve().parent
_SERIF = fontpkg_dm_serif_display.ROOT / "files"

FACES: tuple[tuple[str, int, str, Path], ...] = (
    (TEXT, 400, "normal", _HERE / "LeafletHyperlegible-Regular.ttf"),
    (TEXT, 700, "normal", _HERE / "LeafletHyperlegible-Bold.ttf"),
    (HEADING, 400, "normal", _SERIF / "DMSerifDisplay-Regular.ttf"),
)
"""Family, weight, style and file of each face."""


def file_of(weight: int) -> Path:
    """The file of the text face in a weight, 400 or 700, for what is drawn and not set."""
    return next(path for family, heavy, _, path in FACES if (family, heavy) == (TEXT, weight))


def length(words: str, bold: bool = False) -> float:
    """How long words of the text face are without kerning, in letters of size 1."""
    advances, per_em = _advances(700 if bold else 400)
    return sum(advances.get(character, per_em) for character in words) / per_em


@lru_cache(maxsize=2)
def _advances(weight: int) -> tuple[Mapping[str, int], int]:
    """The width of each character of the text face, and the units an em has."""
    with TTFont(file_of(weight), lazy=True) as font:
        widths, names = font["hmtx"].metrics, font.getBestCmap()
        return {chr(code): widths[name][0] for code, name in names.items()}, font["head"].unitsPerEm
