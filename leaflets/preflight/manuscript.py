"""A text as it was written: its blocks with their lines, and the plain words a reader gets."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

from leaflets.content import Catalogue
from leaflets.content.markup import CITATION, CLAIM_MARK, FOREIGN, LONG
from leaflets.model import Chapter, Language, Leaflet, Text
from leaflets.preflight.house import House, Words

BlockKind = Literal["heading", "paragraph", "item"]

_ITEM = re.compile(r"\s*(?:[-*+]|\d+[.)])\s+")
_HEADING = re.compile(r"\s{0,3}#{1,6}\s+")
_WORDS, _TARGET = r"\[((?:[^\[\]]|\[[^\[\]]*\])*)\]", r"\((?:[^()]|\([^()]*\))*\)"
"""Of a link or picture; in its words and in its address one pair of brackets may stand."""
_PICTURE, _LINK = re.compile("!" + _WORDS + _TARGET), re.compile(_WORDS + _TARGET)
_FRONT_MATTER = re.compile(r"---[ \t]*\n.*?\n---[ \t]*\n", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph or list item: its plain words, the line it begins on, and whether a short text has it."""

    kind: BlockKind
    text: str
    line: int
    is_long: bool = False
    list_line: int | None = None
    """For an item: the line its list begins on."""
    cites: tuple[str, ...] = ()
    """The sources it cites, as the text names them."""


@dataclass(frozen=True)
class Desk:
    """What lies on the desk while texts are read: the catalogue, the house style and the calendar."""

    catalogue: Catalogue
    house: House
    today: dt.date
    content: str = "content"
    """The name of the content folder, for messages."""


@dataclass(frozen=True)
class Manuscript:
    """A leaflet or chapter with its file: `lines` are those of the file, from 1."""

    text: Leaflet | Chapter
    lines: tuple[str, ...]
    desk: Desk

    @property
    def where(self) -> str:
        return self.text.path

    @property
    def language(self) -> Language:
        return self.desk.catalogue.languages[self.text.language]

    @property
    def known(self) -> Words:
        """What the house style says of the words of its language."""
        return self.desk.house.words(self.text.language)

    @cached_property
    def body(self) -> tuple[Block, ...]:
        """The blocks after the front matter."""
        whole = "\n".join(self.lines)
        found = _FRONT_MATTER.match(whole)
        start = found.end() if found else 0
        return tuple(blocks(whole[start:], 1 + whole.count("\n", 0, start)))

    def field_line(self, name: str) -> int:
        """The line of a field of the front matter, or the first line."""
        numbers = (number for number, line in enumerate(self.lines, start=1) if line.startswith(f"{name}:"))
        return next(numbers, 1)


def manuscripts(desk: Desk, content: Path) -> tuple[Manuscript, ...]:
    """Every leaflet and chapter of the catalogue with its file under `content`."""
    texts: list[Leaflet | Chapter] = []
    catalogue = desk.catalogue
    for language in catalogue.languages:
        texts += [*catalogue.leaflets.get(language, ()), *catalogue.chapters.get(language, {}).values()]
    return tuple(Manuscript(text, _lines(content.parent / text.path), desk) for text in texts)


def _lines(path: Path) -> tuple[str, ...]:
    return tuple(path.read_text(encoding="utf-8-sig").replace("\r\n", "\n").split("\n"))


def blocks(markdown: str, first_line: int = 1) -> Iterator[Block]:
    """The blocks of a Markdown text; lines that belong together are one block."""
    waiting: list[str] = []
    begun = first_line
    list_line: int | None = None
    for number, line in enumerate([*markdown.split("\n"), ""], start=first_line):
        begins_item, is_heading = bool(_ITEM.match(line)), bool(_HEADING.match(line))
        if waiting and (not line.strip() or begins_item or is_heading):
            yield _block(waiting, begun, list_line)
            waiting = []
        if not line.strip():
            continue
        if not waiting:
            begun = number
            list_line = (list_line or number) if begins_item else None
        waiting.append(line)
        if is_heading:
            yield _block(waiting, begun, None)
            waiting = []


def _block(lines: Sequence[str], begun: int, list_line: int | None) -> Block:
    whole = " ".join(line.strip() for line in lines)
    is_long = whole.rstrip().endswith(LONG)
    cites = tuple(CITATION.findall(whole))
    if _HEADING.match(lines[0]):
        return Block("heading", plain(_HEADING.sub("", whole, count=1)), begun, cites=cites)
    if _ITEM.match(lines[0]):
        return Block("item", plain(_ITEM.sub("", whole, count=1)), begun, is_long, list_line, cites)
    return Block("paragraph", plain(whole), begun, is_long, cites=cites)


def plain(markdown: str) -> str:
    """The words of one block as they are printed: without marks, citations, signs of Markdown, and pictures."""
    text = CLAIM_MARK.sub("", CITATION.sub("", markdown.replace(LONG, "")))
    text = _LINK.sub(r"\1", _PICTURE.sub("", FOREIGN.sub(r"\1", text)))
    return re.sub(r"\s+", " ", re.sub(r"\*\*|__|(?<!\w)[*_]|[*_](?!\w)", "", text)).strip()


def printed_blocks(text: Leaflet | Chapter, length: Text, roles: Sequence[str] | None = None) -> Iterator[Block]:
    """The blocks a format of this length prints; of a leaflet the sections with these roles, or all."""
    if isinstance(text, Chapter):
        parts = [text.markdown]
    else:
        parts = [section.markdown for section in text.sections if roles is None or section.role in roles]
    for part in parts:
        yield from (block for block in blocks(part) if length == "full" or not block.is_long)
