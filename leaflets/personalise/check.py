"""Which sets in the output folder are out of date against the edition and the practices as they are now."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import ValidationError

from leaflets.content import Catalogue
from leaflets.model import Job
from leaflets.personalise import published
from leaflets.personalise.masters import Planned, places, planned
from leaflets.personalise.practice import Practice
from leaflets.personalise.reading import Table
from leaflets.plan import Request
from leaflets.publish import is_there


@dataclass(frozen=True)
class State:
    """One practice, and what is the matter with its set; nothing when it is up to date."""

    id: str
    name: str
    faults: tuple[str, ...]


def check(catalogue: Catalogue, table: Table | None, request: Request, digest: Callable[[Job], str]) -> list[State]:
    """The state of every set in the output folder, and of every practice of `table` when there is one."""
    given = {row.practice.id: (row.practice, published.practice_digest(row.practice, row.logo))
             for row in table.rows if row.practice is not None} if table else None  # fmt: skip
    states: list[State] = []
    for one in published.read_all(request.output):
        try:
            practice = Practice.model_validate(one.practice)
        except ValidationError:
            states.append(State(str(one.practice.get("id")), str(one.practice.get("name")), ("its data is damaged",)))
            continue
        faults = list(_against_table(one, practice, given)) if given is not None else []
        faults += _against_edition(one, practice, catalogue, request, digest)
        states.append(State(practice.id, practice.name, tuple(faults)))
    there = {state.id for state in states}
    for identifier, (practice, _) in (given or {}).items():
        if identifier not in there:
            states.append(State(identifier, practice.name, ("its set is not made yet",)))
    return sorted(states, key=lambda state: state.id)


def _against_table(
    one: published.Set, practice: Practice, given: Mapping[str, tuple[Practice, str]]
) -> Iterator[str]:
    if practice.id not in given:
        yield "it is no longer in the list of practices"
    elif given[practice.id][1] != one.digest:
        yield "its own data has changed"


def _against_edition(
    one: published.Set, practice: Practice, catalogue: Catalogue, request: Request, digest: Callable[[Job], str]
) -> Iterator[str]:
    """What the edition has now and the set has not; in the formats the set is in."""
    used = {str(entry["format"]) for entry in one.entries.values()}
    formats = tuple(name for name in catalogue.formats if name in used)
    wanted = [place for place in places([practice]) if place[0] in catalogue.languages]
    files, _ = planned(catalogue, wanted, replace(request, formats=formats), digest)
    now: dict[str, Planned] = {published.path(practice.id, file.work): file for file in files}
    for name in sorted(now.keys() | one.entries.keys()):
        short = "/".join(Path(name).parts[2:])
        if name not in one.entries:
            yield f"{short} is missing"
        elif name not in now:
            yield f"{short} is no longer made"
        elif one.masters.get(name) != now[name].digest:
            yield f"{short} is out of date"
        elif not is_there(request.output, one.entries[name]):
            yield f"{short} is damaged or gone"
