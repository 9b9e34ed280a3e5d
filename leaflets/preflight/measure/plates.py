"""The plates of a file: of all that it paints what one ink does, in grey, with what leaves that ink alone hidden."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Operator, Pdf, Stream
from PIL import Image

PLATES = 4
"""Cyan, magenta, yellow and black."""

BLACK_PLATE = 3
"""The place of black among them."""

MAX_DEPTH = 12
"""Functions in functions; one that holds itself would have no end."""

PlateStep = tuple[list[Any], Operator]


def separate(pdf: Pdf, plate: int) -> None:
    """Turn a file into one of its plates, 0 for cyan to 3 for black: what is grey in it is that ink, and white is none.

    What is in no ink of a press, such as RGB, is passed over.
    """
    things = [one for one in pdf.objects if isinstance(one, Stream)]
    for page in pdf.pages:
        resources = page.obj.get("/Resources", Dictionary())
        page.obj.Contents = pdf.make_stream(_separated(page.obj, resources, plate))
        page.obj.Resources = resources
    for one in things:
        if one.get("/Subtype") == Name.Form or one.get("/PatternType") == 1:
            resources = one.get("/Resources", Dictionary())
            one.write(_separated(one, resources, plate))
            one.Resources = resources
        elif one.get("/Subtype") == Name.Image and not one.get("/ImageMask", False):
            _separate_picture(one, plate)
    for thing in pdf.objects:
        if isinstance(thing, Dictionary) and "/ShadingType" in thing and thing.get("/ColorSpace") == Name.DeviceCMYK:
            thing.ColorSpace = Name.DeviceGray
            _separate_steps(thing.get("/Function"), plate, 0)


@dataclass(frozen=True, slots=True)
class _InkState:
    """What counts for a fill: its part of the plate, how it overprints, how much shows through, and if it is hidden."""

    ink: float = 0.0
    is_gray: bool = True
    overprints: bool = False
    mode: int = 0
    opacity: float = 1.0
    hidden: bool = False

    @property
    def leaves(self) -> bool:
        """Whether a fill leaves the plate as it is (ISO 32000-1, 8.6.7, table 150).

        An ink of 0 does in mode 1; grey speaks of no ink but black.
        """
        return self.overprints and self.ink == 0 and (self.is_gray or self.mode == 1)


def _separated(content: Object, resources: Object, plate: int) -> bytes:
    """The operators of a page or form on one plate; its resources get the states that hide and show."""
    states = resources.get("/ExtGState", Dictionary())
    steps: list[PlateStep] = []
    saved: list[_InkState] = []
    opacities = {0.0}
    state = _InkState()
    for instruction in pikepdf.parse_content_stream(content):
        given, operator = list(instruction.operands), str(instruction.operator)
        if operator == "q":
            saved.append(state)
        elif operator == "Q" and saved:
            state = saved.pop()
        elif operator == "gs":
            state = _under(states.get(str(given[0]), Dictionary()), state)
        elif operator in ("cs", "sc", "scn"):
            state = replace(state, ink=1.0, is_gray=False)  # A pattern, or no ink of a press: it hides nothing.
        elif operator in _COLOURS:
            given, operator, state = _on_plate(given, operator, plate, state)
        elif operator in _PAINTS:
            hides = state.leaves and operator in _FILLS
            if hides != state.hidden:
                opacity = 0.0 if hides else state.opacity
                opacities.add(opacity)
                steps.append(([Name(_named(opacity))], Operator("gs")))
                state = replace(state, hidden=hides)
        steps.append((given, Operator(operator)) if operator != "INLINE IMAGE" else _no_picture())
    resources.ExtGState = Dictionary({**dict(states.items()), **{_named(one): Dictionary(ca=one) for one in opacities}})
    return pikepdf.unparse_content_stream(steps)


_COLOURS = ("k", "K", "g", "G", "rg", "RG")
_FILLS = ("f", "F", "f*", "B", "B*", "b", "b*", "Tj", "TJ", "'", '"')
_PAINTS = (*_FILLS, "Do", "sh")


def _named(opacity: float) -> str:
    return f"/Plate{round(opacity * 1000)}"


def _no_picture() -> PlateStep:
    """In the place of a picture within the operators, which our own files have none of: nothing."""
    return [], Operator("n")


def _under(given: Object, state: _InkState) -> _InkState:
    """The state after a graphics state of the file; what that sets of overprint for strokes holds for fills too."""
    overprints = given.get("/op", given.get("/OP", state.overprints))
    opacity = float(given.get("/ca", state.opacity))
    hidden = state.hidden and "/ca" not in given
    return replace(
        state, overprints=bool(overprints), mode=int(given.get("/OPM", state.mode)), opacity=opacity, hidden=hidden
    )


def _on_plate(given: list[Any], operator: str, plate: int, state: _InkState) -> tuple[list[Any], str, _InkState]:
    """An operator of a colour as the grey of a plate, and the state it leaves."""
    values = [float(value) for value in given]
    is_gray = operator in ("g", "G")
    if operator in ("k", "K"):
        ink = values[plate]
    elif is_gray and plate == BLACK_PLATE:
        ink = 1 - values[0]
    else:
        ink = 0.0
    if operator.islower():
        state = replace(state, ink=ink, is_gray=is_gray)
    return [1 - ink], "g" if operator.islower() else "G", state


def _separate_picture(image: Object, plate: int) -> None:
    space = image.get("/ColorSpace")
    if space == Name.DeviceGray and plate == BLACK_PLATE:
        return
    opened = opened_picture(image) if space != Name.DeviceGray else None
    size = int(image.Width), int(image.Height)
    is_cmyk = opened is not None and opened.mode == "CMYK"
    grey = opened.split()[plate].point(lambda value: 255 - value) if opened and is_cmyk else Image.new("L", size, 255)
    for key in ("/Decode", "/DecodeParms"):
        if key in image:
            del image[key]
    image.ColorSpace, image.BitsPerComponent = Name.DeviceGray, 8
    image.Width, image.Height = grey.size
    image.write(grey.tobytes())


def _separate_steps(function: Object | None, plate: int, depth: int) -> None:
    """The colours at the ends of a gradient's steps as the grey of one plate (ISO 32000-1, 7.10.3)."""
    if function is None or depth > MAX_DEPTH:
        return
    for end in ("/C0", "/C1"):
        if end in function and len(function[end]) == PLATES:
            function[end] = Array([1 - float(function[end][plate])])
    for part in function.get("/Functions", ()):
        _separate_steps(part, plate, depth + 1)


def opened_picture(image: Object | None) -> Image.Image | None:
    """A picture of a file; None for one that cannot be opened."""
    if image is None:
        return None
    try:
        return pikepdf.PdfImage(image).as_pil_image(apply_mask=False)  # type: ignore[arg-type]
    except (pikepdf.PdfError, NotImplementedError, ValueError, OSError):
        return None
