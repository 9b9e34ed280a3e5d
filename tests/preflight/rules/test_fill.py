from __future__ import annotations

import pytest

from leaflets.preflight.rules import fill as rules
from leaflets.preflight.subject import Subject
from tests.preflight.drawn import Drawn, file_of, format_of
from tests.preflight.said import chapter, said

TEXT = chapter("Rust")


def page(*tops: float) -> Drawn:
    """A page with something at these heights."""
    drawn = Drawn()
    for top in tops:
        drawn.box(20, top, 100, 4)
    return drawn


def test_a_page_with_much_empty_is_told() -> None:
    """T10: a band of more than a third of the page is told where it is, on its page; a smaller one is not."""
    full, half = page(10, 70, 130, 190), page(10, 70, 190)
    (found,) = rules.pages_are_full(file_of(full, half, subject=Subject(texts=(TEXT,))))
    assert found.said == "116 mm of the page are empty, more than a third of it"
    assert found.page == 2
    assert found.box == pytest.approx((0, 74, 148, 116), abs=1.5)


@pytest.mark.parametrize(
    "subject",
    [
        Subject(texts=(TEXT,), purpose="press"),
        Subject(texts=(TEXT,), purpose="poster"),
        Subject(texts=(TEXT,), format=format_of(sheet={"size_mm": (148, 210), "scheme": "slots"})),
        Subject(),
    ],
)
def test_what_is_no_page_of_a_text_is_not_asked(subject: Subject) -> None:
    """T10: a press file repeats a reading file, a poster is looked at, a ticket is what it is, a sheet has panels."""
    assert said(rules.pages_are_full, file_of(page(10), subject=subject)) == []
