"""The page a doctor reads a leaflet with: each statement beside what it rests on, with room to tick and to write."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pikepdf

from leaflets.content import Catalogue
from leaflets.content.country_words import filled
from leaflets.content.markup import CITATION, CLAIM_MARK
from leaflets.content.signs import HELPLINE
from leaflets.installed import styles_of, templates_of
from leaflets.model.content import Claim, Language, Leaflet, Section, Source
from leaflets.model.format import Format
from leaflets.model.job import Job
from leaflets.pdf.saving import saved
from leaflets.preflight.texts.manuscript import blocks, plain
from leaflets.typeset import typeset
from leaflets.typeset.html import page_html
from leaflets.typeset.palette import Look
from leaflets.typeset.styles import colours

REVIEW = Format(id="review", description="page to read a leaflet with", template="review", paper_mm=(210, 297))

_MARKS = re.compile(rf"(?:\s*(?:{CLAIM_MARK.pattern}|{CITATION.pattern}))+")


class Statement(NamedTuple):
    """Words that stand or fall together; without claims and sources they are advice that rests on none."""

    words: str
    claims: tuple[Claim, ...] = ()
    """The claims they state, as far as none before them did."""
    again: tuple[str, ...] = ()
    """The ids of those that were stated before."""
    sources: tuple[Source, ...] = ()
    """The sources they name, then those of the claims stated first here."""


class Part(NamedTuple):
    """A heading of the leaflet, and the statements below it."""

    heading: str
    statements: tuple[Statement, ...]


class ReviewPage(NamedTuple):
    """The page as a file to print and one to fill in on a screen."""

    pdf: bytes
    html: bytes


def parts(catalogue: Catalogue, leaflet: Leaflet) -> tuple[Part, ...]:
    """All a leaflet says, in its order: its line on the poster, its sections, and its alarm signs by their urgency."""
    language = catalogue.languages[leaflet.language]
    words = language.words
    told: set[str] = set()
    found = [Part(leaflet.title, (Statement(leaflet.poster),))]
    for section in leaflet.sections:
        said = tuple(_statement(catalogue, one, marks, told) for one, marks in _said(language, section))
        found.append(Part(section.heading, said))
    if drawn := leaflet.diagram:
        caption = Section(role="diagram", heading=drawn.title, markdown=drawn.caption, line=0)
        said = tuple(_statement(catalogue, one, marks, told) for one, marks in _said(language, caption))
        found.append(Part(drawn.title, (*map(Statement, (*drawn.labels.values(), drawn.description)), *said)))
    if leaflet.signs:
        signs = (f"{words[f'call_{sign.urgency}']} {words['call_if']} {sign.text}." for sign in leaflet.signs)
        lines = (*signs, *filter(None, [words[HELPLINE]]))
        found.append(Part(words["review_signs"], tuple(map(Statement, lines))))
    return tuple(found)


def _said(language: Language, section: Section) -> Iterator[tuple[str, str]]:
    """What a section says as it is written, block by block: words, and the marks behind them that they are under."""
    written = section.markdown if section.written is None else section.written
    lines = filled(written, language.words).split("\n")
    found = list(blocks("\n".join(lines)))
    for block, end in zip(found, [*(one.line - 1 for one in found[1:]), len(lines)], strict=True):
        if block.kind == "heading":
            continue
        text = " ".join(line.strip() for line in lines[block.line - 1 : end])
        begun = 0
        for marks in [*_MARKS.finditer(text), None]:
            if words := plain(_unlisted(text[begun : marks.start() if marks else None])):
                yield words, marks[0] if marks else ""
            begun = marks.end() if marks else begun


def _unlisted(line: str) -> str:
    """An item without the number or sign it begins with."""
    return re.sub(r"^(?:[-*+]|\d+[.)])\s+", "", line)


def _statement(catalogue: Catalogue, words: str, marks: str, told: set[str]) -> Statement:
    """The words with what they rest on; the claims are added to those that are told already."""
    named = [name.strip() for several in CLAIM_MARK.findall(marks) for name in several.split(",")]
    claims = [catalogue.claims[name] for name in named if name in catalogue.claims and name not in told]
    again = tuple(name for name in named if name in told)
    told.update(named)
    ids = [*CITATION.findall(marks), *(name for claim in claims for name in claim.sources)]
    sources = dict.fromkeys(source.id for name in ids if (source := catalogue.source(name)))
    return Statement(words, tuple(claims), again, tuple(catalogue.sources[name] for name in sources))


def review_page(catalogue: Catalogue, leaflet: Leaflet, project: Path, content: Path) -> ReviewPage:
    """The page to read `leaflet` with. Raises ContentError when it cannot be made."""
    language = catalogue.languages[leaflet.language]
    job = _job(catalogue, leaflet, language, is_on_screen=False)
    with pikepdf.open(io.BytesIO(typeset(job, project, content).pdf)) as pdf:
        paper = saved(pdf)
    look = Look(styles_of(project))
    style = f"{colours(look)}{(look.styles / 'review.css').read_text(encoding='utf-8')}"
    screen = _job(catalogue, leaflet, language, is_on_screen=True, style=style)
    return ReviewPage(paper, page_html(screen, templates_of(project), look).encode())


def _job(catalogue: Catalogue, leaflet: Leaflet, language: Language, is_on_screen: bool, style: str = "") -> Job:
    return Job(
        id="review",
        template=REVIEW.template,
        format=REVIEW,
        language=language,
        edition=catalogue.edition,
        blog=catalogue.sources[catalogue.edition.blog],
        title=language.words["review_title"].format(title=leaflet.title),
        leaflet=leaflet,
        running_head=leaflet.name,
        context={
            "parts": parts(catalogue, leaflet), "is_on_screen": is_on_screen, "style": style,
        },
    )  # fmt: skip


def front_matter(leaflet: Leaflet) -> tuple[str, ...]:
    """The lines that name who read the leaflet, for whoever did to fill in; the last one holds its words."""
    return ("reviewer: ‹name›", "reviewed: ‹year-month-day›", f'reviewed_words: "{leaflet.words_digest}"')
