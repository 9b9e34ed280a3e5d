"""Each kind of value in a drawing is read, and written anew or refused."""

from __future__ import annotations

import pytest

from leaflets.pictures.values import numbers, read, scale


@pytest.mark.parametrize(
    ("given", "becomes"),
    [
        ("red", "#FF0000"), ("#0a0", "#00AA00"), ("#0B5563", "#0B5563"), ("rgb(1, 2, 3)", "#010203"),
        ("rgba(255,0,0,.5)", "#FF000080"), ("hsl(240 100% 50%)", "#0000FF"), ("currentColor", "currentColor"),
        ("none", "none"), ("inherit", "inherit"), ("transparent", "#00000000"), ("url('#g')", "url(#g)"),
        ('url("#g") red', "url(#g) #FF0000"), ("  navy ", "#000080"),
    ],
)  # fmt: skip
def test_colours_are_written_in_one_way(given: str, becomes: str) -> None:
    """However a colour is said, it is the same six digits, so that it can be given in any ink."""
    assert read("fill", given) == becomes


@pytest.mark.parametrize(
    ("text", "larger"),
    [("", 1), ("rotate(90) translate(500, 9)", 1), ("scale(2 -3)", 3), ("scale(2) scale(.5,4)", 8),
     ("matrix(1 0 0 -2 900 900)", 2), ("skewX(10)", 6)],
)  # fmt: skip
def test_a_transformation_tells_how_much_larger_it_makes(text: str, larger: float) -> None:
    """The largest of its factors, one step times the other; what moves or turns makes nothing larger."""
    assert scale(text) == larger


@pytest.mark.parametrize(
    ("text", "found"), [("M1-2.5.5 3e2", [1, -2.5, 0.5, 300]), ("", []), ("-100000 1E5", [-1e5, 1e5])]
)
def test_numbers_may_touch(text: str, found: list[float]) -> None:
    """A sign or a second point begins the next one (SVG 1.1, 8.3.9)."""
    assert numbers(text) == found
