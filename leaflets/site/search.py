"""The words each leaflet is found by: its names, what people call it otherwise, its files, and all its text."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from leaflets.content.markup import passages
from leaflets.model.content import SECTION_ROLES, Language, Leaflet, Term

MOST_BYTES = 8_000
"""Of the index of a language, packed as a server sends it."""

LEAST = 3
"""Letters of a word of the text; shorter ones say nothing, and in a name each counts."""

_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=20_000)
def folded(text: str) -> str:
    """A text as it is looked for: small letters without accents."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(one for one in apart if not unicodedata.combining(one))


def words_in(text: str) -> list[str]:
    """The words of a text as they are looked for."""
    return _WORD.findall(folded(text))


def name_words(leaflet: Leaflet, synonyms: Mapping[str, str], glossary: Iterable[Term]) -> set[str]:
    """What a leaflet is called: name, abbreviation, what others call it, its file, and the code of its version.

    A word of the glossary that is in its names is explained there; the explanation names it too.
    """
    names = " ".join(
        (leaflet.name, leaflet.full_name or "", leaflet.title, leaflet.slug, leaflet.id, synonyms.get(leaflet.id, ""))
    )
    found = set(words_in(names))
    found |= {word for term in glossary if set(words_in(term.term)) <= found for word in words_in(term.says)}
    return {*found, *words_in(leaflet.version_id)}


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


def index(leaflets: Iterable[Leaflet], language: Language, glossary: Iterable[Term]) -> str:
    """The index of a language as a script, which is read from a disk too: words, and the places of their leaflets.

    The leaflets are counted from 0 in their order here; a word without a place is one that all of them have.
    """
    several, terms, synonyms = list(leaflets), list(glossary), synonyms_of(language)
    names = _inverted([name_words(one, synonyms, terms) for one in several])
    texts = _inverted([text_words(one) for one in several])
    said = {kind: _packed(table, len(several)) for kind, table in (("names", names), ("words", texts))}
    return f"self.leafletIndex = {json.dumps(said, ensure_ascii=False, separators=(',', ':'))};\n"


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
