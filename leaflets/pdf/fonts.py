"""Each face of the edition once: the subsets of all sections become one, made from the face's own file.

WeasyPrint's subsets keep the glyph numbers of the file they come from, so widths and Unicode maps of the sections
can be joined, and one subset over all their glyphs serves every section.
"""

from __future__ import annotations

import io
import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Object, Pdf

from leaflets.faces import FACES

_LAYOUT = frozenset({"GSUB", "GPOS", "GDEF", "DSIG", "kern"})
"""Tables for choosing and placing glyphs, which a PDF has no use for."""

# A line of beginbfchar: the code of a glyph, and its text in UTF-16BE (ISO 32000-1, 9.10.3).
_MAPPED = re.compile(rb"<([0-9a-fA-F]{4})> <([0-9a-fA-F]+)>")


@dataclass
class _FaceInUse:
    """What all sections together use of one face."""

    fonts: list[Object] = field(default_factory=list)
    widths: dict[int, float] = field(default_factory=dict)
    unicode: dict[int, str] = field(default_factory=dict)


def fold(pdf: Pdf) -> None:
    """Make every page of `pdf` use one font object a face. Faces that are not the edition's own stay as they are."""
    faces: defaultdict[str, _FaceInUse] = defaultdict(_FaceInUse)
    for font in pdf.objects:
        # The composite font is what pages name; the font with the file is its one descendant (ISO 32000-1, 9.7.1).
        if isinstance(font, Dictionary) and font.get("/Type") == Name.Font and font.get("/Subtype") == Name.Type0:
            face = faces[str(font.BaseFont)]
            face.fonts.append(font)
            face.widths |= _widths(font.DescendantFonts[0].W)
            face.unicode |= unicode_of(font.ToUnicode.read_bytes())
    files = {path.stem.replace("-", "").lower(): path for *_, path in FACES}
    # In the order of their names, not of the file: the same booklet has the same bytes, whatever came first.
    for name, face in sorted(faces.items()):
        path = files.get(file_stem(name))
        if path is not None:
            _join(pdf, face, path)
    _use_first(pdf, faces)


def file_stem(base_font: str) -> str:
    """The face's file as its name in the PDF tells it: /ABCDEF+Leaflet-Hyperlegible is …-Regular.ttf."""
    name = base_font.rsplit("+", maxsplit=1)[-1].replace("-", "").lower()
    return name if name.endswith(("bold", "italic", "regular")) else name + "regular"


def _join(pdf: Pdf, face: _FaceInUse, path: Path) -> None:
    first = face.fonts[0]
    descendant = first.DescendantFonts[0]
    descendant.W = _width_array(face.widths)
    first.ToUnicode = pdf.make_stream(cmap(face.unicode))
    program = pdf.make_stream(_subset(path, frozenset(face.unicode)))
    # Length1 is that of the TrueType program before it is packed (ISO 32000-1, 9.9, table 127).
    program.Length1 = len(program.read_bytes())
    descendant.FontDescriptor.FontFile2 = program


def _use_first(pdf: Pdf, faces: dict[str, _FaceInUse]) -> None:
    """Point every page's resources at the first font of each face."""
    first = {font.objgen: face.fonts[0] for face in faces.values() for font in face.fonts}
    seen: set[tuple[int, int]] = set()
    for page in pdf.pages:
        fonts = page.obj.Resources.get("/Font")
        # WeasyPrint gives all pages of a render one dictionary of fonts, so most are met again.
        if fonts is None or (fonts.is_indirect and fonts.objgen in seen):
            continue
        seen.add(fonts.objgen)
        for key in list(fonts.keys()):
            if fonts[key].objgen in first:
                fonts[key] = first[fonts[key].objgen]


@lru_cache(maxsize=16)
def _subset(path: Path, glyphs: frozenset[int]) -> bytes:
    """The smallest file of a face with `glyphs`; an edition's booklets have the same letters, and keep them."""
    options = subset.Options(
        # The sections name glyphs by number (Identity-H), so each keeps its own; hints serve coarse screens only.
        retain_gids=True, hinting=False, notdef_outline=True, desubroutinize=True, ignore_missing_glyphs=True,
        name_IDs=[], legacy_kern=False,
    )  # fmt: skip
    # Else fontTools writes the hour into the table head, and no two builds are alike.
    font = TTFont(path, recalcTimestamp=False)
    for table in _LAYOUT.intersection(font.keys()):
        del font[table]  # Before they are read: glyphs are chosen by then, and to read them is half the work.
    subsetter = subset.Subsetter(options)
    subsetter.populate(gids=glyphs)
    subsetter.subset(font)
    target = io.BytesIO()
    font.save(target)
    return target.getvalue()


def _widths(array: Object) -> dict[int, float]:
    """Glyph widths of a /W array in its `first [width …]` form, the one WeasyPrint writes (ISO 32000-1, 9.7.4.3)."""
    found: dict[int, float] = {}
    items = list(array)
    for start, widths in zip(items[::2], items[1::2], strict=True):
        for offset, width in enumerate(widths):
            found[int(start) + offset] = float(width)
    return found


def _width_array(widths: dict[int, float]) -> Array:
    runs: list[tuple[int, list[float]]] = []
    for glyph in sorted(widths):
        # Neighbours share one list of widths: `first [width width …]` (ISO 32000-1, 9.7.4.3).
        if not runs or glyph != runs[-1][0] + len(runs[-1][1]):
            runs.append((glyph, []))
        runs[-1][1].append(widths[glyph])
    return Array([part for start, run in runs for part in (start, Array([_number(width) for width in run]))])


def _number(width: float) -> int | float:
    return int(width) if width == int(width) else width


def unicode_of(mapping: bytes) -> dict[int, str]:
    """The text of each glyph, read from a ToUnicode CMap as `cmap` and WeasyPrint write it."""
    return {
        int(glyph, 16): bytes.fromhex(text.decode()).decode("utf-16-be")
        for block in re.findall(rb"beginbfchar(.*?)endbfchar", mapping, re.DOTALL)
        for glyph, text in _MAPPED.findall(block)
    }


def cmap(mapping: dict[int, str]) -> bytes:
    """A ToUnicode CMap in blocks of at most 100 lines (ISO 32000-1, 9.10.3)."""
    # A glyph may stand for several letters, as ﬁ does, so its text may be longer than one code of UTF-16.
    lines = [f"<{glyph:04x}> <{mapping[glyph].encode('utf-16-be').hex()}>" for glyph in sorted(mapping)]
    blocks = [lines[start : start + 100] for start in range(0, len(lines), 100)]
    body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n{body}\n"
        "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode()
