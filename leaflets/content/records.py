"""Read YAML into frozen values; every mistake becomes a sentence with the line it is on."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from leaflets.files import NotPlain, Outside, TooLong, read_plain
from leaflets.problems import ContentError, Problem

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
        raise ContentError(Problem(str(error.strerror), where, "Make it shorter.")) from error
    except Outside as error:
        raise ContentError(
            Problem(str(error.strerror), where, "Put the file itself there, not a link to it.")
        ) from error
    except NotPlain as error:
        raise ContentError(Problem(str(error.strerror), where, "Put a text file there, or remove it.")) from error
    except OSError as error:
        raise ContentError(Problem(f"cannot be read ({error.strerror})", where, "Put the file back.")) from error
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise ContentError(
            Problem("is not UTF-8 text", where, "Save it as UTF-8 in your editor.", line=line)
        ) from error
    if not text.strip():
        raise ContentError(Problem("is empty", where, "Write something in it, or delete it."))
    return text


class _Refused(yaml.MarkedYAMLError):
    """YAML that is valid but not wanted; `problem` says what it is, `note` what to do."""


class _Strict(yaml.constructor.SafeConstructor):
    """Values of plain YAML: no key twice, and a wrong value is refused with its line."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key, _ in node.value if isinstance(node, yaml.MappingNode) else ():
            name = str(key.value)
            if name in seen:
                said = f'the key "{name}" stands there twice'
                raise _Refused(problem=said, problem_mark=key.start_mark, note="Remove one of them.")
            seen.add(name)
        return super().construct_mapping(node, deep)

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        try:
            return super().construct_object(node, deep)
        except (ValueError, LookupError, AttributeError) as error:  # the 30th of February; !!bool x
            said = f'"{str(node.value)[:40]}" is no value that exists'
            raise _Refused(problem=said, problem_mark=node.start_mark, note="Correct it.") from error


class _Loader(_Strict, yaml.SafeLoader):
    """Reads slowly, and knows why a text is wrong. Refuses aliases."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        # Anchors can make a small file unfold into gigabytes, and no file of ours needs them.
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
            raise _Refused(problem="uses a YAML alias (*name)", problem_mark=mark, note="Write the value out.")
        return super().compose_node(parent, index)


class _QuickLoader(_Strict, yaml.CSafeLoader):
    """Reads with libyaml, ten times as fast, what is right and holds no alias."""


def _read(text: str) -> tuple[Any, yaml.Node | None]:
    """The data and the node tree of a text; raises what the slow loader says of it when it is wrong."""
    if "*" not in text:
        with suppress(yaml.YAMLError, ValueError):
            return _data(_QuickLoader(text))
    return _data(_Loader(text))


def _data(loader: _QuickLoader | _Loader) -> tuple[Any, yaml.Node | None]:
    node = loader.get_single_node()
    return (loader.construct_document(node) if node is not None else None), node


def parse_yaml(text: str, where: str, first_line: int = 1) -> tuple[Any, yaml.Node | None]:
    """The data of a YAML text and its node tree, which knows the lines. Raises ContentError when it is broken."""
    try:
        return _read(text)
    except _Refused as error:
        line = first_line + (error.problem_mark.line if error.problem_mark else 0)
        raise ContentError(Problem(error.problem or "", where, error.note or "", line=line)) from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first_line + (mark.line if mark else 0)
        todo = "Look for a missing quote, colon or indent on that line or the one before."
        raise ContentError(Problem(f"is not valid YAML: {error.problem}", where, todo, line=line)) from error
    except yaml.reader.ReaderError as error:
        line = first_line + text.count("\n", 0, error.position)
        said = f"holds a character that cannot be printed (U+{ord(text[error.position]):04X})"
        raise ContentError(Problem(said, where, "Remove it.", line=line)) from error
    except (yaml.YAMLError, ValueError) as error:
        raise ContentError(Problem("is not valid YAML", where, "Compare it with a file that works.")) from error
    except RecursionError as error:
        raise ContentError(Problem("is nested too deep", where, "Write it flatter.")) from error


def line_of(node: yaml.Node | None, location: tuple[int | str, ...], first_line: int) -> int:
    """The line of the value at `location` (keys and list positions) under `node`, or of the nearest one above it."""
    line = first_line + (node.start_mark.line if node else 0)
    for step in location:
        found: yaml.Node | None = None
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                if key.value == str(step):
                    found, line = value, first_line + key.start_mark.line
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            found = node.value[step]
            line = first_line + found.start_mark.line
        if found is None:
            break
        node = found
    return line


def to_record(model: type[Record], data: object, node: yaml.Node | None, where: str, first_line: int = 1) -> Record:
    """`data` as a value of `model`. Raises ContentError with one problem for each field that is wrong."""
    if not isinstance(data, dict):
        raise ContentError(
            Problem("holds no fields", where, "Write `name: value` lines.", line=line_of(node, (), first_line))
        )
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise ContentError(*_problems(model, error, node, where, first_line)) from error


def _problems(
    model: type[BaseModel], error: ValidationError, node: yaml.Node | None, where: str, first_line: int
) -> Iterator[Problem]:
    mistakes = error.errors()
    unknown = [str(mistake["loc"][-1]) for mistake in mistakes if mistake["type"] == "extra_forbidden"]
    matches = {key: difflib.get_close_matches(key, list(model.model_fields), n=1) for key in unknown}
    meant = {key: near[0] for key, near in matches.items() if near}
    for mistake in mistakes:
        location = tuple(step for step in mistake["loc"] if step != "[key]")
        name = ".".join(map(str, location))
        line = line_of(node, location, first_line)
        match mistake["type"]:
            case "missing" if name in meant.values():
                continue  # it is there, misspelt, and said so
            case "missing":
                yield Problem(f'the field "{name}" is missing', where, f'Add a line "{name}: …".', line=line)
            case "extra_forbidden":
                field = meant.get(str(mistake["loc"][-1]))
                todo = f'Did you mean "{field}"?' if field else "Remove it, or look for a spelling mistake."
                yield Problem(f'unknown key "{name}"', where, todo, line=line)
            case _:
                said = mistake["msg"].removeprefix("Value error, ").rstrip(".")
                todo = "Correct it; text that looks like a number or date needs quotes."
                yield Problem(f'the field "{name}" is wrong: {said}', where, todo, line=line)


def load_record(model: type[Record], path: Path, where: str, inside: Path | None = None) -> Record:
    """The one record a YAML file holds. Raises ContentError."""
    data, node = parse_yaml(read_text(path, where, inside), where)
    return to_record(model, data, node, where)


def load_records(model: type[Record], path: Path, key: str, where: str) -> dict[str, Record]:
    """The list of records under `key`, by their id. Raises ContentError, also for an id that stands there twice."""
    data, node = parse_yaml(read_text(path, where), where)
    items = data.get(key) if isinstance(data, dict) else None
    if not isinstance(items, list):
        raise ContentError(Problem(f'has no list "{key}"', where, f'Begin it with a line "{key}:".'))
    records: dict[str, Record] = {}
    problems: list[Problem] = []
    for item, (child, line) in zip(items, _items(node, key), strict=True):
        try:
            record = to_record(model, item, child, where)
        except ContentError as error:
            problems.extend(error.problems)
            continue
        identifier = str(item["id"])
        if identifier in records:
            problems.append(Problem(f'the id "{identifier}" stands there twice', where, "Rename one.", line=line))
        records[identifier] = record
    if problems:
        raise ContentError(*problems)
    return records


def _items(node: yaml.Node | None, key: str) -> Iterator[tuple[yaml.Node, int]]:
    assert isinstance(node, yaml.MappingNode)
    for name, value in node.value:
        if name.value == key and isinstance(value, yaml.SequenceNode):
            for child in value.value:
                yield child, child.start_mark.line + 1
