"""Read YAML into frozen values; every mistake becomes a sentence with the line it is on."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from leaflets.content.mistakes import LONGEST_QUOTE, of_value
from leaflets.content.parsing import (
    MOST_PROBLEMS,
    Place,
    few,
    line_of,
    lines_of,
    parse_yaml,
    refuse_hidden,
)
from leaflets.messages import Sentence, joined, reason, say
from leaflets.problems import ContentError, Problem
from leaflets.storage.files import NotPlain, Outside, TooLong, read_plain

__all__ = [
    "MAX_BYTES", "Place", "decoded", "few", "line_of", "lines_of", "load_record", "parse_yaml", "read_text",
    "read_yaml", "to_record", "to_records", "to_values",
]  # fmt: skip

MAX_BYTES = 500_000
"""No file of words is longer; a longer one is a mistake or an attack."""

Record = TypeVar("Record", bound=BaseModel)


def read_text(path: Path, where: str, inside: Path | None = None) -> str:
    """The text of a plain UTF-8 file, which lies in the folder `inside` where one is given.

    Raises ContentError for a file that is missing, no plain file, outside, too long, empty or not UTF-8.
    """
    try:
        data = read_plain(path, MAX_BYTES, inside)
    except TooLong as error:
        raise ContentError(Problem(reason(error), where, say("Make it shorter."))) from error
    except Outside as error:
        raise ContentError(
            Problem(reason(error), where, say("Put the file itself there, not a link to it."))
        ) from error
    except NotPlain as error:
        raise ContentError(Problem(reason(error), where, say("Put a text file there, or remove it."))) from error
    except OSError as error:
        raise ContentError(
            Problem(say("cannot be read ({error})", error=reason(error)), where, say("Put the file back."))
        ) from error
    return decoded(data, where)


def decoded(data: bytes, where: str) -> str:
    """The text that the bytes of a file are. Raises ContentError for what is empty or not UTF-8."""
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise ContentError(
            Problem(say("is not UTF-8 text"), where, say("Save it as UTF-8 in your editor."), line=line)
        ) from error
    if not text.strip():
        raise ContentError(Problem(say("is empty"), where, say("Write something in it, or delete it.")))
    return text


def to_record(model: type[Record], data: object, node: yaml.Node | None, where: str, first_line: int = 1) -> Record:
    """`data` as a value of `model`. Raises ContentError with one problem for each field that is wrong."""
    if not isinstance(data, dict):
        raise ContentError(
            Problem(
                say("holds no fields"), where, say("Write `name: value` lines."), line=line_of(node, (), first_line)
            )
        )
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise ContentError(*_problems(model, error, node, where, first_line)) from error


def _problems(
    model: type[BaseModel], error: ValidationError, node: yaml.Node | None, where: str, first_line: int
) -> list[Problem]:
    """The first mistakes, each with its line, and how many there are more."""
    mistakes = error.errors(include_url=False)
    unknown = (str(mistake["loc"][-1]) for mistake in mistakes if mistake["type"] == "extra_forbidden")
    meant = dict(_meant(islice(unknown, MOST_PROBLEMS), list(model.model_fields)))
    # What is there, misspelt, and said so is not said to be missing.
    told = [one for one in mistakes if one["type"] != "missing" or _name(one) not in meant.values()]
    found = [
        Problem(*_said(one, meant, model, where), line=line_of(node, _location(one), first_line))
        for one in told[:MOST_PROBLEMS]
    ]
    return few(found, where, len(told))


def _meant(unknown: Iterable[str], fields: list[str]) -> Iterator[tuple[str, str]]:
    """Each unknown key that is nearly one of the fields, with that field."""
    for key in unknown:
        if near := difflib.get_close_matches(key[:LONGEST_QUOTE], fields, n=1):
            yield key, near[0]


def _location(mistake: ErrorDetails) -> Place:
    return tuple(step for step in mistake["loc"] if step != "[key]")


def _name(mistake: ErrorDetails) -> str:
    return ".".join(str(step)[:LONGEST_QUOTE] for step in _location(mistake))


def _said(
    mistake: ErrorDetails, meant: Mapping[str, str], model: type[BaseModel], where: str
) -> tuple[Sentence, str, Sentence]:
    """What is wrong, in which file, and what to do: what the description of the field in the model says."""
    name = _name(mistake)
    match mistake["type"]:
        case "missing":
            return (
                say('the field "{name}" is missing', name=name),
                where,
                say('Add a line "{name}: …".', name=name),
            )
        case "extra_forbidden":
            field = meant.get(str(mistake["loc"][-1]))
            todo = say("Remove it, or look for a spelling mistake.")
            if field:
                todo = say('Did you mean "{near}"?', near=field)
            return say('unknown key "{name}"', name=name), where, todo
        case _:
            what, todo = of_value(mistake)
            described = model.model_fields.get(str(mistake["loc"][0])) if mistake["loc"] else None
            if described and isinstance(described.description, Sentence):
                todo = described.description
            return say('the field "{name}" is wrong: {what}', name=name, what=what), where, todo


def read_yaml(path: Path, where: str, inside: Path | None = None) -> tuple[Any, yaml.Node | None]:
    """The data and the node tree of a file of ours, without characters nobody sees (C16). Raises ContentError."""
    return parsed(read_text(path, where, inside), where)


def parsed(text: str, where: str) -> tuple[Any, yaml.Node | None]:
    """The data and the node tree of a text of ours, without characters nobody sees (C16). Raises ContentError."""
    data, node = parse_yaml(text, where)
    refuse_hidden(node, where)
    return data, node


def load_record(model: type[Record], path: Path, where: str, inside: Path | None = None) -> Record:
    """The one record a YAML file holds. Raises ContentError."""
    data, node = read_yaml(path, where, inside)
    return to_record(model, data, node, where)


def to_values(model: type[Record], text: str, where: str) -> dict[str, Record]:
    """The values a YAML text of ours, read from `where`, holds under names of their own. Raises ContentError."""
    data, node = parsed(text, where)
    if not isinstance(data, dict) or not isinstance(node, yaml.MappingNode):
        raise ContentError(Problem(say("holds no fields"), where, say("Write `name: value` lines."), line=1))
    found: dict[str, Record] = {}
    problems: list[Problem] = []
    for (name, value), (key, child) in zip(data.items(), node.value, strict=True):
        line = key.start_mark.line + 1
        try:
            found[str(name)] = to_record(model, value, child, where)
        except ContentError as error:
            problems += [
                replace(problem, what=joined((f'"{name}"', problem.what), ": "), line=line)
                for problem in error.problems
            ]
    if problems:
        raise ContentError(*few(problems, where))
    return found


def to_records(model: type[Record], data: object, node: yaml.Node | None, key: str, where: str) -> dict[str, Record]:
    """The list of records under `key`, by their id. Raises ContentError, also for an id that stands there twice."""
    items = data.get(key) if isinstance(data, dict) else None
    if not isinstance(data, dict) or not isinstance(items, list):
        raise ContentError(
            Problem(say('has no list "{key}"', key=key), where, say('Begin it with a line "{key}:".', key=key))
        )
    records: dict[str, Record] = {}
    problems = list(islice(_beside(data, node, key, where), MOST_PROBLEMS))
    more = max(0, len(data) - 1 - MOST_PROBLEMS)
    for item, (child, line) in zip(items, _items(node, key), strict=True):
        if len(problems) >= MOST_PROBLEMS:
            more += _mistakes(model, item)
            continue
        try:
            record = to_record(model, item, child, where)
        except ContentError as error:
            problems += error.problems
            continue
        identifier = str(item["id"])
        if identifier in records:
            problems.append(
                Problem(
                    say('the id "{identifier}" stands there twice', identifier=identifier),
                    where,
                    say("Rename one."),
                    line=line,
                )
            )
        records[identifier] = record
    if problems:
        raise ContentError(*few(problems, where, len(problems) + more))
    return records


def _beside(data: dict[object, object], node: yaml.Node | None, key: str, where: str) -> Iterator[Problem]:
    """What stands beside the list, where nobody reads it."""
    for name in (str(name) for name in data if name != key):
        said = say('unknown key "{name}" beside the list "{key}"', name=name[:LONGEST_QUOTE], key=key)
        todo = say('Remove it, or put what it holds into the list "{key}".', key=key)
        yield Problem(said, where, todo, line=line_of(node, (name,), 1))


def _mistakes(model: type[BaseModel], item: object) -> int:
    """How many mistakes there are in an item, not worked out any further."""
    try:
        model.model_validate(item)
    except ValidationError as error:
        return error.error_count()
    return 0


def _items(node: yaml.Node | None, key: str) -> Iterator[tuple[yaml.Node, int]]:
    assert isinstance(node, yaml.MappingNode)
    for name, value in node.value:
        if name.value == key and isinstance(value, yaml.SequenceNode):
            for child in value.value:
                yield child, child.start_mark.line + 1
