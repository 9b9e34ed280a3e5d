from __future__ import annotations

import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from leaflets.content import Catalogue
from leaflets.pdf.structure import Owner
from leaflets.preflight.inspection import RULES, apply
from leaflets.preflight.rules import language as rules
from leaflets.preflight.subject import Subject
from leaflets.preflight.texts.house_style import House
from leaflets.preflight.texts.manuscript import Manuscript, manuscripts
from tests.preflight.drawn import Drawn, file_of
from tests.preflight.said import PROJECT, chapter, desk, finished, manuscript, ms, said

CHECKS = (
    rules.sentences_are_short, rules.lists_are_short, rules.abbreviations_are_explained, rules.address_is_one,
    rules.both_countries_are_served,
)  # fmt: skip


def written(catalogue: Catalogue, *lines: str) -> Manuscript:
    return manuscript(chapter("\n".join(lines)), desk(catalogue), *lines)


@pytest.mark.parametrize("check", CHECKS)
def test_the_thirteen_leaflets_pass(catalogue: Catalogue, check: object) -> None:
    """The edition's own leaflets keep to the rules of plain language that ask no choice."""
    texts = [one for one in manuscripts(desk(catalogue), PROJECT / "content") if one.text.path.count("/") == 2]
    assert len(texts) == 13
    assert [(one.where, found) for one in texts for found in said(check, one)] == []  # type: ignore[arg-type]


def test_sentences_are_short(catalogue: Catalogue) -> None:
    """L01: a sentence of 21 words is told with its line; so is a mean of more than 15."""
    long = " ".join(["woord"] * 21) + "."
    found = list(rules.sentences_are_short(written(catalogue, "Kort.", "", long)))
    assert found[0].said.startswith("a sentence of 21 words")
    assert found[0].line == 3
    even = " ".join(["woord"] * 16) + "."
    assert said(rules.sentences_are_short, written(catalogue, even)) == [
        "its sentences have 16.0 words on average, more than 15"
    ]


def test_reads_easily(catalogue: Catalogue) -> None:
    """L02: long words are told with the ease they come to, short ones are not."""
    hard = "Gezondheidszorgvoorzieningen faciliteren interdisciplinaire behandelingsmogelijkheden."
    assert said(rules.reads_easily, written(catalogue, hard))[0].startswith("its ease of reading is -")
    assert said(rules.reads_easily, written(catalogue, "U bent moe. Rust dan wat. Dat is goed.")) == []


def test_ease_has_the_formula_of_the_language(catalogue: Catalogue) -> None:
    """Five words of one syllable in one sentence: each formula with its own constants, and none where there is none."""
    for language, ease in (("en", 117.16), ("fr", 128.325), ("de", 116.5), ("nl", 125.185)):
        text = chapter("", language=language)
        found = rules.reading(manuscript(text, desk(catalogue), "The cat sat on mats."))
        assert found.ease == pytest.approx(ease, abs=0.01)
    assert rules.reading(manuscript(chapter("", language="tr"), desk(catalogue), "Bir iki.")).ease is None


def test_figures_of_a_text_without_words(catalogue: Catalogue) -> None:
    """A text of headings only has no words, no sentences and no ease."""
    found = rules.reading(written(catalogue, "## Kop"))
    assert (found.words, found.sentences, found.ease) == (0, 0, None)


def test_words_are_known(catalogue: Catalogue) -> None:
    """L03: a word that nobody uses is told once; one that is explained between brackets is not."""
    rare = written(catalogue, "Dat is een kwibusstelsel. Het kwibusstelsel is moe.")
    assert said(rules.words_are_known, rare) == ["1 rare word: kwibusstelsel"]
    explained = written(catalogue, "Dat is een kwibusstelsel (een ding). Spasmen (krampen) doen pijn.")
    assert said(rules.words_are_known, explained) == []


def test_thousands_of_rare_words_are_told_at_once(catalogue: Catalogue) -> None:
    """L03, L05: a text of nothing but rare words and abbreviations is looked at in time that grows with its length."""
    rare = [f"kwib{chr(97 + n // 676)}{chr(97 + n // 26 % 26)}{chr(97 + n % 26)}" for n in range(9000)]
    text = written(catalogue, " ".join(rare))
    began = time.process_time()
    assert said(rules.words_are_known, text)[0].startswith("9000 rare words: ")
    text = written(catalogue, " ".join(word.upper() for word in rare))
    assert len(said(rules.abbreviations_are_explained, text)) == 9000
    assert time.process_time() - began < 2


def test_known_words_are_not_told(catalogue: Catalogue) -> None:
    """L03: a word of the house's list passes."""
    house = House.model_validate({"languages": {"nl": {"known_words": ["Kwibusstelsel"]}}})
    text = manuscript(chapter(""), desk(catalogue, house=house), "Dat is een kwibusstelsel.")
    assert said(rules.words_are_known, text) == []


def test_without_the_lists_of_words_it_is_said_once(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    """L03: where wordfreq is not installed no word is rare, and how to add it is told for all texts together."""
    rare = written(catalogue, "Dat is een kwibusstelsel.")
    assert said(rules.rare_words_are_looked_for, desk(catalogue)) == []
    monkeypatch.setitem(sys.modules, "wordfreq", None)
    rules._common.cache_clear()
    assert said(rules.words_are_known, rare) == []
    (told,) = apply("edition", desk(catalogue), "content/edition.yaml", [one for one in RULES if one.id == "L03"])
    assert (str(told), told.severity) == (
        "wordfreq: is not installed, so rare words were not looked for [L03]. Run sh setup.sh --rare-words.", "informs"
    )  # fmt: skip
    rules._common.cache_clear()


def test_lists_are_short(catalogue: Catalogue) -> None:
    """L04: a list of seven is told with the line it begins on, two lists of four are not."""
    seven = ["Lijst:", "", *(f"- punt {number}" for number in range(7))]
    found = list(rules.lists_are_short(written(catalogue, *seven)))
    assert [(one.said, one.line) for one in found] == [("a list of 7 items, more than 6", 3)]
    four = [*("- punt" for _ in range(4)), "", "Tekst.", "", *("- punt" for _ in range(4))]
    assert said(rules.lists_are_short, written(catalogue, *four)) == []


def test_paragraphs_are_short(edition: Path, catalogue: Catalogue) -> None:
    """L04: an a5 leaflet's paragraphs have six lines or fewer; in narrow columns the longest are told."""
    assert said(rules.paragraphs_are_short, finished(edition, catalogue)) == []
    tall = finished(edition, catalogue)
    whole = Owner(kinds=("P",), block=(1, 0))  # As if all of page 2 were one paragraph.
    tall.__dict__["owners"] = {key: whole if key[0] == 2 else owner for key, owner in tall.owners.items()}
    (found,) = rules.paragraphs_are_short(tall)
    assert "a paragraph of" in found.said
    assert found.page == 2
    assert found.box is not None
    assert found.box[3] > 100


def test_a_last_line_of_one_word_is_a_line() -> None:
    """L04: a paragraph of six lines and a word has seven; the small number of a source is no line."""
    lines = [f"Een regel nummer {word} van een lang stuk" for word in ("een", "twee", "drie", "vier", "vijf", "zes")]
    text = Subject(texts=(chapter(" ".join([*lines, "tekst."])),))
    for last, tells in (("tekst.", ["a paragraph of 7 lines"]), ("", [])):
        drawn = Drawn()
        for number, line in enumerate([*lines, last]):
            drawn.text(15, 40 + 5 * number, line)
        drawn.text(120, 39, "7", size=7)
        file = file_of(drawn, subject=text)
        runs = [run for _, run in file.runs()]
        file.__dict__["owners"] = {(1, number): Owner(kinds=("P",), block=(1, 0)) for number in range(len(runs))}
        marked = [replace(run, mcid=number) for number, run in enumerate(runs)]
        file.__dict__["pages"] = (replace(file.pages[0], runs=tuple(marked)),)
        assert [one.split(":")[0] for one in said(rules.paragraphs_are_short, file)] == tells


def test_paragraphs_without_tags_are_not_counted() -> None:
    """L04: where no tags say what a paragraph is, none is told."""
    drawn = Drawn()
    for number in range(9):
        drawn.text(15, 40 + 5 * number, "Een regel van een lang stuk tekst")
    assert said(rules.paragraphs_are_short, file_of(drawn, subject=Subject(texts=(chapter("x"),)))) == []


@pytest.mark.parametrize(
    ("line", "tells"),
    [
        ("De GVR is vol.", ['the abbreviation "GVR" is not explained']),
        ("De GVR (gewone volle rust) is vol.", []),
        ("De gewone volle rust (GVR) is vol. De GVR is fijn.", []),
        ("GVR staat voor gewone volle rust.", []),
        ("GVR is kort voor rust. De GVR helpt.", []),
        ("Kijk op TV.", []),
    ],
)
def test_abbreviations_are_explained(catalogue: Catalogue, line: str, tells: list[str]) -> None:
    """L05: an abbreviation is told once, where nothing in the text or the house's list explains it."""
    assert said(rules.abbreviations_are_explained, written(catalogue, line)) == tells


def test_the_name_of_the_leaflet_is_explained_by_its_front_matter(catalogue: Catalogue) -> None:
    """L05: MS needs no brackets in the leaflet whose full name is multiple sclerose."""
    text = manuscript(ms(catalogue), desk(catalogue), "---", "name: MS", "---", "Bij MS bent u moe.")
    assert said(rules.abbreviations_are_explained, text) == []
    bare = manuscript(ms(catalogue).model_copy(update={"full_name": None}), desk(catalogue), "Bij MS bent u moe.")
    assert len(said(rules.abbreviations_are_explained, bare)) == 1


def test_address_is_one(catalogue: Catalogue) -> None:
    """L05: the form of address that is used least is told with its line."""
    mixed = written(catalogue, "U rust en neemt uw tijd.", "", "Neem je rust.")
    assert [(one.said, one.line) for one in rules.address_is_one(mixed)] == [('"je" is the other form of address', 3)]
    assert said(rules.address_is_one, written(catalogue, "U rust.", "", "Neem uw rust.")) == []


def test_both_countries_are_served(catalogue: Catalogue) -> None:
    """L05: a word of one country is told when that of the other is missing."""
    alone = written(catalogue, "Bel de huisartsenpost.")
    assert said(rules.both_countries_are_served, alone) == ['"huisartsenpost" stands here without "wachtpost" (BE)']
    both = written(catalogue, "Bel de huisartsenpost of de wachtpost.", "", "Vraag uw zorgverzekeraar of mutualiteit.")
    assert said(rules.both_countries_are_served, both) == []
