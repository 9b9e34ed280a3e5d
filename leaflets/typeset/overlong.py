"""By how many lines the text of each part of a job is too long for its pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

from weasyprint import CSS, Document

from leaflets.model.job import Job
from leaflets.typeset.weasyprint70 import boxes, excess

TALLER = 20_000
"""By how many pixels a page is taller on which a text is measured that is too long: five metres, enough for any."""


def over(job: Job, document: Document, laid_out: Callable[[CSS], Document]) -> dict[str, int]:
    """By how many lines the text of each part is too long: beyond the pages it has, or under what stands at a foot."""
    if job.pages is not None and len(document.pages) > job.pages:
        return _past(job, document, laid_out) or _beyond(job, document)
    under = {boxes.part_of(page): lines for page in document.pages if (lines := excess.lines_under(page))}
    return under and (_past(job, document, laid_out) or under)


def _past(job: Job, document: Document, laid_out: Callable[[CSS], Document]) -> dict[str, int]:
    """By how many lines parts are too long, measured on pages that are tall enough for any text.

    The pages as they are tell less: a box that may not break leaves room at the end of one, the foot of a page goes
    along with the text, and of a column that is placed WeasyPrint drops what goes beyond its page. A part that runs on
    over several pages has other breaks there, and is none of those told.
    """
    first = document.pages[0]
    pages = laid_out(CSS(string=f"@page {{ size: {first.width}px {first.height + TALLER}px !important }}")).pages
    number = Counter(map(boxes.part_of, pages))
    past: Counter[str] = Counter()
    for page in pages:
        past[boxes.part_of(page)] += excess.lines_past(page, TALLER)
    return {part: lines for part, lines in past.items() if lines and number[part] == allowed(job, part)}


def _beyond(job: Job, document: Document) -> dict[str, int]:
    """By how many lines parts are too long, measured on the pages they should not have."""
    seen: Counter[str] = Counter()
    over: dict[str, list[Any]] = {}
    last: dict[str, Any] = {}
    for page in document.pages:
        part = boxes.part_of(page)
        seen[part] += 1
        if seen[part] > allowed(job, part):
            over.setdefault(part, []).append(page)
        else:
            last[part] = page
    if not over:
        over, last = {"": document.pages[job.pages :]}, {"": document.pages[(job.pages or 0) - 1]}
    return {part: excess.lines_beyond(last.get(part), pages) for part, pages in over.items()}


def allowed(job: Job, part: str) -> int:
    """How many pages a part of a job may have."""
    if job.format.parts:
        return job.format.parts.get(part, 1)
    return 1 if part in job.format.panels else job.pages or 1
