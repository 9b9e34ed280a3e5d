"""What may not stand in a text, each with its line: HTML, pictures from elsewhere, deep nesting, broken marks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from leaflets.content.illustrations import picture_faults
from leaflets.content.markup import SCHEMES, TAGS, tree
from leaflets.problems import Problem

MAX_DEPTH, MAX_INDENT = 3, 8
"""Deeper nesting has no use in a leaflet, and WeasyPrint ends in a RecursionError at about 120 levels."""

FLATTER = "Write it flatter, with at most two levels of lists."

OPEN, CLOSE = "‹", "›"
"""What stands between these is for the writer to replace; a text that still holds them is not made."""

PLACEHOLDER = re.compile(rf"{OPEN}|\b(?:TODO|FIXME|XXX|lorem ipsum)\b", re.IGNORECASE)
_HTML = re.compile(r"<(/?[A-Za-z!?][\w:-]*)")
_NESTING = re.compile(r"(?:\s*(?:>|[-*+]\s|\d+[.)]\s))*")
_HEADING = re.compile(r"\s{0,3}#")
_GOOD_HEADING = re.compile(r"#{2,4} +\S")
_RULE = re.compile(r"\s{0,3}(?:=+|-{2,}|(?:[-*_]\s*){3,})$")
_DEFINITION = re.compile(r"\s{0,3}\[[^\]]*\]:")
_BROKEN_PICTURE = re.compile(r"!\[[^\]]{0,40}")
_MARK = re.compile(r"\{[^}]*\}?|\[@[^\]]*\]?|\[[Cc]\d[^\]]*\]?")


def faults(text_markdown: str, where: str, first_line: int, pictures: Path) -> Iterator[Problem]:
    """Everything in a text that cannot be printed or may not be.

    `pictures` is the folder the text's pictures are in; a path that leads out of it is refused.
    """
    found: set[str] = set()
    for line, content in enumerate(text_markdown.split("\n"), start=first_line):
        for said, todo, rule in _line_faults(content):
            if not (said in found and todo == FLATTER):  # a deep list is one mistake, not one a line
                yield Problem(said, where, todo, line=line, rule=rule)
            found.add(said)
    try:
        root = tree(text_markdown)
    except RecursionError:
        if not found:
            yield Problem("is nested too deep", where, FLATTER, line=first_line)
        return
    for said, todo, sign in _tree_faults(root, pictures):
        if sign or not found:
            line = first_line + text_markdown.count("\n", 0, max(text_markdown.find(sign), 0))
            yield Problem(" ".join(said.split()), where, todo, line=line)


def _line_faults(content: str) -> Iterator[tuple[str, str, str | None]]:
    """What is wrong, what to do, and the rule it breaks."""
    if found := _HTML.search(content):
        yield (
            f"HTML is not allowed here (<{found.group(1)}>)",
            "Write Markdown; HTML and scripts are never printed.",
            None,
        )
    if content.count(">", 0, _nesting(content)) > MAX_DEPTH:
        yield f"quotes are nested deeper than {MAX_DEPTH}", FLATTER, None
    elif len(content[: _nesting(content)].split()) > MAX_DEPTH:
        yield f"lists are nested deeper than {MAX_DEPTH}", FLATTER, None
    elif len(content.expandtabs(4)) - len(content.expandtabs(4).lstrip()) > MAX_INDENT:
        yield "the text is indented too deep", FLATTER, None
    if PLACEHOLDER.search(content):
        yield "a placeholder is left over", "Replace it with words.", "C11"
    if _DEFINITION.match(content):
        yield "link definitions are not allowed", "Write [words](address).", None
    if _HEADING.match(content) and not _GOOD_HEADING.match(content):
        yield "this is no heading we print", "Begin the line with ## or ###, a space and the words.", None
    if _RULE.match(content):
        yield "a line of dashes, stars or equal signs is not printed", "Remove it, or use ## for a heading.", None
    for letter in content:
        if letter != "\t" and unicodedata.category(letter) in ("Cc", "Co", "Cs"):
            yield f"holds a character that cannot be printed (U+{ord(letter):04X})", "Remove it.", None


def _nesting(content: str) -> int:
    """Where the marks of quotes and list items at the beginning of a line end."""
    found = _NESTING.match(content)
    return found.end() if found else 0


def _tree_faults(root: ElementTree.Element, pictures: Path) -> Iterator[tuple[str, str, str]]:
    """What is wrong, what to do, and words of the text by which its line is found; none where there are none."""
    for element in root.iter():
        if element.tag == "img":
            yield from picture_faults(element.get("alt", ""), element.get("src", ""), pictures)
        elif element.tag == "a":
            target = element.get("href", "")
            if not target.startswith("#") and target.partition(":")[0].lower() not in SCHEMES:
                yield f'the link "{target}" is not allowed', "Use https, mailto, tel or #.", target
        elif element.tag == "code":
            sign = (element.text or "").strip().partition("\n")[0]
            yield "code is not printed", "Write words, without ` and without four spaces before them.", sign
        elif element is not root and element.tag not in TAGS | {"pre"}:
            yield f"Markdown that becomes <{element.tag}> is not printed", "Write it as words.", ""
    for text in root.itertext():
        if found := _BROKEN_PICTURE.search(text):
            yield "here should be a picture, which cannot be read", "Write ![What one sees](name.jpg).", found.group(0)
        if found := _MARK.search(text):
            todo = "Write [@source], [C01, C02], [words]{en}, or {long} at the end of a paragraph."
            yield f'the mark "{found.group(0)}" cannot be read', todo, found.group(0)
