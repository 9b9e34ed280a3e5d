"""Gradients of drawings in the print shop's inks: WeasyPrint writes them in RGB, whatever their colours are said in."""

from __future__ import annotations

from collections.abc import Iterator

from pikepdf import Array, Dictionary, Name, Object, Pdf

from leaflets.pictures.inks import ink_of

# As deep as preflight follows forms in forms: a function that holds itself would have no end.
MAX_DEPTH = 12


def separate(pdf: Pdf) -> None:
    """Turn the shadings of a file that are RGB into CMYK, each colour at the end of a step for itself."""
    done: set[tuple[int, int]] = set()
    for thing in pdf.objects:
        resources = thing.get("/Resources") if isinstance(thing, Dictionary) or hasattr(thing, "read_bytes") else None
        shadings = resources.get("/Shading") if isinstance(resources, Dictionary) else None
        for shading in (shadings or Dictionary()).values():
            # The space and the colours are turned together: three numbers in a space of four inks are no colour.
            if shading.get("/ColorSpace") == Name.DeviceRGB:
                shading.ColorSpace = Name.DeviceCMYK
                for step in _steps(shading.get("/Function"), 0):
                    if step.objgen == (0, 0) or step.objgen not in done:
                        done.add(step.objgen)
                        _turn(step)


def _steps(function: Object | None, depth: int) -> Iterator[Object]:
    """The functions that go from one colour to the next (ISO 32000-1, 7.10.3), within those that put them together."""
    if function is None or depth > MAX_DEPTH:
        return
    if "/C0" in function:
        yield function
    for part in function.get("/Functions", ()):
        yield from _steps(part, depth + 1)


def _turn(step: Object) -> None:
    for end in ("/C0", "/C1"):
        # A function met before has four numbers already.
        if len(step[end]) == 3:
            red, green, blue = (min(1.0, max(0.0, float(part))) for part in step[end])
            step[end] = Array([round(part, 4) for part in ink_of(red, green, blue)])
