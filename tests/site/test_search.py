"""What a leaflet is found by."""

from __future__ import annotations

import datetime as dt
import gzip
import hashlib
import json
import unicodedata
from dataclasses import replace

import pytest

from leaflets.content import Catalogue
from leaflets.register import Register, Version
from leaflets.site.listing import in_order
from leaflets.site.search import (
    MOST_BYTES,
    file_words,
    folded,
    index,
    name_words,
    nearly,
    print_words,
    synonyms_of,
    words_in,
)
from tests.conftest import PROJECT


def read(catalogue: Catalogue) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """The index as a browser reads it: names and words, each with the ids of its leaflets."""
    language = catalogue.languages["nl"]
    leaflets = in_order(catalogue.leaflets["nl"], language)
    said = index(leaflets, language, catalogue.glossary["nl"], catalogue.formats, Register())
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
    """Packed it is no longer than a telephone reads at once, also after ten years of two versions a year."""
    language = catalogue.languages["nl"]
    years = Register(
        tuple(
            Version(
                id=f"{one.id}-nl-{year}.{month}-{hashlib.sha256(f'{one.id}{year}{month}'.encode()).hexdigest()[:6]}", leaflet=one.id,
                language="nl", version=f"{year}.{month}", date=dt.date(year, int(month), 1), review_by=dt.date(2040, 1, 1),
            )
            for one in catalogue.leaflets["nl"] for year in range(2026, 2036) for month in ("01", "07")
        )
    )  # fmt: skip
    said = index(catalogue.leaflets["nl"], language, catalogue.glossary["nl"], catalogue.formats, years)
    assert len(gzip.compress(said.encode(), mtime=0)) <= MOST_BYTES


def test_letters_are_compared_without_accents() -> None:
    """However they are written, and whatever stands between the words."""
    assert folded("REUMATOÏDE") == folded(unicodedata.normalize("NFD", "reumatoïde")) == "reumatoide"
    assert words_in("ME/cvs, ’s nachts: 2 uur") == ["me", "cvs", "s", "nachts", "2", "uur"]


def test_a_word_all_leaflets_have_finds_all(catalogue: Catalogue) -> None:
    """And takes no room for their places."""
    assert len(found(catalogue, "vermoeid")) == len(catalogue.leaflets["nl"])
    language = catalogue.languages["nl"]
    said = index(catalogue.leaflets["nl"], language, catalogue.glossary["nl"], catalogue.formats, Register())
    assert " vermoeidheid: " in said
    assert ",".join(map(str, range(len(catalogue.leaflets["nl"])))) not in said


def test_synonyms_are_of_leaflets_there_are(catalogue: Catalogue) -> None:
    """Each line begins with the id of a leaflet; a series without synonyms has none."""
    language = catalogue.languages["nl"]
    assert set(synonyms_of(language)) <= catalogue.ids
    assert synonyms_of(language.with_words({"site_synonyms": ""})) == {}


def test_a_name_is_found_as_one_word_too(catalogue: Catalogue) -> None:
    """And without the stroke through a letter, which few can type."""
    names, _ = read(catalogue)
    assert names["longcovid"] == ["long-covid"]
    assert names["mecvs"] == ["me-cfs"]
    assert folded("SJØGREN") == "sjogren"


def test_the_prints_of_years_find_their_leaflet(catalogue: Catalogue) -> None:
    """By their signs; of another language they find nothing here."""
    older = Version(
        id="ms-nl-2025.01-d4d4d4", leaflet="ms", language="nl", version="2025.01", date=dt.date(2025, 1, 1),
        review_by=dt.date(2027, 1, 1),
    )  # fmt: skip
    assert "d4d4d4" in print_words(Register((older,)), "nl")["ms"]
    assert print_words(Register((older,)), "fr") == {}


def test_small_words_take_no_room(catalogue: Catalogue) -> None:
    """They come once, for the script to leave them out; none of them is a name."""
    names, words = read(catalogue)
    assert not {"van", "een", "het"} & (names.keys() | words.keys())
    assert "me" in names


def test_the_names_of_files_find(catalogue: Catalogue) -> None:
    """As they are called once they were saved: ms-large-print.pdf."""
    assert file_words(catalogue.formats) >= {"a4", "large", "print", "pdf", "epub", "dl", "card"}


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


@pytest.mark.parametrize(
    ("asked", "found"),
    [("alzeimer", {"alzheimer"}), ("alhzeimer", {"alzheimer"}), ("moe", set()), ("pijn", set()), ("1a2b3d", set())],
)
def test_a_name_that_was_nearly_written_is_found(asked: str, found: set[str]) -> None:
    """Of short words, which are often what somebody feels, none is guessed; nor of a code."""
    assert nearly(asked, ["alzheimer", "moed", "mow", "pijl", "1a2b3c", "parkinson"]) == found
