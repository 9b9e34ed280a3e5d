"""The fonts a page shows text with: what of them is embedded, and which codes have a glyph."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass

from fontTools.ttLib import TTFont, TTLibError
from pikepdf import Dictionary, Name, Object, Stream

# A line of beginbfchar: the code of a glyph, and its text, here a space (ISO 32000-1, 9.10.3).
_SPACE = re.compile(rb"<([0-9a-fA-F]{4})> *<0020>")


@dataclass(frozen=True, slots=True)
class PaintedFont:
    """A font text is shown with: the names of its parts that are not embedded, and whether codes are glyph numbers.

    `glyphs` is how many its file has, where that is known.
    """

    bare: tuple[str, ...]
    is_identity: bool
    glyphs: int | None
    spaces: frozenset[bytes] = frozenset()
    """Its codes of the space between words."""


def font_of(font: Object) -> PaintedFont:
    """What is known of a font as a page names it."""
    # Codes of two bytes that are glyph numbers themselves (ISO 32000-1, 9.7.5.2, table 118).
    is_identity = font.get("/Encoding") == Name("/Identity-H")
    return PaintedFont(bare_parts(font), is_identity, _glyph_count(font) if is_identity else None, _spaces(font))


def _spaces(font: Object) -> frozenset[bytes]:
    """The codes its Unicode map names a space (ISO 32000-1, 9.10.3)."""
    said = font.get("/ToUnicode")
    found = _SPACE.findall(said.read_bytes()) if isinstance(said, Stream) else ()
    return frozenset(bytes.fromhex(code.decode()) for code in found)


def bare_parts(font: Object) -> tuple[str, ...]:
    """The names of those parts of a font that bring no file (ISO 32000-1, 9.9).

    A simple font is one part; a Type 3 font is drawn and needs no file.
    """
    parts = font.get("/DescendantFonts", (font,))
    return tuple(
        str(part.get("/BaseFont", "?")).removeprefix("/")
        for part in parts
        if part.get("/Subtype") != Name.Type3 and not _is_embedded(part)
    )


def _is_embedded(font: Object) -> bool:
    descriptor = font.get("/FontDescriptor", Dictionary())
    # Type 1, TrueType, and CFF or OpenType, in this order (ISO 32000-1, 9.9, table 126).
    return any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))


def missing(font: PaintedFont | None, codes: bytes) -> int:
    """How many codes of an Identity-H font name no glyph: 0 is .notdef, and beyond the last there is none."""
    if font is None or not font.is_identity:
        return 0
    # Two bytes tell no more glyphs than that.
    last = font.glyphs if font.glyphs is not None else 1 << 16
    glyphs = (int.from_bytes(codes[at : at + 2]) for at in range(0, len(codes), 2))
    return sum(not 0 < glyph < last for glyph in glyphs)


def _glyph_count(font: Object) -> int | None:
    """The number of glyphs of an embedded TrueType or OpenType file; None when it is of another kind or missing."""
    descriptor = font.DescendantFonts[0].get("/FontDescriptor", Dictionary())
    file = descriptor.get("/FontFile2", descriptor.get("/FontFile3"))
    # Bare CFF has no table maxp to read the number from.
    if file is None or file.get("/Subtype") in (Name("/CIDFontType0C"), Name("/Type1C")):
        return None
    try:
        return int(TTFont(io.BytesIO(file.read_bytes()), lazy=True)["maxp"].numGlyphs)
    except (TTLibError, KeyError):
        return None
