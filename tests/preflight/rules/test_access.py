from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from leaflets.content import Catalogue
from leaflets.preflight.file import File, opened
from leaflets.preflight.inspection import RULES
from leaflets.preflight.rules import access as rules
from leaflets.preflight.subject import Subject
from tests.preflight.drawn import Drawn, file_of
from tests.preflight.said import chapter, desk, finished, manuscript, ms, said

Break = Callable[[pikepdf.Pdf], None]


def broken(file: File, damage: Break) -> File:
    """The same file with one thing damaged."""
    with pikepdf.open(io.BytesIO(file.proof.pdf)) as pdf:
        damage(pdf)
        target = io.BytesIO()
        pdf.save(target)
    proof = file.proof.model_copy(update={"pdf": target.getvalue()})
    return opened(proof, file.where, file.conforms_to, file.multiple_of, file.subject)


@pytest.mark.parametrize(
    "rule", [rule for rule in RULES if rule.id[0] == "A" and rule.kind == "file"], ids=lambda rule: rule.check.__name__
)
@pytest.mark.parametrize("name", ["ms-a5", "crps-a4"])
def test_finished_leaflets_pass(edition: Path, catalogue: Catalogue, rule: Any, name: str) -> None:
    """A finished leaflet can be read aloud: no rule finds anything."""
    assert said(rule.check, finished(edition, catalogue, name)) == []


def test_conforms(edition: Path, catalogue: Catalogue) -> None:
    """A01: a file without its PDF/UA mark in the metadata fails the validator; one that claims nothing is not asked."""

    def damage(pdf: pikepdf.Pdf) -> None:
        del pdf.Root.Metadata

    assert said(rules.conforms, broken(finished(edition, catalogue), damage))[0].startswith("not PDF/UA-1")
    assert said(rules.conforms, file_of(Drawn())) == []


def test_content_is_tagged(edition: Path, catalogue: Catalogue) -> None:
    """A01: a page that lost the key to its tags is told with its number."""

    def damage(pdf: pikepdf.Pdf) -> None:
        del pdf.pages[1].obj["/StructParents"]

    found = list(rules.content_is_tagged(broken(finished(edition, catalogue), damage)))
    assert {one.page for one in found} >= {2}


def test_running_heads_are_artifacts() -> None:
    """A01: a running head and a folio that are tagged on several pages are told, once each."""
    tagged = [
        Drawn(height=210).raw(f"/P <</MCID {number}>> BDC").text(15, 8, "Rust en slaap", 9.5).raw("EMC")
        .raw("/P <</MCID 9>> BDC").text(130, 205, str(number + 2), 9.5).raw("EMC")
        for number in range(2)
    ]  # fmt: skip
    found = said(rules.running_heads_are_artifacts, file_of(*tagged, conforms_to="pdf/ua-1"))
    assert found == [
        'the running head "Rust en slaap" of 2 pages is read aloud on each',
        "the folio of 2 pages is read aloud on each",
    ]


def test_what_the_headings_of_several_leaflets_begin_with_is_no_running_head(catalogue: Catalogue) -> None:
    """A01: the line above the name of each leaflet of a booklet is heard with it, however near the head it stands."""
    language = catalogue.languages["nl"]
    tagged = [
        Drawn(height=210).raw("/H1 <</MCID 0>> BDC").text(15, 8, words, 9.5).raw("EMC")
        .raw("/H1 <</MCID 1>> BDC").text(15, 12, "Van een ander", 9.5).raw("EMC")
        for words in (language.words["kicker"], language.words["kicker"])
    ]  # fmt: skip
    subject = Subject(texts=(ms(catalogue),), language=language)
    found = said(rules.running_heads_are_artifacts, file_of(*tagged, conforms_to="pdf/ua-1", subject=subject))
    assert found == ['the running head "Van een ander" of 2 pages is read aloud on each']


def test_descriptions_are_short(catalogue: Catalogue) -> None:
    """A02: a description of 301 characters is told with its picture and line, one of 300 is not, nor in a leaflet none."""
    pictures = {"b.png": {"sha256": "", "pixels": (9, 9), "line": 7}}
    text = chapter(f"![{'a' * 300}](a.png)\n\nEn ![een [{'b' * 295}]](b.png) dan.", pictures=pictures)
    (found,) = rules.descriptions_are_short(manuscript(text, desk(catalogue)))
    assert found.said == 'the description of "b.png" has 301 characters, more than 300'
    assert found.line == 7
    assert said(rules.descriptions_are_short, manuscript(ms(catalogue), desk(catalogue))) == []


@pytest.mark.parametrize(
    ("key", "value", "tells"),
    [
        ("/Lang", None, "the language is not set"),
        ("/Lang", pikepdf.String("en"), "the language is set to en, not nl"),
        ("/ViewerPreferences", None, "the title is not shown in the window"),
    ],
)
def test_says_what_it_is(edition: Path, catalogue: Catalogue, key: str, value: Any, tells: str) -> None:
    """A02: a file without language, in the wrong language or with its title hidden is told."""

    def damage(pdf: pikepdf.Pdf) -> None:
        if value is None:
            del pdf.Root[key]
        else:
            pdf.Root[key] = value

    assert said(rules.says_what_it_is, broken(finished(edition, catalogue), damage)) == [tells]


def test_a_title_is_asked_for() -> None:
    """A02: a file without a title is told."""
    assert "there is no title" in said(rules.says_what_it_is, file_of(Drawn()))


def test_figures_are_described(edition: Path, catalogue: Catalogue) -> None:
    """A02: a figure whose alternative text is gone is told with its page."""

    def damage(pdf: pikepdf.Pdf) -> None:
        figure = next(one for one in pdf.objects if isinstance(one, Dictionary) and one.get("/S") == Name.Figure)
        figure.Alt = pikepdf.String(" ")

    found = list(rules.figures_are_described(broken(finished(edition, catalogue), damage)))
    assert [(one.said, one.page) for one in found] == [("a figure has no alternative text", 2)]


def test_foreign_phrases_are_marked(edition: Path, catalogue: Catalogue) -> None:
    """A02: a phrase whose language was lost is told, and words that have a language no text gives them."""

    def forget(pdf: pikepdf.Pdf) -> None:
        for one in pdf.objects:
            if isinstance(one, Dictionary) and one.get("/Lang") == "en" and one.get("/S") == Name.Span:
                del one["/Lang"]

    file = finished(edition, catalogue)
    assert '"lassitude" is not marked as en for a screen reader' in said(
        rules.foreign_phrases_are_marked, broken(file, forget)
    )

    def confuse(pdf: pikepdf.Pdf) -> None:
        heading = next(one for one in pdf.objects if isinstance(one, Dictionary) and one.get("/S") == Name.H2)
        heading.Lang = pikepdf.String("fr")

    found = said(rules.foreign_phrases_are_marked, broken(file, confuse))
    assert len(found) == 1
    assert found[0].endswith("is marked as fr, which no text says")


def test_titles_of_sources_are_marked(edition: Path, catalogue: Catalogue) -> None:
    """A02: foreign_phrases_are_marked tells the English title that is printed as Dutch words; a label has no language."""
    sources = tuple(
        one.model_copy(update={"title": one.about["nl"], "title_status": "label" if one.year == 2022 else "real"})
        for one in finished(edition, catalogue).subject.sources
    )
    found = said(rules.foreign_phrases_are_marked, finished(edition, catalogue, sources=sources))
    assert 'the title "Wat is MS?" is not marked as en for a screen reader' in found
    assert not any("De hersenen bij" in one for one in found)


def test_links_say_where_they_go(edition: Path, catalogue: Catalogue) -> None:
    """A02: a link whose words are "klik hier" is told with its page."""
    house = finished(edition, catalogue).subject.house
    words = house.words("nl").model_copy(update={"empty_links": ("Wat is MS?",)})
    file = finished(edition, catalogue, house=house.model_copy(update={"languages": {"nl": words}}))
    found = list(rules.links_say_where_they_go(file))
    assert [(one.said, one.page) for one in found] == [('a link is called "Wat is MS?"', 4)]
    assert "klik hier" in house.words("nl").empty_links


def test_links_lead_somewhere(edition: Path, catalogue: Catalogue) -> None:
    """A02: a link to a name the file does not hold is told."""

    def damage(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            for annotation in page.obj.get("/Annots", Array()):
                if "/Dest" in annotation:
                    annotation.Dest = pikepdf.String("nowhere")
                    return

    found = said(rules.links_lead_somewhere, broken(finished(edition, catalogue), damage))
    assert found == ['a link leads to "nowhere", which is not in the file']


def test_direction_is_right(edition: Path, catalogue: Catalogue) -> None:
    """A03: a file for a language from the right whose pages turn the other way and whose text stands left is told."""
    arabic = catalogue.languages["nl"].model_copy(update={"direction": "rtl"})
    file = finished(edition, catalogue, language=arabic)
    found = said(rules.direction_is_right, file)
    assert found[0] == "pages are turned L2R, not R2L"
    assert "the text stands at the left, not at the right" in found


def test_text_from_the_right_may_stand_right(catalogue: Catalogue) -> None:
    """A03: lines that meet at the right are right for such a language."""
    arabic = catalogue.languages["nl"].model_copy(update={"direction": "rtl"})
    sentences = (
        "een lange regel van rechts", "een wat kortere regel", "nog een andere lange regel", "en weer een kortere",
        "regel nummer vijf van zes", "en de laatste regel hier",
    )  # fmt: skip
    drawn = Drawn()
    for number, words in enumerate(sentences):
        width = file_of(Drawn().text(0, 40, words)).pages[0].runs[0].box
        drawn.text(130 - width[0] - width[2], 40 + 6 * number, words)
    subject = Subject(language=arabic, texts=(chapter(" ".join(sentences)),))
    assert said(rules.direction_is_right, file_of(drawn, subject=subject)) == []
    assert ms(catalogue).language == "nl"
