"""The list of sources at the end of a booklet: which, under which number, and on which of its pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from leaflets.content import Catalogue
from leaflets.model.content import Language, Leaflet, Source
from leaflets.model.format import Format


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


def _batches(sources: Sequence[Source], size: int) -> Iterator[tuple[Source, ...]]:
    for start in range(0, len(sources), size):
        yield tuple(sources[start : start + size])
