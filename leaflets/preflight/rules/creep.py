"""P06: the pages of inner sheets move to the spine by as much as the paper between them is thick (norms §4)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from statistics import median

from leaflets.messages import say
from leaflets.preflight.file import File
from leaflets.preflight.rule import Finding, rule
from leaflets.preflight.rules.sheets import placed, signatures_of

# norms §4 (K).
CREEP_MM = 0.5
# One and a half sheets of office paper.
CREEP_ROUNDING_MM = 0.15
OFFICE_MM, THINNEST_MM, THICKEST_MM = 0.10, 0.03, 0.5
"""How thick paper is: that of the office (80 g), airmail paper, and the heaviest card a printer draws in."""


@rule("P06", "warns", "paper of 80 g is 0.10 mm thick", "Give the caliper of the paper with --caliper.")
def creep_is_compensated(file: File) -> Iterator[Finding]:
    """The pages of inner sheets stand nearer the spine by their creep when the whole creep passes half a millimetre."""
    layout = file.layout
    if layout is None or layout.scheme != "saddle" or file.subject.sides != "both":
        return
    shifts = _shifts(file)
    signatures = list(signatures_of(len(file.pages) // 2))
    caliper = file.subject.caliper_mm
    if caliper is None:
        caliper = _likely_caliper(shifts, signatures)
    for signature in signatures:
        if (len(signature) - 1) * caliper <= CREEP_MM:
            continue
        for position, sheet in enumerate(signature):
            wanted = position * caliper
            moved = shifts.get(sheet, wanted) - shifts.get(signature[0], 0.0)
            if abs(moved - wanted) > CREEP_ROUNDING_MM:
                said = say(
                    "the pages of sheet {sheet} are moved {moved:.1f} mm to the spine, not {wanted:.1f}",
                    sheet=sheet + 1,
                    moved=moved,
                    wanted=wanted,
                )
                yield Finding(said, 2 * sheet + 1)


def _likely_caliper(shifts: dict[int, float], signatures: Sequence[range]) -> float:
    """How thick the paper is that the pages were moved for; that of the office when none is so thin or thick."""
    steps = [
        (shifts[sheet] - shifts[signature[0]]) / position
        for signature in signatures
        for position, sheet in enumerate(signature)
        if position and sheet in shifts and signature[0] in shifts
    ]
    likely = median(steps) if steps else OFFICE_MM
    return likely if THINNEST_MM <= likely <= THICKEST_MM else OFFICE_MM


def _shifts(file: File) -> dict[int, float]:
    """For each sheet (from 0) how much nearer to the spine its pages stand than in the base."""
    found: defaultdict[int, list[float]] = defaultdict(list)
    for slot, numbers in placed(file):
        if not numbers or not slot.runs:
            continue
        page = file.subject.base[numbers[0] - 1]
        left = min(run.box[0] for run in slot.runs)
        is_left = slot.left == 0
        from_spine = slot.right - left if is_left else left - slot.left
        in_base = page.width - page.left if is_left else page.left
        found[(slot.side - 1) // 2].append(in_base - from_spine)
    return {sheet: median(shifts) for sheet, shifts in found.items()}
