"""What a leaflet is found by."""

from __future__ import annotations

import gzip
import json
import unicodedata
from dataclasses import replace

import pytest

from leaflets.content import Catalogue
from leaflets.site.listing import in_order
from leaflets.site.search import MOST_BYTES, folded, index, name_words, synonyms_of, words_in
from tests.conftest import PROJECT


def read(catalogue: Catalogue) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """The index as a browser reads it: names and words, each with the ids of its leaflets."""
    language = catalogue.languages["nl"]
    leaflets = in_order(catalogue.leaflets["nl"], language)
    said = index(leaflets, language, catalogue.glossary["nl"])
    assert said.startswith("self.leafletIndex = ")
    table = json.loads(said.removeprefix("self.leafletIndex = ").rstrip(";\n"))
    return tuple(  # type: ignore[return-value]
        {
            word: [leaflets[int(place)].id for place in places.split(",")] if places else [one.id for one in leaflets]
            for word, _, places in (entry.partition(":") for entry in table[kind].split(" "))
        }
        for kind in ("names", "words")
    )


def found(catalogue: Catalogue, query: str) -> list[str]:
    """The leaflets search.js shows for a word: by a word of few letters, or a part of a longer one."""
    asked = folded(query)
    names, words = read(catalogue)
    hits = [
        ids for word, ids in [*names.items(), *words.items()] if word == asked or (len(asked) > 3 and asked in word)
    ]
    return sorted({one for ids in hits for one in ids})


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("ms", "ms"), ("MS", "ms"), ("multiple", "ms"), ("NAH", "brain-injury"), ("beroerte", "brain-injury"),
        ("postcovid", "long-covid"), ("dystrofie", "crps"), ("sudeck", "crps"), ("ra", "rheumatoid-arthritis"),
        ("reumatoide", "rheumatoid-arthritis"), ("reumatoïde", "rheumatoid-arthritis"), ("sjögren", "sjogren"),
        ("sjogren", "sjogren"), ("alzheimer", "alzheimer"), ("dementie", "alzheimer"), ("ME", "me-cfs"),
        ("rheumatoid", "rheumatoid-arthritis"), ("reuma", "fibromyalgia"), ("stijfheid", "rheumatoid-arthritis"),
    ],
)  # fmt: skip
def test_a_leaflet_is_found(query: str, wanted: str, catalogue: Catalogue) -> None:
    """By its name, an abbreviation, what else people call it, the name of its file, and a word of its text."""
    assert wanted in found(catalogue, query)


def test_a_part_of_a_long_word_finds(catalogue: Catalogue) -> None:
    """Slaapproblemen is found by problemen."""
    language = catalogue.languages["nl"].with_words({"site_synonyms": "ms: slaapproblemen"})
    assert "ms" in found(replace(catalogue, languages={"nl": language}), "problemen")
    assert "ms" not in found(catalogue, "problemen")


def test_the_code_of_a_version_finds_its_leaflet(catalogue: Catalogue) -> None:
    """The six signs that stand on paper."""
    leaflet = catalogue.leaflets["nl"][3]
    assert found(catalogue, leaflet.version_id.rpartition("-")[2]) == [leaflet.id]


def test_what_is_no_word_finds_nothing(catalogue: Catalogue) -> None:
    """There is no leaflet on flu."""
    assert found(catalogue, "buikgriep") == []


def test_the_index_is_small(catalogue: Catalogue) -> None:
    """Packed it is no longer than a telephone reads at once."""
    language = catalogue.languages["nl"]
    said = index(catalogue.leaflets["nl"], language, catalogue.glossary["nl"])
    assert len(gzip.compress(said.encode(), mtime=0)) <= MOST_BYTES


def test_letters_are_compared_without_accents() -> None:
    """However they are written, and whatever stands between the words."""
    assert folded("REUMATOÏDE") == folded(unicodedata.normalize("NFD", "reumatoïde")) == "reumatoide"
    assert words_in("ME/cvs, ’s nachts: 2 uur") == ["me", "cvs", "s", "nachts", "2", "uur"]


def test_a_word_all_leaflets_have_finds_all(catalogue: Catalogue) -> None:
    """And takes no room for their places."""
    assert len(found(catalogue, "vermoeid")) == len(catalogue.leaflets["nl"])
    language = catalogue.languages["nl"]
    said = index(catalogue.leaflets["nl"], language, catalogue.glossary["nl"])
    assert " vermoeidheid: " in said
    assert ",".join(map(str, range(len(catalogue.leaflets["nl"])))) not in said


def test_synonyms_are_of_leaflets_there_are(catalogue: Catalogue) -> None:
    """Each line begins with the id of a leaflet; a series without synonyms has none."""
    language = catalogue.languages["nl"]
    assert set(synonyms_of(language)) <= catalogue.ids
    assert synonyms_of(language.with_words({"site_synonyms": ""})) == {}


def test_the_glossary_names_a_leaflet_too(catalogue: Catalogue) -> None:
    """An abbreviation among its names brings along what it means; a word that is not does not."""
    ms = next(one for one in catalogue.leaflets["nl"] if one.id == "ms").model_copy(update={"full_name": None})
    found = name_words(ms, {}, catalogue.glossary["nl"])
    assert {"multiple", "sclerose"} <= found
    assert "hersenletsel" not in found


def test_the_script_reads_this_index() -> None:
    """Both know the same name for it, and search.js looks for a part of a word from four letters on."""
    script = (PROJECT / "templates/site/search.js").read_text(encoding="utf-8")
    assert "self.leafletIndex" in script
    assert "asked.length > 3" in script


def test_few_letters_are_a_whole_word(catalogue: Catalogue) -> None:
    """RA is an illness, and no beginning of another word."""
    assert found(catalogue, "ra") == ["rheumatoid-arthritis"]
