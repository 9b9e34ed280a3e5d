"""The questions about a printer: what is an answer, and what is wrong with one that is none."""

from __future__ import annotations

import pytest

from leaflets.imposition.printer import answered
from leaflets.studio.questions import EMPTY, NO_NUMBER, UNTICKED, codes_of, unanswered


@pytest.mark.parametrize(
    ("said", "field"),
    [("0", 0.0), (" 1,5 ", 1.5), ("-2", -2.0), ("\u22122", -2.0), ("+10", 10.0), ("-10.00", -10.0)],
)
def test_answers_become_the_codes_of_the_sheet(said: str, field: float) -> None:
    """However the number is typed."""
    answers = {"a": "2", "b": said, "c": "0"}
    assert unanswered(answers) == {}
    assert answered(codes_of(answers)) == {"flip": "long", "back_right_mm": field, "back_down_mm": 0.0}


@pytest.mark.parametrize("said", ["far", "10,5", "-11", "1e1", "0,C5", "C5", "0 D9", "1..5", "0" * 99, "B2"])
def test_what_is_no_number_is_told_at_its_question(said: str) -> None:
    """In words that name no code, and an answer that hides the code of another question is none."""
    assert unanswered({"a": "1", "b": "0", "c": said}) == {"c": NO_NUMBER}
    assert unanswered({"a": "1", "b": said, "c": "0"}) == {"b": NO_NUMBER}


def test_what_is_not_answered_is_told_at_its_question() -> None:
    """Each by itself."""
    assert unanswered({}) == {"a": UNTICKED, "b": EMPTY, "c": EMPTY}
    assert unanswered({"a": "3", "b": " ", "c": "0"}) == {"a": UNTICKED, "b": EMPTY}
