"""The plan of a booklet: its sections in order, with every folio known before anything is rendered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from math import ceil
from typing import Literal, NamedTuple

from leaflets.content import Catalogue
from leaflets.messages import say
from leaflets.model.artefact import Ink
from leaflets.model.content import Language, Leaflet, Source
from leaflets.model.format import Format
from leaflets.model.job import Job
from leaflets.model.value import Value
from leaflets.plan.jobs import lapsed, number
from leaflets.problems import ContentError, Problem

OPENING_CHAPTERS = (
    "foreword", "how-sleep-repairs", "fatigue-is-not-tiredness", "pushing-through", "energy", "sleep-tips",
)  # fmt: skip
CLOSING_CHAPTERS = ("conclusion", "who-can-help")
COVER, ABOUT = "cover", "about"
WEEK, NOTES = "week", "notes"
"""The pages to write on: one for a week, then notes until the booklet is a multiple of four."""


class Entry(Value):
    """A line of the contents."""

    level: Literal[1, 2]
    title: str
    target: str
    folio: int
    group: int = 0
    """Whose colour it has."""


class CodePlace(Value):
    """Which number a source's code has among all of a booklet, and on which page it stands."""

    number: int
    folio: int


class BookletSection(Value):
    """A part of the booklet that is rendered apart: its job, and its bookmark where it has one."""

    job: Job
    pages: int
    bookmark: Entry | None = None


class BookletPlan(Value):
    """A booklet: its sections in order, which together have a multiple of four pages."""

    id: str
    title: str
    language: Language
    leaflets: tuple[str, ...]
    sections: tuple[BookletSection, ...]
    source_urls: tuple[str, ...]

    @property
    def pages(self) -> int:
        return sum(section.pages for section in self.sections)


class _Piece(NamedTuple):
    """A section before its folio is known."""

    id: str
    template: str
    title: str
    pages: int
    level: Literal[1, 2] | None
    leaflet: Leaflet | None = None
    chapter: str | None = None
    members: tuple[str, ...] = ()
    group: int = 0
    context: Mapping[str, object] = {}


def booklet(
    catalogue: Catalogue,
    language: Language,
    leaflets: Sequence[Leaflet],
    fmt: Format,
    ink: Ink = "screen",
    day: dt.date | None = None,
) -> BookletPlan:
    """The booklet of `leaflets` as it is made on `day`, every folio known before anything is rendered.

    Raises ContentError when a chapter the booklet needs is missing or wrong.
    """
    listed = _listed_sources(catalogue, language, leaflets)
    sheets = _sheets(listed, fmt.sources_per_page)
    pieces = _pieces(catalogue, language, leaflets, fmt, sheets)
    folios: dict[str, int] = {}
    folio = 1
    for piece in pieces:
        folios[piece.id] = folio
        folio += piece.pages
    order = [(source, folios["sources"] + page) for page, sheet in enumerate(sheets) for source in sheet]
    codes = {source.id: CodePlace(number=number, folio=at) for number, (source, at) in enumerate(order, start=1)}
    entries = {
        piece.id: Entry(
            level=piece.level,
            title=piece.title,
            target=piece.id,
            folio=folios[piece.id],
            group=piece.group,
        )
        for piece in pieces
        if piece.level is not None
    }
    sections = tuple(
        _section(catalogue, language, fmt, ink, day, piece, folios[piece.id], codes, entries) for piece in pieces
    )
    return BookletPlan(
        id="booklet",
        title=language.words["booklet_title"],
        language=language,
        leaflets=tuple(leaflet.id for leaflet in leaflets),
        sections=sections,
        source_urls=tuple(source.url for source in listed),
    )


def _section(
    catalogue: Catalogue,
    language: Language,
    fmt: Format,
    ink: Ink,
    day: dt.date | None,
    piece: _Piece,
    folio: int,
    codes: Mapping[str, CodePlace],
    entries: Mapping[str, Entry],
) -> BookletSection:
    chapter = catalogue.chapters[language.id][piece.chapter] if piece.chapter else None
    cited = piece.leaflet.cited if piece.leaflet else chapter.cited if chapter else ()
    # Only what a section prints goes into its job: the folios of others would make every section new when one changes.
    context = dict(piece.context)
    if cited:
        context["codes"] = {name: codes[name] for name in cited}
    if piece.template == "contents":
        context["entries"] = tuple(entries.values())
    if piece.template == "group":
        fits = len(piece.members) <= fmt.opening_members
        context["members"] = tuple(entries[member] for member in piece.members) if fits else ()
    job = Job(
        id=piece.id,
        template=piece.template,
        format=fmt,
        language=language,
        edition=catalogue.edition,
        blog=catalogue.sources[catalogue.edition.blog],
        title=piece.title,
        leaflet=piece.leaflet,
        chapter=chapter,
        citations=number(cited, catalogue.sources),
        booklet=True,
        ink=ink,
        spacing=fmt.spacing_in(language.id),
        steps=("typeset",),  # A section is inspected as a part of its booklet.
        first_folio=folio,
        running_head=piece.leaflet.name if piece.leaflet else piece.title,
        pages=piece.pages,
        context=context,
        lapsed=_lapsed(piece, catalogue, day),
    )
    return BookletSection(job=job, pages=piece.pages, bookmark=entries.get(piece.id))


def _lapsed(piece: _Piece, catalogue: Catalogue, day: dt.date | None) -> dt.date | None:
    """The review date of what a section prints, once it has come: a leaflet's, on cover and colophon the booklet's."""
    if piece.leaflet is not None:
        return lapsed(piece.leaflet.review_by, day)
    return lapsed(catalogue.edition.booklet_review_by, day) if piece.id in (COVER, ABOUT) else None


def _pieces(
    catalogue: Catalogue,
    language: Language,
    leaflets: Sequence[Leaflet],
    fmt: Format,
    sheets: Sequence[Sequence[Source]],
) -> tuple[_Piece, ...]:
    words = language.words
    front = list(_front(catalogue, language, leaflets))
    back = [
        *(_chapter(catalogue, language, name) for name in CLOSING_CHAPTERS),
        _Piece("sources", "sources", words["all_sources"], len(sheets), 1, context={"sheets": sheets}),
    ]
    if terms := catalogue.glossary.get(language.id):
        back[0] = back[0]._replace(context={"terms": terms})  # The first of the closing chapters leaves it room.
    about = _chapter(catalogue, language, ABOUT)._replace(template="about")
    last = _Piece("back-cover", "back-cover", words["booklet_title"], 1, None)
    listed = leaflets if len(leaflets) <= fmt.cover_names else ()
    names = tuple({"name": leaflet.name, "group": leaflet.group} for leaflet in listed)
    context = {"names": names, "conditions": _conditions(catalogue, language, leaflets)}
    cover = _Piece(COVER, "cover", words["booklet_title"], 1, None, context=context)
    entries = sum(piece.level is not None for piece in [*front, *back, about]) + 1
    contents = _Piece("contents", "contents", words["contents"], ceil(entries / fmt.entries_per_page), None)
    pages = sum(piece.pages for piece in [cover, contents, *front, *back, about, last])
    return tuple(_filled([cover, contents, *front, *back, about, last], _fill(catalogue, language, pages)))


def _conditions(catalogue: Catalogue, language: Language, leaflets: Sequence[Leaflet]) -> str:
    """How many conditions the whole edition is about, in words as far as these go; nothing of a choice of leaflets."""
    count = sum(leaflet.group > 0 for leaflet in leaflets)
    if len(leaflets) < len(catalogue.leaflets[language.id]) or count < 2:
        return ""
    names = language.words["numbers"].split()
    return names[count] if count < len(names) else str(count)


def _front(catalogue: Catalogue, language: Language, leaflets: Sequence[Leaflet]) -> Iterator[_Piece]:
    for name in OPENING_CHAPTERS:
        yield _chapter(catalogue, language, name)
    section_pages = catalogue.formats["booklet"].section_pages
    for group in sorted({leaflet.group for leaflet in leaflets}):
        members = [leaflet for leaflet in leaflets if leaflet.group == group]
        if group:
            opening = _chapter(catalogue, language, f"group-{group}")
            yield opening._replace(
                template="group", members=tuple(member.id for member in members), group=group, context={"group": group}
            )
        for member in members:
            # What is for everybody needs no opening: it opens by itself.
            yield _Piece(
                member.id, "leaflet", member.name, section_pages, 2 if group else 1, leaflet=member, group=group
            )


def _chapter(catalogue: Catalogue, language: Language, name: str) -> _Piece:
    chapter = catalogue.chapters[language.id].get(name)
    if chapter is None:
        where = f"{catalogue.folder}/{language.id}/booklet/{name}.md"
        raise ContentError(
            Problem(say("the booklet cannot do without this chapter"), where, say("Mend or restore the file."))
        )
    return _Piece(name, "chapter", chapter.title, 1, 1, chapter=name)


def _sheets(listed: Sequence[Source], per_page: int) -> tuple[tuple[Source, ...], ...]:
    """The sources page by page, two a row; those that bear on no statement begin a row of their own."""
    related = [source for source in listed if not source.unrelated]
    others = [source for source in listed if source.unrelated]
    rows = [part[at : at + 2] for part in (related, others) for at in range(0, len(part), 2)]
    high = per_page // 2
    pages = [rows[at : at + high] for at in range(0, len(rows), high)]
    return tuple(tuple(source for row in page for source in row) for page in pages)


def _fill(catalogue: Catalogue, language: Language, pages: int) -> list[_Piece]:
    """The pages to write on, of which there is one at least: as many as make a multiple of four (saddle stitch)."""
    texts = catalogue.fill_pages.get(language.id)
    if texts is None:
        where = f"{catalogue.folder}/{language.id}/booklet/pages.yaml"
        raise ContentError(
            Problem(say("the words of the pages to write on are missing"), where, say("Restore the file."))
        )
    context = {"page": texts.week, "questions": texts.questions}
    week = _Piece(WEEK, WEEK, texts.week.title, 1, 1, context=context)
    # One is the week, so from none to three are missing then.
    return [week] + [
        _Piece(f"{NOTES}-{number}", NOTES, texts.notes.title, 1, None, context={"page": texts.notes})
        for number in range(1, -(pages + 1) % 4 + 1)
    ]


def _filled(pieces: Sequence[_Piece], fill: list[_Piece]) -> Iterator[_Piece]:
    """The pieces with the pages to write on: each before a group that would open on a left page, the rest at the end.

    A part title stands on the right as long as there are such pages.
    """
    folio = 1
    for piece in pieces:
        if fill and ((piece.template == "group" and folio % 2 == 0) or piece.id == ABOUT):
            for one in fill[:1] if piece.template == "group" else fill[:]:
                fill.remove(one)
                folio += one.pages
                yield one
        folio += piece.pages
        yield piece


def _listed_sources(catalogue: Catalogue, language: Language, leaflets: Sequence[Leaflet]) -> tuple[Source, ...]:
    """The sources a booklet lists: those of the source text in its order, then what its own texts cite beside them.

    Sources that bear on no statement come last, under a heading of their own.
    """
    cited = {name for leaflet in leaflets for name in leaflet.cited}
    cited |= {name for chapter in catalogue.chapters[language.id].values() for name in chapter.cited}
    own = [source for source in catalogue.sources.values() if source.evidence is None and not source.unrelated]
    found = [source for source in catalogue.sources.values() if source.evidence is not None and source.id in cited]
    return (*own, *found, *(source for source in catalogue.sources.values() if source.unrelated))
