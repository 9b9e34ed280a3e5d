from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from leaflets.content import Catalogue
from leaflets.preflight.artefacts import listed, look_at, tasks_of
from leaflets.preflight.house import House

LEAFLET = "nl/leaflets/ms-a5.pdf"


def entry(path: str, fmt: str, **fields: Any) -> dict[str, Any]:
    plain = {"path": path, "leaflet": "ms", "language": "nl", "format": fmt, "practice": None, "pages": 4,
             "trim_mm": [148, 210], "sha256": "", "qr": []}  # fmt: skip
    return plain | fields


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An output folder in which every file is there, whatever is in it."""
    for name in ("ms-a5", "ms-a5-folded", "ms-a5-folded-fronts", "ms-trifold"):
        path = tmp_path / f"nl/leaflets/{name}.pdf"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    for name in ("booklet", "booklet-imposed", "booklet-ms-crps", "booklet-imposed-ms-crps"):
        path = tmp_path / f"nl/booklet/{name}.pdf"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    return tmp_path


def test_a_finished_leaflet_is_held_to_its_text(edition: Path, catalogue: Catalogue) -> None:
    """A leaflet of the manifest is known with its format, its text and its sources, and looking at it finds no fault."""
    tasks, absent = tasks_of(list(listed(edition)), catalogue, House(), edition)
    assert absent == []
    task = next(task for task in tasks if task.where == LEAFLET)
    assert [text.id for text in task.subject.texts] == ["ms"]
    assert task.subject.format == catalogue.formats["a5"]
    assert [problem for problem in look_at(task) if problem.severity == "blocks"] == []


def test_sheets_are_held_to_the_file_they_impose(folder: Path, catalogue: Catalogue) -> None:
    """The folded leaflet has the a5 file as its base, the imposed booklet the booklet of the same choice."""
    entries = [
        entry(LEAFLET, "a5"),
        entry("nl/leaflets/ms-a5-folded.pdf", "a5-folded"),
        entry("nl/leaflets/ms-a5-folded-fronts.pdf", "a5-folded"),
        entry("nl/leaflets/ms-trifold.pdf", "trifold"),
        entry("nl/booklet/booklet.pdf", "booklet", leaflet=None),
        entry("nl/booklet/booklet-ms-crps.pdf", "booklet", leaflet=None),
        entry("nl/booklet/booklet-imposed.pdf", "booklet-imposed", leaflet=None),
        entry("nl/booklet/booklet-imposed-ms-crps.pdf", "booklet-imposed", leaflet=None),
    ]
    tasks, _ = tasks_of(entries, catalogue, House(), folder)
    bases = {task.path.stem: task.base.stem if task.base else None for task in tasks}
    assert bases == {
        "ms-a5": None, "ms-a5-folded": "ms-a5", "ms-a5-folded-fronts": "ms-a5", "ms-trifold": None, "booklet": None,
        "booklet-ms-crps": None, "booklet-imposed": "booklet", "booklet-imposed-ms-crps": "booklet-ms-crps",
    }  # fmt: skip
    sides = {task.path.stem: task.subject.sides for task in tasks}
    assert sides["ms-a5-folded-fronts"] == "fronts"
    assert sides["ms-a5-folded"] == "both"


def test_a_booklet_is_held_to_the_leaflets_in_its_name(folder: Path, catalogue: Catalogue) -> None:
    """The whole booklet has all thirteen, one of a choice those of its name and the chapters of their groups."""
    entries = [
        entry("nl/booklet/booklet.pdf", "booklet", leaflet=None),
        entry("nl/booklet/booklet-ms-crps.pdf", "booklet", leaflet=None),
    ]
    whole, choice = (task.subject.texts for task in tasks_of(entries, catalogue, House(), folder)[0])
    assert len([text for text in whole if text.path.count("/") == 2]) == 13
    assert {text.id for text in choice if text.path.count("/") == 2} == {"ms", "crps"}
    assert {text.id for text in choice if text.id.startswith("group-")} == {"group-5"}


def test_a_file_of_an_unknown_format_is_asked_less(folder: Path, catalogue: Catalogue) -> None:
    """A ticket, and a file of a format that is no more, have no text they must print."""
    entries = [entry(LEAFLET, "postcard"), {"path": "nl/leaflets/ms-trifold.pdf", "language": "nl", "pages": 1,
                                            "trim_mm": [148, 210], "of": "x"}]  # fmt: skip
    tasks, absent = tasks_of(entries, catalogue, House(), folder)
    assert [task.subject.texts for task in tasks] == [(), ()]
    assert len(absent) == 2


def test_the_same_file_under_other_rules_is_another_task(edition: Path, catalogue: Catalogue) -> None:
    """What is kept of a file depends on the file, on what it ought to be, and on the machine that looked."""
    task = next(
        task for task in tasks_of(list(listed(edition)), catalogue, House(), edition)[0] if task.where == LEAFLET
    )
    other = next(
        task
        for task in tasks_of(list(listed(edition)), catalogue, House(source_language="fr"), edition)[0]
        if task.where == LEAFLET
    )
    assert task.digest("one") == task.digest("one")
    assert len({task.digest("one"), task.digest("two"), other.digest("one")}) == 3
