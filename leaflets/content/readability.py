"""How easily a text reads: its words, its sentences, and the Dutch ease of reading after Flesch and Douma."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_SENTENCE_END = re.compile(r"(?:(?<=[.!?…])|(?<=[.!?…][\"”’')]))\s+(?=[^a-z])|\n")
_VOWELS = re.compile(r"[aeiouyáéíóúàèìòùâêîôûäëïöü]+")
_NEW_SYLLABLE = re.compile(r"(?<=[aeiouy])(?=[äëïöü])")


def words(text: str) -> list[str]:
    """The words of a plain text; what a hyphen or an apostrophe holds together is one word."""
    return _WORD.findall(text)


def sentences(text: str) -> list[str]:
    """The sentences of a plain text whose paragraphs, headings and list items are apart by a newline."""
    return [part.strip() for part in _SENTENCE_END.split(text) if _WORD.search(part)]


def syllables_nl(word: str) -> int:
    """The syllables of a Dutch word, counted as groups of vowels (53 of 56 words right, where pyphen had 39)."""
    lower = _NEW_SYLLABLE.sub(" ", word.lower().replace("ij", "y"))
    return max(1, len(_VOWELS.findall(lower)))


def flesch_douma(text: str) -> float:
    """The Dutch ease of reading of a plain text: 60 to 70 is normal, 70 to 80 fairly easy (norms L02).

    Raises ValueError for a text without words.
    """
    found = words(text)
    if not found:
        raise ValueError("a text without words has no ease of reading")
    words_a_sentence = len(found) / len(sentences(text))
    syllables_a_word = sum(map(syllables_nl, found)) / len(found)
    return 206.835 - 0.93 * words_a_sentence - 77 * syllables_a_word
