"""Marks for the hands: where to fold, staple and cut. Lines in mm from the top left of a side, as it is seen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from leaflets.model.format import SheetLayout
from leaflets.model.proof import Box

STAPLE_MM = 12.0
"""Width of an office staple (24/6)."""

_ROOM_MM = 8.0
"""With so much white round the pages a cut mark keeps clear of them: 3 mm off and 5 mm long (norms §4)."""

# Lines of the sheet's own edge need no knife; sums of slots in mm are off by less than this.
_EDGE = 0.1


@dataclass(frozen=True, slots=True)
class Mark:
    """A line from one point to another, and what is done there."""

    start: tuple[float, float]
    end: tuple[float, float]
    kind: Literal["fold", "cut", "staple"]


def fold_marks(folds: Sequence[float], height: float, reach: float) -> tuple[Mark, ...]:
    """A tick at the head and the foot of each fold, `reach` mm long: on the fold itself no page has anything."""
    return tuple(mark for fold in folds for mark in _ends(fold, height, reach, "fold"))


def spine_marks(layout: SheetLayout, reach: float) -> tuple[Mark, ...]:
    """The centre fold of a booklet and the places of its two staples, over the grounds of pages that meet there."""
    if layout.marks == "none":
        return ()
    width, height = layout.size_mm
    marks = fold_marks([width / 2], height, reach)
    if layout.stapled:
        marks += tuple(
            Mark((width / 2, middle - STAPLE_MM / 2), (width / 2, middle + STAPLE_MM / 2), "staple")
            for middle in staple_places(height)
        )
    return marks


def staple_places(height: float) -> tuple[float, float]:
    """How far from the top the middle of each of two staples is: a quarter and three quarters."""
    # K: the usual places.
    return height / 4, height * 3 / 4


def crop_marks(boxes: Sequence[Box], size: tuple[float, float], reach: float) -> tuple[Mark, ...]:
    """A tick at both ends of every line to cut along: the edges of the pages that are not the sheet's own."""
    on_side = [(top, left, height, width) for left, top, width, height in boxes]
    across = map(_mirrored, _across(on_side, (size[1], size[0]), reach))
    return (*_across(boxes, size, reach), *across)


def _across(boxes: Sequence[Box], size: tuple[float, float], reach: float) -> Iterator[Mark]:
    """The ticks of the upright cuts, at the sheet's top and bottom."""
    width, height = size
    for x in sorted({round(edge, 3) for box in boxes for edge in (box[0], box[0] + box[2])}):
        if not _EDGE < x < width - _EDGE:
            continue
        at_line = [box for box in boxes if box[0] - _EDGE <= x <= box[0] + box[2] + _EDGE]
        crossed = [box for box in at_line if box[0] + _EDGE < x < box[0] + box[2] - _EDGE]
        room = min(box[1] for box in at_line), height - max(box[1] + box[3] for box in at_line)
        for free, at_foot in zip(room, (False, True), strict=True):
            # Without room the tick begins at the paper's edge, where a printer leaves its first mm white.
            start, end = (free - _ROOM_MM, free - 3) if free >= _ROOM_MM else (0.0, reach)
            if at_foot:
                start, end = height - end, height - start
            # Where the line goes through a page further down, the tick would be printed on that page.
            if not any(box[1] < end and start < box[1] + box[3] for box in crossed):
                yield Mark((x, start), (x, end), "cut")


def _ends(x: float, height: float, reach: float, kind: Literal["fold", "cut"]) -> tuple[Mark, Mark]:
    return Mark((x, 0), (x, reach), kind), Mark((x, height - reach), (x, height), kind)


def _mirrored(mark: Mark) -> Mark:
    return Mark((mark.start[1], mark.start[0]), (mark.end[1], mark.end[0]), mark.kind)
