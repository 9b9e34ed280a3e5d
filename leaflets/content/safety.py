"""What may not stand in a text, each with its line: HTML, pictures from elsewhere, deep nesting, broken marks."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from xml.etree import ElementTree

from leaflets.content.illustrations import picture_faults
from leaflets.content.markup import CITED, SCHEMES, TAGS, tree
from leaflets.messages import Sentence, say
from leaflets.model.fields import HTTPS
from leaflets.problems import Problem
from leaflets.text.characters import unprintable

MAX_DEPTH, MAX_INDENT = 3, 8
"""Deeper nesting has no use in a leaflet, and WeasyPrint ends in a RecursionError at about 120 levels."""

FLATTER = say("Write it flatter, with at most two levels of lists.")

_GOES = {
    "https": re.compile(HTTPS, re.IGNORECASE),
    "mailto": re.compile(r"mailto:[^\s@:/?]+@[^\s@:/?]+\.[^\s@:/?.]{2,}(?:\?\S*)?", re.IGNORECASE),
    "tel": re.compile(r"tel:\+?\d[\d().-]{1,24}", re.IGNORECASE),
}
_EXAMPLE = {"https": "https://example.org/page", "mailto": "mailto:name@example.org", "tel": "tel:+3225550123"}
# What begins a tag, its end, a comment or an instruction; a < before a number is none.
_HTML = re.compile(r"<(/?[A-Za-z!?][\w:-]*)")
_NESTING = re.compile(r"(?:\s*(?:>|[-*+]\s|\d+[.)]\s))*")
_HEADING = re.compile(r"\s{0,3}#")
# The title is the page's only h1, so a text begins at ## and goes down to ####.
_GOOD_HEADING = re.compile(r"#{2,4} +\S")
_RULE = re.compile(r"\s{0,3}(?:=+|-{2,}|(?:[-*_]\s*){3,})$")
# [name]: address, far from the link it is for, where nobody who checks the link sees it.
_DEFINITION = re.compile(r"\s{0,3}\[[^\]]*\]:")
_BROKEN_PICTURE = re.compile(r"!\[[^\]]{0,40}")
_TARGET, _CODE = r"\]\(\s*<?", r"(?:`\s*|(?m:^)(?: {4}|\t)\s*)"
"""What stands before the address of a link or picture, and before code."""
_ENTITY = re.compile(r"&#?\w+;?")
_MARK = re.compile(r"\{[^}]*\}?|\[@[^\]]*\]?|\[[Cc]\d[^\]]*\]?")


def faults(text_markdown: str, where: str, first_line: int, pictures: Path) -> Iterator[Problem]:
    """Everything in a text that cannot be printed or may not be.

    `pictures` is the folder the text's pictures are in; a path that leads out of it is refused.
    """
    found: set[str] = set()
    is_deep = False
    for line, content in enumerate(text_markdown.split("\n"), start=first_line):
        for said, todo in _line_faults(content):
            if not (said in found and todo == FLATTER):  # a deep list is one mistake, not one a line
                yield Problem(said, where, todo, line=line)
            found.add(said)
            is_deep = is_deep or todo == FLATTER
    if is_deep:
        return
    try:
        root = tree(text_markdown)
    except RecursionError:
        if not found:
            yield Problem(say("is nested too deep"), where, FLATTER, line=first_line)
        return
    for said, todo, place in _tree_faults(root, pictures):
        if place or not found:
            at = re.search(place, text_markdown)
            line = first_line + text_markdown.count("\n", 0, at.start() if at else 0)
            yield Problem(_on_one_line(said), where, todo, line=line)


def _on_one_line(said: Sentence) -> Sentence:
    """A sentence with what it repeats of the text, which may go over several lines, on one."""
    values = {name: " ".join(one.split()) if type(one) is str else one for name, one in said.values.items()}
    return Sentence(said.template, said.plural, values)


def _line_faults(content: str) -> Iterator[tuple[Sentence, Sentence]]:
    """What is wrong, and what to do."""
    if found := _HTML.search(content):
        yield (
            say("HTML is not allowed here (<{found}>)", found=found.group(1)),
            say("Write Markdown; HTML and scripts are never printed."),
        )
    if content.count(">", 0, _nesting(content)) > MAX_DEPTH:
        yield say("quotes are nested deeper than {max_depth}", max_depth=MAX_DEPTH), FLATTER
    elif len(content[: _nesting(content)].split()) > MAX_DEPTH:
        yield say("lists are nested deeper than {max_depth}", max_depth=MAX_DEPTH), FLATTER
    elif len(content.expandtabs(4)) - len(content.expandtabs(4).lstrip()) > MAX_INDENT:
        yield say("the text is indented too deep"), FLATTER
    if _DEFINITION.match(content):
        yield say("link definitions are not allowed"), say("Write [words](address).")
    if _HEADING.match(content) and not _GOOD_HEADING.match(content):
        yield say("this is no heading we print"), say("Begin the line with ## or ###, a space and the words.")
    if _RULE.match(content):
        yield say("a line of dashes, stars or equal signs is not printed"), say("Remove it, or use ## for a heading.")
    for flaw in islice(unprintable(content), 1):
        yield flaw.said, flaw.todo


def _nesting(content: str) -> int:
    """Where the marks of quotes and list items at the beginning of a line end."""
    found = _NESTING.match(content)
    return found.end() if found else 0


def _tree_faults(root: ElementTree.Element, pictures: Path) -> Iterator[tuple[Sentence, Sentence, str]]:
    """What is wrong, what to do, and the pattern of text by which its line is found; none where there are none."""
    for element in root.iter():
        if element.tag == "img":
            for said, do, target in picture_faults(element.get("alt", ""), element.get("src", ""), pictures):
                yield said, do, _TARGET + re.escape(target)
        elif element.tag == "a":
            yield from _link_faults(element.get("href", ""))
        elif element.tag == "code":
            typed = re.escape((element.text or "").strip().partition("\n")[0])
            yield (
                say("code is not printed"),
                say("Write words, without ` and without four spaces before them."),
                _CODE + typed,
            )
        elif element is not root and element.tag not in TAGS | {"pre"}:
            yield say("Markdown that becomes <{tag}> is not printed", tag=element.tag), say("Write it as words."), ""
    for text in root.itertext():
        if "&" in text:  # An entity such as &#xE000; becomes its character on the page.
            for flaw in islice(unprintable(html.unescape(CITED.sub("", text))), 1):
                yield flaw.said, flaw.todo, _entity(text)
        if found := _BROKEN_PICTURE.search(text):
            yield (
                say("here should be a picture, which cannot be read"),
                say("Write ![What one sees](name.jpg)."),
                re.escape(found.group(0)),
            )
        if found := _MARK.search(text):
            todo = say("Write [@source], [C01, C02], [words]{en}, or {long} at the end of a paragraph.")
            yield say('the mark "{found}" cannot be read', found=found.group(0)), todo, re.escape(found.group(0))


def _entity(text: str) -> str:
    """The pattern of the first entity of a text that stands for a character that cannot be printed."""
    bad = (one for one in _ENTITY.findall(text) if any(unprintable(html.unescape(one))))
    return re.escape(next(bad, "&"))


def _link_faults(target: str) -> Iterator[tuple[Sentence, Sentence, str]]:
    """Links to where nobody can go: other schemes, no host, no number, no address."""
    scheme, _, _ = target.partition(":")
    if target.startswith("#"):
        if target == "#":
            yield (
                say('the link "#" leads nowhere'),
                say("Write the name of a place on the page after it."),
                rf"{_TARGET}#\)",
            )
    elif scheme.lower() not in SCHEMES:
        yield (
            say('the link "{target}" is not allowed', target=target),
            say("Use https, mailto, tel or #."),
            _TARGET + re.escape(target),
        )
    elif not _GOES[scheme.lower()].fullmatch(html.unescape(target)):
        todo = say("Write it as {example}.", example=_EXAMPLE[scheme.lower()])
        yield say('the link "{target}" leads nowhere', target=target), todo, _TARGET + re.escape(target)
