from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from leaflets.content import Catalogue
from leaflets.model.content import Leaflet, Section
from leaflets.preflight.inspection import RULES
from leaflets.preflight.rules import content as rules
from leaflets.preflight.subject import Subject
from leaflets.preflight.texts.manuscript import Manuscript, manuscripts
from tests.preflight.drawn import Drawn, file_of
from tests.preflight.said import PROJECT, TODAY, chapter, desk, finished, manuscript, ms, said

MANUSCRIPT_RULES = [rule for rule in RULES if rule.id[0] == "C" and rule.kind == "manuscript"]
FILE_RULES = [rule for rule in RULES if rule.id[0] == "C" and rule.kind == "file"]


def changed(catalogue: Catalogue, **fields: object) -> Manuscript:
    """The leaflet MS with other fields."""
    return manuscript(ms(catalogue).model_copy(update=fields), desk(catalogue))


def with_section(leaflet: Leaflet, role: str, markdown: str) -> Leaflet:
    sections = [one if one.role != role else one.model_copy(update={"markdown": markdown}) for one in leaflet.sections]
    return leaflet.model_copy(update={"sections": tuple(sections)})


@pytest.mark.parametrize("rule", MANUSCRIPT_RULES, ids=lambda rule: rule.check.__name__)
def test_the_edition_s_own_texts_pass(catalogue: Catalogue, rule: object) -> None:
    """Every leaflet and chapter keeps to every rule on what a text must say."""
    texts = manuscripts(desk(catalogue), PROJECT / "content")
    assert len(texts) > 20
    assert [(one.where, found) for one in texts for found in said(rule.check, one)] == []  # type: ignore[attr-defined]


@pytest.mark.parametrize("rule", FILE_RULES, ids=lambda rule: rule.check.__name__)
@pytest.mark.parametrize("name", ["ms-a5", "crps-a4"])
def test_finished_leaflets_pass(edition: Path, catalogue: Catalogue, rule: object, name: str) -> None:
    """A finished leaflet prints all that a rule asks for."""
    assert said(rule.check, finished(edition, catalogue, name)) == []  # type: ignore[attr-defined]


def test_publisher_is_named(catalogue: Catalogue) -> None:
    """C01: an edition without a publisher's name or website is told of each."""
    assert said(rules.publisher_is_named, desk(catalogue)) == []
    nobody = catalogue.edition.publisher.model_copy(update={"name": " ", "website": ""})
    edition = catalogue.edition.model_copy(update={"publisher": nobody})
    found = said(rules.publisher_is_named, desk(replace(catalogue, edition=edition)))
    assert found == ["the publisher has no name", "the publisher has no website"]


def test_has_title(catalogue: Catalogue) -> None:
    """C01: a title of characters only is none."""
    assert said(rules.has_title, changed(catalogue, title=" – ")) == ["the title is empty"]


def test_names_are_printed(edition: Path, catalogue: Catalogue) -> None:
    """C01: a file that names another condition and another publisher than it should is told of each."""
    publisher = catalogue.edition.publisher.model_copy(update={"name": "Stichting Elders", "website": "elders.example"})
    file = finished(
        edition, catalogue, texts=(ms(catalogue).model_copy(update={"name": "Hooikoorts"}),),
        edition=catalogue.edition.model_copy(update={"publisher": publisher}),
    )  # fmt: skip
    assert said(rules.names_are_printed, file) == [
        'the name "Hooikoorts" is printed nowhere',
        "the name of the publisher (Stichting Elders) is printed nowhere",
        "the website of the publisher (elders.example) is printed nowhere",
    ]


def test_date_has_come(catalogue: Catalogue) -> None:
    """C02: a leaflet dated tomorrow is told with the line of its date."""
    tomorrow = ms(catalogue).model_copy(update={"date": TODAY + dt.timedelta(days=1)})
    found = list(rules.date_has_come(manuscript(tomorrow, desk(catalogue), "---", "title: MS", "date: 2026-11-28")))
    assert [(one.said, one.line) for one in found] == [("the date 2026-11-28 is still to come", 3)]


@pytest.mark.parametrize(
    ("date", "review_by", "tells"),
    [
        ("2026-11-01", "2026-11-01", "is not within 36 months"),
        ("2026-11-01", "2029-11-02", "is not within 36 months"),
        ("2026-11-01", "2029-11-01", None),
        ("2024-02-29", "2027-02-28", None),
        ("2020-11-01", "2021-11-01", None),
    ],
)
def test_review_is_due_later(catalogue: Catalogue, date: str, review_by: str, tells: str | None) -> None:
    """C03: a review date that is not within 36 months after the date is told; whether it has come is no matter here."""
    dates = {"date": dt.date.fromisoformat(date), "review_by": dt.date.fromisoformat(review_by)}
    found = said(rules.review_is_due_later, changed(catalogue, **dates))
    assert (tells in found[0]) if tells else found == []


@pytest.mark.parametrize(("day", "is_late"), [("2027-10-31", False), ("2027-11-01", True), ("2037-03-01", True)])
def test_review_is_still_to_come(catalogue: Catalogue, day: str, is_late: bool) -> None:
    """C03: a text says "herzien vóór" a day, and from that day on it and the booklet are late; that does not block."""
    at = desk(catalogue, today=dt.date.fromisoformat(day))
    text = manuscript(ms(catalogue), at, "---", "title: MS", "review_by: 2027-11-01")
    found = [(one.said, one.line) for one in rules.review_is_still_to_come(text)]
    assert found == [("its review was due before 2027-11-01", 3)] * is_late
    booklet = said(rules.booklet_review_is_still_to_come, at)
    assert booklet == ["the booklet: its review was due before 2027-11-01"] * is_late
    severities = {rule.severity for rule in RULES if rule.check.__name__.endswith("review_is_still_to_come")}
    assert severities == {"warns"}


def test_past_review_is_printed(edition: Path, catalogue: Catalogue) -> None:
    """C03: a file of texts past their review is told, unless it says so once for each of them."""
    day = dt.date(2027, 11, 1)
    assert said(rules.past_review_is_printed, finished(edition, catalogue)) == []
    silent = finished(edition, catalogue, lapsed=(day,))
    assert said(rules.past_review_is_printed, silent) == ['"Herziening verlopen op 1 november 2027" is printed nowhere']
    language = catalogue.languages["nl"]
    drawn = Drawn().text(15, 40, "Herziening verlopen op").text(15, 50, "1 november 2027")
    marked = file_of(drawn, subject=Subject(language=language, lapsed=(day,)))
    assert said(rules.past_review_is_printed, marked) == []
    half = file_of(drawn, subject=Subject(language=language, lapsed=(day, day)))
    assert said(rules.past_review_is_printed, half) == [
        '"Herziening verlopen op 1 november 2027" is printed 1 times, for 2 texts'
    ]


def test_booklet_review_is_due_later(catalogue: Catalogue) -> None:
    """C03: the booklet's dates are held to the same."""
    assert said(rules.booklet_review_is_due_later, desk(catalogue)) == []
    far = catalogue.edition.model_copy(update={"booklet_review_by": dt.date(2030, 1, 1)})
    found = said(rules.booklet_review_is_due_later, desk(replace(catalogue, edition=far)))
    assert found == ["the booklet: the review date 2030-01-01 is not within 36 months after 2026-11-27"]
    early = desk(catalogue, today=dt.date(2026, 1, 1))
    assert said(rules.booklet_review_is_due_later, early) == ["the booklet's date 2026-11-27 is still to come"]


def test_has_author(catalogue: Catalogue) -> None:
    """C04: an author of nothing but spaces is told."""
    assert said(rules.has_author, changed(catalogue, author=" ")) == ["the author is not named"]


def test_reviewer_is_printed(edition: Path, catalogue: Catalogue) -> None:
    """C04: a reviewer the page does not name is told, and so is that there is none when the page is silent."""
    marks = {"reviewer": "dr. De Wit", "reviewed": TODAY, "reviewed_words": ms(catalogue).words_digest}
    reviewed = finished(edition, catalogue, texts=(ms(catalogue).model_copy(update=marks),))
    assert said(rules.reviewer_is_printed, reviewed) == ['"dr. De Wit" is printed nowhere']
    silent = file_of(
        Drawn().text(15, 40, "MS"), subject=Subject(texts=(ms(catalogue),), language=catalogue.languages["nl"])
    )
    assert said(rules.reviewer_is_printed, silent) == ['"nog niet nagelezen door een arts" is printed nowhere']


@pytest.mark.parametrize(("marks", "found"), [
    ({}, []),
    ({"reviewed": dt.date(2026, 11, 28)}, ["was read by dr. De Wit on 2026-11-28, which is still to come"]),
    ({"reviewed": None}, ["names dr. De Wit as its reviewer, and not when it was read"]),
    ({"reviewed_words": None}, ["names dr. De Wit as its reviewer, and not the words that were read"]),
    ({"title": "Slaap"}, ["has other words than those dr. De Wit read on 2026-11-27"]),
    ({"reviewer": None}, []),
])  # fmt: skip
def test_review_is_of_these_words(catalogue: Catalogue, marks: dict[str, object], found: list[str]) -> None:
    """C04: a reviewer who read other words, or nobody knows when or which, is told; so is a day to come."""
    read = {"reviewer": "dr. De Wit", "reviewed": TODAY, "reviewed_words": ms(catalogue).words_digest}
    assert said(rules.review_is_of_these_words, changed(catalogue, **(read | marks))) == found


def test_cites_a_source(catalogue: Catalogue) -> None:
    """C05: a leaflet without sources is told, on the line its text begins on; a chapter may have none."""
    bare = manuscript(ms(catalogue).model_copy(update={"cited": ()}), desk(catalogue), "---", "title: x", "---", "## A")
    assert [(one.said, one.line) for one in rules.cites_a_source(bare)] == [("cites no source", 4)]
    assert said(rules.cites_a_source, manuscript(chapter("Een."), desk(catalogue))) == []


def test_cited_sources_are_there(edition: Path, catalogue: Catalogue) -> None:
    """C05: a source that is cited in what is printed and is in no code and no link is told."""
    elsewhere = catalogue.sources["kalb-2020-ms-exercise"].model_copy(update={"url": "https://example.org/gone"})
    file = finished(edition, catalogue, sources=(elsewhere,))
    assert said(rules.cited_sources_are_there, file) == ["the source https://example.org/gone is cited and not listed"]


def test_titles_are_real(catalogue: Catalogue) -> None:
    """C05: each source without a title of its own is told with the address to look it up."""
    labels = [source for source in catalogue.sources.values() if source.is_label]
    found = said(rules.titles_are_real, desk(catalogue))
    assert len(found) == len(labels) > 0
    assert all(source.url in one for source, one in zip(labels, found, strict=True))


def test_doctor_block_is_printed(edition: Path, catalogue: Catalogue) -> None:
    """C06: a page without the heading of the doctor's section is told; a poster is not asked for it."""
    sections = [one.model_copy(update={"heading": "Wie belt u als eerste?"}) if one.role == "doctor" else one
                for one in ms(catalogue).sections]  # fmt: skip
    other = ms(catalogue).model_copy(update={"sections": tuple(sections)})
    file = finished(edition, catalogue, texts=(other,))
    assert said(rules.doctor_block_is_printed, file) == ['"Wie belt u als eerste?" (MS) is printed nowhere']
    poster = finished(edition, catalogue, texts=(other,), purpose="poster")
    assert said(rules.doctor_block_is_printed, poster) == []


def test_emergency_number_is_given(catalogue: Catalogue) -> None:
    """C07: a doctor's section with 1120 or nothing is told, at its line."""
    for words in ("Bel uw huisarts.", "Bel 1120."):
        leaflet = with_section(ms(catalogue), "doctor", words)
        assert said(rules.emergency_number_is_given, manuscript(leaflet, desk(catalogue))) == [
            "the section does not name 112"
        ]


def test_numbers_are_printed(edition: Path, catalogue: Catalogue) -> None:
    """C07: a practice's number that is not on the page is told; how it is spaced does not matter."""
    file = finished(edition, catalogue, numbers=("+32 2 555 01 23",))
    assert said(rules.numbers_are_printed, file) == ["the number +32 2 555 01 23 is printed nowhere"]
    printed = file_of(
        Drawn().text(15, 40, "Bel 112 of 02/555.01.23"),
        subject=Subject(texts=(ms(catalogue),), numbers=("02 555 01 23",)),
    )
    assert said(rules.numbers_are_printed, printed) == []


def test_has_steps(catalogue: Catalogue) -> None:
    """C08: a section of steps without any item is told."""
    leaflet = with_section(ms(catalogue), "steps", "Doe rustig aan.")
    assert said(rules.has_steps, manuscript(leaflet, desk(catalogue))) == ["there is no step to take"]


def test_belgian_publisher_has_address(edition: Path, catalogue: Catalogue) -> None:
    """C09: for a Belgian practice a publisher without an address is told, or with one that is not printed."""
    file = finished(edition, catalogue, country="be")
    assert said(rules.belgian_publisher_has_address, file) == ["the verantwoordelijke uitgever has no address"]
    at_home = catalogue.edition.publisher.model_copy(update={"address": "Dorpsstraat 1, Ergens"})
    known = finished(
        edition, catalogue, country="be", edition=catalogue.edition.model_copy(update={"publisher": at_home})
    )
    assert len(said(rules.belgian_publisher_has_address, known)) == 1
    own = finished(edition, catalogue, country="be", publisher="dr. A. Voorbeeld, Kerkstraat 12")
    assert said(rules.belgian_publisher_has_address, own) == [
        "the verantwoordelijke uitgever (dr. A. Voorbeeld, Kerkstraat 12) is printed nowhere"
    ]
    small = file_of(
        Drawn().text(15, 40, "uitgever: dr. A. Voorbeeld,", 10).text(15, 46, "9", 10).text(18, 46, "000 Gent", 10),
        subject=replace(own.subject, publisher="dr. A. Voorbeeld, 9000 Gent"),
    )
    assert said(rules.belgian_publisher_has_address, small) == []
    assert said(rules.belgian_publisher_has_address, finished(edition, catalogue, country="nl")) == []


def test_publisher_has_address(catalogue: Catalogue) -> None:
    """C09: that the edition's publisher has no address is told before anybody needs it."""
    publisher = catalogue.edition.publisher.model_copy(update={"address": None})
    edition = catalogue.edition.model_copy(update={"publisher": publisher})
    assert len(said(rules.publisher_has_address, desk(replace(catalogue, edition=edition)))) == 1
    publisher = publisher.model_copy(update={"address": "Dorpsstraat 1"})
    edition = edition.model_copy(update={"publisher": publisher})
    assert said(rules.publisher_has_address, desk(replace(catalogue, edition=edition))) == []


def test_disclaimer_is_printed(edition: Path, catalogue: Catalogue) -> None:
    """C10: a page with another disclaimer than the language's own is told."""
    nl = catalogue.languages["nl"]
    other = nl.model_copy(update={"words": nl.words | {"disclaimer": "Vraag altijd eerst uw arts."}})
    assert len(said(rules.disclaimer_is_printed, finished(edition, catalogue, language=other))) == 1


def test_funding_is_known(catalogue: Catalogue) -> None:
    """C10: an edition that does not say who paid for it is told."""
    for funding, count in ((None, 1), (" ", 1), ("niemand", 0)):
        edition = catalogue.edition.model_copy(update={"funding": funding})
        assert len(said(rules.funding_is_known, desk(replace(catalogue, edition=edition)))) == count


def test_what_the_edition_lacks_is_told_with_its_line(catalogue: Catalogue) -> None:
    """C01, C03, C09, C10: the line of the field in edition.yaml; C05: that of the title in sources.yaml."""
    publisher = catalogue.edition.publisher.model_copy(update={"name": " ", "address": None})
    late = {"booklet_date": dt.date(2028, 1, 1), "booklet_review_by": dt.date(2026, 1, 1)}
    wrong = catalogue.edition.model_copy(update={"publisher": publisher, "funding": None, **late})
    at = desk(replace(catalogue, edition=wrong))
    checks = (
        rules.publisher_is_named, rules.booklet_review_is_due_later, rules.booklet_review_is_still_to_come,
        rules.publisher_has_address, rules.funding_is_known, rules.titles_are_real,
    )  # fmt: skip
    found = [next(iter(check(at))) for check in checks] + [list(rules.booklet_review_is_due_later(at))[1]]
    fields = ("  name", "booklet_date", "booklet_review_by", "  address", "funding", "  title", "booklet_review_by")
    for one, field in zip(found, fields, strict=True):
        assert one.where is not None
        assert one.line is not None
        assert (PROJECT / one.where).read_text("utf-8").split("\n")[one.line - 1].startswith(f"{field}:")


def test_translation_is_fresh(catalogue: Catalogue) -> None:
    """C12: a translation of an older version than its source is told; one of the same version is not."""
    french = ms(catalogue).model_copy(update={"language": "fr", "path": "content/fr/ms.md"})
    assert said(rules.translation_is_fresh, manuscript(french, desk(catalogue))) == []
    old = french.model_copy(update={"version": "2026.9"})
    assert (
        "its source content/nl/ms.md of 2026.11"
        in said(rules.translation_is_fresh, manuscript(old, desk(catalogue)))[0]
    )
    earlier = french.model_copy(update={"date": dt.date(2026, 10, 1)})
    assert len(said(rules.translation_is_fresh, manuscript(earlier, desk(catalogue)))) == 1


def test_sections_are_found_by_role(catalogue: Catalogue) -> None:
    """The helper of these tests changes the one section it names."""
    changed_leaflet = with_section(ms(catalogue), "steps", "x")
    assert changed_leaflet.section("steps").markdown == "x"
    assert isinstance(changed_leaflet.section("doctor"), Section)
    assert changed_leaflet.section("doctor") == ms(catalogue).section("doctor")
