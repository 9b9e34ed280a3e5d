"""What is said of a run, for the command line to print."""

from __future__ import annotations

from collections.abc import Sequence

from leaflets.installed import PROGRAM
from leaflets.personalise.sets.outcome import SetsOutcome
from leaflets.personalise.sets.outdated import State
from leaflets.personalise.table.read import PracticeTable
from leaflets.problems import counted

MOST_FAULTS, MOST_SETS = 3, 20
"""So many are named; the others are counted."""


def outcome(result: SetsOutcome, table: PracticeTable, seconds: float, output: str) -> str:
    """One or two sentences: what was made, what was there already, and where the report is."""
    failed = len(table.rows) - result.sets
    parts = [f"{counted(result.sets, 'set')} of {counted(len(table.rows), 'practice')}",
             f"{counted(result.made + result.kept, 'file')} ({result.made} made, {result.kept} unchanged)"]  # fmt: skip
    said = f"{', '.join(parts)} in {seconds:.1f} s: {output}/practices"
    if result.there and result.made:
        said += (
            f"\n{counted(result.there, 'set')} of {len(table.rows)} were there already; what was missing is made now."
        )
    if result.without_line:
        formats = ", ".join(f"{name} ({counted(sets, 'set')})" for name, sets in sorted(result.without_line.items()))
        said += f"\nNo room is left for the line where a patient writes the next appointment in {formats}."
    if result.partly:
        said += f"\n{counted(result.partly, 'set')} made in part; see {output}/practices/report.csv."
    if failed:
        said += f"\n{counted(failed, 'row')} failed; see {output}/practices/report.csv."
    return said


def unnamed(table: PracticeTable, address: str | None) -> str:
    """How many Belgian practices have leaflets that name nobody who answers for them with an address (norms C09)."""
    belgian = [row for row in table.rows if row.practice and row.practice.country == "be"]
    lacking = [row for row in belgian if row.practice and not row.practice.publisher]
    if address or not lacking:
        return ""
    where = f" (the first: {lacking[0].where}, line {lacking[0].line})"
    said = f"{counted(len(lacking), 'practice')} in Belgium without a verantwoordelijke uitgever{where}."
    return f"\n{said} Fill in publisher, name and address, before the leaflets are handed out."


def states(found: Sequence[State], output: str) -> str:
    """A line for each set that is out of date, and how many are not."""
    lines = [f"{state.id} ({state.name}): {_faults(state.faults)}" for state in found if state.faults]
    good = len(found) - len(lines)
    if not found:
        return f"There are no sets in {output}/practices."
    end = f"{counted(good, 'set')} up to date, {len(lines)} out of date."
    rest = [f"… and {len(lines) - MOST_SETS} more."] if len(lines) > MOST_SETS else []
    return "\n".join(
        [*lines[:MOST_SETS], *rest, f"{end} Run {PROGRAM} personalise to make what is missing." if lines else end]
    )


def _faults(faults: Sequence[str]) -> str:
    rest = len(faults) - MOST_FAULTS
    return "; ".join([*faults[:MOST_FAULTS], *([f"and {rest} more"] if rest > 0 else [])])
