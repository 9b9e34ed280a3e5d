"""Ids for practices that are given none: the name in small letters, digits and hyphens, and -2 for the second."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import count

from leaflets.personalise.names import plain
from leaflets.personalise.practice import LONGEST_ID, is_reserved


def made(rows: Sequence[Mapping[str, str]]) -> list[str]:
    """The id of each row, given or made; empty where there is no name in Latin letters to make one of.

    Rows that turn out wrong count too, so that mending one renames no other.
    """
    taken = {row["id"].lower() for row in rows if row.get("id")}
    numbers: dict[str, int] = {}
    return [row.get("id") or _free(_of(row.get("name", "")), taken, numbers) for row in rows]


def _of(name: str) -> str:
    return "-".join(word for word in plain(name).split() if word.isascii())


def _free(name: str, taken: set[str], numbers: dict[str, int]) -> str:
    """The name, or with the first number that makes it an id of its own, and not one Windows keeps."""
    if not name:
        return ""
    found = _cut(name, "")
    for number in count(numbers.get(name, 2)):
        if found not in taken and not is_reserved(found):
            break
        found = _cut(name, f"-{number}")
        numbers[name] = number + 1
    taken.add(found)
    return found


def _cut(name: str, ending: str) -> str:
    return name[: LONGEST_ID - len(ending)].rstrip("-") + ending
