"""Drawings: only drawn shapes come through, as they look; what is hostile costs a moment and a sentence."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import lru_cache
from typing import Any

import pytest

from leaflets.pictures import WrongPicture, look, vector
from tests.conftest import PROJECT
from tests.pictures.hostile import CASES, svg
from tests.pictures.reading import drawn

pytestmark = pytest.mark.whole


@lru_cache
def looked_at() -> dict[str, Any]:
    """What a process of its own says of each hostile picture, what it took, and the memory."""
    command = [sys.executable, "-m", "tests.pictures.hostile"]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, timeout=100, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_hostile_pictures_cost_a_moment_and_a_sentence() -> None:
    """Each is refused for its own reason, in 5 s of processor time at the most; none takes 500 MB."""
    found = looked_at()
    wrong = {name: said for name, (said, _) in found["spent"].items() if CASES[name][1] not in said}
    assert wrong == {}
    assert set(found["spent"]) == set(CASES)
    assert {name: spent for name, (_, spent) in found["spent"].items() if spent > 5} == {}
    assert found["peak"] < 500


def test_what_programs_write_beside_the_drawing_is_left_out() -> None:
    """Names, notes, other name spaces and attributes that draw nothing are gone; what is drawn is as it was."""
    data = (
        b'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://x/svg11.dtd">'
        b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:i="http://inkscape" viewBox="0 0 9 9" i:version="1"><title>x</title>'
        b'<metadata><i:rdf>x</i:rdf></metadata><i:view id="y"/><g id="a" data-name="b" i:label="c">'
        b'<path d="M0,0 L1.5e0-2z" style="fill:none; stroke: RED; -i-font: x"/></g></svg>'
    )
    assert drawn(data) == [("g", {"id": "a"}), ("path", {"d": "M0,0 L1.5e0-2z", "fill": "none", "stroke": "#FF0000"})]


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('viewBox="0 0 40 20"', (40, 20)), ('viewBox="-1,-2,4e1,20" width="9"', (40, 20)), ('width="30mm" height="20mm"', (30, 20)),
        ('width="100%" height="100%"', None), ("", None), ('viewBox="0 0 400 10"', None), ('viewBox="0 0 200 10"', (200, 10)), ('viewBox="0 0 10 200"', (10, 200)), ('viewBox="0 0 10 201"', None), ('viewBox="0 0 0 0"', None),
        ('width="30"', None),
    ],
)  # fmt: skip
def test_a_drawing_has_a_size(attributes: str, size: tuple[float, float] | None) -> None:
    """It comes from the viewBox or from both measures; without any, or as a line, a drawing fits no page."""
    data = f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}><rect/></svg>'.encode()
    if size is not None:
        assert vector.size(vector.cleaned(data)) == size
        return
    with pytest.raises(WrongPicture, match="has no size that fits a page"):
        look(data, "x.svg", f"size {attributes}")


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        ('<mask id="a"><rect/></mask><rect mask="url(#a)"/>', "has a mask in maskUnits that cannot be drawn"),
        (
            '<clipPath id="a" clipPathUnits="objectBoundingBox"><rect/></clipPath><rect clip-path="url(#a)"/>',
            "clipPathUnits",
        ),
        ("<text>a<i:b xmlns:i='x'>c</i:b></text>", "a text in a text that cannot be read"),
        ('<rect fill="var(--x)"/>', 'holds fill="var(--x)", which cannot be read'),
        ('<rect fill="device-cmyk(1 0 0 0)"/>', "which cannot be read"),
        ('<g transform="rotate(1) ecale(2)"/>', "which cannot be read"),
        (
            "<style>g rect {fill:red}</style>",
            'a style for "g rect", more than a class',
        ),
        ("<style>rect:hover{fill:red}</style>", 'a style for "rect:hover"'),
        ("<style>rect{fill:{</style>", "<nothing>"),
    ],
)
def test_what_would_be_drawn_wrong_is_refused(inside: str, said: str) -> None:
    """What WeasyPrint draws another way than a browser, or what nobody can read, is a sentence and no surprise."""
    if said == "<nothing>":
        assert drawn(svg(inside)) == []
        return
    with pytest.raises(WrongPicture) as refused:
        vector.cleaned(svg(inside))
    assert said in str(refused.value)


def test_what_was_found_is_remembered() -> None:
    """A picture is looked at once, also one that is refused: the second time only its digest counts."""
    assert look(svg("<rect/>"), "x.svg", "a digest") is None
    assert look(b"nothing", "x.svg", "a digest") is None
    for data in (b"nothing", svg("<rect/>")):
        with pytest.raises(WrongPicture, match="is broken"):
            look(data, "x.svg", "another digest")
