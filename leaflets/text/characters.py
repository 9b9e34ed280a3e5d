"""The characters of a text: those nobody sees, letters that look like others, and a text as it is compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from leaflets.messages import Sentence, say

SOFT_HYPHEN = "\u00ad"

_UNSEEN = (
    "\u00ad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U000110bd\U000110cd"
    "\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""Category Cf, Default_Ignorable_Code_Point (Unicode, DerivedCoreProperties.txt), line separators, an empty cell."""

_HIDDEN = re.compile(f"[{_UNSEEN}]")
# Letters with the accents that combine with them and what nobody sees: a hidden character ends no word.
_WORD = re.compile(rf"(?:[^\W\d_]|[\u0300-\u036f{_UNSEEN}])+")
# Spaces of other widths between two letters: read as a space, and not found as one.
_THIN = re.compile(r"(?<=[^\W\d_])[\u1680\u2000-\u200a\u202f\u205f\u3000](?=[^\W\d_])")
_MICRO = re.compile(r"[µμ][A-Za-z]{1,3}")
"""A unit such as µg, written with either letter mu."""

_UNSPACED = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO", "THAI", "LAO", "KHMER", "MYANMAR")
"""Scripts that write no space before a foreign word, and look like no Latin letter."""

_LIKE = (
    # Cyrillic, Greek
    "ЅІЈАВЕКМНОРСТУХЬагеорсухѕіјѡѴѵҮүһҽӀӏԁԌԛԜԝꙇ" "ͿΑΒΕΖΗΙΚΜΝΟΡΤΥΧαγινορσυϜϳϺ"
    # Latin letters of other languages and of phonetics
    "ıſƍƖƦƽǀɑɡɣɩɪɯʋʏᴄᴏᴑᴜᴠᴡᴢᶃᶌỿꜱꞘꞙꞟꞲꞳꞴꬲꬵꬽꭇꭈꭎꭒꭚ" "łŁøØđĐħĦŧŦ" "’‘ʼ−"
    # Armenian, Cherokee, Coptic, Lisu, Deseret, Georgian
    "ՍՏՕագզհոռսցքօ" "ᎠᎡᎢᎥᎩᎪᎫᎬᎳᎷᎻᎽᏀᏂᏃᏏᏒᏔᏕᏙᏚᏞᏟᏢᏦᏧᏳᏴꭵꮁꮃꮓꮩꮪꮯ" "ⲅⲎⲒⲔⲘⲚⲞⲟⲢⲣⲤⲥⲦⲨⲬⳐ"
    "ꓐꓑꓒꓓꓔꓖꓗꓙꓚꓜꓝꓟꓠꓡꓢꓣꓦꓧꓪꓫꓬꓮꓰꓲꓳꓴ" "𐐄𐐕𐐛𐐠𐐬𐐽𐑈" "ყჿ"
)  # fmt: skip
_LATIN = (
    "SIJABEKMHOPCTYXbareopcyxsijwVvYyheIldGqWwi" "JABEZHIKMNOPTYXayivopouFjM"
    "isgIRslagyiiwuycoouvwzgyysFfuJXBeforruuy" "lLoOdDhHtT" "'''-"
    "USOwqqhnnugfo" "DRTiYAJEWMHYGhZbRWSVSLCPKdGBirwzvsc" "rHIKMNOoPpCcTYXL"
    "BPdDTGKJCZFMNLSRVHWXYAEIOU" "OCLSocs" "yo"
)  # fmt: skip
"""The Latin letter each of `_LIKE` looks like: rows of one letter of Unicode's confusables.txt (UTS #39)."""

_LOOK_ALIKES = dict(zip(_LIKE, _LATIN, strict=True))


_NO_CHARACTER = re.compile(
    "[\ufdd0-\ufdef" + "".join(f"{chr(end)}{chr(end + 1)}" for end in range(0xFFFE, 0x110000, 0x10000)) + "]"
)
"""Code points Unicode gives to no character, ever (chapter 23.7)."""


class Flaw(NamedTuple):
    """A character that may not stand in a text: where it stands (from 0), what it is and what to do."""

    at: int
    said: Sentence
    todo: Sentence


class _Folded(dict[int, str]):
    """What each character counts as in a comparison; worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = "".join(map(_fold, unicodedata.normalize("NFKD", chr(code))))
        return folded


def _fold(character: str) -> str:
    kind = unicodedata.category(character)
    if kind in ("Mn", "Me") or _HIDDEN.match(character):
        return ""
    if kind == "Pd":
        return "-"
    return _LOOK_ALIKES.get(character, character).casefold()


_FOLDED = _Folded()


def compared(words: str) -> str:
    """A text as it is compared with another: what looks the same, or nearly so, is the same.

    Without case, accents and characters nobody sees (category Cf and their like), compatible characters as one (NFKD),
    look-alikes of other alphabets as the Latin letter, dashes as a hyphen, and each white space as one blank.
    """
    return " ".join(words.translate(_FOLDED).split())


def hidden(text: str) -> Iterator[Flaw]:
    """C16: characters nobody sees, but for the soft hyphen; letters of two alphabets in a word; too thin spaces."""
    if text.isascii():
        return
    for found in _HIDDEN.finditer(text):
        if found[0] != SOFT_HYPHEN:
            yield Flaw(
                found.start(),
                say("holds a character that nobody sees ({code_point})", code_point=code_point(found[0])),
                say("Remove it."),
            )
    for found in _THIN.finditer(text):
        said = say("holds a space within a word that is hardly seen ({code_point})", code_point=code_point(found[0]))
        yield Flaw(found.start(), said, say("Write a common space, or none."))
    for found in _WORD.finditer(text):
        if not found[0].isascii():
            yield from _mixed(found)


def _mixed(word: re.Match[str]) -> Iterator[Flaw]:
    """The first letter of another alphabet in a word with Latin letters."""
    alphabets = [_alphabet(character) for character in word[0]]
    others = [number for number, one in enumerate(alphabets) if one not in ("LATIN", "")]
    if not others or "LATIN" not in alphabets or _MICRO.fullmatch(word[0]):
        return
    said = say(
        '"{word}" has a letter of another alphabet in it ({code_point})',
        word=word[0],
        code_point=code_point(word[0][others[0]]),
    )
    todo = say("Type the word anew in one alphabet; a Greek letter stands apart, as in TNF-α.")
    yield Flaw(word.start() + others[0], said, todo)


def _alphabet(character: str) -> str:
    """The alphabet of a letter, as the first word of its Unicode name; nothing for what goes with any."""
    if unicodedata.category(character) not in ("Lu", "Ll", "Lt", "Lo") or character in "µªº":
        return ""
    first = unicodedata.name(character, "UNKNOWN").split(" ")[0]
    return "" if first.startswith(_UNSPACED) else first


def unprintable(text: str) -> Iterator[Flaw]:
    """The characters of a text that cannot be printed, but for tab and line end."""
    if text.isprintable():
        return
    for at, character in enumerate(text):
        if character not in "\t\n" and is_unprintable(character):
            yield Flaw(
                at,
                say("holds a character that cannot be printed ({code_point})", code_point=code_point(character)),
                say("Remove it."),
            )


def is_unprintable(character: str) -> bool:
    """Whether it is a control character, a private one, half a letter, or no character at all."""
    return unicodedata.category(character) in ("Cc", "Co", "Cs") or _NO_CHARACTER.match(character) is not None


def code_point(character: str) -> str:
    """The number of a character as Unicode writes it: U+00AD."""
    return f"U+{ord(character):04X}"
