"""How much a text may hold, looked at before anything is made of it.

Markdown is read in time that grows with the square of what stands between two blank lines, and of how far a bracket
is from the one that closes it. Within these bounds any text is read in a second.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from leaflets.problems import Problem

MOST_SIGNS_A_LINE = 4_000
MOST_LINES = 10_000
TAB = 4
"""Markdown writes so many blanks for a tab."""

MOST_LINES_A_BLOCK = 200
MOST_SIGNS_A_BLOCK = 10_000
MOST_MARKS_A_BLOCK, MOST_MARKS = 800, 8_000
"""Signs that mean something to Markdown, between two blank lines and in the whole text."""

MOST_TICKS = 40
"""Signs ` in a text: they begin code, which is not printed, and take longest of all."""

FARTHEST = 400_000
"""The signs from each opening bracket of a text to its closing one, or the end of its paragraph, added up."""

# Emphasis, code, links, escapes, entities and tables: what Markdown looks for the other end of.
_MARK = re.compile(r"[*_`\[\\&|]")
_BRACKET = re.compile(r"[\[\]()]")
_CLOSES = {"]": "[", ")": "("}

SHORTER = "Make it shorter."
SPLIT = "Write a blank line where a new paragraph may begin."


def too_much(markdown: str, where: str, first_line: int) -> Iterator[Problem]:
    """The first bound a text goes over, as a problem; none when it may be read."""
    for line, said, todo in _over(markdown):
        yield Problem(said, where, todo, line=first_line + line)
        return


def _over(markdown: str) -> Iterator[tuple[int, str, str]]:
    """The line (from 0), what there is too much of, and what to do."""
    lines = markdown.replace("\t", " " * TAB).split("\n")
    if len(lines) > MOST_LINES:
        yield MOST_LINES, f"has more than {MOST_LINES} lines", SHORTER
    for number, line in enumerate(lines):
        if len(line) > MOST_SIGNS_A_LINE:
            yield number, f"the line has more than {MOST_SIGNS_A_LINE} signs", SPLIT
    if markdown.count("`") > MOST_TICKS:
        at = markdown.count("\n", 0, markdown.index("`"))
        yield at, f"has more than {MOST_TICKS} signs `", "Write words: code is not printed."
    marks, reach = 0, 0
    for number, block in _blocks(lines):
        here = len(_MARK.findall(block))
        marks, reach = marks + here, reach + _reach(block)
        yield from ((number, said, todo) for said, todo in _over_block(block, here))
        if marks > MOST_MARKS:
            yield number, f"has more than {MOST_MARKS} brackets, stars and other marks up to here", SHORTER
        if reach > FARTHEST:
            yield number, "has too many brackets that are not closed, or closed late", "Close or remove them."


def _over_block(block: str, marks: int) -> Iterator[tuple[str, str]]:
    if block.count("\n") >= MOST_LINES_A_BLOCK:
        yield f"has more than {MOST_LINES_A_BLOCK} lines without a blank one", SPLIT
    if len(block) > MOST_SIGNS_A_BLOCK:
        yield f"has more than {MOST_SIGNS_A_BLOCK} signs without a blank line", SPLIT
    if marks > MOST_MARKS_A_BLOCK:
        yield f"has more than {MOST_MARKS_A_BLOCK} brackets, stars and other marks without a blank line", SPLIT


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
    """The signs between each opening bracket and its closing one, or the end of the block, added up."""
    open_at: list[tuple[str, int]] = []
    reach = 0
    for found in _BRACKET.finditer(block):
        if found[0] in "[(":
            open_at.append((found[0], found.start()))
        elif open_at and open_at[-1][0] == _CLOSES[found[0]]:
            reach += found.start() - open_at.pop()[1]
    return reach + sum(len(block) - at for _, at in open_at)
