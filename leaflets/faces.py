"""The fonts of the edition, from their packages; the system's are never used, so every machine gives the same pages."""

from __future__ import annotations

from pathlib import Path

import fontpkg_atkinson_hyperlegible
import fontpkg_dm_serif_display

# Drawn for readers of low vision by the Braille Institute: l, I and 1, 0 and O are told apart.
TEXT = "Atkinson Hyperlegible"
HEADING = "DM Serif Display"

_ATKINSON = fontpkg_atkinson_hyperlegible.ROOT / "files"
_SERIF = fontpkg_dm_serif_display.ROOT / "files"

FACES: tuple[tuple[str, int, str, Path], ...] = (
    (TEXT, 400, "normal", _ATKINSON / "AtkinsonHyperlegible-Regular.ttf"),
    (TEXT, 700, "normal", _ATKINSON / "AtkinsonHyperlegible-Bold.ttf"),
    (HEADING, 400, "normal", _SERIF / "DMSerifDisplay-Regular.ttf"),
)
"""Family, weight, style and file of each face."""
