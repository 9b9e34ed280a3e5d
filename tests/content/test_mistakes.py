"""What is wrong with a value or with YAML is said in our words: what belongs there, what stands there, what to do."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

import pytest
import yaml
from pydantic import AfterValidator, BaseModel, Field, ValidationError

from leaflets.content.mistakes import of_value, of_yaml
from leaflets.content.records import to_record
from leaflets.messages import Sentence, say
from leaflets.problems import ContentError


def _refused(_: str) -> str:
    raise ValueError(say("is empty"))


class Inner(BaseModel):
    name: str


class Fields(BaseModel):
    """A field of each kind."""

    whole: int = 1
    number: float = 1
    sure: bool = True
    text: str = ""
    day: dt.date = dt.date(2026, 1, 1)
    names: tuple[str, ...] = ()
    listed: list[str] = Field(default_factory=list, min_length=1, max_length=2)
    pairs: dict[str, str] = Field(default_factory=dict)
    inner: Inner | None = None
    choice: Literal["a4", "a5"] = "a4"
    more: int = Field(default=1, gt=0, lt=9)
    least: float = Field(default=1, ge=0.5, le=2)
    short: str = Field(default="xx", min_length=2, max_length=3)
    id: str = Field(default="x", pattern="^[a-z]+$")
    ours: Annotated[str, AfterValidator(_refused)] = ""
    odd: bytes = b""


@pytest.mark.parametrize(
    ("field", "value", "what", "todo"),
    [
        ("whole", "two", 'a whole number belongs here, and "two" stands there', "Write digits only, such as 12."),
        (
            "whole",
            2.5,
            "a whole number belongs here, and the number 2.5 stands there",
            "Write digits only, such as 12.",
        ),
        ("number", [1], "a number belongs here, and a list stands there", "Write digits, with a point"),
        ("sure", "maybe", 'yes or no belongs here, and "maybe" stands there', "Write true or false."),
        ("text", 8, "text belongs here, and the number 8 stands there", "Write text; what looks like a number"),
        ("text", None, "text belongs here, and nothing stands there", "Write text;"),
        ("text", True, "text belongs here, and yes or no stands there", "Write text;"),
        ("text", dt.date(2026, 11, 27), "text belongs here, and the date 2026-11-27 stands there", "Write text;"),
        ("day", "soon", 'a date belongs here, and "soon" stands there', "Write year, month and day"),
        ("names", "x", 'a list belongs here, and "x" stands there', 'Write a line "- …" for each'),
        ("pairs", ["x"], "a list of fields belongs here, and a list stands there", 'Write a line "name: value"'),
        ("inner", "x", 'a list of fields belongs here, and "x" stands there', 'Write a line "name: value"'),
        ("choice", "a6", '"a6" is none of its values', "Choose from: a4, a5."),
        ("more", 0, "it must be more than 0", "Correct it."),
        ("more", 9, "it must be less than 9", "Correct it."),
        ("least", 0, "it must be 0.5 or more", "Correct it."),
        ("least", 3, "it must be 2 or less", "Correct it."),
        ("short", "x", "it must have 2 characters or more", "Correct it."),
        ("short", "xxxx", "it must have 3 characters or fewer", "Correct it."),
        ("listed", [], "the list must have 1 item or more", "Correct it."),
        ("listed", ["a", "b", "c"], "the list must have 2 items or fewer", "Correct it."),
        ("id", "X", "it is not written as it should be", "Correct it; text that looks like"),
        ("ours", "x", "is empty", "Correct it."),
        ("odd", 7, "it is not written as it should be", "Correct it; text that looks like"),
    ],
)
def test_a_wrong_value_is_said_in_our_words(field: str, value: object, what: str, todo: str) -> None:
    """What belongs there and what stands there, as people call it; what no rule of ours knows, in general."""
    with pytest.raises(ValidationError) as caught:
        Fields.model_validate({field: value})
    said, do = of_value(caught.value.errors()[0])
    assert isinstance(said, Sentence)
    assert isinstance(do, Sentence)
    assert said == what
    assert do.startswith(todo)


def test_no_more_of_a_value_is_repeated_than_one_reads() -> None:
    """A value may be as long as a file."""
    with pytest.raises(ContentError) as caught:
        to_record(Fields, {"whole": "x" * 5000}, None, "f")
    assert len(str(caught.value)) < 250


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("a: b: c", "a colon stands here within a value"),
        ("a: x\nb\nc: y", "a line has no colon"),
        ('a: "x', "a quotation mark is not closed"),
        ("a: @x", "a value cannot begin with this character"),
        ("a:\n\tb: c", "a value cannot begin with this character"),
        ("a: [x, y\nb: z", "a list between [ ] is not closed, or lacks a comma"),
        ("a: {x: 1\nb: z", "fields between { } are not closed, or lack a comma"),
        ('a: "\\q"', "a \\ in a value between quotes begins no character that exists"),
        ("a: !!x y", "a value cannot begin with !"),
        ("a: & b", "a value cannot begin with & or *"),
        ("a: 1\n---\nb: 2", "a line of --- or ... stands here, with which YAML begins anew"),
        ("a: 1\n  b: 2\n c: 3", "a colon stands here within a value"),
        ("a:\n  - x\n - y", "the line is not indented as those above"),
        ("a: |x\n  b", "after | or > stands what does not belong there"),
    ],
)
@pytest.mark.parametrize("loader", [yaml.SafeLoader, yaml.CSafeLoader])
def test_broken_yaml_is_said_in_our_words(
    text: str, what: str, loader: type[yaml.SafeLoader] | type[yaml.CSafeLoader]
) -> None:
    """Both readers of YAML speak of tokens and streams; whoever wrote the file knows lines, colons and quotes."""
    with pytest.raises(yaml.MarkedYAMLError) as caught:
        yaml.load(text, Loader=loader)
    said, todo = of_yaml(caught.value.problem or "")
    if loader is yaml.SafeLoader:  # It knows best; the quick one is believed only of long texts.
        assert said == what
    assert said != "it is not written as YAML is"
    assert todo.endswith(".")


def test_what_no_reader_has_said_before_is_said_in_general() -> None:
    """A new version of a library may have new words."""
    assert of_yaml("found a flux capacitor") == (
        "it is not written as YAML is",
        "Look for a missing quote, colon or indent on that line or the one before.",
    )
