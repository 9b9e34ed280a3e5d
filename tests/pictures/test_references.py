"""A drawing is counted as it is drawn, with all it refers to."""

from __future__ import annotations

import pytest

from leaflets.pictures import WrongPicture, markup, vector
from leaflets.pictures.references import unfold
from tests.pictures.hostile import svg


def drawing(inside: str) -> bytes:
    """A drawing whose names have no name space."""
    return f"<svg>{inside}</svg>".encode()


def test_a_drawing_of_many_parts_may_use_them() -> None:
    """Symbols, gradients that take their stops from another, markers, clips, texts and 4,900 shapes are no fault."""
    data = svg(
        '<defs><linearGradient id="s"><stop offset="10%" stop-color="red"/></linearGradient>'
        '<radialGradient id="g" xlink:href="#s" gradientTransform="matrix(1 0 0 1 -2 3)"/>'
        '<marker id="m" orient="auto-start-reverse" markerWidth="3"><path d="M0 0"/></marker><clipPath id="c"><rect/></clipPath>'
        '<symbol id="y" viewBox="0 0 9 9"><rect/></symbol></defs><use xlink:href="#y" width="9" height="9"/>'
        '<path d="M0 0 9 9" marker-end="url(#m)" fill="url(#g)" clip-path="url(#c)" stroke-dasharray="1,2"/>'
        '<text x="1 2" font-family="\'A b\', serif">a<tspan dy="1em">b</tspan>c</text>' + "<rect/>" * 4900
    )
    found = vector.cleaned(data)
    assert found.find(f"{vector.SVG}use") is not None
    assert "".join(found.itertext()) == "abc"
    assert [one.get("href") for one in found.iter() if "href" in one.attrib] == ["#s", "#y"]


def test_shapes_are_counted_as_they_are_drawn() -> None:
    """The drawing, its shapes and each shape once more for every use: 5,000 in all are taken, one more is not."""
    shape = f'<defs><g id="a">{"<rect/>" * 98}</g></defs>'
    # Not the definitions, but each use, the group it draws and the 98 in that: 100 each time, and the drawing is one.
    unfold(markup.parsed(drawing(shape + '<use href="#a"/>' * 49 + "<rect/>" * 99)))
    with pytest.raises(WrongPicture, match="unfolds to more than 5,000 shapes"):
        unfold(markup.parsed(drawing(shape + '<use href="#a"/>' * 49 + "<rect/>" * 100)))


def test_what_is_enlarged_is_enlarged_by_all_around_it() -> None:
    """One within the other 100 and 100 times are 10,000, which is taken; a window of its own counts too."""
    window = '<svg width="300" viewBox="0 0 3 3"><g transform="scale({times})"/></svg>'
    for inner in ('<g transform="scale(100)"><g transform="scale({times})"/></g>', window):
        unfold(markup.parsed(drawing(inner.format(times=100))))
        with pytest.raises(WrongPicture, match="enlarged beyond sight"):
            unfold(markup.parsed(drawing(inner.format(times=101))))
