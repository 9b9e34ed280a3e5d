"""Where each page stands on which side of which sheet. Arithmetic in mm from a side's top left; no PDF comes near it.

A side is described as it is seen, upright, and a sheet is turned over its right or left edge to see the back, as one
turns a page of a book. What a printer makes of that is the business of `machine`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import ceil

from leaflets.imposition.marks import Mark, crop_marks, fold_marks, spine_marks
from leaflets.messages import Sentence, say
from leaflets.model.format import SheetLayout, Slot
from leaflets.model.proof import Box

MAX_SHEETS = 15
"""Folded sheets an office stapler goes through (norms §4); a thicker booklet is stapled in parts."""

MAX_CREEP_MM = 5.0
"""No page moves further towards the spine: text stands 5 mm or more from a fold (norms P02, P06)."""

UNPRINTED_MM = 5.0
"""What an office printer leaves white along the edges, when nobody has measured it (norms §4)."""

MIN_SIDE_MM, MAX_SIDE_MM = 50, 2000
"""No sheet of paper in a printer is smaller or larger."""

Size = tuple[float, float]
# Half of what rule P01 lets a page box be off, so that two boxes that touch never overlap.
_TOLERANCE = 0.05


@dataclass(frozen=True, slots=True)
class PlacedPage:
    """A page (numbered from 1) on a side: its trim, the part of that which is printed, whether it is upside down."""

    page: int
    box: Box
    visible: Box
    turned: bool = False


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a sheet: the pages that stand on it and the marks beside them."""

    pages: tuple[PlacedPage, ...]
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of paper. Its pages stand `creep_mm` nearer the spine than those of the outermost sheet."""

    front: Side
    back: Side
    creep_mm: float = 0.0
    signature: int = 1


def sheets(
    sizes: Sequence[Size], layout: SheetLayout, caliper_mm: float = 0.10, unprinted_mm: float = UNPRINTED_MM
) -> tuple[Sheet, ...]:
    """The sheets for pages of these sizes, in the order they are printed; of a booklet the outermost first.

    `caliper_mm` is the thickness of the paper, `unprinted_mm` the edge the printer leaves white: marks reach past it.
    Raises ValueError for what `faults` would report.
    """
    for said, todo in faults(sizes, layout, caliper_mm):
        raise ValueError(f"{said}. {todo}")
    # Three mm of a mark are seen beyond the white edge of the printer.
    reach = unprinted_mm + 3
    if layout.scheme == "saddle":
        return tuple(_saddle(sizes, layout, caliper_mm, reach))
    return (_slotted(sizes, layout, reach),)


def signatures(pages: int) -> tuple[range, ...]:
    """The page numbers of each signature, padded to a multiple of four: as few as staple, as even as can be."""
    count = ceil(pages / 4)
    parts = ceil(count / MAX_SHEETS)
    found: list[range] = []
    first = 1
    for part in range(parts):
        # The first signatures take the sheet that is over: 31 sheets are 11, 10 and 10, and never 15, 15 and 1.
        length = 4 * (count // parts + (part < count % parts))
        found.append(range(first, first + length))
        first += length
    return tuple(found)


def saddle_sides(pages: range) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Left and right page of the front and of the back of each sheet of a signature, the outermost first.

    Norms §4: front (N−2i, 2i+1), back (2i+2, N−2i−1); both pages of a side add up to the first and the last page.
    """
    first, last = pages[0], pages[-1]
    for i in range(len(pages) // 4):
        yield (last - 2 * i, first + 2 * i), (first + 2 * i + 1, last - 2 * i - 1)


def _saddle(sizes: Sequence[Size], layout: SheetLayout, caliper_mm: float, reach: float) -> Iterator[Sheet]:
    numbers = padded(len(sizes))
    for count, signature in enumerate(signatures(len(sizes)), start=1):
        for position, (front, back) in enumerate(saddle_sides(signature)):
            # Each sheet outside it lies round this one's fold, and pushes it out by its thickness (norms §4).
            creep = position * caliper_mm
            # The stapler comes from outside, so only the outermost front needs marks; no creep has reached it.
            marks = spine_marks(layout, reach) if position == 0 else ()
            yield Sheet(
                Side(tuple(_spread(numbers, front, sizes[0], layout, creep)), marks),
                Side(tuple(_spread(numbers, back, sizes[0], layout, creep))),
                creep,
                count,
            )


def padded(pages: int) -> dict[int, int]:
    """The page at each position of a booklet of a multiple of four; the blank ones come before the back cover."""
    positions = 4 * ceil(pages / 4)
    # A single page is its own cover, and no blank stands before it.
    if pages == 1:
        return {1: 1}
    return {number: number for number in range(1, pages)} | {positions: pages}


def _spread(
    numbers: dict[int, int], pair: tuple[int, int], size: Size, layout: SheetLayout, creep: float
) -> Iterator[PlacedPage]:
    """The two pages of a side, moved `creep` towards the fold and cut off there; a blank is left out."""
    spine = layout.size_mm[0] / 2
    width, height = size
    top = (layout.size_mm[1] - height) / 2
    left_edges = (spine - layout.gutter_mm / 2 - width + creep, spine + layout.gutter_mm / 2 - creep)
    for position, left, is_left in zip(pair, left_edges, (True, False), strict=True):
        if position in numbers:
            # What creep moves over the fold would be printed on the page beside it, and is margin (P02): its ground,
            # if it has any, runs to the fold.
            start, end = (left, min(left + width, spine)) if is_left else (max(left, spine), left + width)
            yield PlacedPage(numbers[position], (left, top, width, height), (start, top, end - start, height))


def _slotted(sizes: Sequence[Size], layout: SheetLayout, reach: float) -> Sheet:
    front, back = (
        tuple(PlacedPage(slot.page, _box(slot, sizes), _box(slot, sizes)) for slot in slots)
        for slots in (layout.front, layout.back)
    )
    return Sheet(Side(front, _marks(front, layout, reach)), Side(back, _marks(back, layout, reach, is_back=True)))


def _box(slot: Slot, sizes: Sequence[Size]) -> Box:
    return (slot.left, slot.top, *sizes[slot.page - 1])


def _marks(placed: Sequence[PlacedPage], layout: SheetLayout, reach: float, is_back: bool = False) -> tuple[Mark, ...]:
    if layout.marks == "crop":
        return crop_marks([page.box for page in placed], layout.size_mm, reach)
    if layout.marks == "folds":
        width = layout.size_mm[0]
        folds = [width - fold for fold in layout.folds_mm] if is_back else layout.folds_mm
        return fold_marks(sorted(folds), layout.size_mm[1], reach)
    return ()


def faults(sizes: Sequence[Size], layout: SheetLayout, caliper_mm: float = 0.10) -> Iterator[tuple[Sentence, Sentence]]:
    """What makes a layout impossible for pages of these sizes, and what to do about it. None means `sheets` can be."""
    if not all(MIN_SIDE_MM <= side <= MAX_SIDE_MM for side in layout.size_mm):
        yield say("a sheet of {by} mm does not exist", by=_by(layout.size_mm)), say("Correct size_mm.")
    elif not sizes:
        yield say("there are no pages to impose"), say("Give the base format pages.")
    elif layout.scheme == "saddle":
        yield from _saddle_faults(sizes, layout, caliper_mm)
    else:
        yield from _slot_faults(sizes, layout)


def _saddle_faults(
    sizes: Sequence[Size], layout: SheetLayout, caliper_mm: float
) -> Iterator[tuple[Sentence, Sentence]]:
    width, height = sizes[0]
    if any(not _same(size, sizes[0]) for size in sizes):
        yield (
            say("the pages of a folded booklet are not all of one size"),
            say("Give them one size, or use the scheme slots."),
        )
    if 2 * width + layout.gutter_mm > layout.size_mm[0] + _TOLERANCE or height > layout.size_mm[1] + _TOLERANCE:
        between = say(" with {gutter_mm:g} mm between them", gutter_mm=layout.gutter_mm) if layout.gutter_mm else ""
        said = say(
            "two pages of {by} mm{between} do not fit a sheet of {by2} mm",
            by=_by(sizes[0]),
            between=between,
            by2=_by(layout.size_mm),
        )
        yield said, say("Correct size_mm, or take a smaller page.")
    if layout.marks == "crop":
        yield say("pages that meet at a fold are not cut apart there"), say("Set marks: folds, or marks: none.")
    longest = max(len(signature) // 4 for signature in signatures(len(sizes)))
    if (longest - 1) * caliper_mm > MAX_CREEP_MM:
        creep = (longest - 1) * caliper_mm
        said = say(
            "with paper of {caliper_mm:g} mm the innermost of {longest} sheets moves {creep:.1f} mm into its margin",
            caliper_mm=caliper_mm,
            longest=longest,
            creep=creep,
        )
        yield (
            said,
            say(
                "Take thinner paper: up to {max_creep_mm:g} mm is possible; 80 g office paper is 0.10 mm thick.",
                max_creep_mm=MAX_CREEP_MM,
            ),
        )


def _slot_faults(sizes: Sequence[Size], layout: SheetLayout) -> Iterator[tuple[Sentence, Sentence]]:
    unknown = sorted({slot.page for slot in (*layout.front, *layout.back) if slot.page > len(sizes)})
    if unknown:
        yield (
            say("it places page {unknown}, and there are {count} pages", unknown=unknown[0], count=len(sizes)),
            say("Correct front and back."),
        )
        return
    missing = sorted(set(range(1, len(sizes) + 1)) - {slot.page for slot in (*layout.front, *layout.back)})
    if missing:
        yield (
            say("page {missing} stands on no side of the sheet", missing=missing[0]),
            say("Give it a slot in front or back."),
        )
    for name, slots in ((say("front"), layout.front), (say("back"), layout.back)):
        boxes = [(slot.page, _box(slot, sizes)) for slot in slots]
        for page, box in boxes:
            if box[0] + box[2] > layout.size_mm[0] + _TOLERANCE or box[1] + box[3] > layout.size_mm[1] + _TOLERANCE:
                ends = _by((box[0] + box[2], box[1] + box[3]))
                yield (
                    say(
                        "{side}: page {page} ends at {ends} mm, outside the sheet of {sheet} mm",
                        side=name,
                        page=page,
                        ends=ends,
                        sheet=_by(layout.size_mm),
                    ),
                    say("Move its slot."),
                )
        for (page, box), (other, second) in combinations(boxes, 2):
            if _overlap(box, second):
                yield (
                    say(
                        "{name}: page {page} at {box:g} mm lies over page {other} at {second:g} mm",
                        name=name,
                        page=page,
                        box=box[0],
                        other=other,
                        second=second[0],
                    ),
                    say("Move one."),
                )
    for fold in layout.folds_mm:
        if not 0 < fold < layout.size_mm[0]:
            yield (
                say("a fold at {fold:g} mm is not on the sheet of {by} mm", fold=fold, by=_by(layout.size_mm)),
                say("Correct folds_mm."),
            )
    yield from _torn(sizes, layout)


def _torn(sizes: Sequence[Size], layout: SheetLayout) -> Iterator[tuple[Sentence, Sentence]]:
    """Folds that run through a page: what is folded is a sheet between its pages, on both sides."""
    for name, slots, folds in (
        (say("front"), layout.front, layout.folds_mm),
        (say("back"), layout.back, tuple(layout.size_mm[0] - fold for fold in layout.folds_mm)),
    ):
        for slot in slots:
            left, _, width, _ = _box(slot, sizes)
            for fold in folds:
                if left + _TOLERANCE < fold < left + width - _TOLERANCE:
                    yield (
                        say(
                            "{name}: the fold at {fold:g} mm runs through page {page}",
                            name=name,
                            fold=fold,
                            page=slot.page,
                        ),
                        say("Correct folds_mm or left."),
                    )


def _overlap(one: Box, other: Box) -> bool:
    across = min(one[0] + one[2], other[0] + other[2]) - max(one[0], other[0])
    down = min(one[1] + one[3], other[1] + other[3]) - max(one[1], other[1])
    return across > _TOLERANCE and down > _TOLERANCE


def _same(one: Size, other: Size) -> bool:
    return all(abs(a - b) <= _TOLERANCE for a, b in zip(one, other, strict=True))


def _by(size: Size) -> str:
    return f"{size[0]:g} × {size[1]:g}"
