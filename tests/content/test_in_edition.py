"""Everything there is, as an edition has it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from leaflets.content import load
from leaflets.content.editions import digest_of
from leaflets.content.in_edition import in_edition
from leaflets.problems import ContentError, WrongOption
from tests.conftest import PROJECT
from tests.content.own import FOREWORD, Editions, editions

__all__ = ["editions"]


def test_an_edition_has_its_leaflets_in_its_order(editions: Editions) -> None:
    """Only those it names, in the order it names them; its foreword, words and publisher take the place of others."""
    whole = editions.read(("[me-cfs, long-covid, ms]", "[ms, me-cfs, long-covid]"))
    own = in_edition(whole, "moe")
    assert [leaflet.id for leaflet in own.leaflets["nl"]] == ["ms", "me-cfs", "long-covid"]
    assert own.chapters["nl"]["foreword"].title == "Voor onze leden"
    assert own.languages["nl"].words["booklet_title"] == "Moe, maar moedig"
    assert own.languages["nl"].words["booklet_cover_line"] == whole.languages["nl"].words["booklet_cover_line"]
    assert own.edition.publisher.model_dump() == {
        "name": "An Peeters", "address": "Kerkstraat 2, 9000 Gent", "website": "moemaarmoedig.example",
    }  # fmt: skip
    assert own.edition.own is not None
    assert own.edition.own.name == "Moe maar moedig vzw"
    assert own.edition.own.texts["nl"].author == "Jesse"


def test_the_medical_texts_are_locked(editions: Editions) -> None:
    """The leaflets and chapters of an edition are those of the series, word for word; its mark is that of their words."""
    whole = editions.read()
    own = in_edition(whole, "moe")
    series = {leaflet.id: leaflet for leaflet in whole.leaflets["nl"]}
    assert all(leaflet == series[leaflet.id] for leaflet in own.leaflets["nl"])
    assert {name for name, one in own.chapters["nl"].items() if one != whole.chapters["nl"][name]} == {"foreword"}
    assert own.edition.own is not None
    mark = own.edition.own.texts["nl"].mark
    others = ("foreword", "group-1", "group-3", "group-4")  # It has a foreword of its own, and no leaflet of these.
    chapters = [one for name, one in whole.chapters["nl"].items() if name not in others]
    taken = [series[name] for name in ("me-cfs", "long-covid", "ms")]
    language, pages = whole.languages["nl"], whole.fill_pages["nl"]
    beside = [*whole.glossary["nl"], pages]
    assert mark.replace(" ", "") == digest_of(taken, chapters, language, beside)
    other = taken[0].model_copy(update={"title": "Iets anders"})
    assert mark.replace(" ", "") != digest_of([other, *taken[1:]], chapters, language, beside)
    assert mark.replace(" ", "") != digest_of(taken, chapters, language, beside[1:])
    later = language.with_words({"call_today": "Bel volgende week"})
    assert mark.replace(" ", "") != digest_of(taken, chapters, later, beside)
    renamed = language.with_words({"contents": "Wat erin staat"})  # No advice: it may be said otherwise.
    assert mark.replace(" ", "") == digest_of(taken, chapters, renamed, beside)


def test_its_foreword_does_not_change_the_mark(editions: Editions) -> None:
    """The digest is of what was taken over, whatever the association writes before it."""
    marks = set()
    for words in ("U bent niet alleen.", "Welkom."):
        own = in_edition(editions.read(foreword=FOREWORD.replace("U bent niet alleen.", words)), "moe").edition.own
        assert own is not None
        marks.add(own.texts["nl"].mark)
    assert len(marks) == 1


def test_a_subtitle_without_conditions_to_count_is_that_of_the_series(editions: Editions) -> None:
    """The booklet of one condition says no number: its subtitle has no brace in it."""
    words = in_edition(editions.read(), "moe").languages["nl"].words
    assert words["booklet_subtitle"] == "Rust bij {count} aandoeningen"
    assert words["booklet_subtitle_some"] == "Rustig leren omgaan met vermoeidheid"
    plain = in_edition(editions.read(("Rust bij {count} aandoeningen", "Rustig aan")), "moe").languages["nl"].words
    assert plain["booklet_subtitle"] == plain["booklet_subtitle_some"] == "Rustig aan"


def test_a_series_without_a_foreword_gets_that_of_the_edition(editions: Editions) -> None:
    """It stands before the other chapters; where the series has one it takes its place."""
    order = in_edition(editions.read(), "moe").edition.chapters
    assert order.opening[:2] == ("foreword", "fatigue-is-not-tiredness")
    path = editions.content / "edition.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("[foreword, ", "["), encoding="utf-8")
    assert in_edition(editions.read(), "moe").edition.chapters == order


def test_words_may_be_given_by_language(editions: Editions) -> None:
    """A title for each language; where there is none the series' own stays."""
    own = in_edition(editions.read(("title: Moe, maar moedig", "title: {nl: Moe en moedig}")), "moe")
    assert own.languages["nl"].words["booklet_title"] == "Moe en moedig"


def test_an_edition_there_is_not_is_a_wrong_option(editions: Editions) -> None:
    """The nearest there is is named."""
    with pytest.raises(WrongOption, match='There is no edition "mo"'):
        in_edition(editions.read(), "mo")


def test_a_wrong_edition_costs_itself_only(editions: Editions) -> None:
    """The series is read, and the other editions; nothing is said of the wrong one until it is asked for."""
    editions.read()
    (editions.folder / "ander.yaml").write_text("name: [", encoding="utf-8")
    catalogue, problems = load(editions.content, PROJECT / "styles")
    assert problems == []
    assert list(catalogue.editions.good) == ["moe"]
    with pytest.raises(ContentError, match=r"ander\.yaml"):
        in_edition(catalogue, "ander")


def test_a_folder_without_editions_has_none(content: Path) -> None:
    """There need be none."""
    shutil.rmtree(content / "editions", ignore_errors=True)
    catalogue, problems = load(content, PROJECT / "styles")
    assert problems == []
    assert not catalogue.editions.good
    with pytest.raises(WrongOption, match="There is none yet"):
        in_edition(catalogue, "moe")
