"""What is wrong with a file of YAML or one of its values, in the words of who wrote it and not of a library."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from pydantic_core import ErrorDetails

from leaflets.messages import Sentence, reason, say, say_many, verbatim

LONGEST_QUOTE = 60
"""Characters of a file that a message repeats."""

_QUOTES = say("Correct it; text that looks like a number or date needs quotes.")

_BELONGS: tuple[tuple[tuple[str, ...], Sentence, Sentence], ...] = (
    (("int",), say("a whole number"), say("Write digits only, such as 12.")),
    (("float", "finite"), say("a number"), say("Write digits, with a point before the decimals, such as 0.5.")),
    (("bool",), say("yes or no"), say("Write true or false.")),
    (("string", "invalid_key"), say("text"), say("Write text; what looks like a number or date needs quotes.")),
    (("date",), say("a date"), say("Write year, month and day, such as 2026-11-27.")),
    (("list", "tuple"), say("a list"), say('Write a line "- …" for each, or [one, two].')),
    (("dict", "mapping", "model"), say("a list of fields"), say('Write a line "name: value" for each, indented.')),
)
"""What belongs where a value of another kind stands, by how the type of pydantic's error begins; and what to do."""


def _bare(number: float) -> str:
    return f"{number:g}"


_BOUNDS: Mapping[str, Callable[[Mapping[str, Any]], Sentence]] = {
    "greater_than": lambda of: say("it must be more than {least}", least=_bare(of["gt"])),
    "greater_than_equal": lambda of: say("it must be {least} or more", least=_bare(of["ge"])),
    "less_than": lambda of: say("it must be less than {most}", most=_bare(of["lt"])),
    "less_than_equal": lambda of: say("it must be {most} or less", most=_bare(of["le"])),
    "string_too_short": lambda of: say_many(
        "it must have {count} character or more", "it must have {count} characters or more", count=of["min_length"]
    ),
    "string_too_long": lambda of: say_many(
        "it must have {count} character or fewer", "it must have {count} characters or fewer", count=of["max_length"]
    ),
    "too_short": lambda of: say_many(
        "the list must have {count} item or more", "the list must have {count} items or more", count=of["min_length"]
    ),
    "too_long": lambda of: say_many(
        "the list must have {count} item or fewer", "the list must have {count} items or fewer", count=of["max_length"]
    ),
}
"""The sentence for each bound a value goes over, by the type of pydantic's error, from what pydantic says of it."""


def of_value(mistake: ErrorDetails) -> tuple[Sentence, Sentence]:
    """What is wrong with a value, and what to do where its field does not say so itself."""
    kind, of = mistake["type"], mistake.get("ctx", {})
    if kind == "value_error":  # one of ours, which says itself how it should be written
        return reason(of["error"]), say("Correct it.")
    if kind == "literal_error":
        return say("{found} is none of its values", found=_found(mistake["input"])), _choose(of["expected"])
    if bound := _BOUNDS.get(kind):
        return bound(of), say("Correct it.")
    if kind != "string_pattern_mismatch":
        for begins, what, todo in _BELONGS:
            if kind.startswith(begins):
                return say(
                    "{what} belongs here, and {found} stands there", what=what, found=_found(mistake["input"])
                ), todo
    return say("it is not written as it should be"), _QUOTES


def _choose(expected: str) -> Sentence:
    """The choice pydantic names in its own words, 'a', 'b' or 'c', without them."""
    return say("Choose from: {names}.", names=", ".join(expected.replace(" or ", ", ").replace("'", "").split(", ")))


def _found(value: object) -> Sentence:  # noqa: PLR0911  a sentence for each
    """What stands there, as people call it."""
    match value:
        case None | "":
            return say("nothing")
        case bool():
            return say("yes or no")
        case int() | float():
            return say("the number {number}", number=str(value)[:LONGEST_QUOTE])
        case str():
            return verbatim(f'"{value[:LONGEST_QUOTE]}"')
        case dt.date():
            return say("the date {date}", date=value)
        case list() | tuple():
            return say("a list")
        case dict():
            return say("a list of fields")
        case _:
            return say("something else")


_LOOK = say("Look for a missing quote, colon or indent on that line or the one before.")

_YAML: tuple[tuple[str, Sentence, Sentence], ...] = (
    ("mapping values are not allowed", say("a colon stands here within a value"),
     say("Put the value between quotes; or begin a new line, indented as those above.")),
    ("could not find expected ':'", say("a line has no colon"),
     say('Write it as "name: value"; or indent it, where it goes on with the line before.')),
    ("unexpected end of stream", say("a quotation mark is not closed"), say("Close it, or take away the one before.")),
    ("cannot start any token", say("a value cannot begin with this character"),
     say("Put the value between quotes, and indent with spaces, not with tabs.")),
    ("tab character", say("a tab stands here"), say("Indent with spaces.")),
    ("expected ',' or ']'", say("a list between [ ] is not closed, or lacks a comma"), say("Close it with ].")),
    ("expected ',' or '}'", say("fields between { } are not closed, or lack a comma"), say("Close them with }.")),
    ("escape character", say("a \\ in a value between quotes begins no character that exists"),
     say("Write \\\\ for the character itself, or use single quotes.")),
    ("hexadecimal", say("a \\ in a value between quotes begins no character that exists"),
     say("Write \\\\ for the character itself, or use single quotes.")),
    ("alphabetic or numeric character", say("a value cannot begin with & or *"), say("Put the value between quotes.")),
    ("constructor for the tag", say("a value cannot begin with !"), say("Put the value between quotes.")),
    ("tag", say("a value cannot begin with !"), say("Put the value between quotes.")),
    ("document", say("a line of --- or ... stands here, with which YAML begins anew"), say("Remove the line.")),
    ("block", say("the line is not indented as those above"), say("Indent it as the lines it belongs to.")),
    ("did not find expected", say("the line is not indented as those above"),
     say("Indent it as the lines it belongs to.")),
    ("unhashable key", say("a name is a list"), say("Put the name between quotes.")),
    ("chomping or indentation", say("after | or > stands what does not belong there"), say("Begin a new line there.")),
)  # fmt: skip
"""What the two readers of YAML say, by words that are in it; theirs speak of tokens and streams."""


def of_yaml(said: str) -> tuple[Sentence, Sentence]:
    """What is wrong with a text that is no YAML, for which the reader said `said`; and what to do."""
    for words, what, todo in _YAML:
        if words in said:
            return what, todo
    return say("it is not written as YAML is"), _LOOK
