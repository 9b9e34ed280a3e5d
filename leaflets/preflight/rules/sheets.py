"""P, for sheets of paper: folds, imposition and what the print window proposes (norms §4)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, product

from pikepdf import Dictionary, Name

from leaflets.messages import Sentence, say
from leaflets.model.content import PLACED, Leaflet
from leaflets.model.format import SheetLayout
from leaflets.preflight.file import File
from leaflets.preflight.measure.letters import is_number, letters
from leaflets.preflight.measure.text import MeasuredPage, MeasuredRun
from leaflets.preflight.rule import Finding, rule
from leaflets.preflight.subject import BasePage
from leaflets.preflight.texts.manuscript import printed_blocks
from leaflets.problems import FAULT_OF_PRESS

# The stroke of a mark, 0.4 pt, is 0.14 mm wide.
FOLD_MM = 0.3
# norms §4: what an office stapler goes through.
MOST_SHEETS = 15
# ISO 32000-1, 12.2, table 150: the values of /Duplex.
EDGES = {"short": "/DuplexFlipShortEdge", "long": "/DuplexFlipLongEdge"}


@dataclass(frozen=True)
class FoundSlot:
    """A place for a page on a side: which side (from 1), its left and right edge, and the runs that stand in it."""

    side: int
    left: float
    right: float
    runs: tuple[MeasuredRun, ...]

    @property
    def letters(self) -> str:
        return "".join(letters(run.text) for run in self.runs)


@rule("P03", "blocks", "roll fold 97/100/100 mm, mirrored on the back", "Correct folds_mm or the slots of the sheet.")
def folds_meet(file: File) -> Iterator[Finding]:
    """Folds lie between pages, the back's mirror the front's, and the marks on the paper stand on them."""
    layout = file.layout
    if layout is None:
        return
    yield from (Finding(said) for said in fold_faults(layout))
    for page in file.pages:
        ticks = file.ticks(page.number)
        folds = file.folds(page.number)
        if layout.marks == "folds" and layout.scheme == "slots" and not ticks:
            yield Finding(say("the folds have no marks"), page.number)
        for tick in ticks:
            if folds and min(abs(tick - fold) for fold in folds) > FOLD_MM:
                yield Finding(
                    say("a fold mark at {tick:.1f} mm stands on no fold", tick=tick), page.number, (tick, 0.0, 0.5, 8.0)
                )


def fold_faults(layout: SheetLayout) -> Iterator[Sentence]:
    """Whether the panels of front and back have the same widths, mirrored, and the folds lie between them.

    Of a roll fold with two folds the flap, which is folded in first, is 2 to 4 mm narrower than the others.
    """
    if layout.scheme != "slots" or not layout.folds_mm:
        return
    width = layout.size_mm[0]
    front = [*layout.folds_mm, width]
    for name, slots, folds in (
        (say("front"), layout.front, sorted(front[:-1])),
        (say("back"), layout.back, sorted(width - fold for fold in layout.folds_mm)),
    ):
        starts = sorted(slot.left for slot in slots if slot.left > 0)
        if any(abs(start - fold) > FOLD_MM for start, fold in zip(starts, folds, strict=False)):
            yield say(
                "the panels of the {side} begin at {starts} mm, the folds are at {folds}",
                side=name, starts=_list(starts), folds=_list(folds),
            )  # fmt: skip
    if len(layout.folds_mm) == 2:
        edges = [0.0, *sorted(layout.folds_mm), width]
        panels = [right - left for left, right in pairwise(edges)]
        flap, others = min(panels[0], panels[2]), sorted(panels)[1:]
        # norms §4: 97, 100 and 100 mm.
        if not 2 <= others[0] - flap <= 4 or abs(others[0] - others[1]) > FOLD_MM:
            yield say(
                "panels of {panels} mm: the one folded in must be 2 to 4 mm narrower than the other two",
                panels=_list(panels),
            )  # fmt: skip


def _list(several: Sequence[float]) -> str:
    return ", ".join(f"{value:g}" for value in several)


def slots(file: File) -> tuple[FoundSlot, ...]:
    """The places for pages on all sides, from left to right: those the format declares, or the halves of a spread."""
    return tuple(slot for page in file.pages for slot in _on(page, file))


def _on(page: MeasuredPage, file: File) -> Iterator[FoundSlot]:
    layout = file.layout
    declared = () if layout is None else layout.back if file.is_back(page.number) else layout.front
    starts = sorted({slot.left for slot in declared}) or [0.0, *sorted(file.folds(page.number))]
    shown = page.runs
    if file.is_upside_down(page.number):
        if not declared:
            starts = [0.0, *sorted(page.width - fold for fold in file.folds(page.number))]
        shown = tuple(_turned_over(run, page) for run in page.runs)
    for left, right in pairwise([*starts, page.width]):
        runs = tuple(run for run in shown if left <= run.box[0] + run.box[2] / 2 < right)
        yield FoundSlot(page.number, left, right, runs)


def _turned_over(run: MeasuredRun, page: MeasuredPage) -> MeasuredRun:
    """A run of a page that stands on its head, where it is for who reads it."""
    left, top, width, height = run.box
    return replace(run, box=(page.width - left - width, page.height - top - height, width, height))


def placed(file: File) -> tuple[tuple[FoundSlot, tuple[int, ...]], ...]:
    """Each slot with the numbers of the pages that read as it does: none when there is no such page."""
    numbers: defaultdict[str, list[int]] = defaultdict(list)
    for number, page in enumerate(file.subject.base, start=1):
        numbers[page.letters].append(number)
    return tuple((slot, tuple(numbers.get(slot.letters, ()))) for slot in slots(file))


@rule("P05", "blocks", "saddle stitch: front (N−2i, 2i+1), back (2i+2, N−2i−1)", "This is a fault of the press.")
def pages_are_imposed_right(file: File) -> Iterator[Finding]:
    """Read back from the sheets: every page is there once, in its place, and both pages of a side add up."""
    layout = file.layout
    if layout is None or file.subject.sides != "both":
        return
    if file.subject.base:
        found = placed(file)
        yield from _once(found, file.subject.base, layout)
        yield from _sums(found, file) if layout.scheme == "saddle" else _slotted(found, layout)
    if file.subject.format is not None and file.subject.format.panels:
        yield from _panels(file, layout)


FoundPage = Sequence[tuple[FoundSlot, tuple[int, ...]]]


def _once(found: FoundPage, base: Sequence[BasePage], layout: SheetLayout) -> Iterator[Finding]:
    """Every page on one sheet, as often as the layout says, and nothing else."""
    there = Counter(slot.letters for slot, _ in found)
    declared = Counter(_order(layout))
    wanted: Counter[str] = Counter()
    for number, page in enumerate(base, start=1):
        wanted[page.letters] += declared[number] if declared else 1
    for number, page in enumerate(base, start=1):
        if page.letters and not there[page.letters]:
            yield Finding(say("page {number} is on no sheet, or not whole", number=number))
    for slot, numbers in found:
        if slot.letters and not numbers:
            yield Finding(
                say('what begins with "{text}" is no page of the whole', text=slot.runs[0].text.strip()[:30]), slot.side
            )
        elif slot.letters and there[slot.letters] > wanted[slot.letters]:
            yield Finding(
                say("page {number} is there {there} times", number=numbers[0], there=there[slot.letters]), slot.side
            )


def _sums(found: FoundPage, file: File) -> Iterator[Finding]:
    """The pages of a side add up to N + 1, of one of several signatures to its first and last; sheets come in order."""
    count = len(file.subject.base)
    # A sheet has four pages, so the count is filled up.
    positions = -(-count // 4) * 4
    is_rtl = file.subject.language is not None and file.subject.language.direction == "rtl"
    sides = list(_saddle(positions, is_rtl))
    sums = {sum(pair) for pair in sides}
    for number, ((left, lefts), (_, rights)) in enumerate(zip(found[::2], found[1::2], strict=True)):
        pairs = list(product(_at(lefts, count, positions), _at(rights, count, positions)))
        if pairs and not any(one + other in sums and (one % 2 == 1) == is_rtl for one, other in pairs):
            yield Finding(
                say("pages {left} and {right} stand side by side", left=pairs[0][0], right=pairs[0][1]), left.side
            )
        elif pairs and number < len(sides) and sides[number] not in pairs:
            yield Finding(
                say(
                    "pages {left} and {right} stand where {first} and {second} belong",
                    left=pairs[0][0],
                    right=pairs[0][1],
                    first=sides[number][0],
                    second=sides[number][1],
                ),
                left.side,
            )


def _saddle(positions: int, is_rtl: bool) -> Iterator[tuple[int, int]]:
    """Left and right page of each side, fronts and backs in turn, in as few signatures as can be stapled (norms §4)."""
    first = 1
    for sheets in signatures_of(positions // 4):
        last = first + 4 * len(sheets) - 1
        for sheet in range(len(sheets)):
            front, back = (last - 2 * sheet, first + 2 * sheet), (first + 2 * sheet + 1, last - 2 * sheet - 1)
            yield from (front[::-1], back[::-1]) if is_rtl else (front, back)
        first = last + 1


@rule("P04", "blocks", "office staplers take 15 folded sheets", "Staple it in parts, or leave pages out.")
def signatures_can_be_stapled(file: File) -> Iterator[Finding]:
    """No more than 15 sheets lie in each other when they are stapled."""
    layout, base = file.layout, file.subject.base
    if layout is None or not layout.stapled or not base or file.subject.sides != "both":
        return
    found = placed(file)
    sums: Counter[int] = Counter()
    for (_, lefts), (_, rights) in zip(found[::4], found[1::4], strict=False):
        if len(lefts) == len(rights) == 1:
            sums[lefts[0] + rights[0]] += 1
    for count in (count for count in sums.values() if count > MOST_SHEETS):
        yield Finding(
            say("{count} sheets lie in each other, more than {most_sheets}", count=count, most_sheets=MOST_SHEETS)
        )


def _at(numbers: Sequence[int], count: int, positions: int) -> list[int]:
    """The positions of pages in the folded booklet: blank ones stand before the last (norms §4)."""
    return [positions if number == count else number for number in numbers]


def _slotted(found: FoundPage, layout: SheetLayout) -> Iterator[Finding]:
    """Each slot holds the page its format says."""
    for (slot, numbers), page in zip(found, _order(layout), strict=False):
        if numbers and page not in numbers:
            yield Finding(
                say("page {number} stands where page {page} belongs", number=numbers[0], page=page), slot.side
            )


def _order(layout: SheetLayout) -> list[int]:
    """The pages of both sides from left to right."""
    return [slot.page for side in (layout.front, layout.back) for slot in sorted(side, key=lambda slot: slot.left)]


def _panels(file: File, layout: SheetLayout) -> Iterator[Finding]:
    """The panels of a folded leaflet hold the sections the format gives them: outside 5, 6, 1, inside 2, 3, 4."""
    fmt = file.subject.format
    assert fmt is not None
    sections = list(fmt.panels.values())
    for slot, page in zip(slots(file), _order(layout), strict=False):
        roles = [block for block in sections[page - 1] if block in PLACED] if page <= len(sections) else []
        wanted = [
            block.text
            for text in file.subject.texts
            if isinstance(text, Leaflet)
            for block in printed_blocks(text, fmt.text, roles)
        ]
        said = "".join(letters(run.text) for run in slot.runs if not is_number(run))
        lost = [text for text in wanted if letters(text) not in said]
        if lost:
            yield Finding(say('panel {page} should say "{lost}…"', page=page, lost=lost[0][:40]), slot.side)


def signatures_of(sheets: int) -> Iterator[range]:
    """The sheets (from 0) of each signature."""
    parts = -(-sheets // MOST_SHEETS)
    first = 0
    for part in range(parts):
        length = sheets // parts + (part < sheets % parts)
        yield range(first, first + length)
        first += length


@rule("P07", "warns", "ISO 32000-1, 12.2, table 150", FAULT_OF_PRESS)
def print_window_is_right(file: File) -> Iterator[Finding]:
    """A file of sheets proposes 100 % and both sides over the edge its layout needs."""
    layout = file.layout
    if layout is None:
        return
    wishes = file.pdf.Root.get("/ViewerPreferences", Dictionary())
    if wishes.get("/PrintScaling") != Name("/None"):
        yield Finding(say("the print window is not asked for 100 %"))
    wanted = EDGES[layout.flip] if file.subject.sides == "both" else "/Simplex"
    if file.subject.sides == "both" and len(file.pages) > 1 and file.is_upside_down(2):
        # For a printer that turns paper over the other edge only.
        (wanted,) = set(EDGES.values()) - {wanted}
    if str(wishes.get("/Duplex", "")) != wanted:
        yield Finding(
            say(
                "the print window is asked for {wishes}, not {wanted}",
                wishes=wishes.get("/Duplex", say("nothing")),
                wanted=wanted,
            )
        )
