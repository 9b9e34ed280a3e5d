"""YAML as data and as a tree of nodes that knows the lines: strict, bounded, and refused in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import yaml

from leaflets.content import mistakes
from leaflets.content.mistakes import LONGEST_QUOTE
from leaflets.messages import Sentence, say, say_many
from leaflets.problems import ContentError, Problem
from leaflets.text.characters import code_point, hidden, unprintable

MOST_ITEMS = 60_000
"""Fields and items a file may hold: thirteen times those of 500 sources. More would be read for seconds."""

MOST_PROBLEMS = 20
"""So many are said of one file; who has mended those looks again."""

SHORT = 50_000
"""Characters of a text whose mistakes the slow loader explains; it takes ten times as long as libyaml."""

LONGEST_NUMBER = 40
"""Characters of a number; longer ones take long to work out, and nothing of ours is so many."""

_TOO_DEEP = "nesting depth"
"""What libyaml says of brackets deeper than its own bound."""

_MERGE = "tag:yaml.org,2002:merge"
_SPLITTING = "\n,[{"
"""Each field and each item but the first has one of these before it."""


class _RefusedYaml(yaml.YAMLError):
    """YAML that is valid but not wanted: what it is, on which line (from 0), and what to do."""

    def __init__(self, said: Sentence, line: int, todo: Sentence) -> None:
        super().__init__(said)
        self.said, self.line, self.todo = said, line, todo


class _Strict(yaml.constructor.SafeConstructor):
    """Values of plain YAML: no key twice, and a wrong value is refused with its line."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key, _ in node.value if isinstance(node, yaml.MappingNode) else ():
            name = str(key.value)
            if key.tag == _MERGE:
                raise _RefusedYaml(say("uses a YAML merge (<<)"), key.start_mark.line, say("Write the fields out."))
            if name in seen:
                said = say('the key "{name}" stands there twice', name=name[:LONGEST_QUOTE])
                raise _RefusedYaml(said, key.start_mark.line, say("Remove one of them."))
            seen.add(name)
        return super().construct_mapping(node, deep)

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        try:
            if node.tag.endswith((":int", ":float")) and len(node.value) > LONGEST_NUMBER:
                raise ValueError("too long")
            return super().construct_object(node, deep)
        except (ValueError, LookupError, AttributeError) as error:  # the 30th of February; !!bool x
            said = say('"{value}" is no value that exists', value=str(node.value)[:LONGEST_QUOTE])
            raise _RefusedYaml(said, node.start_mark.line, say("Correct it.")) from error


class _Loader(_Strict, yaml.SafeLoader):
    """Reads slowly, and knows best why a text is wrong."""


class _QuickLoader(_Strict, yaml.CSafeLoader):
    """Reads with libyaml, ten times as fast."""


def _read(text: str) -> tuple[Any, yaml.Node | None]:
    """The data and the node tree of a text; raises what the slow loader says of it when it is wrong and short."""
    if "*" in text:
        _refuse_aliases(text)
    if len(text) > SHORT:
        return _data(_QuickLoader(text))
    try:
        return _data(_QuickLoader(text))
    except (yaml.MarkedYAMLError, yaml.reader.ReaderError, ValueError) as error:
        if _TOO_DEEP in str(error):
            raise
    return _data(_Loader(text))


def _refuse_aliases(text: str) -> None:
    """Anchors can make a small file unfold into gigabytes, and no file of ours needs them."""
    with suppress(yaml.scanner.ScannerError, yaml.parser.ParserError, yaml.reader.ReaderError):
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            if isinstance(event, yaml.AliasEvent):
                said, todo = say("uses a YAML alias (*name)"), say("Write the value out.")
                raise _RefusedYaml(said, event.start_mark.line if event.start_mark else 0, todo)


def _data(loader: _QuickLoader | _Loader) -> tuple[Any, yaml.Node | None]:
    node = loader.get_single_node()
    return (loader.construct_document(node) if node is not None else None), node


def parse_yaml(text: str, where: str, first_line: int = 1) -> tuple[Any, yaml.Node | None]:
    """The data of a YAML text and its node tree, which knows the lines. Raises ContentError when it is broken."""
    if sum(map(text.count, _SPLITTING)) > MOST_ITEMS:
        said = say("holds more than {most_items} lines and items", most_items=MOST_ITEMS)
        raise ContentError(Problem(said, where, say("Make it shorter."), line=first_line))
    try:
        data, node = _read(text)
    except _RefusedYaml as error:
        raise ContentError(Problem(error.said, where, error.todo, line=first_line + error.line)) from error
    except yaml.MarkedYAMLError as error:
        raise ContentError(_broken(error, where, first_line)) from error
    except yaml.reader.ReaderError as error:
        raise ContentError(_unreadable(text, error, where, first_line)) from error
    except (yaml.YAMLError, ValueError) as error:
        raise ContentError(
            Problem(say("is not valid YAML"), where, say("Compare it with a file that works."))
        ) from error
    except RecursionError as error:
        raise ContentError(_too_deep(where)) from error
    _refuse_unprintable(node, where, first_line)
    return data, node


def _broken(error: yaml.MarkedYAMLError, where: str, first_line: int) -> Problem:
    said = error.problem or ""
    if _TOO_DEEP in said:
        return _too_deep(where)
    mark = error.problem_mark or error.context_mark
    line = first_line + (mark.line if mark else 0)
    what, todo = mistakes.of_yaml(said)
    return Problem(say("is not valid YAML: {what}", what=what), where, todo, line=line)


def _too_deep(where: str) -> Problem:
    return Problem(say("is nested too deep"), where, say("Write it flatter."))


def _unreadable(text: str, error: yaml.reader.ReaderError, where: str, first_line: int) -> Problem:
    """The character the reader stopped at; libyaml counts bytes, and is believed only where the character is one."""
    at = next((flaw.at for flaw in unprintable(text)), error.position)
    line = first_line + text.count("\n", 0, at)
    said = say("holds a character that cannot be printed")
    if at < len(text):
        said = say("holds a character that cannot be printed ({code_point})", code_point=code_point(text[at]))
    return Problem(said, where, say("Remove it."), line=line)


def _refuse_unprintable(node: yaml.Node | None, where: str, first_line: int) -> None:
    """Raises ContentError for what an escape such as \\a or \\ud800 puts into a value."""
    for scalar in scalars(node):
        for flaw in unprintable(scalar.value):
            line = first_line + scalar.start_mark.line
            raise ContentError(Problem(flaw.said, where, flaw.todo, line=line))


def refuse_hidden(node: yaml.Node | None, where: str, first_line: int = 1) -> None:
    """Raises ContentError for values with characters nobody sees or letters of two alphabets in a word (C16)."""
    found: list[Problem] = []
    for scalar in scalars(node):
        line = first_line + scalar.start_mark.line
        found += [Problem(flaw.said, where, flaw.todo, line=line, rule="C16") for flaw in hidden(scalar.value)]
    if found:
        raise ContentError(*few(found, where))


def scalars(node: yaml.Node | None) -> Iterator[yaml.ScalarNode]:
    """The single values of a tree, keys too, in the order of the file."""
    waiting = [node] if node is not None else []
    while waiting:
        one = waiting.pop()
        if isinstance(one, yaml.ScalarNode):
            yield one
        elif isinstance(one, yaml.SequenceNode):
            waiting += reversed(one.value)
        elif isinstance(one, yaml.MappingNode):
            waiting += [part for pair in reversed(one.value) for part in reversed(pair)]


Place = tuple[int | str, ...]
"""Where a value is in a tree: keys and list positions."""


def lines_of(node: yaml.Node | None) -> dict[Place, int]:
    """The line of each value of a tree: what `line_of` says of it, for all at once."""
    found: dict[Place, int] = {}
    waiting: list[tuple[Place, yaml.Node | None]] = [((), node)]
    while waiting:
        place, one = waiting.pop()
        if isinstance(one, yaml.MappingNode):
            under = [((*place, key.value), key.start_mark.line, value) for key, value in one.value]
        elif isinstance(one, yaml.SequenceNode):
            under = [((*place, number), value.start_mark.line, value) for number, value in enumerate(one.value)]
        else:
            continue
        for inner, line, value in under:
            found[inner] = 1 + line
            waiting.append((inner, value))
    return found


def few(problems: list[Problem], where: str, count: int | None = None) -> list[Problem]:
    """At most so many problems of one file as somebody reads, and one that says how many of `count` there are more."""
    more = (len(problems) if count is None else count) - MOST_PROBLEMS
    if more <= 0:
        return problems
    said = say_many("has {count} more mistake", "has {count} more mistakes", count=more)
    return [*problems[:MOST_PROBLEMS], Problem(said, where, say("Mend those above, then look again."))]


def line_of(node: yaml.Node | None, location: Place, first_line: int) -> int:
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
