"""A pattern stands for a list of phrases, and for no more than can be looked for at once."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflets.model.phrases import MOST_PHRASES, unfolded


@pytest.mark.parametrize(
    ("pattern", "phrases"),
    [
        ("Slijtage", ("slijtage",)),
        ("70 ?%", ("70 %", "70%")),
        ("enorme? energie", ("enorme energie", "enorm energie")),
        ("be(s|z)t", ("best", "bezt")),
        ("(?:a|b)c|d", ("ac", "bc", "d")),
        ("a[bc]d", ("abd", "acd")),
        ("o\\.a\\.", ("o.a.",)),
        ("één\u00ad", ("een",)),
        ("a(b(c|d)?)?", ("abc", "abd", "ab", "a")),
        ("a|a", ("a",)),
    ],
)
def test_a_pattern_unfolds(pattern: str, phrases: tuple[str, ...]) -> None:
    """Choices and what may be left out give each phrase once, as phrases are compared."""
    assert unfolded(pattern) == phrases


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("(a+)+$", 'the "+" at character 3 has no meaning here; write \\+ for itself'),
        ("(?x)slaap # x", 'the "?" at character 2 has nothing before it that could be left out'),
        ("neuro.*", 'the "." at character 6 has no meaning here; write \\. for itself'),
        ("a{2}", 'the "{" at character 2 has no meaning here; write \\{ for itself'),
        ("noodrem(", 'the "(" at character 8 is not closed'),
        ("a)", 'the ")" at character 2 closes nothing'),
        ("[ab", 'after the "[" at character 1 there must stand letters and then "]"'),
        ("[^a]", 'after the "[" at character 1 there must stand letters and then "]"'),
        ("\\bslaap", 'after the "\\" at character 1 there must stand a character such as ( or ?'),
        ("a?b?", "it fits every text, for all of it may be left out"),
        ("", "it fits every text, for all of it may be left out"),
        ("\u00ad", "it fits every text, for all of it may be left out"),
        ("a" * 201, "it has more than 200 characters; write it as several"),
        ("(a|b)" * 40, "it stands for more than 100 phrases; write it as several"),
        ("a?" * 100, "it stands for more than 100 phrases; write it as several"),
        ("(" * 200, 'the "(" at character 200 is not closed'),
    ],
)
def test_what_stands_for_no_list_is_refused(pattern: str, said: str) -> None:
    """Repetition, what nothing stands before and what unfolds too far is refused with its place, at once."""
    began = time.process_time()
    with pytest.raises(ValueError, match=f"^{re.escape(said)}$"):
        unfolded(pattern)
    assert time.process_time() - began < 0.5


@given(pattern=st.text(alphabet="ab |()?[]\\.", max_size=12))
def test_a_pattern_means_what_it_means_as_a_regular_expression(pattern: str) -> None:
    """Whatever is taken stands for nothing but what the same regular expression fits."""
    try:
        phrases = unfolded(pattern)
    except ValueError:
        return
    assert 0 < len(phrases) <= MOST_PHRASES
    meant = re.compile(re.sub(" +", " *", pattern))
    assert all(meant.search(phrase) for phrase in phrases)
