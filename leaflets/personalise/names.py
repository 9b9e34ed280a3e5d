"""Countries and languages by the names people write: België, Pays-Bas, NL; Frans, français, fr."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

SPOKEN = ("nl", "fr", "de", "en")
"""The languages of the tables we get."""
COUNTRIES = ("be", "nl")
_ALSO = {"b": "be", "bel": "be", "nld": "nl", "ned": "nl", "holland": "nl", "hollande": "nl",
         "the netherlands": "nl", "les pays bas": "nl", "la belgique": "be", "die niederlande": "nl"}  # fmt: skip
"""What babel has not: the letters on cars and of sport, ISO 3166-1 alpha-3, a name with an article, and Holland."""


def country(text: str) -> str | None:
    """The code of a country whose words we have, by its name or code in any case, with accents or without."""
    return _countries().get(plain(text))


def language(text: str) -> str:
    """The code of a language by its name; what is none of the names is taken for a code."""
    return _languages().get(plain(text), text.lower())


def plain(text: str) -> str:
    """A text by which names are compared: small letters without accents, single spaces for all that is no letter.

    Letters with a stroke, such as ł and ø, and joined ones, such as œ and ß, become those they are read as.
    """
    spelled = "".join(_STROKES.get(character, character) for character in text.casefold())
    apart = unicodedata.normalize("NFKD", spelled)
    bare = "".join(character for character in apart if not unicodedata.combining(character))
    return re.sub(r"[\W_]+", " ", bare).strip()


# Unicode takes these apart by no decomposition: the stroke is no accent that combines.
_STROKES = {
    "ł": "l",
    "ø": "o",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "æ": "ae",
    "œ": "oe",
    "ı": "i",
    "’": "",
    "'": "",
    "‘": "",
}


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    found = {name: code for code in COUNTRIES for name in _names("territories", code.upper())}
    return found | {code: code for code in COUNTRIES} | _ALSO


@lru_cache(maxsize=1)
def _languages() -> dict[str, str]:
    return {name: code for code in SPOKEN for name in _names("languages", code)}


def _names(kind: str, code: str) -> Iterator[str]:
    """What the languages of the tables call a country or a language."""
    from babel import Locale

    for spoken in SPOKEN:
        yield plain(getattr(Locale(spoken), kind)[code])
