"""A base of one page that is in no file: what a stamp adds to it can be told by hand."""

from __future__ import annotations

from leaflets.personalise.box.style import READING
from leaflets.personalise.incremental_update import Ending
from leaflets.personalise.stamp.base import Base, BoxMarks, Colours, Leaf, Letters, Slots, Spot, Tags

COLOURS = Colours(ink=b"0 g", group=b"1 0 0 rg", tint=b"0 1 0 rg", paper=b"1 g", code=b"0 0 0 1 k", rule=b"0.5 g")


def leaf(*, is_tagged: bool = True) -> Leaf:
    """Page 1, object 10, whose font F1 has a and b and F2 has nothing; its box stands 100 pt right and 200 pt up."""
    marks = BoxMarks(13, b"4 0 R", 5) if is_tagged else None
    letters = (Letters(b"F1", {"a": 7, "b": 8}), Letters(b"F2", {}))
    return Leaf(1, 10, 11, letters, (12, b"9 0 R"), (Spot("practice", (100.0, 200.0), 14, b"/S/Div"),), marks)


def base(*, is_tagged: bool = True) -> Base:
    """A base of that page, whose next key is 3."""
    tags = Tags(15, b"0 13 0 R", 3) if is_tagged else None
    ending = Ending(0, 16, 1, None, b"00")
    return Base(
        b"", None, None, None, COLOURS, "screen", READING, ending, Slots(16, 17, 18), {}, b"",
        (leaf(is_tagged=is_tagged),), tags,
    )  # fmt: skip
