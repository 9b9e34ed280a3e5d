"""A translation beside its source, paragraph by paragraph: section by section, so that one more costs its own only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from leaflets.preflight.texts.manuscript import TextBlock, blocks

WAITING = "‹"
"""What stands before words that are to be translated, see content/translation.py."""

FENCE = "---"
"""What stands before and after the front matter."""


@dataclass(frozen=True)
class ParagraphPair:
    """A paragraph, item or heading of the source, and the one in its place in the translation with its line."""

    source: str
    line: int | None
    words: str

    @property
    def is_missing(self) -> bool:
        return self.line is None

    @property
    def is_more(self) -> bool:
        return not self.source

    @property
    def is_waiting(self) -> bool:
        """Whether it is still to be translated."""
        return WAITING in self.words


def pairs(source: str, translation: str) -> tuple[ParagraphPair, ...]:
    """The paragraphs of two texts side by side, as their files hold them."""
    one, other = list(_sections(*body_of(source))), list(_sections(*body_of(translation)))
    return tuple(
        ParagraphPair(left.text if left else "", right.line if right else None, right.text if right else "")
        for section, same in zip_longest(one, other, fillvalue=())
        for left, right in zip_longest(section, same)
    )


def body_of(text: str) -> tuple[str, int]:
    """The Markdown of a file after its front matter, and the line that begins on; all of one that has none."""
    lines = text.split("\n")
    if lines[0].rstrip() == FENCE:
        ends = next((number for number, line in enumerate(lines) if number and line.rstrip() == FENCE), None)
        if ends is not None:
            return "\n".join(lines[ends + 1 :]), ends + 2
    return text, 1


def _sections(markdown: str, begins: int) -> Iterator[Sequence[TextBlock]]:
    """The blocks of a text, those from one heading of the second level to the next together."""
    lines = markdown.split("\n")
    section: list[TextBlock] = []
    for block in blocks(markdown, begins):
        if section and block.kind == "heading" and lines[block.line - begins].startswith("## "):
            yield section
            section = []
        section.append(block)
    if section:
        yield section


def waiting(several: Iterable[ParagraphPair]) -> int:
    """How many paragraphs are still to be translated."""
    return sum(one.is_waiting or one.is_missing for one in several)
