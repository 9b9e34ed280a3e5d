"""A day is written as the language writes it, and a review is due before its day."""

from __future__ import annotations

import datetime as dt

import pytest

from leaflets.content import Catalogue
from leaflets.content.dates import dated, has_lapsed, past_review, review, weekdays
from leaflets.problems import ContentError

DUE = dt.date(2027, 11, 1)


def test_a_day_is_written_as_the_language_writes_it(catalogue: Catalogue) -> None:
    """Dutch names the month in small letters; another language and form write another."""
    dutch = catalogue.languages["nl"]
    assert dated(dutch, DUE) == "1 november 2027"
    assert dated(dutch.model_copy(update={"id": "fr", "date_format": "d MMMM y"}), dt.date(2027, 8, 2)) == "2 août 2027"


@pytest.mark.parametrize(
    ("language", "days"),
    [
        ("nl", "ma di wo do vr za zo"), ("fr", "lun mar mer jeu ven sam dim"), ("de", "Mo Di Mi Do Fr Sa So"),
        ("en-US", "Sun Mon Tue Wed Thu Fri Sat"),
    ],
)  # fmt: skip
def test_the_days_are_those_of_the_language(catalogue: Catalogue, language: str, days: str) -> None:
    """Short and without a stop, from the day its week begins with."""
    assert weekdays(catalogue.languages["nl"].model_copy(update={"id": language})) == tuple(days.split())


@pytest.mark.parametrize(("day", "is_late"), [("2027-10-31", False), ("2027-11-01", True), ("2037-03-01", True)])
def test_a_review_is_due_before_its_day(day: str, is_late: bool) -> None:
    """The page says "herzien vóór": on the day itself the review is late."""
    assert has_lapsed(DUE, dt.date.fromisoformat(day)) is is_late


def test_a_review_is_said_as_due_or_as_past(catalogue: Catalogue) -> None:
    """One form for the pages and the index of a set: by when, or that this day has come."""
    dutch = catalogue.languages["nl"]
    assert review(dutch, DUE, is_past=False) == "Te herzien vóór 1 november 2027"
    assert review(dutch, DUE, is_past=True) == past_review(dutch, DUE) == "Herziening verlopen op 1 november 2027"


def test_what_a_page_says_past_its_review(catalogue: Catalogue) -> None:
    """The words are the language's own; where they are missing it is said of its file."""
    dutch = catalogue.languages["nl"]
    assert past_review(dutch, DUE) == "Herziening verlopen op 1 november 2027"
    lacking = dutch.words.copy()
    del lacking["review_lapsed"]
    words = type(dutch.words)(lacking)
    words.where = "content/nl/_language.yaml"  # type: ignore[attr-defined]
    with pytest.raises(ContentError, match=r'^content/nl/_language\.yaml: the word "review_lapsed" is missing\.'):
        past_review(dutch.model_copy(update={"words": words}), DUE)
