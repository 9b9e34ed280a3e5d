"""An association that makes sets of leaflets for its practices: what the tests of sets share."""

from __future__ import annotations

import csv
import io

import pytest

from tests.conftest import once
from tests.small import UNSEEN, Outcome, Press, finished, run

HEAD = "id;name;telephone;address;country"
ROWS = {
    "linde": "linde;De Linde ŵ;09 123 45 67;Kerkstraat 12, 9000 Gent;be",
    "beuk": "beuk;De Beuk;020 123 45 67;Laan 1, Amsterdam;nl",
    "eik": "eik;De Eik;09 123 45 69;Dorp 3, 9000 Gent;be",
}


class Office:
    """An association with a table of practices, and the small press."""

    def __init__(self, press: Press) -> None:
        self.press = press
        self.table = press.home / "practices.csv"
        self.folder = press.output / "practices"
        self.write(*ROWS.values())

    def write(self, *rows: str) -> None:
        self.table.write_text("\r\n".join([HEAD, *rows, ""]), encoding="utf-8-sig")

    def make(self, *options: str) -> Outcome:
        return run(*self.press.arguments("personalise", str(self.table), "--format", "a5", *options))

    def check(self, *options: str) -> Outcome:
        return run(*self.press.arguments("personalise", *options, "--check"))

    def files(self) -> dict[str, bytes]:
        """Every file of every set."""
        return {
            path.relative_to(self.folder).as_posix(): path.read_bytes()
            for path in sorted(self.folder.rglob("*")) if path.is_file() and path.name != "report.csv"
        }  # fmt: skip

    def report(self) -> list[dict[str, str]]:
        text = (self.folder / "report.csv").read_text(encoding="utf-8-sig")
        return list(csv.DictReader(io.StringIO(text), delimiter=";"))


@pytest.fixture
def office(press: Press) -> Office:
    return Office(press)


@pytest.fixture(scope="session")
def offices(tmp_path_factory: pytest.TempPathFactory, pressed: Press) -> Office:
    """An office whose sets were made by two processes; not to be changed, see `made`."""
    with once(tmp_path_factory, "offices") as (folder, is_first):
        office = Office(pressed.copy(folder) if is_first else Press(folder))
        if is_first:
            arguments = ("personalise", str(office.table), "--format", "a5")
            outcome = finished(office.press.apart(*arguments, jobs=2, before=UNSEEN))
            assert (outcome.code, outcome.err) == (0, "")
    return office


@pytest.fixture
def made(offices: Office, press: Press) -> Office:
    """A copy of the office whose sets are made."""
    offices.press.copy(press.home)
    return Office(press)
