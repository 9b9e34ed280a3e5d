"""YAML is read strictly, in time that grows with its length, and what is in it is what it seems."""

from __future__ import annotations

import contextlib
import time
from typing import Any

import pytest
import yaml

from leaflets.content.parsing import MOST_PROBLEMS, few, parse_yaml, refuse_hidden, scalars
from leaflets.content.records import to_record
from leaflets.messages import say
from leaflets.model.value import Value
from leaflets.problems import ContentError, Problem


class Thing(Value):
    id: str
    several: tuple[int, ...] = ()


def refused(text: str) -> list[str]:
    """What is said of a text that is not read."""
    with pytest.raises(ContentError) as caught:
        refuse_hidden(parse_yaml(text, "f")[1], "f")
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('a: x\nb: "y\\ud800"', "f, line 2: holds a character that cannot be printed (U+D800). Remove it."),
        ('a: "y\\a"', "f, line 1: holds a character that cannot be printed (U+0007). Remove it."),
        ('"a\\ue000": 1', "f, line 1: holds a character that cannot be printed (U+E000). Remove it."),
        ("a: 1\nb: x\u202ey", "f, line 2: holds a character that nobody sees (U+202E) [C16]. Remove it."),
        ('a: "x\\u200by"', "f, line 1: holds a character that nobody sees (U+200B) [C16]. Remove it."),
        ("a: [x, {b: 1}]\nc:\n- d: slijt\u0430ge", 'f, line 3: "slijt\u0430ge" has a letter of another alphabet in it (U+0430)'),
        ("a: &x 1\nb: *x", "f, line 2: uses a YAML alias (*name). Write the value out."),
        ("a: 1\n<<: {b: 2}", "f, line 2: uses a YAML merge (<<). Write the fields out."),
        ("a: &x [*x]", "f, line 1: uses a YAML alias (*name). Write the value out."),
        ("a: " + "9" * 41, f'f, line 1: "{"9" * 41}" is no value that exists. Correct it.'),
        ("a: 1" + ":59" * 100_000, 'f, line 1: "1:59:59'),
        ("a: " + "[" * 3000, "f: is nested too deep. Write it flatter."),
        ("[" + "a," * 60_001 + "]", "f, line 1: holds more than 60000 lines and items. Make it shorter."),
        ("- a\n" * 60_001, "f, line 1: holds more than 60000 lines and items. Make it shorter."),
        (f"!{'x' * 400} a", "f, line 1: is not valid YAML: a value cannot begin with !. Put the value between quotes."),
    ],
)  # fmt: skip
def test_what_is_not_read_is_one_sentence(text: str, said: str) -> None:
    """Characters that cannot be seen or printed, aliases, endless numbers and too much are refused with their line."""
    (found,) = refused(text)
    assert found.startswith(said)
    assert len(found) < 300


@pytest.mark.parametrize(
    "text",
    ["[" + "a," * 59_000 + "]", "\n".join(f"key{n}: v" for n in range(40_000)), "a: 1" + ":59" * 100_000, "? " * 100_000,
     "[" * 400_000, "a: " + "[" * 40_000, "'" * 400_000, "- " * 100_000, "a: &a 1\n" + "b: 1\n" * 50_000 + "c: *a", "- '*'\n" * 50_000,
     "- x\n" * 50_000 + ": [", "!" * 400_000, "{" + "? [a], " * 15_000 + "}", "a: >\n" + "  x\n" * 50_000],
)  # fmt: skip
def test_whatever_it_is_it_takes_less_than_a_second(text: str) -> None:
    """Long lists, many keys, deep nesting and mistakes at the end of a long text are read or refused at once."""
    began = time.process_time()
    with contextlib.suppress(ContentError):
        _, node = parse_yaml(text, "f")
        refuse_hidden(node, "f")
    assert time.process_time() - began < 1.5


@pytest.mark.parametrize(
    "text", ["id: a\n" + "\n".join(f"k{n}: v" for n in range(20_000)), "id: a\nseveral: [" + "x, " * 20_000 + "]"]
)
def test_of_many_mistakes_the_first_are_said_and_the_others_counted(text: str) -> None:
    """20,000 unknown keys or wrong items take less than a second, and are twenty sentences and a number."""
    data, node = parse_yaml(text, "f")
    began = time.process_time()
    with pytest.raises(ContentError) as caught:
        to_record(Thing, data, node, "f")
    assert time.process_time() - began < 1.5
    said = [str(problem) for problem in caught.value.problems]
    assert len(said) == MOST_PROBLEMS + 1
    assert said[0].startswith("f, line 2: ")
    assert said[-1] == "f: has 19980 more mistakes. Mend those above, then look again."


def test_few_problems_are_all_said() -> None:
    """Up to twenty problems are said as they are; of more one sentence says how many."""
    one = Problem(say("x"), "f", say("y"))
    assert few([one] * MOST_PROBLEMS, "f") == [one] * MOST_PROBLEMS
    assert few([one] * (MOST_PROBLEMS + 1), "f")[-1].what == "has 1 more mistake"


def test_the_values_of_a_tree_come_in_their_order() -> None:
    """Keys and values of lists within maps are found in the order of the file."""
    node: Any = yaml.compose("a: [b, {c: d}]\ne: f")
    assert [scalar.value for scalar in scalars(node)] == list("abcdef")
    assert list(scalars(None)) == []
