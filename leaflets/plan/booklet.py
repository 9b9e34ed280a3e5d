"""The plan of a booklet: its sections in order, with every folio known before anything is rendered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, count, islice
from math import ceil
from typing import Literal, NamedTuple

from leaflets.content import Catalogue
from leaflets.content.fill_pages import Notes
from leaflets.model.artefact import Ink
from leaflets.model.content import Language, Leaflet, Source
from leaflets.model.format import Format
from leaflets.model.job import Job
from leaflets.model.value import Value
from leaflets.plan.chapters import ABOUT, opening_of, refuse_missing, refuse_twice
from leaflets.plan.jobs import lapsed, number
from leaflets.plan.source_list import listed, listed_sources, numbers, source_pages

COVER, TITLE_PAGE, COLOPHON = "cover", "title-page", "colophon"
FILL = "week"
"""The page to write on; notes follow until the booklet is a multiple of four."""


class Entry(Value):
    """A line of the contents."""

    level: Literal[1, 2]
    title: str
    target: str
    folio: int
    group: int = 0
    signs: str | None = None
    """Of a leaflet, the last signs of the id of its words."""


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


class _Unnumbered(NamedTuple):
    """A section before its folio is known."""

    id: str
    template: str
    title: str
    pages: int
    level: Literal[1, 2] | None
    leaflet: Leaflet | None = None
    chapter: str | None = None
    group: int = 0
    members: tuple[str, ...] = ()
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
    sources = listed_sources(catalogue, language, leaflets)
    sheets = source_pages(sources, fmt)
    refuse_missing(catalogue, language.id, sorted({leaflet.group for leaflet in leaflets}))
    pieces = _pieces(catalogue, language, leaflets, fmt, sheets)
    refuse_twice(catalogue, (piece.id for piece in pieces))
    folios: dict[str, int] = {}
    folio = 1
    for piece in pieces:
        folios[piece.id] = folio
        folio += piece.pages
    source_folios = {source.id: folios["sources"] + page for page, sheet in enumerate(sheets) for source in sheet}
    places = {name: (at, source_folios[name]) for name, at in numbers(sources).items()}
    entries = {
        piece.id: Entry(
            level=piece.level,
            title=piece.title,
            target=piece.id,
            folio=folios[piece.id],
            group=piece.group,
            signs=piece.leaflet.version_signs if piece.leaflet else None,
        )
        for piece in pieces
        if piece.level is not None
    }
    sections = tuple(
        _section(catalogue, language, fmt, ink, day, piece, folios[piece.id], places, entries) for piece in pieces
    )
    return BookletPlan(
        id="booklet",
        title=language.words["booklet_title"],
        language=language,
        leaflets=tuple(leaflet.id for leaflet in leaflets),
        sections=sections,
        source_urls=tuple(source.url for source in sources),
    )


def _section(
    catalogue: Catalogue,
    language: Language,
    fmt: Format,
    ink: Ink,
    day: dt.date | None,
    piece: _Unnumbered,
    folio: int,
    places: Mapping[str, tuple[int, int]],
    entries: Mapping[str, Entry],
) -> BookletSection:
    chapter = catalogue.chapters[language.id][piece.chapter] if piece.chapter else None
    cited = piece.leaflet.cited if piece.leaflet else chapter.cited if chapter else ()
    # Only what a section prints goes into its job: the folios of others would make every section new when one changes.
    context = dict(piece.context)
    if cited:
        context["places"] = {name: places[name] for name in cited}
    if piece.template == "contents":
        context["entries"] = tuple(entries.values())
    if piece.template == "group":
        fits = len(piece.members) <= fmt.opening_members
        named = (entries[member].model_copy(update={"signs": None}) for member in piece.members if fits)
        context["members"] = tuple(named)
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
    return BookletSection(job=job, pages=piece.pages, bookmark=_bookmark(piece, folio, entries))


def _bookmark(piece: _Unnumbered, folio: int, entries: Mapping[str, Entry]) -> Entry | None:
    """The line of the contents as a bookmark, or the contents themselves, which have none; its spaces are plain ones,
    by which a reader searches."""
    own = Entry(level=1, title=piece.title, target=piece.id, folio=folio) if piece.template == "contents" else None
    entry = entries.get(piece.id, own)
    return entry and entry.model_copy(update={"title": entry.title.replace("\u00a0", " "), "signs": None})


def _lapsed(piece: _Unnumbered, catalogue: Catalogue, day: dt.date | None) -> dt.date | None:
    """The review date of what a section prints, once it has come: a leaflet's, on cover and colophon the booklet's."""
    if piece.leaflet is not None:
        return lapsed(piece.leaflet.review_by, day)
    return lapsed(catalogue.edition.booklet_review_by, day) if piece.id in (COVER, ABOUT, COLOPHON) else None


def _pieces(
    catalogue: Catalogue,
    language: Language,
    leaflets: Sequence[Leaflet],
    fmt: Format,
    sheets: Sequence[Sequence[Source]],
) -> tuple[_Unnumbered, ...]:
    words, order = language.words, catalogue.edition.chapters
    closing = [_chapter(catalogue, language, name) for name in order.closing]
    if closing and (terms := catalogue.glossary.get(language.id)):
        closing[0] = closing[0]._replace(context={"terms": terms})  # The first of the closing chapters leaves it room.
    found = _Unnumbered("sources", "sources", words["all_sources"], len(sheets), 1, context=_listing(sheets, language))
    authors = ", ".join(dict.fromkeys(leaflet.author for leaflet in leaflets))
    about = _chapter(catalogue, language, ABOUT)._replace(template="about", context={"authors": authors})
    last = _Unnumbered("back-cover", "back-cover", words["booklet_title"], 1, None)
    chapters = [_chapter(catalogue, language, name) for name in order.opening]
    groups = [_group(catalogue, language, leaflets, group, number, fmt) for number, group in _groups(leaflets)]
    week, notes = _week(catalogue, language), _notes(catalogue, language)
    every = [*chapters, *chain.from_iterable(groups), *week, *closing, found, about]
    entries = sum(piece.level is not None for piece in every)
    contents = _Unnumbered("contents", "contents", words["contents"], ceil(entries / fmt.entries_per_page), None)
    cover = _cover(catalogue, language, leaflets, fmt)
    front = [cover, *_of_own_edition(catalogue, language, cover.context), contents]
    body = _in_order(chapters, groups, week, _pages(front), notes)
    end = [*closing, found, *(piece for piece in week if piece not in body)]
    more = -_pages([*front, *body, *end, about, last]) % 4
    return (*front, *body, *end, *islice(notes, more), about, last)


def _of_own_edition(catalogue: Catalogue, language: Language, context: Mapping[str, object]) -> tuple[_Unnumbered, ...]:
    """Who made an edition of an association's own, on the left, and facing that its title page."""
    if catalogue.edition.own is None:
        return ()
    title = language.words["booklet_title"]
    return (
        _Unnumbered(COLOPHON, COLOPHON, language.words["colophon"], 1, None),
        _Unnumbered(TITLE_PAGE, TITLE_PAGE, title, 1, None, context={"conditions": context["conditions"]}),
    )


def _groups(leaflets: Sequence[Leaflet]) -> Iterator[tuple[int, int]]:
    """The groups of the leaflets in the order of these, numbered from 1; what is for everybody comes first, as 0."""
    there = dict.fromkeys(leaflet.group for leaflet in leaflets)
    return enumerate(sorted(there, key=bool), start=0 if 0 in there else 1)


def _listing(sheets: Sequence[Sequence[Source]], language: Language) -> dict[str, object]:
    """The pages of the list, and what has room beside each code."""
    every = enumerate(chain.from_iterable(sheets), start=1)
    said = {source.id: listed(source, at, language.id) for at, source in every}
    return {"sheets": tuple(sheets), "said": said}


def _in_order(
    chapters: Sequence[_Unnumbered],
    groups: Sequence[Sequence[_Unnumbered]],
    week: Iterable[_Unnumbered],
    before: int,
    notes: Iterator[_Unnumbered],
) -> list[_Unnumbered]:
    """Chapters and groups behind so many pages, with every group's opening on a right page and no page left blank.

    A group that ends on a right page is followed by a chapter, the last ones in their order; where the first opens on
    a left page, the page to write on goes before it. What there is not enough of are pages of notes.
    """
    general = [piece for group in groups if group[0].leaflet for piece in group]
    opened = [group for group in groups if not group[0].leaflet]
    kept = max(0, len(chapters) - sum(_pages(group) % 2 for group in opened[:-1]))
    between = chain(chapters[kept:], notes)
    body = [*chapters[:kept], *general]
    if opened and (before + _pages(body)) % 2:
        body.append(next(chain(week, between)))
    for group in opened:
        if (before + _pages(body)) % 2:
            body.append(next(between))
        body += group
    return body


def _pages(pieces: Sequence[_Unnumbered]) -> int:
    return sum(piece.pages for piece in pieces)


def _cover(catalogue: Catalogue, language: Language, leaflets: Sequence[Leaflet], fmt: Format) -> _Unnumbered:
    """The cover, with the leaflets by name and group where there is room for them."""
    names = [(leaflet.name, leaflet.group) for leaflet in leaflets] if len(leaflets) <= fmt.cover_names else []
    context = {"names": tuple(names), "conditions": _conditions(catalogue, language, leaflets)}
    return _Unnumbered(COVER, "cover", language.words["booklet_title"], 1, None, context=context)


def _conditions(catalogue: Catalogue, language: Language, leaflets: Sequence[Leaflet]) -> str:
    """How many conditions the whole edition is about, in words as far as these go; nothing of a choice of leaflets."""
    count = sum(leaflet.group > 0 for leaflet in leaflets)
    if len(leaflets) < len(catalogue.leaflets[language.id]) or count < 2:
        return ""
    names = language.words["numbers"].split()
    return names[count] if count < len(names) else str(count)


def _group(
    catalogue: Catalogue, language: Language, leaflets: Sequence[Leaflet], group: int, number: int, fmt: Format
) -> list[_Unnumbered]:
    """A group's opening and its leaflets. What is for everybody, group 0, needs no opening: it opens by itself."""
    members = [leaflet for leaflet in leaflets if leaflet.group == group]
    pieces = [
        _Unnumbered(
            member.id, "leaflet", member.name, fmt.section_pages, 2 if group else 1, leaflet=member, group=group
        )
        for member in members
    ]
    if not group:
        return pieces
    opening = _chapter(catalogue, language, opening_of(group))
    named = tuple(member.id for member in members)
    return [
        opening._replace(template="group", group=group, members=named, context={"group": group, "number": number}),
        *pieces,
    ]


def _chapter(catalogue: Catalogue, language: Language, name: str) -> _Unnumbered:
    return _Unnumbered(name, "chapter", catalogue.chapters[language.id][name].title, 1, 1, chapter=name)


def _week(catalogue: Catalogue, language: Language) -> tuple[_Unnumbered, ...]:
    """The page to write on, which the contents name, where the language has words for it."""
    texts = catalogue.fill_pages.get(language.id)
    if texts is None:
        return ()
    context = {"page": texts.week, "questions": texts.questions}
    return (_Unnumbered(FILL, FILL, texts.week.title, 1, 1, context=context),)


def _notes(catalogue: Catalogue, language: Language) -> Iterator[_Unnumbered]:
    """Pages of notes without end, of which a booklet takes as many as it needs."""
    texts = catalogue.fill_pages.get(language.id)
    page = texts.notes if texts else Notes(title=language.words["my_notes"])
    return (_Unnumbered(f"notes-{number}", "notes", page.title, 1, None, context={"page": page}) for number in count(1))
