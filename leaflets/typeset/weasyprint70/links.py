"""One link for each `<a>` of a page, however many lines it takes and whatever stands within it.

WeasyPrint makes an annotation of every line, so who goes from link to link by the keyboard stops at each. Here the
first of them is kept, with the rectangles of all (ISO 32000-1, table 173, QuadPoints) and one around them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pydyf
from weasyprint import Document

Rectangle = tuple[float, float, float, float]
"""Left, top, right and bottom in pixels of CSS from the page's upper left corner."""


def one_each(document: Document) -> None:
    """Leave one link to an <a> on each page, before the pages are written."""
    for page in document.pages:
        page.links = _one_each(page.links)


def _one_each(links: Sequence[Any]) -> list[Any]:
    lines: dict[Any, list[Any]] = {}
    for link in links:
        # A box nested in an <a> has a link of its own: left out, it would be an annotation without a tag.
        if link[3].element_tag.split(":")[0] == "a":
            lines.setdefault(link[3].element, []).append(link)
    return [_joined(several) for several in lines.values()]


def _joined(lines: Sequence[Any]) -> Any:
    kind, target, first, box = lines[0]
    # An <a> that begins with the next line leaves an empty box at the end of this one.
    box.rectangles = [line[2] for line in lines if line[2][0] < line[2][2] and line[2][1] < line[2][3]] or [first]
    lefts, tops, rights, bottoms = zip(*box.rectangles, strict=True)
    return kind, target, (min(lefts), min(tops), max(rights), max(bottoms)), box


def mark_lines(annotation: Any, rectangles: Sequence[Rectangle]) -> None:
    """Say in an annotation around several `rectangles` which they are; one is all of it and need not be said."""
    if len(rectangles) < 2:
        return
    # The annotation's own rectangle was turned to points already: it tells how the others are.
    left, top, right, bottom = annotation["Rect"]
    lefts, tops, rights, bottoms = zip(*rectangles, strict=True)
    across = (right - left) / (max(rights) - min(lefts))
    down = (bottom - top) / (max(bottoms) - min(tops))
    annotation["QuadPoints"] = pydyf.Array(
        [
            corner
            for x1, y1, x2, y2 in rectangles
            # Upper left, upper right, lower left, lower right: so all readers take them, whatever table 173 says.
            for x, y in ((x1, y1), (x2, y1), (x1, y2), (x2, y2))
            for corner in (left + (x - min(lefts)) * across, top + (y - min(tops)) * down)
        ]
    )
