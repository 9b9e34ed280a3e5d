from __future__ import annotations

import pytest

from leaflets.content import Catalogue
from leaflets.model.own_edition import OwnEdition, TakenTexts
from leaflets.preflight.rules import taken as rules
from leaflets.preflight.subject import Subject
from tests.preflight.drawn import Drawn, file_of
from tests.preflight.said import chapter, said

TAKEN = TakenTexts(series="Slaap", version="2026.11", author="Jesse", digest="0123456789abcdef")
TEXT = chapter("Rust")


@pytest.fixture
def subject(catalogue: Catalogue) -> Subject:
    own = OwnEdition(id="moe", name="Moe", texts={"nl": TAKEN})
    edition = catalogue.edition.model_copy(update={"own": own})
    return Subject(language=catalogue.languages["nl"], edition=edition, texts=(TEXT,))


def page(words: str) -> Drawn:
    drawn = Drawn()
    drawn.text(20, 30, words)
    return drawn


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Tekst: Jesse. Kenmerk: 0123 4567 89ab cdef.", []),
        ("Jesse. Kenmerk: 0123 4567 89ab cdef.", ["who wrote the medical texts (Jesse) is printed nowhere"]),
        ("Tekst: Jesse. Kenmerk: 0123 4567 89ab cdee.",
         ["the mark of the medical texts (0123 4567 89ab cdef) is printed nowhere"]),
    ],
)  # fmt: skip
def test_what_was_taken_over_is_said(subject: Subject, words: str, found: list[str]) -> None:
    """C18: the booklet of an own edition prints who wrote the texts, and their mark to the last digit."""
    assert said(rules.the_taken_texts_are_named, file_of(page(words), subject=subject)) == found


def test_nothing_of_it_printed_is_told_twice(subject: Subject) -> None:
    """C18: a colophon that was left out lacks both."""
    assert len(said(rules.the_taken_texts_are_named, file_of(page("Rust"), subject=subject))) == 2


def test_the_series_itself_takes_nothing_over(catalogue: Catalogue) -> None:
    """C18: its booklet has no mark to print."""
    own = Subject(language=catalogue.languages["nl"], edition=catalogue.edition, texts=(TEXT,))
    assert said(rules.the_taken_texts_are_named, file_of(page("Slaap"), subject=own)) == []
