"""A problem reads as a sentence: where, what, and what to do; an error knows the exit code."""

from __future__ import annotations

import pytest

from leaflets.messages import say, verbatim
from leaflets.problems import (
    FAULT_OF_PRESS,
    ContentError,
    MissingLibrary,
    PressError,
    Problem,
    WrongOption,
    files,
    or_meant,
    readable,
    todo_after,
    visible,
)


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        (Problem(say("is empty"), "content/nl/ms.md", say("Write it.")), "content/nl/ms.md: is empty. Write it."),
        (Problem(say("is wrong"), "a.md", say("Mend it."), line=3), "a.md, line 3: is wrong. Mend it."),
        (
            Problem(say("is wrong"), "a.pdf", say("Mend it."), page=2, rule="T07"),
            "a.pdf, page 2: is wrong [T07]. Mend it.",
        ),
        (
            Problem(say("is wrong"), "a.md", say("Mend it."), line=3, page=2, rule="C01", leaflet="a"),
            "a.md, line 3, page 2: is wrong [C01]. Mend it.",
        ),
    ],
)
def test_a_problem_is_a_sentence(problem: Problem, said: str) -> None:
    """The place comes first, with line and page where they are known, then what is wrong and what to do."""
    assert str(problem) == said


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Sjögren ‹naam› “vraag” 😀", "Sjögren ‹naam› “vraag” 😀"),
        ("\x1b[2Jnl", "\\x1b[2Jnl"),
        ("a\nb\tc\x00", "a\\x0ab\\x09c\\x00"),
        ("slij\u00adtage", "slij\\xadtage"),
        ("a\u202eb\u2066c\u200b", "a\\u202eb\\u2066c\\u200b"),
        ("caf\udce9", "caf\\udce9"),
        ("a\u2028b", "a\\u2028b"),
        ("slij\U000e0061tage", "slij\\U000e0061tage"),
    ],
)
def test_what_steers_a_terminal_is_shown_and_not_sent(text: str, shown: str) -> None:
    """Characters of control and direction, hidden ones and halves of letters stand as escapes; letters as they are."""
    assert visible(text) == shown
    said = readable(text)
    assert said == ("slijtage" if text == "slij\u00adtage" else shown)
    assert str(Problem(verbatim(text), text, verbatim(text))) == f"{shown}: {said}. {said}"


def test_a_soft_hyphen_is_left_out_only_within_a_word() -> None:
    """Where it stands alone or beside a figure it is a slip, and shown."""
    assert readable("energie\u00adstofwisseling, 1\u00ad2, \u00ad.") == "energiestofwisseling, 1\\xad2, \\xad."


@pytest.mark.parametrize(("what", "todo"), [("x" * 400_000, "Mend it."), ("is wrong", "x" * 400_000)])
def test_a_problem_that_repeats_a_file_is_cut_short(what: str, todo: str) -> None:
    """Nobody reads on for pages: of what is wrong and of what to do so much is said as fits a screen."""
    said = str(Problem(verbatim(what), "content/nl/ms.md", verbatim(todo), line=3))
    assert said.startswith(f"content/nl/ms.md, line 3: {what[:900]}")
    assert f"{todo[:900]}" in said
    assert len(said) < 1100
    assert "…" in said


def test_an_error_says_all_its_problems() -> None:
    """Problems that come together are said on a line each."""
    error = ContentError(Problem(say("one"), "a", say("Do.")), Problem(say("two"), "b", say("Do.")))
    assert str(error) == "a: one. Do.\nb: two. Do."
    assert len(error.problems) == 2


def test_each_error_has_the_exit_code_of_the_contract() -> None:
    """1 for content, 2 for the command line, 3 for a missing library; all are errors a user can mend."""
    codes = {error: error.exit_code for error in (ContentError, WrongOption, MissingLibrary)}
    assert codes == {ContentError: 1, WrongOption: 2, MissingLibrary: 3}
    assert all(issubclass(error, PressError) for error in codes)


def test_a_missing_library_is_answered_with_the_command_that_installs_it() -> None:
    """The message names the commands, and the three libraries setup.sh installs."""
    said = str(MissingLibrary())
    assert "sh setup.sh" in said
    assert "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0" in said


@pytest.mark.parametrize(("number", "said"), [(0, "0 files"), (1, "1 file"), (2, "2 files")])
def test_things_are_counted_as_one_says_it(number: int, said: str) -> None:
    """One thing is a thing, all other numbers are things."""
    assert files(number) == said


def test_the_nearest_name_is_said_first() -> None:
    """Where a known name is near it is offered before what else to do; where none is, nothing is guessed."""
    todo = say("Remove it.")
    assert or_meant(todo, "leafet", ("leaflet", "poster")) == 'Did you mean "leaflet"? Remove it.'
    assert or_meant(todo, "leafet", ("ticket",)) == or_meant(todo, "x", ()) == todo


def test_another_try_is_advised_where_it_can_help() -> None:
    """With one process each has more memory; any other error is ours."""
    assert todo_after(MemoryError()) == todo_after(OSError()) == "Try again with --jobs 1."
    assert todo_after(KeyError()) == FAULT_OF_PRESS == "This is a fault of the press; please report it."
