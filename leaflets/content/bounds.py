"""How much a text may hold, looked at before anything is made of it.

Markdown is read in time that grows with the square of what stands between two blank lines, and of how far a bracket
is from the one that closes it. Within these bounds any text is read in a second.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from leaflets.messages import Sentence, say
from leaflets.problems import Problem

MOST_CHARACTERS_A_LINE, MOST_LINES = 4_000, 10_000
"""Characters of a line and lines of a file: far more than a text has, read in time (tests/content/test_bounds.py)."""
TAB = 4
"""Markdown writes so many blanks for a tab."""

MOST_LINES_A_BLOCK, MOST_CHARACTERS_A_BLOCK = 200, 10_000
"""Lines and characters between two blank lines, which Markdown reads in the square of the time (measured there)."""
MOST_MARKS_A_BLOCK, MOST_MARKS = 800, 8_000
"""Characters that mean something to Markdown, between two blank lines and in the whole text."""

MOST_TICKS = 40
"""Characters ` in a text: they begin code, which is not printed, and take longest of all."""

FARTHEST = 400_000
"""The characters from each opening bracket of a text to its closing one, or the end of its paragraph, added up."""

# Emphasis, code, links, escapes, entities and tables: what Markdown looks for the other end of.
_MARK = re.compile(r"[*_`\[\\&|]")
_BRACKET = re.compile(r"[\[\]()]")
_CLOSES = {"]": "[", ")": "("}

SHORTER = say("Make it shorter.")
SPLIT = say("Write a blank line where a new paragraph may begin.")


def too_much(markdown: str, where: str, first_line: int) -> Iterator[Problem]:
    """The first bound a text goes over, as a problem; none when it may be read."""
    for line, said, todo in _over(markdown):
        yield Problem(said, where, todo, line=first_line + line)
        return


def _over(markdown: str) -> Iterator[tuple[int, Sentence, Sentence]]:
    """The line (from 0), what there is too much of, and what to do."""
    lines = markdown.replace("\t", " " * TAB).split("\n")
    if len(lines) > MOST_LINES:
        yield MOST_LINES, say("has more than {most_lines} lines", most_lines=MOST_LINES), SHORTER
    for number, line in enumerate(lines):
        if len(line) > MOST_CHARACTERS_A_LINE:
            yield (
                number,
                say(
                    "the line has more than {most_characters_a_line} characters",
                    most_characters_a_line=MOST_CHARACTERS_A_LINE,
                ),
                SPLIT,
            )
    if markdown.count("`") > MOST_TICKS:
        at = markdown.count("\n", 0, markdown.index("`"))
        yield (
            at,
            say("has more than {most_ticks} characters `", most_ticks=MOST_TICKS),
            say("Write words: code is not printed."),
        )
    marks, reach = 0, 0
    for number, block in _blocks(lines):
        here = len(_MARK.findall(block))
        marks, reach = marks + here, reach + _reach(block)
        yield from ((number, said, todo) for said, todo in _over_block(block, here))
        if marks > MOST_MARKS:
            yield (
                number,
                say("has more than {most_marks} brackets, stars and other marks up to here", most_marks=MOST_MARKS),
                SHORTER,
            )
        if reach > FARTHEST:
            yield number, say("has too many brackets that are not closed, or closed late"), say("Close or remove them.")


def _over_block(block: str, marks: int) -> Iterator[tuple[Sentence, Sentence]]:
    if block.count("\n") >= MOST_LINES_A_BLOCK:
        yield (
            say("has more than {most_lines_a_block} lines without a blank one", most_lines_a_block=MOST_LINES_A_BLOCK),
            SPLIT,
        )
    if len(block) > MOST_CHARACTERS_A_BLOCK:
        yield (
            say(
                "has more than {most_characters_a_block} characters without a blank line",
                most_characters_a_block=MOST_CHARACTERS_A_BLOCK,
            ),
            SPLIT,
        )
    if marks > MOST_MARKS_A_BLOCK:
        yield (
            say(
                "has more than {most_marks_a_block} brackets, stars and other marks without a blank line",
                most_marks_a_block=MOST_MARKS_A_BLOCK,
            ),
            SPLIT,
        )


def _blocks(lines: list[str]) -> Iterator[tuple[int, str]]:
    """What stands between blank lines, with the line it begins on (from 0)."""
    waiting: list[str] = []
    for number, line in enumerate([*lines, ""]):
        if line.strip():
            waiting.append(line)
        elif waiting:
            yield number - len(waiting), "\n".join(waiting)
            waiting = []


def _reach(block: str) -> int:
    """The characters between each opening bracket and its closing one, or the end of the block, added up."""
    open_at: list[tuple[str, int]] = []
    reach = 0
    for found in _BRACKET.finditer(block):
        if found[0] in "[(":
            open_at.append((found[0], found.start()))
        elif open_at and open_at[-1][0] == _CLOSES[found[0]]:
            reach += found.start() - open_at.pop()[1]
    return reach + sum(len(block) - at for _, at in open_at)
