"""What each row of a table needs: pure, from the masters, what is asked for, and the sets as they are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from leaflets.content import Catalogue
from leaflets.model.artefact import Artefact
from leaflets.personalise.practice import Practice
from leaflets.personalise.sets.asked import Asked
from leaflets.personalise.sets.masters import of_practice, usual
from leaflets.personalise.sets.published import Belongs, PublishedSet, copy_path, inputs, practice_digest
from leaflets.personalise.sets.task import Master
from leaflets.personalise.table.read import PracticeTable, Row
from leaflets.plan import gone
from leaflets.storage.digests import today


@dataclass(frozen=True)
class SetsRun:
    """What all practices of a run share: what their copies are made from, and what is asked for."""

    catalogue: Catalogue
    masters: Sequence[Master]
    asked: Asked
    templates: Path
    """The folder with that of the index page."""
    is_anew: bool = False
    """Whether what is there is made again."""
    day: dt.date = field(default_factory=today)
    """The day the review dates are held against."""
    colour: str = "#000000"
    """Of the headings and links of the index page: that of the series."""

    @property
    def usual(self) -> tuple[str, ...]:
        """The formats a set holds unless others are named."""
        return usual(self.catalogue)

    def belongs_to(self, practice: Practice) -> Belongs:
        """What may stay in a set though this run did not ask for it: whatever could be asked for.

        A leaflet whose text is wrong today is in no run, and stays as it was.
        """
        return lambda entry: entry.language in practice.language and not gone(entry, self.catalogue)


@dataclass(frozen=True)
class SetPlan:
    """What one practice needs: all masters of its set, each with the entry of its copy when that is there and good."""

    row: Row
    practice: Practice
    digest: str
    copies: Mapping[int, Artefact | None]
    is_whole: bool
    """Whether its index page and ZIP are there, and nothing that must go."""

    @property
    def missing(self) -> tuple[int, ...]:
        """The numbers of the masters whose copies are to be made."""
        return tuple(number for number, entry in self.copies.items() if entry is None)

    @property
    def is_done(self) -> bool:
        """Whether all is there already."""
        return bool(self.copies) and not self.missing and self.is_whole


def set_plans(table: PracticeTable, run: SetsRun, published: Callable[[str], PublishedSet | None]) -> Iterator[SetPlan]:
    """A plan for each row that names a practice; `published` gives the set of one as it is."""
    for row in table.rows:
        if row.practice is not None:
            yield _plan(row, row.practice, run, published(row.practice.id))


def _plan(row: Row, practice: Practice, run: SetsRun, before: PublishedSet | None) -> SetPlan:
    digest = practice_digest(practice, row.logo)
    copies: dict[int, Artefact | None] = {}
    paths: list[str] = []
    for number in of_practice(run.masters, practice):
        master = run.masters[number]
        paths.append(copy_path(practice.id, master.work))
        entry = before.good(paths[-1], inputs(master.digest, digest)) if before else None
        copies[number] = None if run.is_anew else entry
    is_known = before is not None and before.is_sound and before.asked.and_(run.asked, run.usual) == before.asked
    is_whole = before is not None and is_known and before.is_whole(paths, run.belongs_to(practice))
    return SetPlan(row, practice, digest, copies, is_whole)
