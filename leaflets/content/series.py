"""Begin a series of one's own: the words of the press, patterns of all others, and styles with drawings to replace."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import yaml

from leaflets.installed import ORIGIN

PATTERN = ORIGIN / "pattern"
"""What a series is begun with, in the folders it comes to lie in."""

WORDS = "content/nl/_language.yaml"
"""Of which the pattern has the words of a series, and the press all others."""

OF_THIS_SERIES = re.compile(r"styles/(motifs/.*|colours\.yaml)")
"""The styles that are no one else's: of these the pattern has others."""


class _Span(NamedTuple):
    """A value of a YAML text, or a whole list of them: where it begins and ends, and how deep it is indented."""

    start: int
    end: int
    column: int


def series(day: dt.date) -> Iterator[tuple[str, bytes]]:
    """The files of a series that is begun on `day`, each with its path in the new folder."""
    for name, path in _files(ORIGIN / "styles", ORIGIN):
        if not OF_THIS_SERIES.fullmatch(name):
            yield name, path.read_bytes()
    for name, path in _files(PATTERN, PATTERN):
        said = path.read_text(encoding="utf-8")
        if name == WORDS:
            said = worded((ORIGIN / WORDS).read_text(encoding="utf-8"), said)
        yield name, (_dated(said, day) if name == "content/edition.yaml" else said).encode()


def _files(folder: Path, inside: Path) -> Iterator[tuple[str, Path]]:
    every = ((path.relative_to(inside).as_posix(), path) for path in sorted(folder.rglob("*")) if path.is_file())
    return ((name, path) for name, path in every if not path.name.startswith("."))


def _dated(said: str, day: dt.date) -> str:
    """The edition with the day it is begun, its version and when it is to be reviewed."""
    return said.format(today=day, version=f"{day:%Y.%m}", review_by=day.replace(year=day.year + 1, day=1))


def worded(words: str, own: str) -> str:
    """A YAML text with each value that `own` has too as it stands there; all else, comments too, stays as it is."""
    there, others = dict(_values(words)), dict(_values(own))
    for place, value in sorted(there.items(), key=lambda item: -item[1].start):
        if place in others:
            other = others[place]
            said = own[other.start : other.end].replace("\n" + " " * other.column, "\n" + " " * value.column)
            words = words[: value.start] + said + words[value.end :]
    return words


def _values(text: str) -> Iterator[tuple[tuple[str, ...], _Span]]:
    """The values of a YAML text by their place."""
    node = yaml.compose(text, Loader=yaml.SafeLoader)
    return _inner(node, ()) if node is not None else iter(())


def _inner(node: yaml.Node, place: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], _Span]]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _inner(value, (*place, key.value))
    else:
        # A list in lines of its own ends where the next value begins: comments between them are not its own.
        last = node.value[-1] if isinstance(node, yaml.SequenceNode) and not node.flow_style else node
        yield place, _Span(node.start_mark.index, last.end_mark.index, node.start_mark.column)
