"""The faces of the edition: each is what the list says, and may be embedded."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from fontTools.ttLib import TTFont

from leaflets import faces

CONTENT = Path(__file__).resolve().parents[1] / "content"


def fonts() -> Iterator[tuple[str, int, str, TTFont]]:
    for family, weight, style, path in faces.FACES:
        with TTFont(path) as font:
            yield family, weight, style, font


def test_each_file_is_the_face_it_is_listed_as() -> None:
    """Family, weight and style of the list are what the font file itself says."""
    for family, weight, style, font in fonts():
        assert font["name"].getBestFamilyName() == family
        assert font["OS/2"].usWeightClass == weight
        assert bool(font["OS/2"].fsSelection & 1) == (style == "italic")


def test_the_faces_may_be_embedded() -> None:
    """No face forbids embedding or subsetting (OS/2 fsType 0: installable)."""
    assert {font["OS/2"].fsType for *_, font in fonts()} == {0}


def test_the_text_faces_have_every_character_of_the_texts() -> None:
    """What the Dutch texts and lists print is in both weights of the text face, so no character comes from elsewhere."""
    written = "".join(path.read_text(encoding="utf-8") for path in [*CONTENT.rglob("*.md"), *CONTENT.rglob("*.yaml")])
    for family, _, _, font in fonts():
        if family == faces.TEXT:
            assert set(written) - {"\n"} - {chr(code) for code in font.getBestCmap()} == set()


def test_words_are_as_long_as_their_letters() -> None:
    """The length of words is that of the advances in the font file, of the weight asked for."""
    for family, weight, _, font in fonts():
        if family == faces.TEXT:
            widths, names = font["hmtx"].metrics, font.getBestCmap()
            wanted = sum(widths[names[ord(character)]][0] for character in "één nacht") / font["head"].unitsPerEm
            assert faces.length("één nacht", bold=weight == 700) == wanted
    assert faces.length("") == 0
    assert faces.length("nacht", bold=True) > faces.length("nacht") > 2
