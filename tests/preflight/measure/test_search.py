"""A piece is found wherever it stands, in whatever order it is asked for."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from leaflets.preflight.measure.search import Finder


@given(st.text("ab", max_size=30), st.lists(st.text("ab", max_size=4), max_size=12))
def test_it_says_what_a_plain_search_says(text: str, pieces: list[str]) -> None:
    """Asked for many pieces, once or again, it gives the answers of a search from the beginning."""
    finder = Finder(text)
    assert [finder.has(piece) for piece in pieces] == [piece in text for piece in pieces]


def test_a_piece_before_the_last_one_is_found() -> None:
    """Also one that reaches into where the last one began."""
    finder = Finder("een twee drie vier")
    assert finder.has("drie")
    assert finder.has("een")
    assert finder.has("vier")
    assert finder.has("twee dr")
    assert not finder.has("vijf")
