"""In a worker: what is written by now as a leaflet, and what reading it and the rules for texts say of it."""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass, replace

from leaflets.content.catalogue import same_slugs
from leaflets.content.country_words import filled
from leaflets.content.markup import CITATION
from leaflets.content.texts import LONGEST_ID, UNKNOWN_SOURCE, Reader
from leaflets.messages import Sentence, say
from leaflets.model.content import Leaflet
from leaflets.preflight.inspection import apply
from leaflets.preflight.texts.house_style import reason_for
from leaflets.preflight.texts.manuscript import Manuscript
from leaflets.problems import Problem
from leaflets.processes.bench import Shelf
from leaflets.processes.limits import within
from leaflets.studio.editor.texts import TextRow, file_text, path_of, rows, texts_of, with_leaflet
from leaflets.studio.stock import StudioStock

SECONDS_SHARE = 1 / 12
"""Of the time a file may take: 10 s for a text that takes 10 ms, whatever somebody pastes into it."""


@dataclass(frozen=True)
class DraftText:
    """A text as it is written by now."""

    language: str
    id: str
    text: str

    def digest(self, *more: str) -> str:
        """The SHA-256 of what is written, and of what else is said."""
        return hashlib.sha256("\0".join((self.language, self.id, self.text, *more)).encode()).hexdigest()


@dataclass(frozen=True)
class ReadDraft:
    """What came of reading a draft: its leaflet and manuscript where it can be one; and all that is wrong."""

    leaflet: Leaflet | None
    manuscript: Manuscript | None
    problems: tuple[Problem, ...]


READ: Shelf[ReadDraft] = Shelf("read drafts", least=4)
"""What is written is read for its problems, for each page that is drawn, and for its file."""


def read_draft(stock: StudioStock, draft: DraftText) -> ReadDraft:
    """What is written, read and held to the rules for texts, by their lines. Raises ContentError as `texts_of` does."""
    return stock.shop.bench.at(READ).of(draft.digest(stock.state, str(stock.day)), lambda: _read(stock, draft))


def warmed(stock: StudioStock) -> None:
    """Read the first text there is, so that who writes finds the process ready."""
    texts, content = texts_of(stock), stock.shop.content
    for row in list(rows(texts.catalogue, content).values())[:1]:
        read_draft(stock, DraftText(row.language, row.id, file_text(path_of(row, content), content).text))


def _read(stock: StudioStock, draft: DraftText) -> ReadDraft:
    leaflet, problems = _leaflet(stock, draft)
    if leaflet is None and (names := {name for one in problems if (name := unknown_source(one))}):
        # What cites a source that is not there yet can be read and looked at all the same, without that.
        text = CITATION.sub(lambda found: "" if found[1][:LONGEST_ID] in names else found[0], draft.text)
        leaflet, _ = _leaflet(stock, replace(draft, text=text))
    if leaflet is None:
        return ReadDraft(None, None, _by_line(problems))
    texts = texts_of(stock)
    whole = with_leaflet(texts.catalogue, leaflet)
    words = whole.languages[draft.language].words
    desk = replace(texts, catalogue=whole).desk(stock)
    manuscript = Manuscript(leaflet, tuple(filled(draft.text, words).split("\n")), desk)
    with within(say("looking at it"), leaflet.path, share=SECONDS_SHARE):
        found = list(apply("manuscript", manuscript, leaflet.path))
    found += [problem for name, problem in same_slugs(whole.leaflets[draft.language]) if name == leaflet.id]
    problems += [one for one in found if one.where == leaflet.path and reason_for(one, texts.house.allow) is None]
    return ReadDraft(leaflet, manuscript, _by_line(problems))


def _leaflet(stock: StudioStock, draft: DraftText) -> tuple[Leaflet | None, list[Problem]]:
    """The leaflet a draft is, or what is wrong with it."""
    catalogue, content = texts_of(stock).catalogue, stock.shop.content
    signs = catalogue.signs.get(draft.language, {})
    reader = Reader(content, catalogue.languages[draft.language], catalogue.sources, signs)
    path = path_of(TextRow(draft.language, draft.id, None), content)
    return reader.draft(path, draft.text.encode()), reader.problems


def unknown_source(problem: Problem) -> str | None:
    """The source a problem is about that is none of those there are."""
    what = problem.what
    is_so = isinstance(what, Sentence) and what.template == UNKNOWN_SOURCE
    return str(what.values["name"]) if is_so else None


def _by_line(problems: list[Problem]) -> tuple[Problem, ...]:
    """In the order of the lines; what is said of the whole stands before them where it must go, and else behind."""
    return tuple(sorted(dict.fromkeys(problems), key=_rank))


def _rank(problem: Problem) -> float:
    return problem.line or (0 if problem.severity == "blocks" else math.inf)
