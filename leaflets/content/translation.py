"""A translation that is begun: the text it is made from, with what is to be translated between ‹ and ›."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from textwrap import indent

import yaml

from leaflets.content.texts import parted, taken_apart, where_of
from leaflets.model.content import SECTION_ROLES, Language
from leaflets.model.diagram import LONGEST_DESCRIPTION

_WORDS = ("title", "name", "full_name", "kicker", "audience", "poster")
"""The fields that are said in other words; the others are those of the source, so that C12 knows what it was."""

_OTHER = frozenset({"reviewer", "reviewed", "reviewed_words", "spacing"})
"""What holds of the words of the source alone: who read them, and how airy they may be set."""

# What a line of Markdown begins and ends with: marks of items, headings and quotes, and {long}.
_LINE = re.compile(r"(\s*(?:(?:[-*+]|\d+[.)]|#{1,6}|>)\s+)?)(.*?)(\s*\{long\})?\s*")


def begun_translation(source: Path, content: Path, language: Language) -> str:
    """The text of the leaflet in the file `source`, under `language`'s headings. Raises ContentError for no leaflet.

    A diagram's title and labels stay as they are, for they have no room for signs; its caption and description wait.
    """
    file = taken_apart(source, where_of(source, content), content)
    _, parts = parted(file.body, file.line)
    head = file.head if isinstance(file.head, dict) else {}
    lines = ["---", *_head(head), "---"]
    for role, part in zip(SECTION_ROLES, parts, strict=False):
        lines += ["", f"## {language.sections[role]}", *map(_waiting, _without_end(part.text))]
    return "\n".join(lines) + "\n"


def _head(head: Mapping[str, object]) -> Iterator[str]:
    for name, value in head.items():
        if name in _OTHER:
            continue
        if name in _WORDS and isinstance(value, str):
            yield _written(name, f"‹{value}›")
        elif name == "own_signs" and isinstance(value, list):
            yield _written(name, [{**sign, "text": f"‹{sign.get('text')}›"} for sign in value])
        elif name == "diagram" and isinstance(value, dict):
            yield _written(name, _drawn(value))
        else:
            yield _written(name, value)
    yield "reviewer: null"


def _drawn(diagram: Mapping[str, object]) -> dict[str, object]:
    return {name: _open(value) if name in ("caption", "description") else value for name, value in diagram.items()}


def _open(value: object) -> object:
    """Between ‹ and ›, but where the longest description has no room for these."""
    waiting = f"‹{value}›"
    return waiting if len(waiting) <= LONGEST_DESCRIPTION else value


def _written(name: str, value: object) -> str:
    """A field as the texts have it: lists of names on one line, a diagram's words one below the other."""
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return f"{name}: {_dumped(value, is_flow=True)}"
    if isinstance(value, dict):
        return f"{name}:\n{indent(_dumped(value, is_flow=None), '  ')}"
    return _dumped({name: value}, is_flow=False)


def _dumped(value: object, *, is_flow: bool | None) -> str:
    said: str = yaml.safe_dump(value, allow_unicode=True, sort_keys=False, default_flow_style=is_flow, width=110)
    return said.rstrip("\n")


def _without_end(lines: list[str]) -> list[str]:
    """The lines of a section without the empty ones at its end."""
    return "\n".join(lines).rstrip("\n").split("\n")


def _waiting(line: str) -> str:
    """A line with its words between ‹ and ›; the marks before and behind them stay."""
    found = _LINE.fullmatch(line)
    assert found is not None
    begins, words, ends = found.groups(default="")
    return f"{begins}‹{words}›{ends}" if words else line
