"""Gradients of drawings: in the print shop's inks from end to end."""

from __future__ import annotations

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from leaflets.press.shadings import separate


def step(*ends: tuple[float, ...]) -> Dictionary:
    return Dictionary(FunctionType=2, N=1, C0=Array(ends[0]), C1=Array(ends[1]))


def test_the_colours_of_a_gradient_become_inks() -> None:
    """Each end of each step, once, also where forms share a step; grey ones, which say how clear they are, stay."""
    red, black, clear = (1.0, 0.0, 0.0), (0.0, 0.0, 0.0), (0.5,)
    with pikepdf.new() as pdf:
        shared = pdf.make_indirect(step(red, black))
        whole = Dictionary(FunctionType=3, Functions=Array([shared, step(black, (1.2, 1.0, 1.0))]))
        shadings = [
            Dictionary(ShadingType=2, ColorSpace=Name.DeviceRGB, Function=whole),
            Dictionary(ShadingType=2, ColorSpace=Name.DeviceRGB, Function=shared),
            Dictionary(ShadingType=2, ColorSpace=Name.DeviceGray, Function=step(clear, clear)),
        ]
        forms = [pdf.make_stream(b"/a sh", Resources=Dictionary(Shading=Dictionary(a=one))) for one in shadings]
        separate(pdf)
        first, second, third = (form.Resources.Shading.a for form in forms)
        assert [str(one.ColorSpace) for one in (first, second, third)] == ["/DeviceCMYK", "/DeviceCMYK", "/DeviceGray"]
        parts = first.Function.Functions
        ends = [[float(part) for part in one[key]] for one in parts for key in ("/C0", "/C1")]
        assert ends == [pytest.approx(one) for one in ([0, 1, 1, 0], [0, 0, 0, 1], [0, 0, 0, 1], [0, 0, 0, 0])]
        assert [float(part) for part in second.Function.C0] == [0, 1, 1, 0]
        assert [float(part) for part in third.Function.C0] == [0.5]
