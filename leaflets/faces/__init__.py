"""The fonts of the edition, from their packages; the system's are never used, so every machine gives the same pages."""

from __future__ import annotations

from pathlib import Path

import fontpkg_dm_serif_display

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
