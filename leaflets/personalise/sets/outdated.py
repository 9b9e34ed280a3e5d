"""Which sets in the output folder are out of date against the edition and the practices as they are now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from leaflets.content import Catalogue
from leaflets.messages import Sentence, say
from leaflets.personalise.practice import Practice
from leaflets.personalise.sets.asked import Ask, Asked, asked_by
from leaflets.personalise.sets.masters import Steps, of_practice, places, planned, typeset
from leaflets.personalise.sets.published import PublishedSet, copy_path, practice_digest, read_all
from leaflets.personalise.sets.task import Master
from leaflets.personalise.table.read import PracticeTable
from leaflets.plan import Request
from leaflets.problems import Problem
from leaflets.processes.progress import Progress
from leaflets.storage.manifest import is_there


@dataclass(frozen=True)
class State:
    """One practice, and what is the matter with its set; nothing when it is up to date."""

    id: str
    name: str
    faults: tuple[Sentence, ...]


def check(
    catalogue: Catalogue, table: PracticeTable | None, request: Request, steps: Steps, progress: Progress
) -> tuple[list[State], list[Problem]]:
    """The state of every set in the output folder, and of every practice of `table` when there is one.

    What should be in a set is what was asked of it, and what the request names. What is wrong with the table and its
    rows is among the problems.
    """
    given = {row.practice.id: (row.practice, practice_digest(row.practice, row.logo))
             for row in table.rows if row.practice is not None} if table else {}  # fmt: skip
    sets = [one if table and one.practice.id not in given else _asked_now(one, request)
            for one in read_all(request.output)]  # fmt: skip
    masters, problems = _masters(catalogue, sets, request, steps, progress)
    wrong = [*table.problems, *(problem for row in table.rows for problem in row.problems)] if table else []
    states: list[State] = []
    for one in sets:
        faults = list(_against_table(one, table, given)) if table else []
        states.append(State(one.practice.id, one.practice.name, (*faults, *_against_edition(one, masters, catalogue))))
    there = {state.id for state in states}
    for identifier, (practice, _) in given.items():
        if identifier not in there:
            states.append(State(identifier, practice.name, (say("its set is not made yet"),)))
    return sorted(states, key=lambda state: state.id), [*problems, *wrong]


def _asked_now(one: PublishedSet, request: Request) -> PublishedSet:
    """A set of which is asked, too, what the request names: leaflets, formats, or files for a print shop or in grey."""
    (ask,) = asked_by(request, "").asks
    if ask in (Ask(), *one.asked.asks):
        return one
    return replace(one, asked=Asked((*one.asked.asks, ask), one.asked.table))


def _masters(
    catalogue: Catalogue, sets: Sequence[PublishedSet], request: Request, steps: Steps, progress: Progress
) -> tuple[dict[Ask, list[Master]], list[Problem]]:
    """The edition as it is now, by what was asked of the sets, in their places."""
    found: dict[Ask, list[Master]] = {}
    problems: list[Problem] = []
    for ask in sorted({ask for one in sets for ask in one.asked.asks}, key=repr):
        known = _still_there(ask, catalogue)
        wanted = [place for place in places(one.practice for one in sets if ask in one.asked.asks)
                  if known and place[0] in catalogue.languages]  # fmt: skip
        files, told = planned(catalogue, wanted, known.of(request)) if known and wanted else ([], [])
        found[ask], wrong = typeset(files, request, steps, progress)
        problems += (*told, *wrong)
    return found, list(dict.fromkeys(problems))


def _still_there(ask: Ask, catalogue: Catalogue) -> Ask | None:
    """What was asked for without the leaflets and formats that are gone; None when nothing is left of it."""
    leaflets = {one.id for several in catalogue.leaflets.values() for one in several}
    failed = {name for names in catalogue.failed.values() for name in names}
    left = replace(
        ask,
        leaflets=tuple(name for name in ask.leaflets if name in leaflets | failed),
        formats=tuple(name for name in ask.formats if name in catalogue.formats),
    )
    return left if bool(left.leaflets) == bool(ask.leaflets) and bool(left.formats) == bool(ask.formats) else None


def _against_table(
    one: PublishedSet, table: PracticeTable, given: Mapping[str, tuple[Practice, str]]
) -> Iterator[Sentence]:
    """What a list says of a set; of one that came from another list, or whose row is wrong, it says nothing."""
    if one.practice.id in given:
        if given[one.practice.id][1] != one.digest:
            yield say("its own data has changed")
    elif one.asked.table == table.name and table.is_whole and all(row.id != one.practice.id for row in table.rows):
        yield say("it is no longer in the list of practices")


def _against_edition(
    one: PublishedSet, masters: Mapping[Ask, Sequence[Master]], catalogue: Catalogue
) -> Iterator[Sentence]:
    """What the edition has now of what was asked for, and the set has not.

    Of a text that is wrong today it says nothing: that is said of the text.
    """
    now: dict[str, Master] = {}
    for ask in one.asked.asks:
        for number in of_practice(masters[ask], one.practice):
            now[copy_path(one.practice.id, masters[ask][number].work)] = masters[ask][number]
    for name in sorted(now.keys() | one.entries.keys()):
        short = "/".join(Path(name).parts[2:])
        if name not in one.entries:
            yield say("{file} is missing", file=short)
        elif name not in now:
            entry = one.entries[name]
            if entry.leaflet not in catalogue.failed.get(entry.language, ()):
                yield say("{file} is no longer made", file=short)
        elif one.masters.get(name) != now[name].digest:
            yield say("{file} is out of date", file=short)
        elif not is_there(one.output, one.entries[name]):
            yield say("{file} is damaged or gone", file=short)
