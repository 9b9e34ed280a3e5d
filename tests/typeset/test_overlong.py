"""A text that is too long tells by just as many lines as there is no room for."""

from __future__ import annotations

from itertools import pairwise

import pytest

from leaflets.content import Catalogue
from leaflets.model.job import Job
from leaflets.typeset import typeset
from tests.conftest import PROJECT
from tests.typeset.test_render import LINE, job, ms, problems_of, with_more

pytestmark = pytest.mark.whole


def lines_told(one: Job) -> int:
    """By how many lines the text of a job is too long, as it is told."""
    (problem,) = problems_of(one)
    return int(problem.what.partition("the text is ")[2].split()[0])


@pytest.mark.parametrize(
    ("fmt", "role", "part", "heading", "room"),
    [
        ("a5", "steps", "back", "Bronnen", 1),
        ("a4", "steps", "inside", "Wat kunt u zelf doen?", 6),
        ("a4", "rest", "front", "In het kort", 5),
    ],
)
def test_a_text_that_is_too_long_says_by_how_many_lines(
    catalogue: Catalogue, fmt: str, role: str, part: str, heading: str, room: int
) -> None:
    """T07 names leaflet, format and part with its first heading, and just as many lines as there is no room for: without these it fits."""
    typeset(job(catalogue, with_more(ms(catalogue), role, LINE * room), fmt), PROJECT, PROJECT / "content")
    # A few run on beneath what stands at the foot, more go on overleaf, and many need two pages more.
    for over in (1, 4, 9, 40):
        (problem,) = problems_of(job(catalogue, with_more(ms(catalogue), role, LINE * (room + over)), fmt))
        assert (problem.rule, problem.leaflet, problem.where) == ("T07", "ms", "content/nl/ms.md")
        lines = "1 line" if over == 1 else f"{over} lines"
        begins = f'in the part that begins with "{heading}" (part "{part}")'
        assert problem.what == f"ms in {fmt}: the text is {lines} too long, {begins}"


def test_the_pages_of_a_part_that_begin_anew_are_told_each(catalogue: Catalogue) -> None:
    """In large print the why has a page and the steps the next: its lines too many are not lost in the room of that."""
    counts = [
        lines_told(job(catalogue, with_more(ms(catalogue), "rest", LINE * lines), "large-print")) for lines in (5, 20)
    ]
    assert counts == [4, 19]


def test_list_items_are_counted_by_the_room_they_take(catalogue: Catalogue) -> None:
    """The mark before a list item is no line of its own; each has 2 pt of space above its line of 15.75 (15 items: 16.9 lines)."""
    counts = [
        lines_told(job(catalogue, with_more(ms(catalogue), "rest", "- punt\n" * items))) for items in (15, 30, 45)
    ]
    assert [after - before for before, after in pairwise(counts)] == [17, 17]
