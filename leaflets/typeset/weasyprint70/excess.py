"""By how many lines a text is too long: beyond the pages it has, or under what stands at the foot of one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from math import ceil
from typing import Any, NamedTuple

from leaflets.typeset.weasyprint70.boxes import inner_boxes, is_of, lines_of, pictures_on

FEET = ("doctor", "diagram", "practice", "imprint")
"""The classes of the parts a style may put at the foot of a page."""
SLACK = 0.1
"""The part of a line that is let pass: a paragraph that begins a page loses the space above it."""
ROOM = 1.0
"""Pixels that are let pass, for positions are sums of many floats."""


def lines_beyond(last: Any | None, over: Sequence[Any]) -> int:
    """By how many lines the text goes beyond the last page it has, which may have room that one box was too high for.

    `over` are the pages it should not have. A line is as high as most of those on the last it has.
    """
    height = _height_of_line(line for page in ([last] if last is not None else over) for line in _own_lines(page))
    if height is None:
        return max(1, len(over))
    free = _foot_of(last._page_box) - _lowest(last) if last is not None else 0.0
    beyond = sum(_lowest(page) - float(page._page_box.content_box_y()) for page in over)
    return max(1, ceil((beyond - max(free, 0.0)) / height - SLACK))


def lines_past(page: Any, taller: float) -> int:
    """By how many lines the text of a page goes past the foot of one that is less tall by `taller` pixels.

    On a page that has room for all of it nothing was moved overleaf, nor what stands at the foot: so it is exact.
    """
    limit = min([_foot_of(page._page_box), *(float(foot.position_y) for foot in _at_foot(page))]) - taller
    return _in_lines(_lowest(page) - limit, page)


def lines_under(page: Any) -> int:
    """By how many lines the text runs on beneath what stands at the foot of a page: the doctor box, or the practice's.

    The text knows nothing of it, and is not moved to another page.
    """
    places = list(_places(page))
    return max((_in_lines(_depth(places, foot), page) for foot in _at_foot(page)), default=0)


class _Extent(NamedTuple):
    """Where a line or a picture stands, in pixels from the corner of its page."""

    left: float
    right: float
    top: float
    bottom: float


def _places(page: Any) -> Iterator[_Extent]:
    for line in _own_lines(page):
        left, top = float(line.position_x), float(line.position_y)
        yield _Extent(left, left + float(line.width), top, top + float(line.height))
    feet = _in_feet(page)
    for box in (one for one in pictures_on(page) if id(one) not in feet):
        left, top = float(box.content_box_x()), float(box.content_box_y())
        yield _Extent(left, left + float(box.width), top, top + float(box.height))


def _depth(places: Iterable[_Extent], foot: Any) -> float:
    """How deep text goes beneath a foot, in pixels, or past it: what is past one alone is not under it."""
    left, top, width, height = foot.position_x, float(foot.position_y), foot.margin_width(), foot.margin_height()
    below = [one for one in places if one.left < left + width and one.right > left and one.bottom > top + ROOM]
    return max(one.bottom for one in below) - top if any(one.top < top + height for one in below) else 0.0


def _in_lines(depth: float, page: Any) -> int:
    """As how many lines of a page a depth counts; what is no line at all is one."""
    if depth <= ROOM:
        return 0
    height = _height_of_line(_own_lines(page))
    return max(1, ceil(depth / height - SLACK)) if height else 1


def _height_of_line(lines: Iterable[Any]) -> float | None:
    """The height most lines have, in pixels; None where there are none."""
    heights = Counter(float(line.height) for line in lines).most_common(1)
    return heights[0][0] if heights else None


def _foot_of(page_box: Any) -> float:
    return float(page_box.content_box_y() + page_box.height)


def _lowest(page: Any) -> float:
    """Where the lowest line or picture in the flow of a page ends."""
    return max((place.bottom for place in _places(page)), default=float(page._page_box.content_box_y()))


def _own_lines(page: Any) -> Iterator[Any]:
    """The lines of a page but for those of what stands at its foot."""
    feet = _in_feet(page)
    for line in lines_of(page._page_box):
        if not any(id(box) in feet for box in line.descendants()):
            yield line


def _in_feet(page: Any) -> set[int]:
    """The boxes within what stands at the foot of a page."""
    return {id(box) for foot in _at_foot(page) for box in inner_boxes(foot)}


def _at_foot(page: Any) -> Iterator[Any]:
    """The parts a style puts at the foot of a page, of which the text above knows nothing."""
    for box in inner_boxes(page._page_box):
        is_placed = box.style["position"] == "absolute" and box.style["bottom"] != "auto"
        if is_placed and any(is_of(box, name) for name in FEET):
            yield box


def past_places(page: Any, lines: int) -> Iterator[tuple[float, float, float, float]]:
    """What of a page's text has no room, as left, top, width and height in pixels from the corner of its page.

    That is what runs under something at its foot or below its margin; where there is nothing such, since what has no
    room is not drawn at all, its last `lines`.
    """
    places = sorted(_places(page), key=lambda one: one.bottom)
    limit = _foot_of(page._page_box) + ROOM
    feet = [(float(foot.position_x), float(foot.position_x + foot.margin_width()), float(foot.position_y))
            for foot in _at_foot(page)]  # fmt: skip
    past = [
        one
        for one in places
        if one.bottom > limit or any(one.left < right and one.right > left and one.bottom > top + ROOM
                                     for left, right, top in feet)
    ]  # fmt: skip
    for one in past or places[-lines:]:
        yield one.left, one.top, one.right - one.left, one.bottom - one.top


def own_places(page: Any) -> Iterator[tuple[float, float, float, float]]:
    """Every line and picture of a page but for what stands at its foot, as `past_places` gives them."""
    for one in _places(page):
        yield one.left, one.top, one.right - one.left, one.bottom - one.top
