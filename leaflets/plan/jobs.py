"""The job of one render: a leaflet in a format."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from leaflets.content import Catalogue
from leaflets.content.dates import has_lapsed
from leaflets.content.markup import to_html
from leaflets.model.artefact import Ink
from leaflets.model.content import Citation, Leaflet, Source
from leaflets.model.format import Format, TextLength
from leaflets.model.job import Job, Step


def number(cited: Iterable[str], sources: Mapping[str, Source]) -> tuple[Citation, ...]:
    """The sources a text cites, numbered in the order of their first citation."""
    return tuple(Citation(number=count, source=sources[name]) for count, name in enumerate(cited, start=1))


def cited(catalogue: Catalogue, leaflet: Leaflet, text: TextLength) -> tuple[str, ...]:
    """The ids of the sources the full or the short text of a leaflet cites, in the order of their first citation."""
    if text == "full":
        return leaflet.cited
    found: dict[str, None] = {}

    def note(name: str) -> str:
        if source := catalogue.source(name):
            found[source.id] = None
        return ""

    for section in leaflet.sections:
        to_html(section.markdown, text, note)
    return tuple(found)


def lapsed(review_by: dt.date, day: dt.date | None) -> dt.date | None:
    """The review date, when it has come on `day`; without a day nothing is told of it."""
    return review_by if day is not None and has_lapsed(review_by, day) else None


def page_steps(fmt: Format, ink: Ink) -> tuple[Step, ...]:
    """What is done to a leaflet's pages: a panel is inspected on its sheet, pages for a print shop in their file."""
    if fmt.sheet is not None or ink == "press":
        return ("typeset",)
    return ("typeset", "ua2", "inspect") if fmt.conforms_to == "pdf/ua-2" else ("typeset", "inspect")


def leaflet_job(
    catalogue: Catalogue, leaflet: Leaflet, fmt: Format, ink: Ink = "screen", day: dt.date | None = None
) -> Job:
    """The job of one leaflet in one format, as it is made on `day`."""
    return Job(
        id=leaflet.id,
        template=fmt.template,
        format=fmt,
        language=catalogue.languages[leaflet.language],
        edition=catalogue.edition,
        blog=catalogue.sources[catalogue.edition.blog],
        title=leaflet.title,
        leaflet=leaflet,
        citations=number(cited(catalogue, leaflet, fmt.text), catalogue.sources),
        running_head=leaflet.title,
        pages=fmt.pages,
        ink=ink,
        spacing=leaflet.spacing or fmt.spacing_in(leaflet.language),
        steps=page_steps(fmt, ink),
        lapsed=lapsed(leaflet.review_by, day),
    )
