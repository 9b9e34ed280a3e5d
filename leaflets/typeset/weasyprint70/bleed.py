"""What reaches the trim is painted on into the bleed, so that a blade 1 mm off leaves no white edge.

Done on the boxes after layout, not in CSS: the text keeps its place whatever the format, and a new format bleeds
without a rule of its own. `box.background` is private to WeasyPrint 70; the version is pinned for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint import Document
from weasyprint.formatting_structure import boxes

from leaflets.model.format import BLEED_MM
from leaflets.units import MM_PER_PX

REACHES = 0.5 / MM_PER_PX
"""A box whose edge is within half a millimetre of the trim, or beyond it, is meant to reach it (CSS pixels)."""


def extend(document: Document, zoom: float) -> None:
    """Give every page of `document` its bleed, and fill it. A page printed at `zoom` gets so much less before that."""
    # A poster is enlarged as a whole, its bleed too, and must come out at 3 mm on the paper (norms §4).
    bleed = BLEED_MM / MM_PER_PX / zoom
    for page in document.pages:
        # Not `bleed` in CSS: WeasyPrint caps the BleedBox at 10 pt, and draws its marks within the bleed.
        page.bleed = dict.fromkeys(("top", "right", "bottom", "left"), bleed)
        sheet = page._page_box
        sheet.background = _on(sheet.background, sheet, bleed)
        sheet.canvas_background = _on(sheet.canvas_background, sheet, bleed)
        for box in _boxes(sheet):
            _extend_box(box, sheet, bleed)


def _boxes(box: Any) -> Iterator[Any]:
    for child in getattr(box, "children", ()):
        placed = getattr(child, "_box", child)  # What is placed absolutely stands behind a placeholder.
        yield placed
        yield from _boxes(placed)


def _on(background: Any, sheet: Any, bleed: float) -> Any:
    """A page's own background on the whole of the bleed area."""
    if background is None:
        return None
    area = (-bleed, -bleed, sheet.margin_width() + 2 * bleed, sheet.margin_height() + 2 * bleed)
    return background._replace(layers=[layer._replace(painting_area=area) for layer in background.layers])


def _is_seen(box: Any) -> bool:
    """Whether a box is a block with a ground or a rule of its own."""
    if not isinstance(box, boxes.BlockLevelBox) or isinstance(box, boxes.ReplacedBox):
        return False
    return box.background is not None or any((box.border_top_width, box.border_bottom_width))


def _extend_box(box: Any, sheet: Any, bleed: float) -> None:
    """Widen the box at each edge that reaches the trim; what stands in it has its place already."""
    if not _is_seen(box):
        return
    # Distances to the trim on each side: of 0 or less where the box reaches it.
    left, top = box.border_box_x(), box.border_box_y()
    right, bottom = sheet.margin_width() - left - box.border_width(), sheet.margin_height() - top - box.border_height()
    more = [edge + bleed if -bleed < edge <= REACHES else 0 for edge in (left, top, right, bottom)]
    box.position_x -= more[0]
    box.position_y -= more[1]
    for side, width in zip(("left", "top", "right", "bottom"), more, strict=True):
        # A rule on the trim itself grows with it: moved outwards it would be cut off.
        part = f"border_{side}_width" if getattr(box, f"border_{side}_width") else f"padding_{side}"
        setattr(box, part, getattr(box, part) + width)
    if box.background is not None and any(more):
        # The image's own origin (positioning_area) stays where it was.
        area = (box.border_box_x(), box.border_box_y(), box.border_width(), box.border_height())
        clip = [box.rounded_border_box()]
        layers = [layer._replace(painting_area=area, clipped_boxes=clip) for layer in box.background.layers]
        box.background = box.background._replace(layers=layers)
