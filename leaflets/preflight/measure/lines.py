"""The lines of a page, put together from the runs that stand beside each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from leaflets.preflight.measure.text import MeasuredPage, MeasuredRun
from leaflets.units import MM_PER_PT


@dataclass(frozen=True)
class Line:
    """Runs that stand beside each other, small raised numbers among them."""

    page: int
    runs: tuple[MeasuredRun, ...]

    @cached_property
    def main(self) -> MeasuredRun:
        """The run that is set largest, of these the longest."""
        return max(self.runs, key=lambda run: (run.size_pt, len(run.text)))

    @cached_property
    def text(self) -> str:
        size = self.main.size_pt
        # Without the small numbers of citations, which are no words of the text.
        return "".join(run.text for run in self.runs if run.size_pt > 0.8 * size or not run.text.strip().isdigit())

    @cached_property
    def left(self) -> float:
        return min(run.box[0] for run in self.runs)

    @cached_property
    def right(self) -> float:
        return max(run.box[0] + run.box[2] for run in self.runs)


def lines(page: MeasuredPage) -> Iterator[Line]:
    """The lines of a page in the order of the file."""
    current: list[MeasuredRun] = []
    for run in page.runs:
        if current and not _continues(current, run):
            yield Line(page.number, tuple(current))
            current = []
        current.append(run)
    if current:
        yield Line(page.number, tuple(current))


def _continues(current: Sequence[MeasuredRun], run: MeasuredRun) -> bool:
    """Whether a run goes on where the line is: on the same baseline or raised, within a wide space to the right."""
    last = current[-1]
    size = max(one.size_pt for one in (*current, run)) * MM_PER_PT
    gap = run.box[0] - (last.box[0] + last.box[2])
    if not (run.upright and last.upright):
        return False
    # A raised number is within half the size, the next line 1.2 or more down. A wide space and a kern to the left are
    # within, a gutter between columns is not.
    return abs(run.baseline_mm - last.baseline_mm) < 0.5 * size and -0.5 * size < gap < 1.2 * size
