"""At which line of the file a problem of its pages stands: what has no room there, or was measured there."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from leaflets.messages import Sentence
from leaflets.model.proof import Box
from leaflets.preflight.measure.letters import letters
from leaflets.preflight.texts.manuscript import Manuscript
from leaflets.problems import Problem
from leaflets.studio.editor.placing import LEAST_LETTERS, LinePlace
from leaflets.typeset.draft import DraftPages

QUOTED = ("lost", "gone", "text", "other", "alt")
"""What sentences on pages call the words of them they quote (leaflets/typeset/render.py)."""

LEAST_PIECE = 12
"""Letters of two or three words: fewer of what is quoted stand in other lines too."""


@dataclass(frozen=True)
class Pointer:
    """What is known of the pages of a text: where its lines stand, what has no room, and of which part a page is."""

    manuscript: Manuscript
    places: tuple[LinePlace, ...]
    pages: DraftPages

    def at_line(self, problem: Problem) -> Problem:
        """A problem with the page and the line of the file it stands at, as far as anybody can tell."""
        if problem.line is not None:
            return problem
        if problem.page is not None and problem.box_mm is not None:
            return replace(problem, line=self._line_at(problem.page, problem.box_mm))
        if problem.rule != "T07":
            return problem
        if line := self._quoted(problem.what):
            return replace(problem, line=line, page=problem.page or self._page_of(line))
        return self._begun(problem) if problem.page is None and self.pages.places else problem

    def _begun(self, problem: Problem) -> Problem:
        """That a text is too long, where that begins: at words of it, or at the last before what they push away."""
        for page, box in self.pages.places:
            if line := self._line_at(page, box):
                return replace(problem, page=page, line=line)
        page, box = self.pages.places[0]
        return replace(problem, page=page, line=self._line_before(page, box) or self._last_cited())

    @cached_property
    def _of_text(self) -> Collection[int]:
        """The lines that may be made shorter: those of the text, and of fields that stand on a page as they are."""
        lines = zip(self.manuscript.passages, self.manuscript.lines_of_passages, strict=True)
        fields = {line for passage, line in lines if passage.field and len(letters(passage.words)) >= LEAST_PIECE}
        credits = {self.manuscript.field_line(name) for name in ("author", "reviewer")}
        return {block.line for block in self.manuscript.body} | (fields - credits)

    def _line_at(self, page: int, box: Box) -> int | None:
        """The line whose words stand at a place on a page, the first of several."""
        at = (one for one in self.places if one.page == page and one.line in self._of_text)
        return next((one.line for one in at if any(_meet(place, box) for place in one.boxes)), None)

    def _line_before(self, page: int, box: Box) -> int | None:
        """The line of the last words before a place, in its part of the layout and, on its page, in its column."""
        part, found = self.pages.parts[page - 1], []
        for one in (place for place in self.places if place.line in self._of_text):
            last = one.boxes[-1]
            is_above = (
                one.page == page and last[1] < box[1] and last[0] < box[0] + box[2] and box[0] < last[0] + last[2]
            )
            if self.pages.parts[one.page - 1] == part and (one.page < page or is_above):
                found.append((one.page, last[1], one.line))
        return max(found)[2] if found else None

    def _last_cited(self) -> int | None:
        """The line that cites the last source: the list of them may be all that stands in a part."""
        first: dict[str, int] = {}
        for block in self.manuscript.body:
            for name in block.cites:
                first.setdefault(name, block.line)
        return max(first.values(), default=None)

    def _quoted(self, what: str) -> int | None:
        """The line of the words a sentence quotes, those that are broken off too."""
        lines = zip(self.manuscript.passages, self.manuscript.lines_of_passages, strict=True)
        told = [(letters(passage.words), line) for passage, line in lines]
        told += [(letters(block.text), block.line) for block in self.manuscript.body if block.kind == "heading"]
        return next((line for piece in _pieces(what) for words, line in told if piece in words), None)

    def _page_of(self, line: int) -> int | None:
        return next((one.page for one in self.places if one.line == line), None)


def _pieces(what: str) -> Iterator[str]:
    """The letters of what a sentence quotes; of more than a line, of ever fewer of its words."""
    for name, said in what.values.items() if isinstance(what, Sentence) else ():
        if name in QUOTED and len(whole := letters(str(said))) >= LEAST_LETTERS:
            yield whole
            words = str(said).split()
            for count in range(len(words) - 1, 0, -1):
                if len(piece := letters(" ".join(words[:count]))) >= LEAST_PIECE:
                    yield piece


def _meet(one: Box, other: Box) -> bool:
    """Whether the middle of one of two boxes lies within the other."""
    return _is_in(one, other) or _is_in(other, one)


def _is_in(inner: Box, box: Box) -> bool:
    across, down = inner[0] + inner[2] / 2, inner[1] + inner[3] / 2
    return box[0] <= across <= box[0] + box[2] and box[1] <= down <= box[1] + box[3]
