"""The text face with a zero without a stroke: "2026" reads as people write it, and no one asks what a 2Ø26 is.

Atkinson Hyperlegible crosses its zero, and has no other to choose by a feature. Ours is still told from an O by its
width, and its figures are as wide as before. The two files beside this module are what `plain` makes, kept so that
every machine sets the same bytes; `python -m leaflets.faces.plain_zero` writes them anew. The licence of the face (SIL
Open Font License 1.1) allows it, and reserves no name; what is changed has a name of its own all the same.
"""

from __future__ import annotations

import io
from pathlib import Path

from fontpkg_atkinson_hyperlegible import ROOT
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

FAMILY, POSTSCRIPT = "Leaflet Hyperlegible", "LeafletHyperlegible"
HERE = Path(__file__).resolve().parent
STYLES = ("Regular", "Bold")
_NAMES = (1, 3, 4, 6, 16)
"""The family's, a unique one, the full one, PostScript's and the typographic family's (OpenType, name IDs)."""

Reach = tuple[int, int, int, int]
"""Left, bottom, right and top, in units of the face."""


def source(style: str) -> Path:
    """The file of the face as its designers made it."""
    return Path(ROOT) / "files" / f"AtkinsonHyperlegible-{style}.ttf"


def file(style: str) -> Path:
    """The file of ours."""
    return HERE / f"{POSTSCRIPT}-{style}.ttf"


def plain(style: str) -> bytes:
    """The face of `style` with a plain zero: the outer shape stays, the inner is that of the O brought to its size."""
    # Else fontTools writes the hour into the table head, and no two are alike.
    font = TTFont(source(style), recalcTimestamp=False)
    outer, *inner = _contours(font, "zero")
    _, counter = _contours(font, "O")
    # The two halves on either side of the stroke reach as far as the whole did.
    sides = [_box(half) for half in inner]
    lefts, bottoms, rights, tops = zip(*sides, strict=True)
    pen = TTGlyphPen(None)
    _draw(outer, pen)
    _draw(counter, _fitted(pen, _box(counter), (min(lefts), min(bottoms), max(rights), max(tops))))
    # Hints are left out: those of the crossed zero name points that are gone.
    font["glyf"]["zero"] = pen.glyph()
    del font["DSIG"]  # A signature of other bytes.
    for name in font["name"].names:
        if name.nameID in _NAMES:
            name.string = str(name).replace("Atkinson Hyperlegible", FAMILY).replace("AtkinsonHyperlegible", POSTSCRIPT)
    target = io.BytesIO()
    font.save(target)
    return target.getvalue()


Contour = list[tuple[str, tuple[tuple[int, int], ...]]]


def _contours(font: TTFont, name: str) -> list[Contour]:
    """The closed lines of a glyph, each as what a pen is told."""
    pen = DecomposingRecordingPen(font.getGlyphSet())
    font.getGlyphSet()[name].draw(pen)
    found: list[Contour] = []
    for command in pen.value:
        if command[0] == "moveTo":
            found.append([])
        found[-1].append(command)
    return found


def _draw(contour: Contour, pen: TTGlyphPen | TransformPen) -> None:
    for said, points in contour:
        getattr(pen, said)(*points)


def _box(contour: Contour) -> Reach:
    points = [point for _, points in contour for point in points]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _fitted(pen: TTGlyphPen, was: Reach, wanted: Reach) -> TransformPen:
    """A pen that draws what fills the box `was` so that it fills `wanted`."""
    x = (wanted[2] - wanted[0]) / (was[2] - was[0])
    y = (wanted[3] - wanted[1]) / (was[3] - was[1])
    return TransformPen(pen, (x, 0, 0, y, wanted[0] - x * was[0], wanted[1] - y * was[1]))


if __name__ == "__main__":
    for style in STYLES:
        file(style).write_bytes(plain(style))
