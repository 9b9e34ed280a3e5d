"""What pdfium tells of the text of a page: the glyphs of each text object, where their ink lies, and how it is set."""

from __future__ import annotations

import ctypes
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from statistics import median
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from leaflets.model.colour import Rgb

SILENT = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
"""Characters that leave no ink: zero-width spaces and joiners, the soft hyphen."""


class Glyph(NamedTuple):
    text: str
    left: float
    bottom: float
    right: float
    top: float
    number: int


def texts_on(page: pypdfium2.PdfPage, textpage: Any) -> dict[int, list[Glyph]]:
    """The glyphs of each text object, by its address, in the order of the file.

    pdfium has an order of its own, which it guesses: on a page that stands on its head it reads lines backwards.
    """
    found: defaultdict[int, list[Glyph]] = defaultdict(list)
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    for index in range(textpage.count_chars()):
        # What the pointer holds, read in place: a cast costs three times as much, and there is one for each glyph.
        address = ctypes.c_void_p.from_buffer(pdfium.FPDFText_GetTextObject(textpage, index)).value
        if address is None:
            continue  # A space or line end that pdfium reads between two texts.
        pdfium.FPDFText_GetCharBox(textpage, index, left, right, bottom, top)
        text = chr(pdfium.FPDFText_GetUnicode(textpage, index))
        found[address].append(Glyph(text, left.value, bottom.value, right.value, top.value, index))
    order = (ctypes.cast(shown, ctypes.c_void_p).value or 0 for shown in text_objects(page))
    return {address: found[address] for address in order if address in found}


@dataclass(frozen=True, slots=True)
class GlyphStyle:
    face: str
    size: float
    baseline: float
    upright: bool
    italic: bool
    bold: bool
    colour: Rgb
    alpha: float
    mcid: int | None
    artifact: bool


def style_of(textpage: Any, address: int, index: int) -> GlyphStyle:
    shown = ctypes.cast(address, pdfium.FPDF_PAGEOBJECT)
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(textpage, index, matrix)
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(textpage, index, x, y)
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    pdfium.FPDFPageObj_GetFillColor(shown, red, green, blue, alpha)
    font = pdfium.FPDFTextObj_GetFont(shown)
    face = _face(font)
    mcid = pdfium.FPDFPageObj_GetMarkedContentID(shown)
    # A face that is only slanted has no name that says so: its matrix shears.
    leaning = matrix.c != 0 and abs(matrix.b) < 1e-6
    return GlyphStyle(
        face=face,
        # The size in the text matrix counts only with what the page is scaled by (ISO 32000-1, 9.4.4): as printed.
        size=pdfium.FPDFText_GetFontSize(textpage, index) * float((matrix.c**2 + matrix.d**2) ** 0.5),
        baseline=y.value,
        upright=abs(matrix.b) < 1e-3 * abs(matrix.a) and matrix.a > 0,
        italic=leaning or _angle(font) != 0 or "Italic" in face or "Oblique" in face,
        bold="Bold" in face or "Black" in face,
        colour=(red.value, green.value, blue.value),
        alpha=alpha.value / 255,
        mcid=mcid if mcid >= 0 else None,
        artifact="Artifact" in _marks(shown),
    )


def _face(font: Any) -> str:
    name = ctypes.create_string_buffer(128)
    pdfium.FPDFFont_GetBaseFontName(font, name, 128)
    return name.value.decode("utf-8", "replace").rsplit("+", maxsplit=1)[-1]


def _angle(font: Any) -> int:
    angle = ctypes.c_int()
    pdfium.FPDFFont_GetItalicAngle(font, angle)
    return angle.value


def _marks(shown: Any) -> Iterator[str]:
    """The names of the marked content a text stands in (ISO 32000-1, 14.6)."""
    name, length = ctypes.create_string_buffer(64), ctypes.c_ulong()
    for number in range(pdfium.FPDFPageObj_CountMarks(shown)):
        mark = pdfium.FPDFPageObj_GetMark(shown, number)
        pdfium.FPDFPageObjMark_GetName(mark, ctypes.cast(name, ctypes.POINTER(ctypes.c_ushort)), 64, length)
        yield name.raw[: length.value].decode("utf-16-le", "replace").rstrip("\0")


def x_ratios(texts: dict[int, list[Glyph]], styles: dict[int, GlyphStyle]) -> dict[str, float]:
    """The x-height of each face in parts of its size, measured on its flat letters, or on round ones without these."""
    found: dict[str, list[float]] = {}
    # Round letters reach over the x-height by a little, flat ones end on it.
    for letters in ("xzvw", "unmrsaceo"):
        measured: defaultdict[str, list[float]] = defaultdict(list)
        for key, glyphs in texts.items():
            style = styles[key]
            if style.upright and style.face not in found:
                measured[style.face] += [
                    (glyph.top - style.baseline) / style.size for glyph in glyphs if glyph.text in letters
                ]
        found |= {face: ratios for face, ratios in measured.items() if ratios}
    return {face: median(ratios) for face, ratios in found.items()}


def split(glyphs: Iterable[Glyph]) -> tuple[list[list[Glyph]], str]:
    """The glyphs of each word, and the characters that should leave ink and have no outline."""
    words: list[list[Glyph]] = [[]]
    blank: list[str] = []
    for glyph in glyphs:
        if glyph.text.isspace():
            words.append([])
        elif glyph.text not in SILENT:
            # pdfium gives a glyph without an outline its width and a thousandth of its size as height.
            width, height = glyph.right - glyph.left, glyph.top - glyph.bottom
            if width > 0.01 * height and height > 0.01 * width:
                words[-1].append(glyph)
            else:
                blank.append(glyph.text)
    return [word for word in words if word], "".join(blank)


def around_glyphs(glyphs: list[Glyph]) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of the ink of several glyphs."""
    _, lefts, bottoms, rights, tops, _ = zip(*glyphs, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


def hide_text(page: pypdfium2.PdfPage) -> None:
    """Make every text of the page invisible (in memory only), also in form XObjects."""
    for shown in text_objects(page):
        # Mode 3 paints neither fill nor stroke (ISO 32000-1, 9.3.6, table 106).
        pdfium.FPDFTextObj_SetTextRenderMode(shown, pdfium.FPDF_TEXTRENDERMODE_INVISIBLE)


def text_objects(page: pypdfium2.PdfPage) -> Iterator[Any]:
    """Every text of the page in the order of the file, also in form XObjects."""
    # A stack and no recursion: forms in forms may be nested as deep as a stranger likes.
    stack = [pdfium.FPDFPage_GetObject(page, number) for number in range(pdfium.FPDFPage_CountObjects(page))][::-1]
    while stack:
        shown = stack.pop()
        kind = pdfium.FPDFPageObj_GetType(shown)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            yield shown
        elif kind == pdfium.FPDF_PAGEOBJ_FORM:
            count = pdfium.FPDFFormObj_CountObjects(shown)
            stack += [pdfium.FPDFFormObj_GetObject(shown, number) for number in range(count)][::-1]
