"""The order of a list: for each practice a folder with its files, tickets and index; all in one ZIP, with a report."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from leaflets.messages import joined, say
from leaflets.model.format import Printer
from leaflets.personalise.practice import Practice
from leaflets.personalise.sets import report
from leaflets.personalise.sets.outcome import SetOutcome
from leaflets.personalise.sets.published import OLDEST, newest_day, place_in_zip
from leaflets.personalise.table.rows import PracticeTable, Row
from leaflets.problems import ContentError, Problem
from leaflets.studio.choice import Basket
from leaflets.studio.crew import Team
from leaflets.studio.naming import Naming, naming
from leaflets.studio.orders import MANY, PlacedOrder, in_turn
from leaflets.studio.parcel import Finished, Parcel, finished_files, members
from leaflets.studio.piece import WantedFile, pieces_of
from leaflets.studio.several.screen import without_usual
from leaflets.studio.stock import StudioStock

NAME = "praktijken.zip"

MOST_TOLD = 20
"""Problems that are told on the screen; all stand in the report."""

_NOTHING = Problem(say("no chosen leaflet is there in its language"), "", say("Choose other leaflets for it."))
_FULL = Problem(
    say("the files before it fill the ZIP"), "", say("Make these practices with a list of their own.")
)  # fmt: skip


@dataclass(frozen=True)
class ListWork:
    """What is made of a list: which rows, from which texts, what was chosen, and how large it may become."""

    stock: StudioStock
    table: PracticeTable
    choice: Basket
    printer: Printer
    most_bytes: int

    @property
    def rows(self) -> list[tuple[Row, Practice]]:
        """The rows that are practices."""
        return [(row, row.practice) for row in self.table.rows if row.practice is not None]

    def pieces(self, practice: Practice) -> tuple[WantedFile, ...]:
        """The files of a practice: what was chosen in each of its languages, as far as it is there."""
        stock, choice = self.stock, self.choice
        found: list[WantedFile] = []
        for language in practice.language:
            there = {leaflet.id for leaflet in stock.catalogue.leaflets.get(language, ())}
            if leaflets := tuple(name for name in choice.leaflets if name in there):
                found += pieces_of(
                    stock, leaflets, choice.forms, language, practice.country, choice.light, self.printer
                )
        return tuple(found)

    @property
    def files(self) -> int:
        """How many files it comes to."""
        return sum(len(self.pieces(practice)) for _, practice in self.rows)


async def made_for_all(order: PlacedOrder, team: Team, work: ListWork) -> None:
    """Make the files of every practice of a list, one practice after the other. Raises ContentError for no file."""
    target = io.BytesIO()
    outcomes: list[SetOutcome] = []
    day = OLDEST
    with zipfile.ZipFile(target, "w") as packed:
        is_full = False
        for number, (row, practice) in enumerate(work.rows, start=1):
            order.now = say("Practice {number} of {count} is being made.", number=number, count=len(work.rows))
            files, problems = ([], [_FULL]) if is_full else await _set_of(order, team, work, practice)
            several = list(members(work.stock, practice, None, files, problems)) if files else []
            if target.tell() + sum(len(data) for _, data in several) > work.most_bytes:
                is_full, files, problems, several = True, [], [_FULL], []
            own = newest_day((one.entry for one in files), work.stock.catalogue)
            day = max(day, own)
            for name, data in several:
                _put(packed, f"{practice.id}/{name}", data, own)
            outcomes.append(_outcome(row, files, problems))
        wrong = [SetOutcome(row, "failed", problems=row.problems) for row in work.table.rows if row.practice is None]
        names = naming(work.stock.catalogue, work.choice.language)
        told_of = [_in_words(one, names) for one in (*outcomes, *wrong)]
        _put(packed, report.NAME, report.written(work.table, told_of, work.choice.tongue, is_read=True), day)
    made, told = sum(one.made for one in outcomes), tuple(_told(outcomes))
    if not made:
        raise ContentError(*told)
    order.parcel = Parcel(NAME, "application/zip", target.getvalue(), made, told)


def _in_words(outcome: SetOutcome, names: Naming) -> SetOutcome:
    """What came of a row as who uses the studio reads it."""
    return replace(outcome, row=without_usual(outcome.row), problems=tuple(map(names.named, outcome.problems)))


def _put(packed: zipfile.ZipFile, name: str, data: bytes, day: dt.date) -> None:
    """Put a file in; no clock goes in with it."""
    packed.writestr(place_in_zip(name, day), data)


async def _set_of(
    order: PlacedOrder, team: Team, work: ListWork, practice: Practice
) -> tuple[list[Finished], list[Problem]]:
    """The files of one practice, a few at a time so that others come between, and why some are not there."""
    files: list[Finished] = []
    pieces = work.pieces(practice)
    problems: list[Problem] = [] if pieces else [_NOTHING]
    for first in range(0, len(pieces), MANY):
        some = pieces[first : first + MANY]
        try:
            found, wrong = await in_turn(team, finished_files, work.stock, some, practice, None)
        except ContentError as error:  # What it costs, it costs this practice alone.
            found, wrong = [], list(error.problems)
        files += found
        problems += wrong
        order.done += len(some)
    return files, list(dict.fromkeys(problems))


def _outcome(row: Row, files: Sequence[Finished], problems: Sequence[Problem]) -> SetOutcome:
    told = tuple(problems)
    if not files:
        return SetOutcome(row, "failed", problems=told)
    return SetOutcome(row, "partly made" if told else "made", made=len(files), problems=told)


def _told(outcomes: Sequence[SetOutcome]) -> Iterator[Problem]:
    """What is said on the screen of practices that lack something: each with its row and name."""
    lacking = [(one.row, problem) for one in outcomes for problem in one.problems]
    for row, problem in lacking[:MOST_TOLD]:
        whose = say("Row {line}, {name}", line=row.line, name=row.practice.name if row.practice else row.name)
        yield Problem(joined((whose, problem.what), ": "), "", problem.todo)
    if len(lacking) > MOST_TOLD:
        yield Problem(
            say("And {number} more", number=len(lacking) - MOST_TOLD), "", say("See report.csv in the ZIP.")
        )  # fmt: skip
