"""What the content of a page paints, read from its operators: pictures, colours, glyph codes and straight lines.

And which of it is marked. Of a file for reading the values are plain, so that they can be kept when it is closed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, Stream

from leaflets.model.proof import Box
from leaflets.preflight.measure.fonts import PaintedFont, font_of, missing
from leaflets.preflight.measure.marked_content import MARKS, MarkedContent
from leaflets.units import MM_PER_INCH, MM_PER_PT

MAX_DEPTH = 12
"""Forms in forms; a file that nests them deeper, or in a circle, is walked no further."""

Matrix = tuple[float, float, float, float, float, float]
Space = Literal["gray", "cmyk", "rgb", "spot", "pattern", "other"]


@dataclass(frozen=True, slots=True)
class Picture:
    """An image: where it stands (mm of the trim), its resolution as printed and what its colours are made of."""

    box: Box
    pixels: tuple[int, int]
    ppi: float
    space: Space
    image: Object | None
    """The image itself, where colours are asked for too."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A string shown with a font: its codes as they are in the file, and the colour it is filled with."""

    font: PaintedFont | None
    codes: bytes
    space: Space
    values: tuple[float, ...]
    missing: int = 0
    """How many of its codes the font file has no glyph for."""
    mcid: int | None = None
    """The marked content it stands in."""


@dataclass(frozen=True, slots=True)
class PaintedLine:
    """A straight stroke from one point to another (mm of the trim)."""

    start: tuple[float, float]
    end: tuple[float, float]


@dataclass
class Painted:
    """All that one page paints."""

    pictures: list[Picture] = field(default_factory=list)
    shown: list[Shown] = field(default_factory=list)
    lines: list[PaintedLine] = field(default_factory=list)
    colours: set[tuple[Space, tuple[float, ...]]] = field(default_factory=set)
    marks: MarkedContent = field(default_factory=MarkedContent)


Fonts = dict[tuple[int, int], PaintedFont]
"""The fonts of a file, by the number of the object."""


def painted(pdf: Pdf, only_texts: bool = False) -> Iterator[Painted]:
    """Walk the content of each page, and of the forms and patterns it uses.

    With `only_texts` lines, the pictures themselves, and all colours but those of texts are left out, which is half the
    time.
    """
    fonts: Fonts = {}
    for page in pdf.pages:
        yield painted_on(page, fonts, only_texts)


def painted_on(page: Page, fonts: Fonts, only_texts: bool = False) -> Painted:
    """What one page paints; `fonts` are those met before in its file."""
    left, _, _, top = (float(value) for value in page.trimbox)
    found = Painted()
    # From points up from the lower left of the page to mm down from the upper left of the trim.
    frame = (MM_PER_PT, 0.0, 0.0, -MM_PER_PT, -left * MM_PER_PT, top * MM_PER_PT)
    _Walk(found, fonts, only_texts, 0).through(page, page.obj.get("/Resources", Dictionary()), frame)
    return found


@dataclass(frozen=True, slots=True)
class _GraphicsState:
    matrix: Matrix
    fill: tuple[Space, tuple[float, ...]] = ("gray", (0.0,))
    stroke: tuple[Space, tuple[float, ...]] = ("gray", (0.0,))
    font: PaintedFont | None = None


class _Walk:
    """One content stream; the state of ISO 32000-1, 8.4 as far as our questions need it."""

    def __init__(self, found: Painted, fonts: Fonts, only_texts: bool, depth: int) -> None:
        self.found = found
        self.fonts = fonts
        self.only_texts = only_texts
        self.depth = depth
        self.resources: Object = Dictionary()
        self.saved: list[_GraphicsState] = []
        self.path: list[tuple[str, list[float]]] = []

    def through(self, content: Page | Object, resources: Object, matrix: Matrix) -> None:
        """Follow the operators of `content`, whose space `matrix` brings to mm of the trim."""
        self.resources = resources
        state = _GraphicsState(matrix)
        for instruction in pikepdf.parse_content_stream(content, _TEXTS if self.only_texts else ""):
            operator = str(instruction.operator)
            # An MCID counts within its stream, and ours stand in those of the pages (ISO 32000-1, 14.7.4.2).
            if operator in MARKS and self.depth == 0:
                self.found.marks.see(operator, instruction.operands)
            # What stands between BI and EI, which pikepdf gives as one (ISO 32000-1, 8.9.7).
            if operator == "INLINE IMAGE":
                self._picture(instruction.operands[0].obj, state)
            elif operator in _DRAWS or operator in _PAINTS:
                self._draw(operator, list(instruction.operands), state)
            else:
                state = self._changed(operator, list(instruction.operands), state)

    def _changed(self, operator: str, given: list[Object], state: _GraphicsState) -> _GraphicsState:
        """The state after an operator that paints nothing."""
        match operator:
            case "q":
                self.saved.append(state)
            # A Q too many is a fault of the file (8.4.2), and no reason to stop reading it.
            case "Q" if self.saved:
                return self.saved.pop()
            case "cm":
                return replace(state, matrix=_times(_matrix(given), state.matrix))
            case "Tf":
                return replace(state, font=self._font(self._resource("/Font", given[0])))
            # Ends a path without painting it: it was there to clip (8.5.3.1).
            case "n":
                self.path = []
            case _ if operator in _COLOURS:
                return self._colour(operator, given, state)
        return state

    def _draw(self, operator: str, given: list[Object], state: _GraphicsState) -> None:
        match operator:
            case "m" | "l":
                self.path.append((operator, [float(value) for value in given]))
            case "c" | "v" | "y" | "re" | "h":
                self.path.append((operator, []))
            case "Tj" | "TJ" | "'" | '"':
                self._show(given[-1], state)
            case "Do":
                self._object(self._resource("/XObject", given[0]), state)
            case "sh":
                self._shading(self._resource("/Shading", given[0]))
            case _:
                self._paint(operator, state)

    def _resource(self, kind: str, name: Object) -> Object | None:
        return self.resources.get(kind, Dictionary()).get(str(name))

    def _show(self, text: Object, state: _GraphicsState) -> None:
        # TJ has strings with distances between them, Tj one string (ISO 32000-1, 9.4.3, table 109).
        parts = [bytes(part) for part in text if isinstance(part, pikepdf.String)] if isinstance(text, Array) else [
            bytes(text)
        ]  # fmt: skip
        codes = b"".join(parts)
        mcid = self.found.marks.mcid
        self.found.shown.append(Shown(state.font, codes, *state.fill, missing(state.font, codes), mcid))
        self.found.colours.add(state.fill)

    def _font(self, font: Object | None) -> PaintedFont | None:
        if font is None:
            return None
        if font.objgen == (0, 0):  # Written where it is used: it has no number to be known by.
            return font_of(font)
        if font.objgen not in self.fonts:
            self.fonts[font.objgen] = font_of(font)
        return self.fonts[font.objgen]

    def _colour(self, operator: str, given: list[Object], state: _GraphicsState) -> _GraphicsState:
        """The state with the colour an operator sets, of strokes when it is written in capitals."""
        # sc and scn speak of the space that cs has set; g, rg and k bring their own (8.6.8, table 74).
        space = _COLOURS[operator] or (state.stroke if operator.isupper() else state.fill)[0]
        if operator in ("cs", "CS"):
            # A new space begins with its first colour, which cs does not name.
            space, given = _space(given[0], self.resources), []
        elif given and isinstance(given[-1], Name):
            self._pattern(self._resource("/Pattern", given.pop()), state)
        colour = (space, tuple(float(value) for value in given))
        return replace(state, stroke=colour) if operator.isupper() else replace(state, fill=colour)

    def _paint(self, operator: str, state: _GraphicsState) -> None:
        path, self.path = self.path, []
        # All others that paint fill (ISO 32000-1, 8.5.3, table 60).
        if operator not in ("S", "s"):
            self.found.colours.add(state.fill)
        if operator not in ("f", "F", "f*"):
            self.found.colours.add(state.stroke)
            points = [_apply(state.matrix, *at) for kind, at in path if kind in ("m", "l")]
            if len(points) == len(path) == 2:
                self.found.lines.append(PaintedLine(points[0], points[1]))

    def _object(self, shown: Object | None, state: _GraphicsState) -> None:
        if not isinstance(shown, Stream):
            return
        if shown.get("/Subtype") == Name.Image:
            self._picture(shown, state)
        elif shown.get("/Subtype") == Name.Form and self.depth < MAX_DEPTH:
            matrix = _times(_matrix(shown.get("/Matrix", Array([1, 0, 0, 1, 0, 0]))), state.matrix)
            _Walk(self.found, self.fonts, self.only_texts, self.depth + 1).through(
                shown, shown.get("/Resources", self.resources), matrix
            )

    def _picture(self, image: Object, state: _GraphicsState) -> None:
        # An image fills the unit square, wherever the matrix puts it (ISO 32000-1, 8.9.5.1).
        a, b, c, d, e, f = state.matrix
        corners = [(e, f), (a + e, b + f), (c + e, d + f), (a + c + e, b + d + f)]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        width, height = (a * a + b * b) ** 0.5 / MM_PER_INCH, (c * c + d * d) ** 0.5 / MM_PER_INCH
        pixels = int(image.get("/Width", image.get("/W", 0))), int(image.get("/Height", image.get("/H", 0)))
        ppi = min(pixels[0] / width, pixels[1] / height) if width and height else 0.0
        # A stencil has no colours: it lets the fill colour through (8.9.6.2). /IM, /W, /H and /CS are inline (8.9.7).
        is_mask = bool(image.get("/ImageMask", image.get("/IM", False)))
        space = image.get("/ColorSpace", image.get("/CS"))
        kind = state.fill[0] if is_mask else _space(space, self.resources)
        box = (min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
        self.found.pictures.append(Picture(box, pixels, ppi, kind, None if self.only_texts else image))

    def _pattern(self, pattern: Object | None, state: _GraphicsState) -> None:
        if pattern is None or self.depth >= MAX_DEPTH:
            return
        if isinstance(pattern, Stream):
            _Walk(self.found, self.fonts, self.only_texts, self.depth + 1).through(
                pattern, pattern.get("/Resources", self.resources), state.matrix
            )
        else:
            self._shading(pattern.get("/Shading"))

    def _shading(self, shading: Object | None) -> None:
        if shading is not None:
            space = _space(shading.get("/ColorSpace"), self.resources)
            ends = list(_ends(shading.get("/Function"), 0)) or [()]
            self.found.colours |= {(space, values) for values in ends}


_COLOURS: dict[str, Space | None] = {
    "g": "gray", "G": "gray", "rg": "rgb", "RG": "rgb", "k": "cmyk", "K": "cmyk",
    "sc": None, "SC": None, "scn": None, "SCN": None, "cs": None, "CS": None,
}  # fmt: skip
"""Operators that set a colour, with the colour space they bring; without one the space set before stays."""

# Of 8.5.2 (paths), 9.4.3 (text), 8.8 (objects) and 8.7.4.2 (shadings).
_DRAWS = {"m", "l", "c", "v", "y", "re", "h", "Tj", "TJ", "'", '"', "Do", "sh"}
# What a reading file is asked about; pikepdf skips all other operators, which is half the time.
_TEXTS = "q Q cm Tf Tj TJ ' \" Do g rg k cs sc scn SCN BI ID EI BDC BMC EMC"
# Of 8.5.3, table 60; `n` paints nothing.
_PAINTS = {"f", "F", "f*", "B", "B*", "b", "b*", "S", "s"}
_SPACES: dict[str, Space] = {
    "/DeviceGray": "gray", "/G": "gray", "/CalGray": "gray", "/DeviceCMYK": "cmyk", "/CMYK": "cmyk",
    "/DeviceRGB": "rgb", "/RGB": "rgb", "/CalRGB": "rgb", "/Pattern": "pattern", "/Separation": "spot",
    "/DeviceN": "spot",
}  # fmt: skip


def _space(space: Object | None, resources: Object) -> Space:
    """What a colour space comes down to for the press (ISO 32000-1, 8.6)."""
    if space is None:
        return "gray"  # A mask or a JPEG 2000 image names none.
    if isinstance(space, Name):
        named = resources.get("/ColorSpace", Dictionary()).get(str(space))
        return _space(named, resources) if named is not None else _SPACES.get(str(space), "other")
    kind = str(space[0])
    if kind == "/ICCBased":
        # By the number of its components (8.6.5.5).
        return {1: "gray", 3: "rgb", 4: "cmyk"}.get(int(space[1].N), "other")  # type: ignore[return-value]
    if kind in ("/Indexed", "/I"):
        return _space(space[1], resources)
    if kind == "/Pattern" and len(space) > 1:
        return _space(space[1], resources)
    return _SPACES.get(kind, "other")


def _ends(function: Object | None, depth: int) -> Iterator[tuple[float, ...]]:
    """The colours at the ends of a gradient's steps (ISO 32000-1, 7.10.3 and 7.10.4)."""
    if function is None or depth > MAX_DEPTH:
        return
    several = list(function) if isinstance(function, Array) else function.get("/Functions")
    for part in several if several is not None else ():
        yield from _ends(part, depth + 1)
    if not isinstance(function, Array):
        for key in ("/C0", "/C1"):
            if key in function:
                yield tuple(float(value) for value in function[key])


def _matrix(numbers: object) -> Matrix:
    a, b, c, d, e, f = (float(value) for value in numbers)  # type: ignore[attr-defined]
    return a, b, c, d, e, f


def _times(one: Matrix, other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
