"""T10: pages are used: what is left white is there to rest the eye, and not for want of a text."""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2

from leaflets.messages import say
from leaflets.preflight.file import File
from leaflets.preflight.measure.bands import emptiest
from leaflets.preflight.rule import Finding, rule

# norms §7: our own; the largest of our pages is three tenths.
MOST_EMPTY = 1 / 3
"""Of the height of a page."""


@rule("T10", "warns", "norms §7", "Say one thing more that helps, or leave the format out for this text.")
def pages_are_full(file: File) -> Iterator[Finding]:
    """No page of a text has a band in which nothing stands that is higher than a third of the page."""
    # Panels stand beside each other on a sheet, so no row of it is empty; a press file has the pages of a reading file.
    if file.layout is not None or file.subject.purpose != "reading" or not file.subject.texts:
        return
    with pypdfium2.PdfDocument(file.proof.pdf) as document:
        for page, drawn in zip(file.pages, document, strict=True):
            top, height = emptiest(drawn)
            if height > MOST_EMPTY * page.height:
                said = say("{height:.0f} mm of the page are empty, more than a third of it", height=height)
                yield Finding(said, page.number, (0.0, round(top, 1), page.width, round(height, 1)))
