"""What an e-book is: its parts in the order of reading, its contents, its pictures, and what it says of itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

COVER, NAV = "cover.xhtml", "nav.xhtml"
"""The documents of every e-book: the picture it begins with, and its lists of contents and pages."""


@dataclass(frozen=True)
class EpubPart:
    """A document of an e-book: its file, and the XHTML that is in it."""

    name: str
    xhtml: str

    @property
    def has_drawing(self) -> bool:
        """Whether a drawing stands in it as SVG, which the list of files has to say."""
        return "<svg" in self.xhtml


@dataclass(frozen=True)
class EpubLine:
    """A line of the contents, where it leads, and the lines below it."""

    title: str
    target: str
    inner: tuple[EpubLine, ...] = ()


@dataclass(frozen=True)
class PageBreak:
    """Where a page of the printed form begins: what is printed on it as its number, and the place in the e-book."""

    label: str
    target: str

    @property
    def id(self) -> str:
        """The name of the place within its document."""
        return self.target.partition("#")[2]


@dataclass(frozen=True)
class EpubCover:
    """The picture of the cover, and what is to be read on it."""

    png: bytes
    said: str


@dataclass(frozen=True)
class EpubBook:
    """An e-book before it is one file. `printed` is the form whose pages it marks; None where it marks none."""

    id: str
    title: str
    authors: tuple[str, ...]
    publisher: str
    description: str
    rights: str
    date: dt.date
    cover: EpubCover
    parts: tuple[EpubPart, ...]
    contents: tuple[EpubLine, ...]
    begins: str
    """Where the text begins: behind the cover and what comes before it."""
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    """By their names, under pictures/."""
    marks: tuple[PageBreak, ...] = ()
    printed: str | None = None
    is_long: bool = False
    """Whether its contents are a page of it, before the text."""

    @property
    def modified(self) -> str:
        """When it was last another, as programs ask for it: the day of its words, and no hour of any clock."""
        return f"{self.date.isoformat()}T00:00:00Z"

    @property
    def has_drawing(self) -> bool:
        """Whether it has a diagram, which is told in words below it."""
        return any('class="diagram"' in part.xhtml for part in self.parts)

    @property
    def lines(self) -> Iterator[EpubLine]:
        """Every line of the contents."""
        for line in self.contents:
            yield line
            yield from line.inner

    def marks_in(self, name: str) -> tuple[PageBreak, ...]:
        """The marks of the pages that begin in this document."""
        return tuple(one for one in self.marks if one.target.startswith(f"{name}#"))
