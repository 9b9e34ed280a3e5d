"""What looks the same is compared as the same, and what is not what it seems is found."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflets.text.characters import _LIKE, _LOOK_ALIKES, compared, hidden, unprintable


@pytest.mark.parametrize(
    "words",
    [
        "slijtage", "SLIJTAGE", "Slij\u00adtage", "slij\u200btage", "slij\u2060tage", "\ufeffslijtage",
        "slijt\u0430ge", "\u0455\u04cf\u0456\u0458t\u0430\u0261\u0435", "sl\u0133tage", "ｓｌｉｊｔａｇｅ", "𝘀𝗹𝗶𝗷𝘁𝗮𝗴𝗲",
        "slijtáge", "slijta\u0301ge", "slij\u034ftage", "slij\ufe0ftage", "slij\u202etage\u202c", "slijt\u03b1ge",
        "ЅLІЈTАGЕ", "slijtaɡe", "slij\U000e0020tage", "sl\u0131jtage", "ſlijtage",
    ],
)  # fmt: skip
def test_a_word_is_compared_as_it_is_seen(words: str) -> None:
    """Case, accents, characters nobody sees and letters that look like others make no other word."""
    assert compared(words) == "slijtage"


@pytest.mark.parametrize(
    ("words", "same"),
    [
        ("sterk\u00a0 bewijs\n", "sterk bewijs"),
        ("70\u202f%", "70 %"),
        ("cytokine\u2011storm", "cytokine-storm"),
        ("foto\u2019s", "foto's"),
        ("slijten", "slijten"),
        ("β-blokker", "β-blokker"),
        ("‹naam›", "‹naam›"),
    ],
)
def test_blanks_hyphens_and_apostrophes_are_one_kind(words: str, same: str) -> None:
    """White space is one blank, and a character with several forms is one; other letters stay what they are."""
    assert compared(words) == same


@given(one=st.text(max_size=20), other=st.text(max_size=20))
def test_words_are_compared_one_by_one(one: str, other: str) -> None:
    """Two texts with a blank between them compare as each does, and what is compared once stays as it is."""
    together = " ".join(part for part in (compared(one), compared(other)) if part)
    assert compared(f"{one} {other}") == together
    assert compared(together) == together


def test_each_look_alike_is_one_character_with_one_letter() -> None:
    """The table names no character twice, gives ASCII only, and no character of ASCII is in it."""
    assert len(set(_LIKE)) == len(_LIKE) == len(_LOOK_ALIKES)
    assert all(letter.isascii() for letter in _LOOK_ALIKES.values())
    assert not any(character.isascii() for character in _LIKE)


def test_every_character_of_its_category_is_hidden() -> None:
    """All characters of category Cf but the soft hyphen are found, also those of the Unicode of this Python."""
    characters = [chr(code) for code in range(sys.maxunicode + 1) if unicodedata.category(chr(code)) == "Cf"]
    assert len(characters) > 160
    assert [character for character in characters if character != "\u00ad" and not list(hidden(character))] == []
    assert list(hidden("lettergreep\u00adteken")) == []


@pytest.mark.parametrize(
    ("text", "at", "point"),
    [
        ("TO\u200bDO", 2, "U+200B"),
        ("Bel \u2066112", 4, "U+2066"),
        ("a\ufe0f", 1, "U+FE0F"),
        ("a\u2028b", 1, "U+2028"),
        ("a\u3164b", 1, "U+3164"),
        ("slijt\u0430ge", 5, "U+0430"),
        ("de slijt\u00ad\u0430\u00adge", 9, "U+0430"),
        ("TNFα", 3, "U+03B1"),
        ("ｓlijtage", 0, "U+FF53"),
        ("K\u0456nd", 1, "U+0456"),
        ("slijt\u200aage", 5, "U+200A"),
    ],
)
def test_what_is_not_what_it_seems_is_found(text: str, at: int, point: str) -> None:
    """A character nobody sees, a letter of another alphabet and a thin space in a word are found with their code point."""
    (flaw,) = hidden(text)
    assert flaw.at == at
    assert f"({point})" in flaw.said
    assert flaw.todo.endswith(".")


@pytest.mark.parametrize(
    "text",
    ["50 µg en 3 μmol", "TNF-α en β-blokkers", "Ωμέγα", "één, Sjögren, ’s morgens, foto’s", "MRI検査", "10\u202f% en 5\u2009km",
     "a\u00a0b", "H₂O, m², 37 °C, 1ª", "Привет мир", "1–2 … ‘x’ “y” ĳ ŵ"],
)  # fmt: skip
def test_everyday_characters_are_what_they_seem(text: str) -> None:
    """Units, Greek letters that stand apart, accents, quotes and whole words of another alphabet are no flaw."""
    assert list(hidden(text)) == []


def test_control_characters_are_unprintable() -> None:
    """Control and private characters and halves of letters are found; a tab, a line end and an accent are not."""
    assert list(unprintable("a\tb\né")) == []
    found = {flaw.at: flaw.said for flaw in unprintable("é\x07\ue000\ud800\x85")}
    assert list(found) == [1, 2, 3, 4]
    assert found[3] == "holds a character that cannot be printed (U+D800)"


@pytest.mark.parametrize("character", ["\ufffe", "\uffff", "\ufdd0", "\ufdef", "\U0001fffe", "\U0010ffff"])
def test_what_is_no_character_is_unprintable(character: str) -> None:
    """The code points Unicode keeps for nobody (its chapter 23.7) are found; those beside them are not."""
    assert [flaw.at for flaw in unprintable(f"a{character}b")] == [1]
    assert list(unprintable("\ufffd\ufdcf\ufdf0\U00010000")) == []
