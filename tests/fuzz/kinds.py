"""The kinds of cases: what is changed, and who reads it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from leaflets.problems import Problem
from tests.fuzz.bench import Bench

READING, MAKING = 6.0, 30.0
"""Seconds of the processor a file may take to be read, and a few pages to be made."""

MEGABYTES = 450.0
"""Of memory this process may hold meanwhile above what it held, which after other tests may be much."""


@dataclass(frozen=True)
class Verdict:
    """What came of a case that ended as it should: whether the input was taken, and what was said of it."""

    is_taken: bool
    problems: tuple[Problem, ...] = ()
    said: str = ""


class Wrong(AssertionError):
    """What a case came to and may not."""


@dataclass(frozen=True)
class Kind:
    """A kind of cases, how many of a thousand are of it, and how one is run."""

    name: str
    share: int
    run: Callable[[Bench, Random], Verdict]
    seconds: float = READING


def steering(text: str) -> list[str]:
    """The characters of a text that steer a terminal or cannot be seen, as Unicode numbers them; line ends and tabs are none."""
    found = {character for character in text if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp")} - {
        "\n",
        "\t",
    }
    return [f"U+{ord(character):04X}" for character in sorted(found)]


def taken(problems: list[Problem]) -> Verdict:
    """The verdict on what was read with these problems."""
    return Verdict(not problems, tuple(problems))
