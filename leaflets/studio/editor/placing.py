"""Where the words of a text stand on its pages: told by the letters of the finished file, as a reader sees them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from leaflets.messages import Sentence
from leaflets.model.proof import Box
from leaflets.preflight.measure.letters import is_number, letters
from leaflets.preflight.measure.text import around, pages
from leaflets.preflight.texts.manuscript import Manuscript
from leaflets.problems import Problem

LEAST_LETTERS = 3
"""Of a word that a sentence on a problem names: a shorter one stands everywhere."""


@dataclass(frozen=True, slots=True)
class PlacedWord:
    """The letters of a word, the page it stands on (from 1), and where (mm of the trim)."""

    letters: str
    page: int
    box: Box


@dataclass(frozen=True, slots=True)
class LinePlace:
    """Where the words of a line of the file stand: a page, and a box for each line of print there (mm of the trim)."""

    line: int
    page: int
    boxes: tuple[Box, ...]


def words_on(pdf: bytes) -> tuple[PlacedWord, ...]:
    """The words of a file in its order, but for running heads and the small numbers of citations."""
    return tuple(
        PlacedWord(said, page.number, word.box)
        for page in pages(pdf, texts_only=True)
        for run in page.runs
        if not run.artifact and not is_number(run)
        for word in run.words
        if (said := letters(word.text))
    )


class Trail:
    """The words of a file in one row, in which a text is looked for."""

    def __init__(self, words: Sequence[PlacedWord]) -> None:
        self.words = words
        self.text = "".join(word.letters for word in words)
        self._begins = [0, *accumulate(len(word.letters) for word in words)]
        self._at = 0
        self._tops = [
            begin
            for begin, (last, word) in zip(self._begins[1:], pairwise(words), strict=False)
            if word.page != last.page
        ]
        """Where in the row each page but the first begins."""

    def found(self, said: str) -> tuple[PlacedWord, ...]:
        """The words that say this, after what was found before or else anywhere; none where nobody says it."""
        piece = letters(said)
        return self._found(piece, self._tops) if piece else ()

    def _found(self, piece: str, tops: Sequence[int]) -> tuple[PlacedWord, ...]:
        at = self.text.find(piece, self._at)
        at = self.text.find(piece) if at < 0 else at
        if at < 0:
            return self._overleaf(piece, tops)
        self._at = at + len(piece)
        return self._between(at, self._at)

    def _overleaf(self, piece: str, tops: Sequence[int]) -> tuple[PlacedWord, ...]:
        """What goes on with the first words of another page, behind what stands at the foot of the one before."""
        for number, top in enumerate(tops):
            (first,) = self._between(top, top + 1)
            at = piece.find(first.letters, 1)
            while at > 0 and not self.text.startswith(piece[at:], top):
                at = piece.find(first.letters, at + 1)
            if at > 0 and (before := self._found(piece[:at], tops[:number])):
                self._at = top + len(piece) - at
                return (*before, *self._between(top, self._at))
        return ()

    def _between(self, start: int, end: int) -> tuple[PlacedWord, ...]:
        first = bisect_right(self._begins, start) - 1
        return tuple(self.words[first : bisect_right(self._begins, end - 1)])


def places_of(manuscript: Manuscript, words: Sequence[PlacedWord]) -> tuple[LinePlace, ...]:
    """Where each line of a text on which words begin stands on its pages, in the order of the lines."""
    trail = Trail(words)
    found: list[LinePlace] = []
    for passage, line in zip(manuscript.passages, manuscript.lines_of_passages, strict=True):
        found += _placed(line, trail.found(passage.words))
    # Those of a section are no passages: they are given, and not written.
    lines, trail = {one.line for one in found}, Trail(words)
    for block in manuscript.body:
        if block.kind == "heading" and block.line not in lines:
            found += _placed(block.line, trail.found(block.text))
    return tuple(sorted(found, key=lambda one: one.line))


@dataclass(frozen=True, slots=True)
class ProblemPlace:
    """Where a problem stands: the words it names; or, where `is_whole`, all of a paragraph it names none of."""

    place: LinePlace
    is_whole: bool


def marks_of(manuscript: Manuscript, words: Sequence[PlacedWord], problem: Problem) -> tuple[ProblemPlace, ...]:
    """Where a problem with a line stands on the pages: the words it names, or all that begins on its line."""
    if problem.line is None:
        return ()
    lines = manuscript.lines_of_passages
    at = max((line for line in lines if line <= problem.line), default=None)
    trail = Trail(words)
    found: list[ProblemPlace] = []
    for passage, line in zip(manuscript.passages, lines, strict=True):
        if line == at:
            own = trail.found(passage.words)
            inner = Trail(own)
            named = next((hit for said in named_in(problem.what) if (hit := inner.found(said))), ())
            found += [ProblemPlace(place, not named) for place in _placed(problem.line, named or own)]
    return tuple(found)


def named_in(sentence: str) -> Iterator[str]:
    """The words a sentence on a problem names, the longest first."""
    if isinstance(sentence, Sentence):
        several = [said for said in sentence.values.values() if isinstance(said, str)]
        for said in sorted(several, key=len, reverse=True):
            if len(letters(said)) >= LEAST_LETTERS:
                yield said
            yield from named_in(said)


def _placed(line: int, words: Iterable[PlacedWord]) -> Iterator[LinePlace]:
    """Words as their lines of print, by page."""
    by_page: dict[int, list[list[Box]]] = {}
    for word in words:
        several = by_page.setdefault(word.page, [])
        if several and _goes_on(several[-1][-1], word.box):
            several[-1].append(word.box)
        else:
            several.append([word.box])
    for page, rows in by_page.items():
        yield LinePlace(line, page, tuple(around(row) for row in rows))


def _goes_on(last: Box, box: Box) -> bool:
    """Whether a word stands on the same line of print as the one before it."""
    return box[0] >= last[0] and abs((box[1] + box[3]) - (last[1] + last[3])) < max(box[3], last[3])
