"""The letters of practices: any Latin letter the face can set or compose, kerned, in fonts of a few letters."""

from __future__ import annotations

import io

import pytest
from fontTools.ttLib import TTFont

from leaflets.personalise.box.face import face

NAMES = "Ŵyn ŵ Țepeș Łukasz Straße Nguyễn Dvořák Ağaoğlu Şahin Đorđević Ĝ ḥ ț Ŷ Œuvre Ÿ ẞ".replace("ẞ", "ß")


@pytest.mark.parametrize("bold", [False, True])
def test_names_of_all_europe_can_be_set(bold: bool) -> None:
    """Letters the face has no drawing of are put together; other alphabets are not."""
    assert face(bold=bold).lacks(NAMES) == []
    assert face(bold=bold).lacks("Жук 李 ŋ") == ["ŋ", "Ж", "к", "у", "李"]


@pytest.mark.parametrize("bold", [False, True])
def test_a_composed_letter_has_its_accent_over_its_middle(bold: bool) -> None:
    """The circumflex of ŵ stands above the w, as high as that of â, and in its middle."""
    part = face(bold=bold).subset("wŵâ")
    font = TTFont(io.BytesIO(part.file))
    glyphs, order = font["glyf"], font.getGlyphOrder()
    plain, composed, other = (glyphs[order[part.codes[letter]]] for letter in "wŵâ")
    assert composed.yMax == pytest.approx(other.yMax, abs=2)
    assert composed.isComposite()
    accent = next(component for component in composed.components if component.glyphName != order[part.codes["w"]])
    mark = glyphs[accent.glyphName]
    middle = accent.x + (mark.xMin + mark.xMax) / 2
    assert middle == pytest.approx((plain.xMin + plain.xMax) / 2, abs=25)
    assert part.widths[part.codes["ŵ"]] == part.widths[part.codes["w"]]


def test_pairs_of_letters_are_kerned() -> None:
    """V draws a nearer, as in the leaflet itself; a composed letter is kerned as the letter it is made of."""
    own = face(bold=False)
    assert own.kern("V", "a") < -20
    assert own.kern("n", "n") == 0
    assert own.kern("Ŵ", "e") == own.kern("W", "e") < 0
    assert own.width("Va") == pytest.approx(own.width("V") + own.width("a") + own.kern("V", "a") / 1000)


def test_a_subset_holds_its_letters_only_and_is_always_the_same() -> None:
    """The order of the letters is no matter, and two subsets of other letters have other names."""
    own = face(bold=True)
    one, other = own.subset("linde"), own.subset("ednil")
    assert one == other
    assert set(one.codes) == set("linde")
    font = TTFont(io.BytesIO(one.file))
    assert len(font.getGlyphOrder()) == len(one.widths) == 6
    assert {"cmap", "name", "GPOS"}.isdisjoint(font.keys())
    assert one.name.split("+")[0] != own.subset("linda").name.split("+")[0]
