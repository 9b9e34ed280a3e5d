"""P, for sheets of paper: folds, imposition, creep and what the print window proposes (norms §4)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from pikepdf import Dictionary

from leaflets.model import SECTION_ROLES, Leaflet, SheetLayout
from leaflets.preflight.file import BasePage, File, letters
from leaflets.preflight.manuscript import printed_blocks
from leaflets.preflight.rule import Found, rule
from leaflets.preflight.seen import Page, Run

FOLD_MM = 0.3
CREEP_MM = 0.5
CREEP_ROUNDING_MM = 0.15
MOST_SHEETS = 15


@dataclass(frozen=True)
class Slot:
    """A place for a page on a side: which side (from 1), its left and right edge, and the runs that stand in it."""

    side: int
    left: float
    right: float
    runs: tuple[Run, ...]

    @property
    def letters(self) -> str:
        return "".join(letters(run.text) for run in self.runs)


@rule("P03", "blocks", "roll fold 97/100/100 mm, mirrored on the back", "Correct folds_mm or the slots of the sheet.")
def folds_meet(file: File) -> Iterator[Found]:
    """Folds lie between pages, the back's mirror the front's, and the marks on the paper stand on them."""
    layout = file.layout
    if layout is None:
        return
    yield from (Found(said) for said in fold_faults(layout))
    for page in file.pages:
        ticks = file.ticks(page.number)
        folds = file.folds(page.number)
        if layout.marks == "folds" and layout.scheme == "slots" and not ticks:
            yield Found("the folds have no marks", page.number)
        for tick in ticks:
            if folds and min(abs(tick - fold) for fold in folds) > FOLD_MM:
                yield Found(f"a fold mark at {tick:.1f} mm stands on no fold", page.number, (tick, 0.0, 0.5, 8.0))


def fold_faults(layout: SheetLayout) -> Iterator[str]:
    """Whether the panels of front and back have the same widths, mirrored, and the folds lie between them.

    Of a roll fold with two folds the flap, which is folded in first, is 2 to 4 mm narrower than the others.
    """
    if layout.scheme != "slots" or not layout.folds_mm:
        return
    width = layout.size_mm[0]
    front = [*layout.folds_mm, width]
    for name, slots, folds in (
        ("front", layout.front, sorted(front[:-1])),
        ("back", layout.back, sorted(width - fold for fold in layout.folds_mm)),
    ):
        starts = sorted(slot.left for slot in slots if slot.left > 0)
        if any(abs(start - fold) > FOLD_MM for start, fold in zip(starts, folds, strict=False)):
            yield f"the panels of the {name} begin at {_list(starts)} mm, the folds are at {_list(folds)}"
    if len(layout.folds_mm) == 2:
        edges = [0.0, *sorted(layout.folds_mm), width]
        panels = [right - left for left, right in pairwise(edges)]
        flap, others = min(panels[0], panels[2]), sorted(panels)[1:]
        if not 2 <= others[0] - flap <= 4 or abs(others[0] - others[1]) > FOLD_MM:
            yield f"panels of {_list(panels)} mm: the one folded in must be 2 to 4 mm narrower than the other two"


def _list(several: Sequence[float]) -> str:
    return ", ".join(f"{value:g}" for value in several)


def slots(file: File) -> tuple[Slot, ...]:
    """The places for pages on all sides, from left to right; between the folds."""
    found: list[Slot] = []
    for page in file.pages:
        edges = [0.0, *sorted(file.folds(page.number)), page.width]
        for left, right in pairwise(edges):
            runs = tuple(run for run in page.runs if left <= run.box[0] + run.box[2] / 2 < right)
            found.append(Slot(page.number, left, right, runs))
    return tuple(found)


def placed(file: File) -> Iterator[tuple[Slot, int]]:
    """Each slot with the number of the page that is read in it; 0 for a page that is not of the base."""
    waiting = list(enumerate(file.subject.base, start=1))
    for slot in slots(file):
        match = next((item for item in waiting if item[1].letters == slot.letters), None)
        if match is not None:
            waiting.remove(match)
        yield slot, match[0] if match is not None else 0


@rule("P05", "blocks", "saddle stitch: front (N−2i, 2i+1), back (2i+2, N−2i−1)", "This is a fault of the press.")
def pages_are_imposed_right(file: File) -> Iterator[Found]:
    """Read back from the sheets: every page is there once, in its place, and both pages of a side add up."""
    layout, base = file.layout, file.subject.base
    if layout is None or file.subject.sides != "both":
        return
    if base:
        found = list(placed(file))
        wanted = {number for number, page in enumerate(base, start=1) if page.letters}
        for number in sorted(wanted - {number for _, number in found}):
            yield Found(f"page {number} is on no sheet")
        for slot, number in found:
            if slot.letters and number == 0:
                yield Found(f'no page reads "{slot.letters[:30]}…", or it is there twice', slot.side)
        if layout.scheme == "saddle":
            yield from _sums(found, base)
        else:
            yield from _slotted(found, layout)
    if file.subject.format is not None and file.subject.format.panels:
        yield from _panels(file, layout)


def _sums(found: Sequence[tuple[Slot, int]], base: Sequence[BasePage]) -> Iterator[Found]:
    """The pages of a side add up to the same as those of its other side: of one signature to N + 1."""
    sides = [(left[0].side, left[1], right[1]) for left, right in zip(found[::2], found[1::2], strict=True)]
    sums = Counter(left + right for _, left, right in sides if left and right)
    is_one = len(sides) <= 2 * MOST_SHEETS
    count = -(-len(base) // 4) * 4
    for side, left, right in sides:
        if not (left and right):
            continue  # A blank page has no letters to know it by.
        is_wrong = left + right != count + 1 if is_one else sums[left + right] < 2
        if is_wrong:
            yield Found(f"pages {left} and {right} stand side by side", side)
        elif (left % 2 == 1) == (left < right) and left % 2 == 1:
            yield Found(f"page {left} stands left, where an even page belongs", side)


def _slotted(found: Sequence[tuple[Slot, int]], layout: SheetLayout) -> Iterator[Found]:
    """Each slot holds the page its format says."""
    wanted = [slot.page for slots in (layout.front, layout.back) for slot in sorted(slots, key=lambda slot: slot.left)]
    for (slot, number), page in zip(found, wanted, strict=False):
        if number and number != page:
            yield Found(f"page {number} stands where page {page} belongs", slot.side)


def _panels(file: File, layout: SheetLayout) -> Iterator[Found]:
    """The panels of a folded leaflet hold the sections the format gives them, outside 5, 6, 1, inside 2, 3, 4."""
    fmt = file.subject.format
    assert fmt is not None
    order = [slot.page for side in (layout.front, layout.back) for slot in sorted(side, key=lambda slot: slot.left)]
    sections = list(fmt.panels.values())
    for slot, page in zip(slots(file), order, strict=False):
        roles = [block for block in sections[page - 1] if block in SECTION_ROLES] if page <= len(sections) else []
        for leaflet in (text for text in file.subject.texts if isinstance(text, Leaflet)):
            for block in printed_blocks(leaflet, fmt.text, roles):
                if letters(block.text) not in slot.letters:
                    yield Found(f'panel {page} should say "{block.text[:40]}…"', slot.side)
                    break


@rule("P06", "warns", "paper of 80 g is 0.10 mm thick", "Give the caliper of the paper with --caliper.")
def creep_is_compensated(file: File) -> Iterator[Found]:
    """The pages of inner sheets stand nearer the spine by their creep when the whole creep passes half a millimetre."""
    layout, base = file.layout, file.subject.base
    if layout is None or layout.scheme != "saddle" or not base or file.subject.sides != "both":
        return
    sheets = len(file.pages) // 2
    if (min(sheets, MOST_SHEETS) - 1) * file.subject.caliper_mm <= CREEP_MM:
        return
    shifts = {sheet: shift for sheet, shift in _shifts(file) if sheet is not None}
    for inner in sorted(shifts):
        if inner > 0 and inner % MOST_SHEETS == 0:
            continue
        moved = shifts[inner] - shifts.get(0, 0.0)
        wanted = inner % MOST_SHEETS * file.subject.caliper_mm
        if sheets <= MOST_SHEETS and abs(moved - wanted) > CREEP_ROUNDING_MM:
            said = f"the pages of sheet {inner + 1} are moved {moved:.1f} mm to the spine, not {wanted:.1f}"
            yield Found(said, 2 * inner + 1)


def _shifts(file: File) -> Iterator[tuple[int, float]]:
    """For each sheet (from 0) how far its pages are moved towards the spine, seen from the base."""
    for sheet, slot, number in ((slot.side - 1) // 2, slot, number) for slot, number in placed(file) if number:
        page = file.subject.base[number - 1]
        spine = slot.right if slot.left == 0 else slot.left
        if slot.left == 0:
            yield sheet, page.width - page.left - (spine - _left(slot)) if False else 0.0
