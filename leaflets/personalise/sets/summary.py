"""What is said of a run, for the command line to print."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from leaflets.installed import PROGRAM
from leaflets.messages import Sentence, joined, say, say_many
from leaflets.personalise.sets.outcome import SetsOutcome
from leaflets.personalise.sets.outdated import State
from leaflets.personalise.table.read import PracticeTable
from leaflets.problems import files

MOST_FAULTS, MOST_SETS = 3, 20
"""So many are named; the others are counted."""


def outcome(result: SetsOutcome, table: PracticeTable, seconds: float, output: str) -> Sentence:
    """One or more sentences, a line each: what was made, what was there already, and where the report is."""
    return joined(_of_run(result, table, seconds, output), "\n")


def _of_run(result: SetsOutcome, table: PracticeTable, seconds: float, output: str) -> Iterator[Sentence]:
    yield say(
        "{sets} of {practices}, {files} ({made} made, {kept} unchanged) in {seconds:.1f} s: {output}/practices",
        sets=_sets(result.sets), practices=_practices(len(table.rows)), files=files(result.made + result.kept),
        made=result.made, kept=result.kept, seconds=seconds, output=output,
    )  # fmt: skip
    if result.there and result.made:
        yield say(
            "{sets} of {all} were there already; what was missing is made now.",
            sets=_sets(result.there),
            all=len(table.rows),
        )
    if result.without_line:
        yield say(
            "No room is left for the line where a patient writes the next appointment in {formats}.",
            formats=_formats(result.without_line),
        )
    if result.without_name:
        yield say(
            "A name is too long for the box on when to call in {formats}; there stands a word such as"
            ' "your practice", and the number.',
            formats=_formats(result.without_name),
        )
    if result.partly:
        yield say("{sets} made in part; see {output}/practices/report.csv.", sets=_sets(result.partly), output=output)
    if failed := len(table.rows) - result.sets:
        yield say_many(
            "{count} row failed; see {output}/practices/report.csv.",
            "{count} rows failed; see {output}/practices/report.csv.",
            count=failed,
            output=output,
        )


def _formats(counts: Mapping[str, int]) -> Sentence:
    """Formats, each with the number of its sets."""
    several = (say("{format} ({sets})", format=name, sets=_sets(sets)) for name, sets in sorted(counts.items()))
    return joined(several, ", ")


def _sets(count: int) -> Sentence:
    return say_many("{count} set", "{count} sets", count=count)


def _practices(count: int) -> Sentence:
    return say_many("{count} practice", "{count} practices", count=count)


def unnamed(table: PracticeTable, address: str | None) -> Sentence | None:
    """How many Belgian practices have leaflets that name nobody who answers for them with an address (norms C09)."""
    belgian = [row for row in table.rows if row.practice and row.practice.country == "be"]
    lacking = [row for row in belgian if row.practice and not row.practice.publisher]
    if address or not lacking:
        return None
    return say(
        "{practices} in Belgium without a verantwoordelijke uitgever (the first: {where}, line {line})."
        " Fill in publisher, name and address, before the leaflets are handed out.",
        practices=_practices(len(lacking)), where=lacking[0].where, line=lacking[0].line,
    )  # fmt: skip


def states(found: Sequence[State], output: str) -> Sentence:
    """A line for each set that is out of date, and how many are not."""
    late = [state for state in found if state.faults]
    if not found:
        return say("There are no sets in {output}/practices.", output=output)
    lines = [joined((f"{state.id} ({state.name})", _faults(state.faults)), ": ") for state in late[:MOST_SETS]]
    if len(late) > MOST_SETS:
        lines.append(say("… and {number} more.", number=len(late) - MOST_SETS))
    end = say("{sets} up to date, {late} out of date.", sets=_sets(len(found) - len(late)), late=len(late))
    if late:
        end = joined((end, say("Run {program} personalise to make what is missing.", program=PROGRAM)))
    return joined([*lines, end], "\n")


def _faults(faults: Sequence[Sentence]) -> Sentence:
    rest = len(faults) - MOST_FAULTS
    more = [say("and {number} more", number=rest)] if rest > 0 else []
    return joined([*faults[:MOST_FAULTS], *more], "; ")
