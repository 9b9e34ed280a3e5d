"""A text that would be read for long is refused before it is, within a second, and costs itself only."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from leaflets.content import load
from leaflets.content.bounds import FARTHEST, too_much
from leaflets.preflight.texts.gate import passing
from tests.content.example import EXAMPLE, with_body
from tests.content.test_texts import little  # noqa: F401
from tests.preflight.said import TODAY

LONG = 200_000
"""Characters; a file of words may hold two and a half times as many."""


def said(markdown: str) -> list[tuple[int | None, str]]:
    return [(problem.line, problem.what) for problem in too_much(markdown, "f", 10)]


@pytest.mark.parametrize(
    ("markdown", "line", "what"),
    [
        ("a\n" + "x" * 4001, 11, "the line has more than 4000 characters"),
        ("a\n\n" * 6000, 10010, "has more than 10000 lines"),
        ("a\n\n" + "b\n" * 201, 12, "has more than 200 lines without a blank one"),
        ("a\n\n" + (("x" * 99 + "\n") * 101), 12, "has more than 10000 characters without a blank line"),
        ("\t" * 1001, 10, "the line has more than 4000 characters"),
        ("*a* " * 401, 10, "has more than 800 brackets, stars and other marks without a blank line"),
        ("*a* \n\n" * 4001, 10 + 2 * 4000, "has more than 8000 brackets, stars and other marks up to here"),
        ("a\n\n" + "`a` " * 21, 12, "has more than 40 characters `"),
        ("a\n\n" + "[" * 700 + "x" * 3000, 12, "has too many brackets that are not closed, or closed late"),
    ],
)
def test_too_much_is_said_with_its_line(markdown: str, line: int, what: str) -> None:
    """Of a text that goes over a bound the first is said, on the line it is gone over."""
    assert said(markdown) == [(line, what)]


@pytest.mark.parametrize(
    "markdown",
    [
        "x" * 4000,
        ("b\n" * 199 + "\n") * 40,
        "[a](https://x.nl/) [C01] **b** [ d\n\n" * 300,
        "\n".join(f"- Een punt van een lange lijst met woorden. [C01, C02] [@bron-{n}]" for n in range(150)),
        ("Een gewone alinea met *nadruk*, een bron [@bron] en een uitspraak. [C01]\n\n" * 900),
    ],
)
def test_long_texts_are_not_too_much(markdown: str) -> None:
    """Long lists, long lines and a text as long as a book are within the bounds."""
    assert said(markdown) == []


@pytest.mark.parametrize(
    "character",
    ["[", "![", "[x](", "[@", "[x]", "[^", "[a][", "[@source]", "[C01]", "*a_", "*a*", "`a", "``a`", " ", "\t", "- ", "> ",
     "1. ", "#a\n", "a\n\n", "a|b|", "&#8203;", "\u200b", "slijtage ", "‹", "{"],
)  # fmt: skip
def test_whatever_is_repeated_is_read_or_refused_in_a_second(character: str, little: Path) -> None:  # noqa: F811
    """200,000 characters of any mark, in one line, in many, in a heading or in a field, take less than a second in all."""
    many = character * (LONG // len(character))
    lines = "\n".join([character * (60 // len(character))] * (LONG // 60))
    blocks = lines.replace("\n", "\n\n")
    field = many.replace("\\", "").replace("\n", " ")
    for file in (
        with_body(many), with_body(lines), with_body(blocks),
        EXAMPLE.replace("## In het kort", f"## In het kort{many}x").encode(),
        EXAMPLE.replace("poster: Rust op tijd.", f'poster: "{field}"').encode(),
    ):  # fmt: skip
        (little / "nl" / "voorbeeld.md").write_bytes(file)
        began = time.process_time()
        found, problems = load(little, little / "styles")
        _, refused = passing(found, little, TODAY)
        assert time.process_time() - began < 1.5, (character, problems[:1], refused[:1])
        assert len(problems) <= 21


def test_the_reach_of_brackets_is_what_they_cost() -> None:
    """Closed brackets reach as far as what is in them; open ones to the end of their paragraph, and no further."""
    block = "[" + "x" * 3990 + "]"
    fits = FARTHEST // len(block)
    assert said("\n\n".join([block] * fits)) == []
    assert said("\n\n".join([block] * (fits + 2))) != []
    assert said("\n\n".join(["[" + "x" * 3990] * fits)) == []
