from __future__ import annotations

from dataclasses import replace

import pytest

from leaflets.content import Catalogue
from leaflets.content.words import LEAST_TOLD
from leaflets.model.content import Language
from leaflets.preflight.inspection import RULES
from leaflets.preflight.rule import NEVER_LET_PASS
from leaflets.preflight.rules import wording as rules
from leaflets.preflight.texts.manuscript import Manuscript, manuscripts
from tests.preflight.drawn import Drawn, file_of
from tests.preflight.said import PROJECT, chapter, desk, manuscript, ms, said

ON_TEXTS = [rule for rule in RULES if rule.check.__module__ == rules.__name__ and rule.kind == "manuscript"]
ON_WORDS = [rule for rule in RULES if rule.check.__module__ == rules.__name__ and rule.kind == "edition"]


def written(catalogue: Catalogue, markdown: str, **fields: object) -> Manuscript:
    """A chapter that says this, in a file whose text begins on line 5."""
    head = ("---", "chapter: test", "title: Proef", "---")
    return manuscript(chapter(markdown, **fields), desk(catalogue), *head, *markdown.split("\n"))


def spoken(catalogue: Catalogue, **words: str) -> Catalogue:
    """The catalogue with other words in its language."""
    nl = catalogue.languages["nl"]
    other: Language = nl.model_copy(update={"words": nl.words | words})
    return replace(catalogue, languages={"nl": other})


def found(manuscript: Manuscript) -> list[tuple[str, int | None]]:
    """The words and the line of each bold form."""
    return [(one.said.split('" states')[0][1:], one.line) for one in rules.cautions_are_honoured(manuscript)]


@pytest.mark.parametrize("rule", ON_TEXTS, ids=lambda rule: rule.check.__name__)
def test_the_edition_s_own_texts_pass(catalogue: Catalogue, rule: object) -> None:
    """No leaflet or chapter holds what is left over, too bold or not what it seems."""
    texts = manuscripts(desk(catalogue), PROJECT / "content")
    assert len(texts) > 20
    assert [(one.where, found) for one in texts for found in said(rule.check, one)] == []  # type: ignore[attr-defined]


@pytest.mark.parametrize("rule", ON_WORDS, ids=lambda rule: rule.check.__name__)
def test_the_edition_s_own_words_pass(catalogue: Catalogue, rule: object) -> None:
    """Nor do the words of its language and of the pages to write on."""
    assert said(rule.check, desk(catalogue)) == []  # type: ignore[attr-defined]


def test_what_could_hurt_a_patient_is_never_let_pass() -> None:
    """The rules on whom to call, on what is left over, on claims and on hidden characters block, and no house style lets them pass."""
    assert {rule.id for rule in RULES if rule.always} == NEVER_LET_PASS == {"C07", "C11", "C13", "C14", "C15", "C16"}
    assert all(any(rule.id == one and rule.severity == "blocks" for rule in RULES) for one in NEVER_LET_PASS)


@pytest.mark.parametrize(
    ("markdown", "line"),
    [("Een.\n\nTwee, \u2039naam\u203a.", 7), ("TODO", 5), ("- een\n- twee to\u200bdo", 6), ("T\u041eD\u041e", 5),
     ("Lorem\nIpsum", 5), ("fi**x**me", 5), ("&#84;ODO", 5), ("a ![XXX](x.svg)", 5), ("TO&shy;DO", 5)],
)  # fmt: skip
def test_nothing_to_fill_in(catalogue: Catalogue, markdown: str, line: int) -> None:
    """C11: what is left of a pattern is told with its line, however it is written."""
    assert [(one.said, one.line) for one in rules.nothing_to_fill_in(written(catalogue, markdown))] == [
        ("a placeholder is left over", line)
    ]


def test_a_placeholder_in_a_field_is_told_with_its_name(catalogue: Catalogue) -> None:
    """C11: a field that is still to be filled in is told with its name and line, once for a field."""
    (one,) = rules.nothing_to_fill_in(written(catalogue, "Een.", title="\u2039titel\u203a \u2039\u203a"))
    assert (one.said, one.line) == ('a placeholder is left over in the field "title"', 3)
    assert list(rules.nothing_to_fill_in(written(catalogue, "Methodes, todos, xxxl en \u2018ja\u2019."))) == []


def line_with(name: str, words: str, after: str = "") -> int:
    """The first line of a file of the content that holds the words, below the line that begins with `after`."""
    lines = (PROJECT / "content" / name).read_text("utf-8").split("\n")
    start = next(number for number, line in enumerate(lines) if line.startswith(after))
    return next(number for number, line in enumerate(lines, 1) if number > start and words in line)


def test_words_are_filled_in(catalogue: Catalogue) -> None:
    """C11: a word of the language that is still to be written is told with its file."""
    (one,) = rules.words_are_filled_in(desk(spoken(catalogue, disclaimer="TO\u00adDO")))
    assert (one.said, one.where) == ('a placeholder is left over in "disclaimer"', "content/nl/_language.yaml")
    assert one.line == line_with("nl/_language.yaml", "  disclaimer:")


def test_a_language_that_was_only_copied_is_told(catalogue: Catalogue) -> None:
    """C12: words and alarm signs of another language that are still those of the source are counted; its own are not."""
    nl = catalogue.languages["nl"]
    said = {name: (words if name == "disclaimer" else f"FR {words}") for name, words in nl.words.items()}
    fr = nl.model_copy(update={"id": "fr", "words": said})
    signs = {**catalogue.signs, "fr": catalogue.signs["nl"]}
    at = desk(replace(catalogue, languages={"nl": nl, "fr": fr}, signs=signs))
    words, alarm = rules.languages_have_their_own_words(at)
    assert (words.where, words.said) == (
        "content/fr/_language.yaml", '1 text is still that of "nl": disclaimer',
    )  # fmt: skip
    assert alarm.where == "content/fr/signs.yaml"
    told = [sign for sign in catalogue.signs["nl"].values() if len(sign.text.split()) > LEAST_TOLD]
    assert alarm.said.startswith(f'{len(told)} texts are still those of "nl": stroke, chest, ')
    assert list(rules.languages_have_their_own_words(desk(catalogue))) == []


@pytest.mark.parametrize(
    "words", ["Bel \u2039naam\u203a", "Dag {name}", "TODO nakijken", "Telefoon: None", "{{ titel }}"]
)
def test_nothing_left_over(words: str) -> None:
    """C11: a placeholder, a template's sign or an empty value on the page is told with its place."""
    found = list(rules.nothing_left_over(file_of(Drawn().text(15, 40, words))))
    assert len(found) == 1
    assert found[0].page == 1
    assert found[0].box is not None


def test_claims_may_be_stated(catalogue: Catalogue) -> None:
    """C13: a claim that does not exist, is left out or belongs to another leaflet is told with its line, once a line."""
    only_ms = next(claim.id for claim in catalogue.claims.values() if claim.only_in == ("ms",))
    silenced = catalogue.claims["C01"].model_copy(update={"left_out": "not needed"})
    at = desk(replace(catalogue, claims={**catalogue.claims, "C01": silenced}))
    lines = ("---", "title: x", "---", "Een. [C99] [C99]", f"Twee. [C01, {only_ms}] [C26]", "Drie. [C99]")
    text = manuscript(chapter("\n".join(lines[3:])), at, *lines)
    assert [(one.said, one.line) for one in rules.claims_may_be_stated(text)] == [
        ('the claim "C99" does not exist', 4),
        ('the claim "C01" is listed as left out', 5),
        (f'the claim "{only_ms}" may be stated only in ms', 5),
        ('the claim "C99" does not exist', 6),
    ]
    own = manuscript(ms(catalogue), desk(catalogue), f"[{only_ms}]")
    assert said(rules.claims_may_be_stated, own) == []


@pytest.mark.parametrize(
    "words",
    ["slijtage", "Slijtage", "SLIJTAGE", "Slij\u00adtage", "slij\u200btage", "slij\u2060tage", "slij&shy;tage", "slij&#173;tage",
     "slijt&#x430;ge", "slijt\u0430ge", "\u0455lijtage", "slij*t*age", "slij**t**age", "slij[t](https://x.nl)age",
     "slij[t](https://x.nl/(a))age", "slij[t]{en}age", "slij[C26]tage", "slij [C26]tage", "sl\u0133t\u00e1ge", "slijtage.",
     "\uff53lijtage", "![slijtage](x.svg)", "[x](https://x.nl \"slijtage\")", "\u202eslijtage\u202c", "## slijtage", "| slijtage |\n|---|\n| a |",
     "> slijtage", "- 1\n    - slijtage", "slij\ufe0ftage", "slij-tage", "slij-\ntage", "slij- tage", "s-l-i-j-t-a-g-e", "slij\u2010tage",
     "slij\u2013tage", "slij*-*tage", "-slijtage-"],
)  # fmt: skip
def test_a_bold_form_hides_behind_nothing(catalogue: Catalogue, words: str) -> None:
    """C13: a phrase is found through hidden characters, look-alikes, hyphens, entities, marks, links and case, once."""
    assert [one.said.endswith(" states claim C12 too boldly") for one in
            rules.cautions_are_honoured(written(catalogue, f"Rust.\n\n{words}"))] == [True]  # fmt: skip


def test_cautions_are_honoured(catalogue: Catalogue) -> None:
    """C13: the bold form of a claim is told with its words, its line and the careful form, each place once."""
    text = written(
        catalogue,
        "Rust.\nDit geeft \u2018slijtage\u2019 van zenuwen.\n\n- Er is **sterk**\n  bewijs voor.\n- Extreem moe.",
    )
    assert sorted(found(text), key=lambda one: one[1] or 0) == [("slijtage", 6), ("sterk bewijs", 8), ("Extreem", 10)]
    careful = catalogue.claims["C12"].says
    assert next(rules.cautions_are_honoured(text)).todo in {
        f"The careful form is: {catalogue.claims[name].says}" for name in ("C09", "C12")
    }
    assert careful
    twice = written(catalogue, "Slijtage,\nen slijtage.\n\nSlijtage,\nen slijtage.")
    assert found(twice) == [("Slijtage", 5), ("slijtage", 6), ("Slijtage", 8), ("slijtage", 9)]
    over = written(catalogue, "Rust.", title="Er is sterk \u200bbewijs")
    assert found(over) == [("sterk \u200bbewijs", 3)]
    whole = written(catalogue, "Een neurotoxisch-achtige (neurotoxine) stof.")
    assert found(whole) == [("neurotoxisch-achtige", 5), ("neurotoxine", 5)]
    divided = written(
        catalogue, "Rust op tijd, van slij-\ntage en sterk be-\nwijs.\n\nEen cytokine-storm, een cytokine-\nstorm."
    )
    assert sorted(found(divided), key=lambda one: one[::-1]) == [
        ("slij- tage", 5),
        ("sterk be- wijs", 6),
        ("cytokine- storm", 9),
        ("cytokine-storm", 9),
    ]
    assert found(written(catalogue, "Slij - tage, 70-80 en spier- of zenuwpijn.")) == []
    assert found(written(catalogue, "\u24e2\u24db\u24d8\u24d9\u24e3\u24d0\u24d6\u24d4")) == [
        ("\u24e2\u24db\u24d8\u24d9\u24e3\u24d0\u24d6\u24d4", 5)
    ]


def test_words_honour_cautions(catalogue: Catalogue) -> None:
    """C13: a bold form among the words of a language or the pages to write on is told with its file and name."""
    (one,) = rules.words_honour_cautions(desk(spoken(catalogue, back_cover="Rust tegen SLIJ\u00adTAGE.")))
    assert one.said == '"back_cover": "slijtage" states claim C12 too boldly'
    assert (one.where, one.line) == ("content/nl/_language.yaml", line_with("nl/_language.yaml", "  back_cover:"))
    pages = catalogue.fill_pages["nl"]
    bold = pages.model_copy(update={"notes": pages.notes.model_copy(update={"intro": "Slijtage"})})
    (one,) = rules.words_honour_cautions(desk(replace(catalogue, fill_pages={"nl": bold})))
    assert (one.said[:8], one.where) == ('"intro":', "content/nl/booklet/pages.yaml")
    assert one.line == line_with("nl/booklet/pages.yaml", "  intro:", after="notes:")


def test_a_word_of_a_list_or_a_country_is_told_with_its_line(catalogue: Catalogue) -> None:
    """C13: also the name of a group, one of many with the same name, has the line it stands on."""
    language = catalogue.languages["nl"]
    groups = (*language.groups[:3], "Slijtage", *language.groups[4:])
    (one,) = rules.words_honour_cautions(
        desk(replace(catalogue, languages={"nl": language.model_copy(update={"groups": groups})}))
    )
    assert one.said.startswith('"groups": ')
    assert one.line == line_with("nl/_language.yaml", language.groups[3], after="groups:")
    said = {"be": {**language.countries["be"], "out_of_hours": "Slijtage"}}
    (one,) = rules.words_honour_cautions(
        desk(replace(catalogue, languages={"nl": language.model_copy(update={"countries": said})}))
    )
    assert one.line == line_with("nl/_language.yaml", "    out_of_hours:", after="  be:")


def test_claims_are_accounted_for(catalogue: Catalogue) -> None:
    """C13: a claim that no text states and no list leaves out is told."""
    assert said(rules.claims_are_accounted_for, desk(catalogue)) == []
    silent = replace(catalogue, leaflets={"nl": ()}, chapters={"nl": {}})
    left = [claim for claim in catalogue.claims.values() if not claim.left_out]
    assert len(said(rules.claims_are_accounted_for, desk(silent))) == len(left) > 0


@pytest.mark.parametrize(
    ("markdown", "line", "point"),
    [("Een.\n\nT\u200bwee.", 7, "U+200B"), ("Bel \u2066\u2067112.", 5, "U+2066"), ("slijt\u0430ge", 5, "U+0430"),
     ("Een.\n\nTw&#8203;ee.", 7, "U+200B"), ("slijt&#x430;ge", 5, "U+0430"), ("a\u200ab", 5, "U+200A")],
)  # fmt: skip
def test_is_what_it_seems(catalogue: Catalogue, markdown: str, line: int, point: str) -> None:
    """C16: a character nobody sees, a look-alike and a thin space are told with line and code point, as entities too."""
    first = next(rules.is_what_it_seems(written(catalogue, markdown)))
    assert (first.line, f"({point})" in first.said) == (line, True)


def test_a_soft_hyphen_is_what_it_seems(catalogue: Catalogue) -> None:
    """C16: soft hyphens, accents, units and words of another alphabet that stand apart are not complained about."""
    assert (
        said(
            rules.is_what_it_seems, written(catalogue, "Letter\u00adgreep, \u00e9\u00e9n, 5 \u00b5g, TNF-\u03b1 & co.")
        )
        == []
    )


def test_of_many_places_the_first_twenty_are_told(catalogue: Catalogue) -> None:
    """A text full of them is told twenty places a claim, quickly."""
    assert len(found(written(catalogue, "slijtage " * 9000))) == 20
    assert len(said(rules.is_what_it_seems, written(catalogue, "a\u200bb " * 9000))) == 20
