"""Cases of practices: tables and files of them are changed, read, and what is right is made into a copy."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import partial
from io import BytesIO
from random import Random

import pikepdf
import yaml

from leaflets.personalise.sets.copies import make_sets
from leaflets.personalise.sets.task import CopyTask
from leaflets.personalise.table import workbook
from leaflets.personalise.table.read import PracticeTable, read
from leaflets.problems import Problem
from tests.fuzz.bench import LOGO, Bench, seeds
from tests.fuzz.formats import text_changed, yaml_changed, zip_changed
from tests.fuzz.kinds import Kind, Verdict, Wrong
from tests.personalise.conftest import FULL, nothing

SEEDS = seeds()
SHEET = workbook.MAX_SECONDS + 3.0
"""Seconds a spreadsheet may take: its reader is stopped at so many."""

COPIED = 1
"""So many practices of a table are made into a copy."""


def _table(ending: str, change: Callable[[Random, bytes, bytes], bytes], bench: Bench, rng: Random) -> Verdict:
    data = change(rng, SEEDS[ending], bench.other(rng))
    with bench.folder() as folder:
        (folder / "logo.svg").write_bytes(LOGO)
        with bench.changed(folder / f"practices.{ending}", data) as path:
            return _read(read(path, ["nl"]), bench)


def _practice(bench: Bench, rng: Random) -> Verdict:
    data = yaml_changed(rng, yaml.safe_dump(FULL | {"logo": "logo.svg"}, allow_unicode=True).encode(), bench.other(rng))
    with bench.folder() as folder:
        (folder / "logo.svg").write_bytes(LOGO)
        with bench.changed(folder / "de-wilg.yaml", data) as path:
            return _read(read(rng.choice((path, folder)), ["nl"]), bench)


def _read(table: PracticeTable, bench: Bench) -> Verdict:
    """What was read is looked at and some of it made; each row that failed says why."""
    problems: list[Problem] = [*table.problems]
    for row in table.rows:
        problems += row.problems
        if row.practice is None and not row.problems:
            raise Wrong(f"line {row.line} failed and nobody says why")
        for value in row.practice.model_dump().values() if row.practice else ():
            _look(str(value))
    good = [row for row in table.rows if row.practice is not None and row.practice.country == "be"][:COPIED]
    for row in good:
        assert row.practice is not None
        (made,) = make_sets([CopyTask(row.practice, row.logo, row.where, row.line)], bench.masters, nothing)
        problems += made.problems
        if not (made.copies or made.problems):
            raise Wrong(f"nothing was made of line {row.line} and nobody says why")
        for copy in made.copies:
            with pikepdf.open(BytesIO(copy.pdf)) as pdf:
                if len(pdf.pages) != copy.pages:
                    raise Wrong("a copy has other pages than it says")
    return Verdict(any(row.practice for row in table.rows), tuple(problems))


def _look(text: str) -> None:
    """Raises Wrong for characters that hide in a practice's data."""
    if hidden := {character for character in text if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Cn")}:
        raise Wrong(
            f"a practice was taken that holds {', '.join(f'U+{ord(character):04X}' for character in sorted(hidden))}"
        )


KINDS = (
    Kind("csv", 34, partial(_table, "csv", text_changed)),
    Kind("tsv", 10, partial(_table, "tsv", text_changed)),
    Kind("txt", 10, partial(_table, "txt", text_changed)),
    Kind("xlsx", 20, partial(_table, "xlsx", zip_changed), SHEET),
    Kind("ods", 16, partial(_table, "ods", zip_changed), SHEET),
    Kind("xls", 10, partial(_table, "xls", text_changed), SHEET),
    Kind("practice", 60, _practice),
)
