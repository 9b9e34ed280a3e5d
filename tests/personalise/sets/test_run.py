"""A run makes what is missing of every set, tells what is wrong, and goes on where it was stopped."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

import pytest

from leaflets.content import Catalogue
from leaflets.messages import say
from leaflets.personalise.sets.run import make
from leaflets.personalise.table.read import PracticeTable, Row
from leaflets.plan import Request
from leaflets.problems import Problem, WrongOption
from leaflets.processes.workers import InProcess
from tests.conftest import PROJECT
from tests.office import HEAD, ROWS, Office, made, office, offices
from tests.personalise.conftest import STEPS
from tests.personalise.sets.test_publish import LINDE

__all__ = ["made", "office", "offices"]


def test_only_what_is_missing_is_made(made: Office) -> None:
    """A second run makes nothing; after a change it makes that practice, after a loss that file."""
    assert "3 sets of 3 practices, 6 files (0 made, 6 unchanged)" in made.make().out
    before = made.files()
    made.write(ROWS["linde"].replace("67;K", "68;K"), ROWS["beuk"], ROWS["eik"])
    (made.folder / "eik" / "nl" / "ms-a5.pdf").unlink()
    outcome = made.make()
    assert "(3 made, 3 unchanged)" in outcome.out
    assert "1 set of 3 were there already; what was missing is made now." in outcome.out
    after = made.files()
    changed = {name for name in after if after[name] != before[name]}
    assert {name.split("/")[0] for name in changed} == {"linde"}
    assert after["eik/nl/ms-a5.pdf"] == before["eik/nl/ms-a5.pdf"]


def test_what_is_wrong_is_named_and_the_rest_is_made(office: Office) -> None:
    """One row without a name, one that does not fit, one good: exit 1, each with line and reason, also in the report."""
    long = "x;De Lange Naam;09 123 45 67;" + ";".join(["Lange Straat " * 12] * 3) + ";be"
    head = HEAD.replace("address", "address;publisher;review")
    rows = [head, "linde;De Linde;09 123 45 67;;;;be", "leeg;;09 123 45 67;;;;be", long]
    office.table.write_text("\n".join(rows), encoding="utf-8")
    outcome = office.make()
    assert outcome.code == 1
    assert 'practices.csv, line 3: the field "name" is empty' in outcome.err
    assert 'practices.csv, line 4: it is not made in a5: "publisher" does not fit the imprint' in outcome.err
    assert "1 set of 3 practices" in outcome.out
    assert [(line["line"], line["result"]) for line in office.report()] == [
        ("2", "made"),
        ("3", "failed"),
        ("4", "failed"),
    ]
    assert "Fill it in." in office.report()[1]["reason"]
    assert "leeg" not in {path.name for path in office.folder.iterdir()}


class Tired(InProcess):
    """A pool whose user presses Ctrl-C when a second task is given to it."""

    given = 0

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        if fn.__name__ == "make_sets":
            Tired.given += 1
            if Tired.given > 1:
                raise KeyboardInterrupt
        return super().submit(fn, *args, **kwargs)


@pytest.mark.usefixtures("anew")
def test_a_stopped_run_goes_on_where_it_was(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was made is kept, the report says what was not reached, and the next run makes that, to the same bytes."""
    monkeypatch.setattr("leaflets.personalise.sets.copying.TASKS", 1)
    monkeypatch.setattr("leaflets.personalise.sets.copying.AHEAD", 1)
    with monkeypatch.context() as patch:
        patch.setattr("leaflets.build.practices.workers", lambda *_: Tired())
        outcome = office.make()
    assert outcome.code == 130
    assert "stopped. What was finished is there" in outcome.err
    results = [line["result"] for line in office.report()]
    assert sorted(results) == ["made", "not made yet", "not made yet"]
    outcome = office.make()
    assert "3 sets of 3 practices, 6 files (4 made, 2 unchanged)" in outcome.out
    assert "1 set of 3 were there already; what was missing is made now." in outcome.out
    stopped = office.files()
    office.make("--force")
    assert office.files() == stopped


def test_a_report_that_cannot_be_written_costs_itself(office: Office) -> None:
    """The sets are made, and the sentence names what stands in the way."""
    (office.folder / "report.csv").mkdir(parents=True)
    outcome = office.make("--leaflet", "ms")
    assert outcome.code == 1
    assert outcome.err == "practices/report.csv: is a folder where a file should be. Move it away.\n"
    assert {f"{name}/nl/ms-a5.pdf" for name in ROWS} <= office.files().keys()


def test_a_list_of_mistakes_makes_nothing_and_is_reported(catalogue: Catalogue, tmp_path: Path) -> None:
    """No page is made, nothing is given to the pool, and what is wrong with the list comes before its rows."""
    opened: list[str] = []

    @contextmanager
    def pool() -> Iterator[tuple[Executor, int]]:
        opened.append("pool")
        yield InProcess(), 1

    wrong = Problem(say("is wrong"), "p.csv", say("Correct it."), line=2)
    whole = Problem(say("is cut off"), "p.csv", say("Look at the file."))
    table = PracticeTable((Row("p.csv", 2, "eik", "De Eik").failed(wrong),), (whole,), ";")
    request = Request(PROJECT, PROJECT / "content", tmp_path, leaflets=("ms",), formats=("a5",))
    outcome = make(catalogue, table, request, STEPS, pool, lambda *_: None)
    assert (outcome.made, outcome.kept, outcome.sets, list(outcome.problems)) == (0, 0, 0, [whole, wrong])
    assert opened == ["pool"]
    lines = (tmp_path / "practices" / "report.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[1:] == [
        "p.csv;1;;;failed;0;is cut off. Look at the file.",
        "p.csv;2;eik;De Eik;failed;0;is wrong. Correct it.",
    ]


def test_a_leaflet_there_is_not_stops_a_run_before_it_begins(catalogue: Catalogue, tmp_path: Path) -> None:
    """It is a wrong option, and neither a set nor a report is written."""
    row = Row("p.csv", 2, "linde", "De Linde", LINDE)
    request = Request(PROJECT, PROJECT / "content", tmp_path, leaflets=("mss",), formats=("a5",))

    def pool() -> NoReturn:
        raise AssertionError("nothing is to be made")

    with pytest.raises(WrongOption, match='There is no leaflet "mss"'):
        make(catalogue, PracticeTable((row,)), request, STEPS, pool, lambda *_: None)
    assert list(tmp_path.iterdir()) == []
