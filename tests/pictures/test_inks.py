"""Pictures in the print shop's inks: never too much of them, black as black, greys as grey."""

from __future__ import annotations

import pytest
from PIL import Image

from leaflets.pictures import vector
from leaflets.pictures.inks import ink_of, recoloured, separated
from tests.pictures.hostile import svg


def test_no_pixel_takes_more_than_300_per_cent() -> None:
    """Of all colours in steps of 15 the most takes 255 %, and black is black ink alone."""
    steps = bytes(range(0, 256, 15))
    every = bytes(part for red in steps for green in steps for blue in steps for part in (red, green, blue))
    data = separated(Image.frombytes("RGB", (len(every) // 3, 1), every)).tobytes()
    inks = [data[at : at + 4] for at in range(0, len(data), 4)]
    assert max(sum(one) for one in inks) / 2.55 < 260
    assert inks[0] == bytes((0, 0, 0, 255))
    assert inks[-1] == bytes(4)


@pytest.mark.parametrize("colour", [(255, 0, 0), (10, 20, 30), (200, 150, 90), (0, 255, 255), (90, 20, 200)])
def test_a_colour_is_separated_as_a_pixel_is(colour: tuple[int, int, int]) -> None:
    """A drawing beside a photograph has the same inks for the same colour."""
    pixel = separated(Image.new("RGB", (1, 1), colour)).tobytes()
    assert [round(part * 255) for part in ink_of(*(part / 255 for part in colour))] == list(pixel)


@pytest.mark.parametrize("grey", [0.0, 0.25, 0.5, 1.0])
def test_a_grey_is_black_ink_alone(grey: float) -> None:
    """A grey line of four inks would have coloured edges."""
    assert ink_of(grey, grey, grey) == (0, 0, 0, 1 - grey)


def test_every_colour_of_a_drawing_is_changed() -> None:
    """Fills, strokes, what falls back on a colour and what inherits it; what has none is black, said once."""
    drawing = vector.cleaned(
        svg('<g color="red"><rect fill="lime" stroke="currentColor"/><rect fill="url(#g) navy"/><rect fill="none"/></g>'
            '<linearGradient id="g"><stop stop-color="#FF000080"/></linearGradient>')
    )  # fmt: skip
    found = recoloured(drawing, lambda colour: f"<{colour}>", stops=False)
    assert (found.get("fill"), found.get("color")) == ("<#000000>", "<#000000>")
    colours = [
        one.attrib[name]
        for one in found.iter()
        for name in ("fill", "stroke", "color", "stop-color")
        if name in one.attrib
    ]
    assert colours[2:] == ["<#FF0000>", "<#00FF00>", "currentColor", "url(#g) <#000080>", "none", "#FF000080"]
    assert recoloured(drawing, str.lower, stops=True)[1][0].get("stop-color") == "#ff000080"
    assert drawing.get("fill") is None
