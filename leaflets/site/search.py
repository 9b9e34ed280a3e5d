"""The words each leaflet is found by: its names, what people call it otherwise, its files, and all its text."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from leaflets.content.markup import passages
from leaflets.model.content import SECTION_ROLES, Language, Leaflet, Term
from leaflets.register import Register

MOST_BYTES = 8_000
"""Of the index of a language, packed as a server sends it."""

LEAST = 3
"""Letters of a word of the text; shorter ones say nothing, and in a name each counts."""

_WORD = re.compile(r"[^\W_]+")

_LONE = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ł": "l", "ı": "i"})
"""Letters that are written without their stroke by who has no key for it, and that Unicode takes for whole."""


@lru_cache(maxsize=20_000)
def folded(text: str) -> str:
    """A text as it is looked for: small letters without accents."""
    apart = unicodedata.normalize("NFKD", text.casefold().translate(_LONE))
    return "".join(one for one in apart if not unicodedata.combining(one))


def words_in(text: str) -> list[str]:
    """The words of a text as they are looked for."""
    return _WORD.findall(folded(text))


def name_words(leaflet: Leaflet, synonyms: Mapping[str, str], glossary: Iterable[Term]) -> set[str]:
    """What a leaflet is called: name, abbreviation, what others call it, its file, and the code of its version.

    A word of the glossary that is in its names is explained there; the explanation names it too. So does a name of
    some words that is written as one, as longcovid.
    """
    names = " ".join(
        (leaflet.name, leaflet.full_name or "", leaflet.title, leaflet.slug, leaflet.id, synonyms.get(leaflet.id, ""))
    )
    found = set(words_in(names))
    found |= {word for term in glossary if set(words_in(term.term)) <= found for word in words_in(term.says)}
    joined = {"".join(words_in(name)) for name in (leaflet.name, leaflet.slug, *synonyms.get(leaflet.id, "").split())}
    return {*found, *joined, *words_in(leaflet.version_id)}


def nearly(asked: str, words: Iterable[str]) -> set[str]:
    """The words that were nearly written, those nearest alone, as search.js of the site finds them.

    One letter may be wrong from five letters on, two from nine; of a code, and of what is longer than 20, none.
    """
    most = 0 if not 5 <= len(asked) <= 20 else 1 if len(asked) < 9 else 2
    if not most or not asked.isalpha():
        return set()
    found = {word: _apart(asked, word) for word in words if word.isalpha() and abs(len(word) - len(asked)) <= most}
    least = min(found.values(), default=most + 1)
    return {word for word, far in found.items() if far == least} if least <= most else set()


def _apart(one: str, other: str) -> int:
    """How many letters differ, one that changed places with the next counted once."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        now = [i]
        for j, against in enumerate(other, start=1):
            now.append(min(last[j] + 1, now[-1] + 1, last[j - 1] + (letter != against)))
            if i > 1 < j and letter == other[j - 2] and one[i - 2] == against:
                now[j] = min(now[j], before[j - 2] + 1)
        before, last = last, now
    return last[-1]


def text_words(leaflet: Leaflet) -> set[str]:
    """The words of its text, its signs of alarm and its diagram."""
    return {word for text in _texts(leaflet) for word in words_in(text) if len(word) >= LEAST}


def _texts(leaflet: Leaflet) -> Iterator[str]:
    for role in SECTION_ROLES:
        yield from passages(leaflet.section(role).markdown)
    yield from (sign.text for sign in leaflet.signs)
    if leaflet.diagram:
        yield from leaflet.diagram.labels.values()


def synonyms_of(language: Language) -> dict[str, str]:
    """What else people call the leaflets, by their ids: a line each in the language's `site_synonyms`."""
    lines = (line.partition(":") for line in language.words["site_synonyms"].splitlines())
    return {name.strip(): said.strip() for name, _, said in lines}


def index(
    leaflets: Iterable[Leaflet],
    language: Language,
    glossary: Iterable[Term],
    formats: Iterable[str],
    register: Register,
) -> str:
    """The index of a language as a script, which is read from a disk too: words, and the places of their leaflets.

    The leaflets are counted from 0 in their order here; a word without a place is one that all of them have. The
    small words of the language come along: who asks by a sentence does not look for them.
    """
    several, terms, synonyms = list(leaflets), list(glossary), synonyms_of(language)
    small = set(words_in(language.words["site_search_small"]))
    files, prints = file_words(formats), print_words(register, language.id)
    called = [(name_words(one, synonyms, terms) | files | prints.get(one.id, set())) - small for one in several]
    tables = {"names": _inverted(called), "words": _inverted([text_words(one) - small for one in several])}
    said = {"small": " ".join(sorted(small)), **{kind: _packed(table, len(several)) for kind, table in tables.items()}}
    return f"self.leafletIndex = {json.dumps(said, ensure_ascii=False, separators=(',', ':'))};\n"


def file_words(formats: Iterable[str]) -> set[str]:
    """What the name of a file has besides that of its leaflet, as ms-a4.pdf: all leaflets have them."""
    return {*words_in(" ".join(formats)), "pdf", "epub"}


def print_words(register: Register, language: str) -> dict[str, set[str]]:
    """The ids of all versions published in a language, by their leaflets: paper has them for years."""
    found: dict[str, set[str]] = {}
    for version in register.versions:
        if version.language == language:
            found.setdefault(version.leaflet, set()).update(words_in(version.id))
    return found


def _inverted(words: list[set[str]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for place, several in enumerate(words):
        for word in several:
            found.setdefault(word, []).append(place)
    return found


def _packed(words: Mapping[str, list[int]], all_of_them: int) -> str:
    """Each word with its places, in the order of the alphabet: that packs well."""
    places = {word: "" if len(found) == all_of_them else ",".join(map(str, found)) for word, found in words.items()}
    return " ".join(f"{word}:{places[word]}" for word in sorted(words))
