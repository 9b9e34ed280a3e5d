"""What stands on a finished page, measured in the file as a reader sees it: plain values, lengths in mm of the trim.

pdfium says where the ink of each glyph lies. Two pictures of the page, one with its text and one without, say what is
really behind a text and whether its ink can be seen.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image, ImageChops

from leaflets.model.colour import Rgb
from leaflets.model.proof import Box
from leaflets.preflight.measure.contrast import lowest_contrasts
from leaflets.preflight.measure.glyphs import (
    Glyph,
    GlyphStyle,
    around_glyphs,
    hide_text,
    split,
    style_of,
    texts_on,
    x_ratios,
)
from leaflets.preflight.measure.qr import Symbol, symbols
from leaflets.units import MM_PER_INCH, MM_PER_PT, PT_PER_INCH

DPI = 150
"""A pixel is 0.17 mm: less than the stroke of 9 pt text."""

# Neighbouring columns of pixels without ink: the white between letters, or a tear.
_NO_INK = re.compile(rb"\0+")

VISIBLE = 24
"""A pixel belongs to a text when it differs by so much (of 255) from the page without text."""


@dataclass(frozen=True, slots=True)
class MeasuredWord:
    """Letters without a space between them; `ink` is where their pixels really are, None when there are none.

    `torn` is how much wider (mm) the widest white within it is than the widest between its glyphs.
    """

    text: str
    box: Box
    ink: Box | None
    torn: float = 0.0


@dataclass(frozen=True, slots=True)
class MeasuredRun:
    """Text set in one go: one face, one size, one colour, one line."""

    text: str
    face: str
    size_pt: float
    x_height_mm: float | None
    box: Box
    baseline_mm: float
    upright: bool
    italic: bool
    bold: bool
    colour: Rgb
    contrast: float
    contrast_grey: float
    mcid: int | None
    artifact: bool
    words: tuple[MeasuredWord, ...]
    blank: str
    """The characters that should leave ink and have no outline in the face."""

    @property
    def is_large(self) -> bool:
        """Large text: 18 pt, or 14 pt and bold (WCAG 2.2, 1.4.3)."""
        return self.size_pt >= 18 or (self.bold and self.size_pt >= 14)


@dataclass(frozen=True, slots=True)
class MeasuredPage:
    """A finished page: its number (from 1), the size of its trim and its text in the order of the file."""

    number: int
    width: float
    height: float
    runs: tuple[MeasuredRun, ...]
    text: str
    symbols: tuple[Symbol, ...] = ()
    """The QR codes that are read at the resolution of the measuring."""


def pages(data: bytes, texts_only: bool = False, but: Collection[int] = ()) -> Iterator[MeasuredPage]:
    """The pages of a PDF, measured, those numbered in `but` (from 1) left out.

    With `texts_only` no picture is made, so nothing is known of ink and contrast.
    """
    pdf = pypdfium2.PdfDocument(data)
    try:
        for number in range(1, len(pdf) + 1):
            if number not in but:
                yield _page(pdf[number - 1], number, texts_only)
    finally:
        pdf.close()


@dataclass(frozen=True)
class _Frame:
    """Where the trim and the picture of a page lie in the points of the file."""

    trim: tuple[float, float, float, float]
    crop: tuple[float, float, float, float]

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        points = (left - self.trim[0], self.trim[3] - top, right - left, top - bottom)
        x, y, width, height = (side * MM_PER_PT for side in points)
        return x, y, width, height

    def pixels(self, box: Box) -> tuple[int, int, int, int]:
        """The pixels that hold a box, one more on each side for the smoothing of edges."""
        per_mm = DPI / MM_PER_INCH
        left = (box[0] + (self.trim[0] - self.crop[0]) * MM_PER_PT) * per_mm
        top = (box[1] + (self.crop[3] - self.trim[3]) * MM_PER_PT) * per_mm
        return int(left) - 1, int(top) - 1, int(left + box[2] * per_mm) + 2, int(top + box[3] * per_mm) + 2

    def moved(self, symbol: Symbol) -> Symbol:
        """A symbol of the picture where it stands on the trim."""
        x, y, width, height = symbol.box
        left, top = (self.trim[0] - self.crop[0]) * MM_PER_PT, (self.crop[3] - self.trim[3]) * MM_PER_PT
        return Symbol(symbol.text, (x - left, y - top, width, height), symbol.modules, symbol.level)

    def from_pixels(self, left: float, top: float, right: float, bottom: float) -> Box:
        mm = MM_PER_INCH / DPI
        x = left * mm - (self.trim[0] - self.crop[0]) * MM_PER_PT
        y = top * mm - (self.crop[3] - self.trim[3]) * MM_PER_PT
        return x, y, (right - left) * mm, (bottom - top) * mm


def _page(page: pypdfium2.PdfPage, number: int, texts_only: bool) -> MeasuredPage:
    # Measured as the file has it: that a page is turned is told by P01 and P05.
    pdfium.FPDFPage_SetRotation(page, 0)
    frame = _Frame(page.get_trimbox(), page.get_cropbox())
    textpage = page.get_textpage()
    texts = texts_on(page, textpage)
    styles = {key: style_of(textpage, key, glyphs[0].number) for key, glyphs in texts.items()}
    ratios = x_ratios(texts, styles)
    text = textpage.get_text_range()
    looks = None if texts_only else _looks(page)
    found = [_run(glyphs, styles[key], ratios.get(styles[key].face), frame, looks) for key, glyphs in texts.items()]
    runs = tuple(run for run in found if run is not None)
    codes = tuple(frame.moved(symbol) for symbol in symbols(looks.grey, DPI)) if looks else ()
    left, bottom, right, top = frame.trim
    return MeasuredPage(number, (right - left) * MM_PER_PT, (top - bottom) * MM_PER_PT, runs, text, codes)


@dataclass(frozen=True)
class _Looks:
    """Pictures of a page: in grey as a whole, in colour without its text, and of its text alone, white on black."""

    grey: Image.Image
    ground: Image.Image
    ink: Image.Image


def _looks(page: pypdfium2.PdfPage) -> _Looks:
    """The text of `page` is hidden afterwards."""
    whole: Image.Image = page.render(scale=DPI / PT_PER_INCH, grayscale=True).to_pil()
    hide_text(page)
    # Four bytes a pixel in Pillow's own order: nothing is copied.
    ground: Image.Image = page.render(scale=DPI / PT_PER_INCH, rev_byteorder=True, prefer_bgrx=True).to_pil()
    ink = ImageChops.difference(whole, ground.convert("L")).point([0] * VISIBLE + [255] * (256 - VISIBLE))
    return _Looks(whole, ground, ink)


def _run(
    glyphs: list[Glyph], style: GlyphStyle, ratio: float | None, frame: _Frame, looks: _Looks | None
) -> MeasuredRun | None:
    """One text object as a run; None when nothing of it is meant to be seen."""
    words, blank = split(glyphs)
    if not words and not blank:
        return None
    box = frame.box(*around_glyphs([glyph for glyph in glyphs if not glyph.text.isspace()]))
    # Unless it was looked at: nothing may be told of what nobody has measured.
    in_colour, in_grey = (21.0, 21.0)
    ink = None
    if looks is not None:
        pixels = frame.pixels(box)
        in_colour, in_grey = lowest_contrasts(style.colour, style.alpha, looks.ground.crop(pixels))
        ink = _InkOfRun(looks.ink.crop(pixels), pixels, frame)
    return MeasuredRun(
        text="".join(glyph.text for glyph in glyphs),
        face=style.face,
        size_pt=round(style.size, 3),
        x_height_mm=None if ratio is None else ratio * style.size * MM_PER_PT,
        box=box,
        baseline_mm=(frame.trim[3] - style.baseline) * MM_PER_PT,
        upright=style.upright,
        italic=style.italic,
        bold=style.bold,
        colour=style.colour,
        contrast=in_colour,
        contrast_grey=in_grey,
        mcid=style.mcid,
        artifact=style.artifact,
        words=tuple(_word(word, frame, ink) for word in words),
        blank=blank,
    )


class _InkOfRun:
    """The ink of a run: which of its columns of pixels have some, and from which row to which."""

    def __init__(self, picture: Image.Image, pixels: tuple[int, int, int, int], frame: _Frame) -> None:
        self.frame = frame
        self.left, self.top = pixels[:2]
        # One row of means. A line is some tens of pixels high, so a column with a pixel of 255 does not round to 0.
        self.columns = picture.resize((picture.width, 1), Image.Resampling.BOX).tobytes()
        box = picture.getbbox()
        self.rows = (self.top + box[1], self.top + box[3]) if box else (0, 0)

    def within(self, box: Box) -> tuple[Box, float] | None:
        """The ink within a box, and the width (mm) of the widest white in it; None when there is no ink."""
        left, top, right, bottom = self.frame.pixels(box)
        first = max(left - self.left, 0)
        columns = self.columns[first : right - self.left]
        inked = columns.strip(b"\0")
        if not inked:
            return None
        start = self.left + first + len(columns) - len(columns.lstrip(b"\0"))
        top, bottom = max(top, self.rows[0]), min(bottom, self.rows[1])
        white = max(map(len, _NO_INK.findall(inked)), default=0) * MM_PER_INCH / DPI
        return self.frame.from_pixels(start, top, start + len(inked), bottom), white


def _word(glyphs: list[Glyph], frame: _Frame, ink: _InkOfRun | None) -> MeasuredWord:
    text = "".join(glyph.text for glyph in glyphs)
    box = frame.box(*around_glyphs(glyphs))
    if ink is None:
        return MeasuredWord(text, box, box)
    found = ink.within(box)
    if found is None:
        return MeasuredWord(text, box, None)
    between = max((other.left - one.right for one, other in pairwise(glyphs)), default=0.0) * MM_PER_PT
    return MeasuredWord(text, box, found[0], max(0.0, found[1] - max(0.0, between)))


def around(boxes: Iterable[Box]) -> Box:
    """The box around several, one at least."""
    lefts, tops, rights, bottoms = zip(*((x, y, x + width, y + height) for x, y, width, height in boxes), strict=True)
    return min(lefts), min(tops), max(rights) - min(lefts), max(bottoms) - min(tops)
