"""Lines to write on above a practice's box: as many whole ones as the box leaves, and their heading. Pure.

They cannot be on the page before: how far the box grows is known only when a practice's words are set, and a line it
covers half is none. Places are mm from the box's top left corner.
"""

from __future__ import annotations

from leaflets.model.proof import Box, PracticeBox
from leaflets.personalise.box.drawing import Drawing, Element, TaggedMark, line, ruled
from leaflets.personalise.box.lines import Piece

SIZE = 12.0
"""The size of the heading (pt), as of the other headings of its level."""
BASELINE = 4.6
"""From the top of the place to the baseline of the heading (mm)."""
STEP = 8.0
"""From the heading's baseline to the first line, and from line to line: what a hand needs (mm)."""
FREE = 2.5
"""What stays free between the last line and the box (mm)."""


def notes(place: PracticeBox, grown: float, heading: str) -> Drawing:
    """The heading and whole lines in the place that is left for them, above a box that has grown so far.

    Nothing at all where not one line is left, or where nothing is left for notes.
    """
    if place.notes_mm is None:
        return Drawing((), ())
    left, top, width, height = _from_corner(place.notes_mm, place.box_mm)
    room = min(top + height, -grown) - FREE - top - BASELINE
    rules = [(left, top + BASELINE + number * STEP, width, 0.0) for number in range(1, int(room // STEP) + 1)]
    if not rules:
        return Drawing((), ())
    said = line(Piece(0, 0, heading, True, SIZE, left, top + BASELINE, 0.0))
    marks = (TaggedMark("H3", "group", (said,)), TaggedMark(None, "rule", operators=b" ".join(map(ruled, rules))))
    return Drawing(marks, (Element("H3", (0,)),))


def _from_corner(box: Box, other: Box) -> Box:
    """A box of the page as seen from the corner of another."""
    return (box[0] - other[0], box[1] - other[1], box[2], box[3])
