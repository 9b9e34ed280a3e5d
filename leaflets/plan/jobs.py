"""The job of one render: a leaflet in a format."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from leaflets.content import Catalogue
from leaflets.model import Citation, Format, Ink, Job, Leaflet, Source


def number(cited: Iterable[str], sources: Mapping[str, Source]) -> tuple[Citation, ...]:
    """The sources a text cites, numbered in the order of their first citation."""
    return tuple(Citation(number=count, source=sources[name]) for count, name in enumerate(cited, start=1))


def leaflet_job(catalogue: Catalogue, leaflet: Leaflet, fmt: Format, ink: Ink = "screen") -> Job:
    """The job of one leaflet in one format."""
    return Job(
        id=leaflet.id,
        template=fmt.template,
        format=fmt,
        language=catalogue.languages[leaflet.language],
        edition=catalogue.edition,
        blog=catalogue.sources[catalogue.edition.blog],
        title=leaflet.title,
        leaflet=leaflet,
        citations=number(leaflet.cited, catalogue.sources),
        running_head=leaflet.title,
        pages=fmt.pages,
        ink=ink,
    )
