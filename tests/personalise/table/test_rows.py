"""A row knows its place and what is wrong with it; a table knows whether it is the whole list."""

from __future__ import annotations

import pytest

from leaflets.messages import say
from leaflets.personalise.practice import Practice
from leaflets.personalise.table.rows import PracticeTable, Row
from leaflets.problems import Problem

LINDE = Practice(id="linde", name="De Linde", telephone="09 123 45 67", country="be")
WRONG = Problem(say("is wrong"), "p.csv", say("Correct it."))


def test_a_field_has_a_line_of_its_own_where_there_is_one() -> None:
    """In a file of one practice each field stands on its own line, in a table all on that of the row."""
    row = Row("linde.yaml", 1, "linde", "De Linde", lines={"logo": 4})
    assert (row.line_of("logo"), row.line_of("name")) == (4, 1)


def test_a_row_that_failed_makes_nothing() -> None:
    """Practice and logo are gone, so that nobody prints them; what was wrong before is said first."""
    row = Row("p.csv", 2, "linde", "De Linde", LINDE, b"logo")
    once = row.failed(WRONG)
    assert (once.practice, once.logo, once.problems) == (None, None, (WRONG,))
    other = Problem(say("is double"), "p.csv", say("Correct it."))
    assert once.failed(other).problems == (WRONG, other)
    assert (once.line, once.id, once.name) == (2, "linde", "De Linde")
    assert row.practice is LINDE


@pytest.mark.parametrize(
    ("is_list", "problems", "is_whole"), [(True, (), True), (True, (WRONG,), False), (False, (), False)]
)
def test_only_a_sound_list_says_who_is_not_in_it(is_list: bool, problems: tuple[Problem, ...], is_whole: bool) -> None:
    """A list with something wrong as a whole, or a file of one practice, is no reason to call another one gone."""
    assert PracticeTable((), problems, is_list=is_list).is_whole is is_whole
