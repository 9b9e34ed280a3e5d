"""Words, sentences and syllables are counted as a Dutch reader would, and the formula is the one of the norms."""

from __future__ import annotations

import pytest

from leaflets.content.readability import sentences, syllables_nl, words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Bel 112, meteen!", ["Bel", "112", "meteen"]),
        ("Ziekte-inzicht en zo’n dag", ["Ziekte-inzicht", "en", "zo’n", "dag"]),
        ("’s nachts – of niet", ["s", "nachts", "of", "niet"]),
        ("ME/cvs én één (samen)", ["ME", "cvs", "én", "één", "samen"]),
        (" – … \n", []),
    ],
)
def test_words(text: str, found: list[str]) -> None:
    """A word is letters and digits, held together by hyphens and apostrophes."""
    assert words(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Een. Twee! Drie? Vier", ["Een.", "Twee!", "Drie?", "Vier"]),
        ("Een kop\nEen alinea. Nog een.\n\n- punt", ["Een kop", "Een alinea.", "Nog een.", "- punt"]),
        ("Klachten zoals bijv. pijn. Of niet.", ["Klachten zoals bijv. pijn.", "Of niet."]),
        ("(Zie hier.) Hij zei: “Rust.” Goed.", ["(Zie hier.)", "Hij zei: “Rust.”", "Goed."]),
        ("Neem 1.5 uur. 3 keer per dag.", ["Neem 1.5 uur.", "3 keer per dag."]),
        ("…\n–\n", []),
    ],
)
def test_sentences(text: str, found: list[str]) -> None:
    """A sentence ends with its sign or its line; an abbreviation in the middle ends none."""
    assert sentences(text) == found


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("slaap", 1), ("rust", 1), ("bijwerking", 3), ("vermoeidheid", 3), ("reumatoïde", 5), ("geïnfecteerd", 4),
        ("ziekte", 2), ("nieuwe", 2), ("tweeën", 2), ("’s", 1), ("112", 1), ("ijs", 1), ("Energie", 3), ("één", 1),
    ],
)  # fmt: skip
def test_syllables(word: str, count: int) -> None:
    """A syllable is a group of vowels; ij is one vowel and a diaeresis begins a new one."""
    assert syllables_nl(word) == count
