"""Which sets in the output folder are out of date against the edition and the practices as they are now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from leaflets.artefact import Artefact
from leaflets.content import Catalogue
from leaflets.personalise import published
from leaflets.personalise.masters import Progress, Steps, of_practice, places, planned, typeset
from leaflets.personalise.practice import Practice
from leaflets.personalise.published import Set
from leaflets.personalise.reading import Table
from leaflets.personalise.task import Master
from leaflets.plan import Request
from leaflets.problems import Problem
from leaflets.publish import is_there


@dataclass(frozen=True)
class State:
    """One practice, and what is the matter with its set; nothing when it is up to date."""

    id: str
    name: str
    faults: tuple[str, ...]


def check(
    catalogue: Catalogue, table: Table | None, request: Request, steps: Steps, progress: Progress
) -> tuple[list[State], list[Problem]]:
    """The state of every set in the output folder, and of every practice of `table` when there is one."""
    sets = published.read_all(request.output)
    masters, problems = _masters(catalogue, sets, request, steps, progress)
    given = {row.practice.id: (row.practice, published.practice_digest(row.practice, row.logo))
             for row in table.rows if row.practice is not None} if table else None  # fmt: skip
    states: list[State] = []
    for one in sets:
        faults = list(_against_table(one, given)) if given is not None else []
        states.append(State(one.practice.id, one.practice.name, (*faults, *_against_edition(one, masters))))
    there = {state.id for state in states}
    for identifier, (practice, _) in (given or {}).items():
        if identifier not in there:
            states.append(State(identifier, practice.name, ("its set is not made yet",)))
    return sorted(states, key=lambda state: state.id), problems


def _masters(
    catalogue: Catalogue, sets: Sequence[Set], request: Request, steps: Steps, progress: Progress
) -> tuple[list[Master], list[Problem]]:
    """The edition as it is now, in the places and formats of the sets."""
    used = {entry.format for one in sets for entry in one.entries.values()}
    formats = tuple(name for name in catalogue.formats if name in used)
    wanted = [place for place in places(one.practice for one in sets) if place[0] in catalogue.languages]
    files, problems = planned(catalogue, wanted, replace(request, formats=formats)) if formats else ([], [])
    masters, wrong = typeset(files, request, steps, progress)
    return masters, problems + wrong


def _against_table(one: Set, given: Mapping[str, tuple[Practice, str]]) -> Iterator[str]:
    if one.practice.id not in given:
        yield "it is no longer in the list of practices"
    elif given[one.practice.id][1] != one.digest:
        yield "its own data has changed"


def _against_edition(one: Set, masters: Sequence[Master]) -> Iterator[str]:
    """What the edition has now and the set has not; in the formats the set is in."""
    used = {entry.format for entry in one.entries.values()}
    own = (masters[number] for number in of_practice(masters, one.practice))
    now = {published.path(one.practice.id, master.work): master for master in own if master.work.format.id in used}
    for name in sorted(now.keys() | one.entries.keys()):
        short = "/".join(Path(name).parts[2:])
        if name not in one.entries:
            yield f"{short} is missing"
        elif name not in now and not _is_variant(one.entries[name], now.values()):
            yield f"{short} is no longer made"
        elif name in now and one.masters.get(name) != now[name].digest:
            yield f"{short} is out of date"
        elif not is_there(one.output, one.entries[name]):
            yield f"{short} is damaged or gone"


def _is_variant(entry: Artefact, masters: Iterable[Master]) -> bool:
    """Whether a file is what an option made of one the edition has: for a print shop, of the same text and format."""
    made = ((master.work.entry.format, master.work.entry.leaflet, master.work.entry.made_of.slug) for master in masters)
    return (entry.format, entry.leaflet, entry.made_of.slug) in made
