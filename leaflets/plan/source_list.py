"""The list of sources at the end of a booklet: which, under which number, and on which of its pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import NamedTuple

from leaflets.content import Catalogue
from leaflets.model.content import Language, Leaflet, Source
from leaflets.model.format import Format
from leaflets.text.addresses import site_of

LETTERS, LINES = 24, 5
"""About as many letters stand on a line beside a code, and so many lines."""


def listed_sources(catalogue: Catalogue, language: Language, leaflets: Sequence[Leaflet]) -> tuple[Source, ...]:
    """The sources a booklet lists: those of the source text in its order, then what its own texts cite beside them.

    Sources that bear on no statement come last, under a heading of their own.
    """
    cited = {name for leaflet in leaflets for name in leaflet.cited}
    cited |= {name for chapter in catalogue.chapters[language.id].values() for name in chapter.cited}
    own = [source for source in catalogue.sources.values() if source.evidence is None and not source.unrelated]
    found = [source for source in catalogue.sources.values() if source.evidence is not None and source.id in cited]
    return (*own, *found, *(source for source in catalogue.sources.values() if source.unrelated))


def numbers(listed: Sequence[Source]) -> dict[str, int]:
    """The number each source has in the list, by which the texts cite it: from 1, in the order of the list."""
    return {source.id: number for number, source in enumerate(listed, start=1)}


def source_pages(listed: Sequence[Source], fmt: Format) -> tuple[tuple[Source, ...], ...]:
    """The sources page by page, full pages first. The heading of those that bear on no statement begins a row, and
    stands on any page but the first, which has the heading of the whole."""
    related = [source for source in listed if not source.unrelated]
    others = [source for source in listed if source.unrelated]
    pages = list(_batches(related, fmt.sources_per_page))
    left = fmt.sources_per_page - len(pages[-1]) if len(pages) > 1 else 0
    beside = left - left % fmt.source_columns
    if beside:
        pages[-1] = (*pages[-1], *others[:beside])
    return (*pages, *_batches(others[beside:], fmt.sources_per_page))


class Listed(NamedTuple):
    """What is printed of a source beside its code, but for what it is about: whether its title is, who made it, and
    where no title says so, on which site it is."""

    has_title: bool
    credit: str
    site: str = ""


def listed(source: Source, number: int, language: str) -> Listed:
    """What there is room for beside the code, below what the source is about in the reader's language.

    A title that has no room is that of the link alone: cut off it would say less than what it is about.
    """
    year = str(source.year or "")
    short = _joined(_first_author(source) or source.journal, year)
    about = "" if source.is_label else source.about.get(language, "")
    said = [f"{number}. {about}", source.title, short]
    if not about or sum(len(wrap(one, LETTERS)) for one in said) <= LINES:
        return Listed(True, _joined("" if short in source.title else short))
    site = site_of(source.url)
    whole = _joined(_first_author(source), source.journal, year)
    has_room = sum(len(wrap(one, LETTERS)) for one in (said[0], whole, site)) <= LINES
    return Listed(False, whole if has_room else short, site)


def _first_author(source: Source) -> str:
    first, *more = (source.authors or "").split(", ")
    return f"{first} et al." if more and "et al." not in first else first


def _joined(*said: str) -> str:
    return ", ".join(filter(None, said))


def _batches(sources: Sequence[Source], size: int) -> Iterator[tuple[Source, ...]]:
    for start in range(0, len(sources), size):
        yield tuple(sources[start : start + size])
