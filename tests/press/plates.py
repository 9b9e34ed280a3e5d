"""What a press would make of a file, found with none of the code that made it: colours, lines, ink on the paper."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import pikepdf
import pypdfium2
from pikepdf import Dictionary, Name, Object, Operator
from PIL import Image

PT = 72 / 25.4
SPACES = {"g": "DeviceGray", "rg": "DeviceRGB", "k": "DeviceCMYK"}
TEXT = ("Tj", "TJ", "'", '"')
FILLS = ("f", "F", "f*", "B", "B*", "b", "b*")
STROKES = ("S", "s", "B", "B*", "b", "b*")
Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True)
class Painted:
    """One thing painted: with which colour, whether it leaves the inks below, and for a line its width and ends."""

    operator: str
    space: str
    colour: tuple[float, ...]
    overprints: bool
    width_pt: float
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class _State:
    matrix: Matrix = (1, 0, 0, 1, 0, 0)
    fill: tuple[str, tuple[float, ...]] = ("DeviceGray", (0.0,))
    stroke: tuple[str, tuple[float, ...]] = ("DeviceGray", (0.0,))
    overprints: bool = False
    width: float = 1.0


def painted(page: pikepdf.Page) -> Iterator[Painted]:
    """All that a page paints, also in the forms and patterns it uses (ISO 32000-1, 8)."""
    yield from _painted(page.obj, page.obj.Resources, _State())


def _painted(stream: Object, resources: Object, state: _State) -> Iterator[Painted]:
    saved: list[_State] = []
    points: list[tuple[float, float]] = []
    for instruction in pikepdf.parse_content_stream(stream):
        given, operator = list(instruction.operands), str(instruction.operator)
        assert operator not in ("sh", "INLINE IMAGE"), f"{operator} in a press file"
        match operator:
            case "q":
                saved.append(state)
            case "Q":
                state = saved.pop()
            case "scn" | "SCN" | "Do":
                yield from _used(operator, str(given[-1]), resources, state)
            case "m" | "l":
                x, y = _numbers(given)
                points.append(_apply(state.matrix, x, y))
        state = _changed(state, operator, given, resources)
        if operator in TEXT or operator in FILLS:
            yield Painted(operator, *state.fill, state.overprints, 0, ())
        if operator in STROKES:
            scale = abs(state.matrix[0] * state.matrix[3] - state.matrix[1] * state.matrix[2]) ** 0.5
            yield Painted(operator, *state.stroke, False, state.width * scale, tuple(points))
        if operator in (*FILLS, *STROKES, "n"):
            points = []


def _changed(state: _State, operator: str, given: list[Any], resources: Object) -> _State:
    """The state after an operator that sets something."""
    match operator:
        case "cm":
            state = replace(state, matrix=_times(_matrix(given), state.matrix))
        case "w":
            state = replace(state, width=float(given[0]))
        case "gs":
            chosen = resources.ExtGState[given[0]]
            assert set(chosen.keys()) <= {"/Type", "/op", "/OP", "/OPM"}, "nothing but overprint is set"
            state = replace(state, overprints=bool(chosen.op) and int(chosen.OPM) == 1)
        case "g" | "rg" | "k":
            state = replace(state, fill=(SPACES[operator], _numbers(given)))
        case "G" | "RG" | "K":
            state = replace(state, stroke=(SPACES[operator.lower()], _numbers(given)))
        case "cs":
            state = replace(state, fill=(str(given[0]), ()))
        case "CS":
            state = replace(state, stroke=(str(given[0]), ()))
    return state


def _used(operator: str, name: str, resources: Object, state: _State) -> Iterator[Painted]:
    """What a form or a tiling pattern paints; a colour that is no pattern has an operator of its own."""
    assert name.startswith("/"), f"{operator} sets a colour"
    if operator == "Do":
        form = resources.XObject[name]
        assert form.Subtype == Name.Form, "no images"
        matrix = _times(_matrix(form.get("/Matrix", (1, 0, 0, 1, 0, 0))), state.matrix)
        yield from _painted(form, form.Resources, replace(state, matrix=matrix))
    else:
        pattern = resources.Pattern[name]
        yield from _painted(pattern, pattern.Resources, _State(matrix=_matrix(pattern.Matrix)))


def _numbers(given: Iterable[Any]) -> tuple[float, ...]:
    return tuple(float(value) for value in given)


def _matrix(given: Iterable[Any]) -> Matrix:
    a, b, c, d, e, f = _numbers(given)
    return a, b, c, d, e, f


def _times(one: Matrix, other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def most_ink(data: bytes, dpi: float) -> list[float]:
    """The per cent of ink on the wettest spot of each page, from pictures of its four plates with overprint."""
    pages = zip(_plates(data, dpi, black=False), _plates(data, dpi, black=True), strict=True)
    return [_wettest(Image.merge("CMYK", [*colours.split(), black.split()[0]])) for colours, black in pages]


def _wettest(plates: Image.Image) -> float:
    colours: Any = plates.getcolors(1 << 24)
    return float(max(sum(255 - left for left in colour) for _, colour in colours) / 2.55)


def _plates(data: bytes, dpi: float, *, black: bool) -> list[Image.Image]:
    """The black plate of each page in grey, or the other three as red, green and blue; white is no ink."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for sheet in pdf.pages:
            sheet.Contents = pdf.make_stream(_plate(sheet.obj, black))
            sheet.Resources.ExtGState = _shown_or_not()
        for form in [thing for thing in pdf.objects if isinstance(thing, pikepdf.Stream) and "/BBox" in thing]:
            form.write(_plate(form, black))
            form.Resources.ExtGState = _shown_or_not()
        target = io.BytesIO()
        pdf.save(target)
    return [page.render(scale=dpi / 72).to_pil().convert("RGB") for page in pypdfium2.PdfDocument(target.getvalue())]


def _shown_or_not() -> Object:
    return Dictionary(Shown=Dictionary(ca=1), Hidden=Dictionary(ca=0))


def _plate(stream: Object, black: bool) -> bytes:
    steps = []
    for instruction in pikepdf.parse_content_stream(stream):
        given: list[Any] = list(instruction.operands)
        operator = str(instruction.operator)
        if operator in ("k", "K"):
            left = [1 - float(value) for value in given]
            operator = {"k": "rg", "K": "RG"}[operator]
            given = [left[3]] * 3 if black else left[:3]
        if operator == "gs":
            hidden = given[0] == Name.Overprint and not black
            given = [Name.Hidden if hidden else Name.Shown]
        steps.append((given, Operator(operator)))
    return pikepdf.unparse_content_stream(steps)


def picture(pdf: pypdfium2.PdfDocument, page: int, dpi: float = 100) -> Picture:
    """A page (from 0) to look at."""
    sheet = pdf[page]
    trim, media = sheet.get_trimbox(), sheet.get_mediabox()
    image = sheet.render(scale=dpi / 72).to_pil().convert("RGB")
    return Picture(image, dpi / 25.4, (trim[0] - media[0]) / PT, (media[3] - trim[3]) / PT)


@dataclass(frozen=True)
class Picture:
    """A rasterised page; places are in mm from the top left of the trim."""

    image: Image.Image
    pixels_per_mm: float
    left: float
    top: float

    def at(self, x_mm: float, y_mm: float) -> tuple[int, int, int]:
        place = int((x_mm + self.left) * self.pixels_per_mm), int((y_mm + self.top) * self.pixels_per_mm)
        found = self.image.getpixel(place)
        assert isinstance(found, tuple)
        return found[0], found[1], found[2]
