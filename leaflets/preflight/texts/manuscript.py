"""A text as it was written: its blocks with their lines, and the plain words a reader gets."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from html import unescape
from itertools import islice
from pathlib import Path
from typing import Literal, NamedTuple

from leaflets.content import Catalogue, markup
from leaflets.content.bounds import MOST_LINES_A_BLOCK
from leaflets.content.country_words import filled
from leaflets.content.markup import CITATION, CLAIM_MARK, FOREIGN, LONG
from leaflets.content.parsing import MOST_PROBLEMS
from leaflets.content.records import read_text
from leaflets.model.artefact import EDITIONS
from leaflets.model.content import PARTS, Chapter, Language, Leaflet
from leaflets.model.diagram import Diagram
from leaflets.model.format import TextLength
from leaflets.preflight.texts.house_style import House, HouseWords
from leaflets.text.characters import compared

BlockKind = Literal["heading", "paragraph", "item"]

FIELDS = (
    "title", "subtitle", "name", "full_name", "kicker", "audience", "poster", "motto", "author", "reviewer",
)  # fmt: skip
"""The fields of a leaflet or chapter that are printed."""

DIAGRAM = "diagram"
"""The field of the front matter that says what is drawn."""

# - * + or a number with . or ): a list item of Markdown (CommonMark 0.31, 5.2).
_ITEM = re.compile(r"\s*(?:[-*+]|\d+[.)])\s+")
# CommonMark 0.31, 4.2: up to three blanks, one to six #, a blank.
_HEADING = re.compile(r"\s{0,3}#{1,6}\s+")
_WORDS, _TARGET = r"\[((?:[^\[\]]|\[[^\[\]]*\])*)\]", r"\((?:[^()]|\([^()]*\))*\)"
"""Of a link or picture; in its words and in its address one pair of brackets may stand."""
_PICTURE, _LINK = re.compile("!" + _WORDS + _TARGET), re.compile(_WORDS + _TARGET)
_FRONT_MATTER = re.compile(r"---[ \t]*\n.*?\n---[ \t]*\n", re.DOTALL)


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A heading, paragraph or list item: its plain words, the line it begins on, and whether a short text has it."""

    kind: BlockKind
    text: str
    line: int
    is_long: bool = False
    list_line: int | None = None
    """For an item: the line its list begins on."""
    cites: tuple[str, ...] = ()
    """The sources it cites, as the text names them."""


class Passage(NamedTuple):
    """Words that stand together on a page, and the field of the front matter they come from."""

    words: str
    field: str | None = None


class TextPosition(NamedTuple):
    """Where something stands in a text: the whole words as they are written, the line, and the field if it is one."""

    words: str
    line: int
    field: str | None


@dataclass(frozen=True)
class TextsUnderCheck:
    """What lies on the desk while texts are read: the catalogue, the house style and the calendar."""

    catalogue: Catalogue
    house: House
    today: dt.date
    content: str = "content"
    """The name of the content folder, for messages."""

    @property
    def is_of_series(self) -> bool:
        """Whether the lists of claims, signs and sources are its own: an association's edition takes what it needs."""
        return self.catalogue.edition.own is None

    def place(self, file: str, *place: int | str) -> tuple[str, int | None]:
        """A file of words or a list as messages name it, and the line of a value in it."""
        where = f"{self.content}/{file}"
        return where, self.catalogue.line(where, *place)

    def edition_place(self, *place: str) -> tuple[str, int | None]:
        """The file that says what an edition is, and the line of a value in it: in one of its own with no publisher
        apart, who hands it out is the publisher."""
        own = self.catalogue.edition.own
        if own is None:
            return self.place("edition.yaml", *place)
        where = f"{EDITIONS}/{own.id}.yaml"
        _, line = self.place(where, *place[-1:])
        return f"{self.content}/{where}", line


@dataclass(frozen=True)
class Manuscript:
    """A leaflet or chapter with its file: `lines` are those of the file, from 1."""

    text: Leaflet | Chapter
    lines: tuple[str, ...]
    desk: TextsUnderCheck

    @property
    def where(self) -> str:
        return self.text.path

    @property
    def language(self) -> Language:
        return self.desk.catalogue.languages[self.text.language]

    @property
    def known(self) -> HouseWords:
        """What the house style says of the words of its language."""
        return self.desk.house.words(self.text.language)

    @cached_property
    def _begun(self) -> int:
        """The lines before the text: those of the front matter."""
        found = _FRONT_MATTER.match("\n".join(self.lines))
        return found[0].count("\n") if found else 0

    @property
    def first_line(self) -> int:
        """The line the text begins on, after the front matter."""
        return self._begun + 1

    @property
    def markdown(self) -> str:
        """The text after the front matter."""
        return "\n".join(self.lines[self._begun :])

    @cached_property
    def body(self) -> tuple[TextBlock, ...]:
        """The blocks of the text: those of its diagram, which stands in the front matter, and those after that."""
        drawn = blocks(self._drawn.markdown) if self._drawn else ()
        placed = (replace(block, line=self._line_drawn(block.text)) for block in drawn)
        return (*placed, *blocks(self.markdown, self.first_line))

    def _line_drawn(self, words: str) -> int:
        """The line of the front matter a diagram has these words or this mark on, or the one it begins on."""
        begins = self.field_line(DIAGRAM)
        said = ((number, self.lines[number - 1]) for number in range(begins, self._begun + 1))
        return next((number for number, line in said if words in line or words in plain(line)), begins)

    @property
    def _drawn(self) -> Diagram | None:
        return self.text.diagram if isinstance(self.text, Leaflet) else None

    @property
    def claim_marks(self) -> Iterator[tuple[int, str]]:
        """Line and id of each mark of a claim, that of a diagram's caption first."""
        if self._drawn:
            yield from ((self._line_drawn(name), name) for _, name in markup.claim_marks(self._drawn.caption))
        yield from ((self.first_line + line, name) for line, name in markup.claim_marks(self.markdown))

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """All words a reader gets, as they are printed or heard: the fields, then the text block by block."""
        fields = ((name, getattr(self.text, name, None)) for name in FIELDS)
        text = self.text
        parts = [text.markdown] if isinstance(text, Chapter) else [section.markdown for section in text.sections]
        drawn = (self._drawn.markdown, self._drawn.description) if self._drawn else ()
        return (
            *(Passage(value, name) for name, value in fields if isinstance(value, str)),
            *(Passage(words) for part in drawn for words in markup.passages(part)),
            *(Passage(words) for part in parts for words in markup.passages(part)),
        )

    @cached_property
    def compared(self) -> str:
        """All of it as words are compared, a passage a line."""
        return "\n".join(compared(passage.words) for passage in self.passages)

    def places(self, spans: Callable[[str], Iterable[tuple[int, int]]]) -> Iterator[TextPosition]:
        """Where `spans` finds something in a passage as it is compared, the first twenty times."""
        if next(iter(spans(self.compared)), None) is not None:
            yield from islice(self._places(spans), MOST_PROBLEMS)

    def _places(self, spans: Callable[[str], Iterable[tuple[int, int]]]) -> Iterator[TextPosition]:
        for passage, line in zip(self.passages, self.lines_of_passages, strict=True):
            text = compared(passage.words)
            for start, end in _apart(spans(text)):
                at = line
                if passage.field is None:
                    at = self._line_in(line, text[start:end], text.count(text[start:end], 0, end))
                yield TextPosition(_as_written(passage.words, text, start, end), at, passage.field)

    @cached_property
    def lines_of_passages(self) -> tuple[int, ...]:
        """The line each passage begins on; of what is only heard, that of the passage before it."""
        known: defaultdict[str, deque[int]] = defaultdict(deque)
        for block in self.body:
            known[compared(block.text)].append(block.line)
        lines: list[int] = []
        last = self.first_line
        for passage in self.passages:
            if passage.field is None and (found := known.get(compared(passage.words))):
                last = found.popleft()
            lines.append(last if passage.field is None else self.field_line(passage.field))
        return tuple(lines)

    def _line_in(self, first: int, phrase: str, times: int) -> int:
        """The line a phrase begins on when it stands so often in the block up to its end; else the block's first."""
        for last in range(first, min(first + MOST_LINES_A_BLOCK, len(self.lines) + 1)):
            if self._said(first, last).count(phrase) >= times:
                return next((one for one in range(last, first, -1) if phrase in self._said(one, last)), first)
        return first

    def _said(self, first: int, last: int) -> str:
        """The words of these lines of the file, as they are compared."""
        return compared(plain(" ".join(self.lines[first - 1 : last])))

    def field_line(self, name: str) -> int:
        """The line of a field of the front matter, or the first line."""
        numbers = (number for number, line in enumerate(self.lines, start=1) if line.startswith(f"{name}:"))
        return next(numbers, 1)


def manuscripts(desk: TextsUnderCheck, content: Path) -> tuple[Manuscript, ...]:
    """Every leaflet and chapter of the catalogue with its file under `content`."""
    texts: list[Leaflet | Chapter] = []
    catalogue = desk.catalogue
    for language in catalogue.languages:
        texts += [*catalogue.leaflets.get(language, ()), *catalogue.chapters.get(language, {}).values()]
    return tuple(Manuscript(text, _lines(text, content, catalogue.languages[text.language]), desk) for text in texts)


def _apart(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The spans that do not begin within one before: a place is told once."""
    last = 0
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= last:
            yield start, end
            last = end


def _as_written(words: str, text: str, start: int, end: int) -> str:
    """The whole words a span of the compared text stands for, without the marks around them."""
    several = words.split()
    numbers = [number for number, word in enumerate(several) for _ in compared(word).split()]
    first, last = numbers[text.count(" ", 0, start)], numbers[text.count(" ", 0, end)]
    found = " ".join(several[first : last + 1])
    around = {mark for mark in found if not mark.isalnum()} - set(text[start:end])
    return found.strip("".join(around)) or found


def _lines(text: Leaflet | Chapter, content: Path, language: Language) -> tuple[str, ...]:
    """The lines of a text's file, the terms the countries have other words for filled in."""
    whole = read_text(content.parent / text.path, text.path, content)
    return tuple(filled(whole, language.words).split("\n"))


def blocks(markdown: str, first_line: int = 1) -> Iterator[TextBlock]:
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


def _block(lines: Sequence[str], begun: int, list_line: int | None) -> TextBlock:
    whole = " ".join(line.strip() for line in lines)
    is_long = whole.rstrip().endswith(LONG)
    cites = tuple(CITATION.findall(whole))
    if _HEADING.match(lines[0]):
        return TextBlock("heading", plain(_HEADING.sub("", whole, count=1)), begun, cites=cites)
    if _ITEM.match(lines[0]):
        return TextBlock("item", plain(_ITEM.sub("", whole, count=1)), begun, is_long, list_line, cites)
    return TextBlock("paragraph", plain(whole), begun, is_long, cites=cites)


def plain(markdown: str) -> str:
    """The words of one block as they are printed: without marks, citations, other marks of Markdown, and pictures."""
    text = CLAIM_MARK.sub("", CITATION.sub("", markdown.replace(LONG, "")))
    text = _LINK.sub(r"\1", _PICTURE.sub("", FOREIGN.sub(r"\1", text)))
    return " ".join(unescape(re.sub(r"\*|__|(?<!\w)_|_(?!\w)", "", text)).split())


def printed_blocks(
    text: Leaflet | Chapter, length: TextLength, roles: Sequence[str] | None = None
) -> Iterator[TextBlock]:
    """The blocks a format of this length prints; of a leaflet these of its parts in their order, or all."""
    wanted = PARTS if roles is None else roles
    parts = [text.markdown] if isinstance(text, Chapter) else [text.part(role) for role in wanted]
    for part in parts:
        yield from (block for block in blocks(part) if length == "full" or not block.is_long)
