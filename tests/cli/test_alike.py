"""Of many problems of a kind a terminal shows the first, and says how many there are more."""

from __future__ import annotations

from leaflets.cli.alike import shortened
from leaflets.messages import say
from leaflets.problems import Problem


def late(number: int, words: int = 21) -> Problem:
    return Problem(
        say("a sentence of {count} words", count=words), f"nl/{number}.md", say("Make two of it."), rule="L01"
    )


OTHER = Problem(say("is empty"), "nl/x.md", say("Write it."))


def test_many_of_a_kind_are_three_and_a_number() -> None:
    """The names and numbers in them do not matter; what is of another kind stays where it is."""
    found = [late(0, 22), OTHER, *(late(number, 20 + number) for number in range(1, 15))]
    said = list(map(str, shortened(found)))
    assert said == [
        *map(str, [found[0], OTHER, found[2], found[3]]),
        "… and 12 more of this kind; --verbose shows them.",
    ]


def test_a_few_of_a_kind_are_all_said() -> None:
    """Five are read, six are not."""
    assert list(shortened([late(number) for number in range(5)])) == [late(number) for number in range(5)]
    assert len(list(shortened([late(number) for number in range(6)]))) == 4


def test_many_of_one_file_are_grouped_too() -> None:
    """One file with twenty long sentences says so once, and not over a whole screen."""
    found = [late(1, words) for words in range(21, 41)]
    said = list(map(str, shortened(found)))
    assert said == [*map(str, found[:3]), "… and 17 more of this kind; --verbose shows them."]
