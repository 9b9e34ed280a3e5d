"""The zero without a stroke, and that nothing else of the face is ours."""

from __future__ import annotations

import pytest
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont

from leaflets.faces import plain_zero
from tests.conftest import PROJECT

STYLES = pytest.mark.parametrize("style", plain_zero.STYLES)


def drawn(font: TTFont, name: str) -> list[tuple[str, tuple[tuple[int, int], ...]]]:
    pen = DecomposingRecordingPen(font.getGlyphSet())
    font.getGlyphSet()[name].draw(pen)
    return list(pen.value)


@STYLES
def test_the_file_is_what_the_code_makes(style: str) -> None:
    """To the byte, so that who doubts it can make it again."""
    assert plain_zero.file(style).read_bytes() == plain_zero.plain(style)


@STYLES
def test_only_the_zero_is_drawn_otherwise(style: str) -> None:
    """Every glyph but the two zeros has the same outline and width, and these are as wide as they were."""
    with TTFont(plain_zero.file(style)) as ours, TTFont(plain_zero.source(style)) as theirs:
        names = ours.getGlyphOrder()
        assert names == theirs.getGlyphOrder()
        assert {name for name in names if drawn(ours, name) != drawn(theirs, name)} == {"zero", "zero.tf"}
        assert ours["hmtx"].metrics == theirs["hmtx"].metrics
        assert ours.getBestCmap() == theirs.getBestCmap()
        # Figures of a table are one width (OpenType feature tnum).
        assert len({ours["hmtx"][f"{name}.tf"][0] for name in ("zero", "one", "eight")}) == 1


@STYLES
def test_the_zero_is_a_ring(style: str) -> None:
    """An outer and one inner line that turn the other way; the middle, where the stroke was, is open."""
    with TTFont(plain_zero.file(style)) as font:
        glyph = font["glyf"]["zero"]
        assert glyph.numberOfContours == 2
        first, second = glyph.endPtsOfContours
        points = glyph.coordinates
        inner = points[first + 1 : second + 1]
        xs, ys = [x for x, _ in inner], [y for _, y in inner]
        # The counter lies as far from the left as from the right, and is higher than wide.
        assert abs((min(xs) - glyph.xMin) - (glyph.xMax - max(xs))) <= 1
        assert max(ys) - min(ys) > 1.2 * (max(xs) - min(xs))
        assert area(list(points[: first + 1])) * area(list(inner)) < 0


def area(points: list[tuple[int, int]]) -> float:
    """Twice what a line of corners encloses, below 0 where it turns clockwise."""
    return sum(x * below - left * y for (x, y), (left, below) in zip(points, [*points[1:], points[0]], strict=True))


def test_its_name_is_its_own() -> None:
    """No name by which a face is asked for is the original's; who made it and the licence are said as before."""
    for style in plain_zero.STYLES:
        with TTFont(plain_zero.file(style)) as ours, TTFont(plain_zero.source(style)) as theirs:
            for number in (1, 4, 6):
                assert "Atkinson" not in ours["name"].getDebugName(number)
            for number in (0, 9, 13, 14):
                assert ours["name"].getDebugName(number) == theirs["name"].getDebugName(number)
    assert "SIL OPEN FONT LICENSE Version 1.1" in (PROJECT / "leaflets/faces/OFL.txt").read_text(encoding="utf-8")
