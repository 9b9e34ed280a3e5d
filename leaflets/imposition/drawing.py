"""The small drawing on a ticket: both sides of the first sheet with their page numbers, and what it becomes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from leaflets.imposition.duplex import in_register, sides_to_print
from leaflets.imposition.plan import PlacedPage, Sheet, Side
from leaflets.model.format import Format, PaperOptions

WIDTH_MM, HEIGHT_MM = 40.0, 40.0
"""The room a side has in the drawing."""
SMALL_MM = 20.0
"""The longer side of a sheet where it is shown how a back stands that is right, and one that is upside down."""


def drawing(fmt: Format, sheets: tuple[Sheet, ...], paper: PaperOptions, words: Mapping[str, str]) -> dict[str, Any]:
    """What the template draws, in mm: the sheet, its sides, the folds, the kind of result, and the same in words."""
    layout = fmt.sheet
    assert layout is not None
    width, height = layout.size_mm
    # One scale for both ways, or a page would not look like a page.
    scale = min(WIDTH_MM / width, HEIGHT_MM / height)
    front, back = sides_to_print(sheets[:1], layout, in_register(paper.printer))
    lines = (width / 2,) if layout.scheme == "saddle" else layout.folds_mm
    if layout.marks == "crop":
        lines += tuple(sorted({mark.start[0] for mark in front.marks if mark.start[0] == mark.end[0]}))
    # Seen from behind, left is right; upside down as well, left is left again.
    behind = lines if any(placed.turned for placed in back.pages) else tuple(width - x for x in lines)
    return {
        "sheet": {"width": _round(width * scale), "height": _round(height * scale)},
        "front": _pages(front, scale),
        "back": _pages(back, scale),
        "folds": [_round(x * scale) for x in lines],
        "back_folds": [_round(x * scale) for x in behind],
        "turned_over": _turned_over(sheets[0].back, width, height),
        "kind": _kind(fmt),
        "stapled": layout.stapled,
        "stacked": len(sheets) > 1,
        "drawn": words["ticket_drawn"].format(front=_numbers(front), back=_numbers(back)),
    }


def _turned_over(back: Side, width: float, height: float) -> dict[str, Any]:
    """A printed back as one sees it who turns the sheet over like a page of a book, whatever the printer was given."""
    scale = SMALL_MM / max(width, height)
    return {"width": _round(width * scale), "height": _round(height * scale), "pages": _pages(back, scale)}


def _kind(fmt: Format) -> str:
    assert fmt.sheet is not None
    if fmt.sheet.marks == "crop":
        return "cut"
    return "roll" if len(fmt.sheet.folds_mm) == 2 else "fold"


def _pages(side: Side, scale: float) -> list[dict[str, Any]]:
    return [_page(placed, scale) for placed in side.pages]


def _page(placed: PlacedPage, scale: float) -> dict[str, Any]:
    left, top, width, height = (value * scale for value in placed.box)
    return {
        "page": placed.page,
        "left": _round(left),
        "top": _round(top),
        "width": _round(width),
        "height": _round(height),
        "middle": _round(left + width / 2),
        "centre": _round(top + height / 2),
        "line": _round(top + height / 2 + 2.1),
        "turned": placed.turned,
    }


def _numbers(side: Side) -> str:
    return ", ".join(str(placed.page) for placed in sorted(side.pages, key=lambda placed: placed.box[:2]))


def _round(value: float) -> float:
    return round(value, 2)
