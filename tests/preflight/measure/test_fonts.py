from __future__ import annotations

from leaflets.preflight.measure.paint import Painted, painted
from tests.preflight.drawn import Drawn, glyphs, pdf_of


def one(drawn: Drawn) -> Painted:
    return next(painted(pdf_of(drawn)))


def test_codes_without_a_glyph_are_counted() -> None:
    """Code 0 and a code past the last glyph show an empty box; good letters show none."""
    assert one(Drawn().text(20, 20, "goed")).shown[0].missing == 0
    codes = [*glyphs("go"), 0, 60000]
    assert one(Drawn().text(20, 20, "", codes=codes)).shown[0].missing == 2


def test_the_space_is_known_by_its_code() -> None:
    """A font's Unicode map tells which of its codes part words."""
    font = one(Drawn().text(20, 20, "goed")).shown[0].font
    assert font is not None
    (space,) = glyphs(" ")
    assert font.spaces == {space.to_bytes(2)}
