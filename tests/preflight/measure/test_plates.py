"""The plates of a file, each by itself."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name

from leaflets.preflight.measure.plates import separate
from tests.preflight.drawn import Drawn, pdf_of, saved

OVER, OUT = "/Over gs", "/Out gs"


def plates(drawn: Drawn, at: tuple[float, float] = (25, 25)) -> list[int]:
    """The per cent of each ink at a place in mm, from pictures of the four plates."""
    pdf = pdf_of(drawn)
    resources = pdf.pages[0].obj.Resources
    resources.ExtGState = Dictionary(
        Over=Dictionary(op=True, OPM=1), Out=Dictionary(op=True, OPM=0), Half=Dictionary(ca=0.5),
        Both=Dictionary(op=True, OPM=1, ca=0.5),
    )  # fmt: skip
    steps = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0.2, 0, 0, 0.4], C1=[0.2, 0, 0, 0.4], N=1)
    shade = Dictionary(ShadingType=2, ColorSpace=Name.DeviceCMYK, Coords=[0, 0, 500, 0], Extend=[True, True],
                       Function=Dictionary(FunctionType=3, Domain=[0, 1], Functions=Array([steps]), Bounds=Array([]),
                                           Encode=[0, 1]))  # fmt: skip
    resources.Shading = Dictionary(Shade=pdf.make_indirect(shade))
    inner = Dictionary(ExtGState=Dictionary(Over=Dictionary(op=True, OPM=1)))
    form = pdf.make_stream(b"0 0.5 0 0 k 0 0 400 600 re f", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 400, 600],
                           Resources=inner)  # fmt: skip
    images = resources.get("/XObject", Dictionary())
    resources.XObject = Dictionary({**dict(images.items()), "/Form": form})
    data, found = saved(pdf), []
    for plate in range(4):
        with pikepdf.open(io.BytesIO(data)) as one:
            separate(one, plate)
            drawn_on = pypdfium2.PdfDocument(saved(one))
        picture = drawn_on[0].render(scale=1, grayscale=True).to_pil()
        found.append(round((255 - picture.getpixel(tuple(round(side * 72 / 25.4) for side in at))) / 2.55))
    return found


GROUND = "0.6 0.4 0.2 0 k"


@pytest.mark.parametrize(
    ("operators", "inks"),
    [
        ("0.1 0.2 0.3 0.4 k", [10, 20, 30, 40]),
        ("0.3 g", [0, 0, 0, 70]),
        ("1 0 0 rg", [0, 0, 0, 0]),
        (f"{OVER} 0 0 0 1 k", [60, 40, 20, 100]),
        (f"0 0 0 1 k {OVER}", [60, 40, 20, 100]),
        (f"{OVER} 0 1 0 0 k", [60, 100, 20, 0]),
        (f"{OUT} 0 0 0 1 k", [0, 0, 0, 100]),
        (f"{OVER} 0.5 g", [60, 40, 20, 50]),
        (f"q {OVER} 0 0 0 1 k Q 0 0 0 1 k", [0, 0, 0, 100]),
        ("/Half gs 0 0 0 1 k", [30, 20, 10, 50]),
        ("/Both gs 0 0 0 1 k", [60, 40, 20, 50]),
    ],
)
def test_the_inks_of_a_fill(operators: str, inks: list[int]) -> None:
    """A colour over a ground of three inks: what overprints in mode 1 leaves those of which it has none."""
    drawn = Drawn().box(0, 0, 60, 60, GROUND).box(10, 10, 30, 30, operators)
    assert plates(drawn) == pytest.approx(inks, abs=1)


def test_what_is_hidden_hides_nothing_after_it() -> None:
    """After black that overprints, a form, a gradient and a picture are shown on every plate again."""
    over = Drawn().box(0, 0, 60, 60, GROUND).raw(f"{OVER} 0 0 0 1 k 0 0 1 1 re f")
    assert plates(over.raw("/Form Do")) == pytest.approx([0, 50, 0, 0], abs=1)
    over = Drawn().box(0, 0, 60, 60, GROUND).raw(f"{OVER} 0 0 0 1 k 0 0 1 1 re f")
    assert plates(over.raw("/Shade sh")) == pytest.approx([20, 0, 0, 40], abs=1)
    over = Drawn().box(0, 0, 60, 60, GROUND).raw(f"{OVER} 0 0 0 1 k 0 0 1 1 re f")
    over = over.image(10, 10, 30, 30, (1, 1), Name.DeviceCMYK, bytes([51, 0, 102, 0]))
    assert plates(over) == pytest.approx([20, 0, 40, 0], abs=1)
