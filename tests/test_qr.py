from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from leaflets import qr
from leaflets.content import Catalogue

ADDRESS = 'https://example.org/a?b=1&c="2"'
SVG = "{http://www.w3.org/2000/svg}"


def redrawn(path: str, side: int) -> list[list[int]]:
    """How often the path paints each module of a field of `side` modules."""
    field = [[0] * side for _ in range(side)]
    segments = re.findall(r"M(\d+) (\d+)h(\d+)v1h-(\d+)z", path)
    assert "".join(f"M{x} {y}h{run}v1h-{back}z" for x, y, run, back in segments) == path
    for x, y, run, back in segments:
        assert run == back
        for offset in range(int(run)):
            field[int(y)][int(x) + offset] += 1
    return field


@given(st.integers(1, 12).flatmap(lambda side: st.lists(st.lists(st.booleans(), min_size=side, max_size=side),
                                                        min_size=side, max_size=side)))  # fmt: skip
def test_path_of_runs_redraws_any_matrix(rows: list[list[bool]]) -> None:
    """The path paints each dark module once, and no light one."""
    matrix = tuple(tuple(row) for row in rows)
    assert redrawn(qr.path_of_runs(matrix), len(rows)) == [[int(module) for module in row] for row in rows]


@given(st.integers(1, 30))
def test_a_run_is_one_segment(length: int) -> None:
    """A row of dark modules is one rectangle, however long it is: that is what makes the path compact."""
    assert qr.path_of_runs(((True,) * length,)) == f"M0 0h{length}v1h-{length}z"


def test_every_address_is_read_from_its_drawn_path(catalogue: Catalogue) -> None:
    """What the path paints for each source is a symbol of level M that says its address, and nothing else."""
    for source in catalogue.sources.values():
        side = len(qr.matrix(source.url))
        field = redrawn(qr.path_of_runs(qr.matrix(source.url)), side)
        symbol = Image.new("L", (side + 2 * qr.QUIET_ZONE,) * 2, 255)
        for y, row in enumerate(field):
            for x, painted in enumerate(row):
                assert painted in (0, 1)
                symbol.putpixel((x + qr.QUIET_ZONE, y + qr.QUIET_ZONE), 0 if painted else 255)
        enlarged = symbol.resize((symbol.width * 4,) * 2, Image.Resampling.NEAREST)
        (read,) = zxingcpp.read_barcodes(enlarged)
        assert (read.text, read.ec_level) == (source.url, "M")


@pytest.mark.parametrize("side_mm", [20.0, 22.0, 40.0])
def test_the_symbol_is_as_wide_as_asked_and_the_quiet_zone_is_outside_it(side_mm: float) -> None:
    """The drawing is the symbol of the asked side with 4 modules around it, which its negative margin takes back."""
    drawing = ElementTree.fromstring(qr.svg(ADDRESS, side_mm, "alt"))
    left, top, width, height = map(int, drawing.attrib["viewBox"].split())
    modules = len(qr.matrix(ADDRESS))
    assert (left, top, width, height) == (-4, -4, modules + 8, modules + 8)
    width_mm, height_mm, margin_mm = map(float, re.findall(r":-?([\d.]+)mm", drawing.attrib["style"]))
    assert width_mm == height_mm == pytest.approx(side_mm * (modules + 8) / modules, abs=0.001)
    assert margin_mm == pytest.approx(side_mm * 4 / modules, abs=0.001)
    assert f"margin:-{margin_mm:.3f}mm" in drawing.attrib["style"]


@given(st.floats(20, 60), st.floats(1, 12))
def test_a_code_has_as_few_modules_as_its_quiet_zone_has_room_for(side_mm: float, quiet_mm: float) -> None:
    """In the version for it the quiet zone is no wider than what is white, and in the one below it would be."""
    version = qr.version_for(side_mm, quiet_mm)
    assert qr.QUIET_ZONE * side_mm / (17 + 4 * version) <= quiet_mm + 1e-9
    assert version == 1 or qr.QUIET_ZONE * side_mm / (13 + 4 * version) > quiet_mm - 1e-9


def test_a_short_address_may_have_more_modules_than_it_needs() -> None:
    """The symbol of a higher version says the same; one that has no room in the version asked for gets a higher one."""
    assert [len(qr.matrix("https://nl.be", version)) for version in (1, 4)] == [21, 33]
    assert (
        len(qr.matrix("https://example.org/" + "a" * 60, 1)) == len(qr.matrix("https://example.org/" + "a" * 60)) == 37
    )
    side = len(qr.matrix("https://nl.be", 4))
    symbol = Image.new("L", (side + 8, side + 8), 255)
    for y, row in enumerate(qr.matrix("https://nl.be", 4)):
        for x, is_dark in enumerate(row):
            symbol.putpixel((x + 4, y + 4), 0 if is_dark else 255)
    (read,) = zxingcpp.read_barcodes(symbol.resize((symbol.width * 4,) * 2, Image.Resampling.NEAREST))
    assert (read.text, read.ec_level) == ("https://nl.be", "M")


def test_address_and_description_keep_their_signs() -> None:
    """Characters that mean something in XML come back from the drawing as they went in."""
    drawing = ElementTree.fromstring(qr.svg(ADDRESS, 22, 'QR-code naar "A & <B>"'))
    assert drawing.attrib["data-url"] == ADDRESS
    assert drawing[0].tag == f"{SVG}title"
    assert drawing[0].text == 'QR-code naar "A & <B>"'
