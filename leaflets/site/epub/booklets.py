"""The e-book of the booklet: the sections of the printed one in their order, without those to write on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import cast

import jinja2

from leaflets.model.content import Language, Source, version_stem
from leaflets.plan.booklet import BookletPlan, BookletSection, Entry, booklet
from leaflets.site.epub.body import chapter_body
from leaflets.site.epub.book import COVER, NAV, EpubBook, EpubCover, EpubLine, EpubPart, PageBreak
from leaflets.site.epub.leaflets import leaflet_part, logo_picture, part_of, printed_form, publisher
from leaflets.site.epub.print_pages import PrintedPage, head, marked, marked_at, printed_pages
from leaflets.site.pictures import pictures_of
from leaflets.site.shelf import Download, SiteShelf

PRINTED = "booklet"
"""The form whose pages it marks."""

OWN = {"cover": COVER, "contents": NAV}
"""The sections that every e-book has by itself, and their documents."""

SourcePages = Sequence[Sequence[Source]]
"""The sources of each page of their list."""

ON_PAPER = ("week", "notes", "back-cover")
"""Those that an e-book leaves out: pages to write on, and the back."""


@dataclass(frozen=True)
class _BoundBooklet:
    """What the sections of one booklet share."""

    shelf: SiteShelf
    language: Language
    environment: jinja2.Environment
    plan: BookletPlan
    pages: tuple[PrintedPage, ...]
    """Those of the printed booklet; none where it is not that of the plan."""

    def pages_of(self, section: BookletSection) -> Sequence[PrintedPage]:
        first = section.job.first_folio - 1
        return self.pages[first : first + section.pages]

    @property
    def kept(self) -> list[BookletSection]:
        """The sections that are documents of their own."""
        return [one for one in self.plan.sections if one.job.template not in (*ON_PAPER, *OWN)]


def booklet_book(
    shelf: SiteShelf, language: Language, download: Download, cover: bytes, environment: jinja2.Environment
) -> EpubBook:
    """The e-book of the booklet that is there to download, under this picture.

    Raises ContentError for a chapter that is missing, OSError for a picture that is gone.
    """
    leaflets, edition, words = shelf.leaflets(language.id), shelf.edition, language.words
    plan = booklet(shelf.catalogue, language, leaflets, shelf.catalogue.formats[PRINTED], day=shelf.day)
    pages = printed_pages(shelf.output / download.artefact.path)
    binding = _BoundBooklet(shelf, language, environment, plan, pages if len(pages) == plan.pages else ())
    parts = [_part(binding, one) for one in binding.kept]
    found = _with_marks(binding, parts) if binding.pages else None
    texts = [text for one in binding.kept if (text := one.job.leaflet or one.job.chapter) is not None]
    return EpubBook(
        id=_id(shelf, language), title=plan.title, publisher=publisher(shelf), description=_subtitle(plan),
        authors=tuple(dict.fromkeys(leaflet.author for leaflet in leaflets)),
        rights=edition.text_licence or words["ask_to_reprint"], date=edition.booklet_date,
        cover=EpubCover(cover, f"{words['booklet_cover_line']}. {plan.title}. {_subtitle(plan)}."),
        parts=tuple(parts if found is None else found), contents=tuple(_contents(binding.kept)),
        begins=next(file_of(one) for one in binding.kept if one.job.chapter or one.job.leaflet),
        pictures={**pictures_of(shelf, language.id, texts), **logo_picture(shelf)}, is_long=True,
        marks=tuple(_marks(binding)) if found else (), printed=printed_form(download, language) if found else None,
    )  # fmt: skip


def file_of(section: BookletSection) -> str:
    """The document of a section."""
    return OWN.get(section.job.template, f"{section.job.id}.xhtml")


def _id(shelf: SiteShelf, language: Language) -> str:
    own = shelf.edition.own
    stem = version_stem(PRINTED, language.id, shelf.edition.booklet_version)
    return f"{own.id}-{stem}" if own else stem


def _subtitle(plan: BookletPlan) -> str:
    words, count = plan.language.words, plan.sections[0].job.context["conditions"]
    return words["booklet_subtitle"].format(count=count) if count else words["booklet_subtitle_some"]


def _part(binding: _BoundBooklet, section: BookletSection) -> EpubPart:
    """The document of a section."""
    shelf, language, environment, job = binding.shelf, binding.language, binding.environment, section.job
    if job.leaflet is not None:
        return leaflet_part(shelf, language, job.leaflet, environment, file_of(section), is_alone=False)
    values = {
        "job": job, "chapter": job.chapter, "title": job.title, "blog": job.blog,
        "body": chapter_body(shelf, language, job.chapter.cited if job.chapter else ()),
        "files": {one.job.id: file_of(one) for one in binding.kept}, "subtitle": _subtitle(binding.plan),
        **job.context,
    }  # fmt: skip
    return part_of(shelf, language, environment, job.template, file_of(section), values)


def _contents(kept: Iterable[BookletSection]) -> Iterator[EpubLine]:
    """The lines of the printed contents, each group's leaflets below it."""
    several: list[tuple[Entry, EpubLine, list[EpubLine]]] = []
    for section in kept:
        entry = section.bookmark
        if entry is not None and entry.level == 1:
            several.append((entry, EpubLine(entry.title, file_of(section)), []))
        elif entry is not None:
            several[-1][2].append(EpubLine(entry.title, file_of(section)))
    for _, line, inner in several:
        yield EpubLine(line.title, line.target, tuple(inner))


def _with_marks(binding: _BoundBooklet, parts: Iterable[EpubPart]) -> list[EpubPart] | None:
    """The documents with the marks of their pages; None where those of any do not fit its words."""
    word = binding.language.words["page"]
    several: list[EpubPart] = []
    for section, part in zip(binding.kept, parts, strict=True):
        pages, sheets = binding.pages_of(section), section.job.context.get("sheets")
        found = (
            marked_at(part.xhtml, list(_of_sheets(part.xhtml, cast("SourcePages", sheets))), pages, word)
            if sheets
            else marked(part.xhtml, pages, word)
        )
        if found is None:
            return None
        several.append(EpubPart(part.name, found))
    return several


def _of_sheets(xhtml: str, sheets: SourcePages) -> Iterator[int]:
    """Where the pages of the list of sources begin: the plan itself says what stands on each."""
    yield head(xhtml)
    for before, sheet in pairwise(sheets):
        first = f'<li id="source-{sheet[0].id}">'
        is_headed = sheet[0].unrelated and not before[-1].unrelated
        yield xhtml.index("<h2>") if is_headed else xhtml.index(first) + len(first)


def _marks(binding: _BoundBooklet) -> Iterator[PageBreak]:
    """The page list; of the cover and the contents, which are laid out otherwise, the first page alone."""
    for section in binding.plan.sections:
        if section.job.template not in ON_PAPER:
            pages = binding.pages_of(section)
            for page in pages[:1] if section.job.template in OWN else pages:
                yield PageBreak(page.label, f"{file_of(section)}#{page.id}")
