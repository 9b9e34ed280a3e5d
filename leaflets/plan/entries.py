"""What the manifest will say of a file, as far as it is known before the file is made."""

from __future__ import annotations

from dataclasses import replace

from leaflets.model.artefact import Artefact, MadeOf, Purpose
from leaflets.model.content import Edition, Language, Leaflet
from leaflets.model.format import Format
from leaflets.plan.booklet import BookletPlan
from leaflets.plan.work import Work


def leaflet_entry(path: str, leaflet: Leaflet, language: Language, fmt: Format, made_of: MadeOf) -> Artefact:
    """The entry of one leaflet; `made_of` says how it is made, and gets which leaflet it is of."""
    made_of = replace(made_of, leaflets=(leaflet.id,), slug=leaflet.slug)
    day = leaflet.review_by.isoformat()
    return _entry(path, leaflet.id, language, leaflet.title, fmt, leaflet.version, day, made_of)


def booklet_entry(path: str, whole: BookletPlan, edition: Edition, fmt: Format, made_of: MadeOf) -> Artefact:
    """The entry of a booklet; `made_of` says how it is made, and gets the texts it is of."""
    chapters = tuple(section.job.chapter.id for section in whole.sections if section.job.chapter is not None)
    made_of = replace(made_of, leaflets=whole.leaflets, chapters=chapters)
    day = edition.booklet_review_by.isoformat()
    return _entry(path, None, whole.language, whole.title, fmt, edition.booklet_version, day, made_of)


def _entry(
    path: str, leaflet: str | None, language: Language, title: str, fmt: Format, version: str, day: str, made_of: MadeOf
) -> Artefact:
    is_press = made_of.ink == "press"
    if is_press:
        title = language.words["press_title"].format(title=title)
    elif fmt.sheet is not None:
        title = language.words["paper_title"].format(title=title)
    return Artefact(
        path=path,
        leaflet=leaflet,
        language=language.id,
        format=fmt.id,
        practice=None,
        purpose="press" if is_press else fmt.purpose,
        title=title,
        trim_mm=fmt.paper_mm,
        conforms_to=None if is_press else fmt.conforms_to,
        version=version,
        review_by=day,
        made_of=made_of,
    )


def ticket_entry(work: Work, path: str, trim_mm: tuple[float, float]) -> Artefact:
    """The entry of the print ticket, a page so large, that goes with the file of `work`, which stands at `path`."""
    job = work.jobs[0]
    heading = work.booklet.title if work.booklet is not None else job.title
    purpose: Purpose = "reading"
    return replace(
        work.entry,
        path=f"{path.removesuffix('.pdf')}-ticket.pdf",
        of=path,
        format="ticket",
        purpose=purpose,
        title=job.language.words["ticket_title"].format(title=heading),
        trim_mm=trim_mm,
        conforms_to="pdf/ua-1",
    )
