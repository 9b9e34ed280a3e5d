from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pikepdf import Dictionary, Name

from leaflets.content import Catalogue
from leaflets.model import Chapter, Proof
from leaflets.preflight.artefacts import Task, damage_of, listed, look_at, tasks_of
from leaflets.preflight.file import Subject
from leaflets.preflight.house import House
from tests.preflight.drawn import Drawn, format_of, pdf_of, saved

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


NUMBERS = ("Een", "Twee", "Drie", "Vier", "Vijf", "Zes", "Zeven", "Acht")
WORDS = tuple(f"{number} van de acht" for number in NUMBERS)


def spread(left: int, right: int) -> Drawn:
    """A side of a sheet with two pages."""
    return Drawn(297, 210).text(20, 40, WORDS[left - 1]).text(168.5, 40, WORDS[right - 1])


def apart(folder: Path, fronts: Sequence[Drawn], backs: Sequence[Drawn], catalogue: Catalogue) -> Task:
    """The task of a booklet of eight pages whose sides are in two files, with the text it must print."""
    text = Chapter.model_validate(
        {"id": "test", "language": "nl", "path": "x.md", "title": "Proef", "subtitle": None, "motto": None, "line": 1,
         "markdown": "\n\n".join(WORDS), "cited": (), "claims": ()}
    )  # fmt: skip
    (folder / "base.pdf").write_bytes(saved(pdf_of(*(Drawn(148.5, 210).text(20, 40, words) for words in WORDS))))
    fmt = format_of(sheet={"size_mm": (297, 210), "scheme": "saddle"}, paper_mm=(297, 210))
    subject = Subject(format=fmt, purpose="sheet", language=catalogue.languages["nl"], texts=(text,), caliper_mm=None)
    tasks = []
    for sides, drawn in (("fronts", fronts), ("backs", backs)):
        pdf = pdf_of(*drawn)
        pdf.Root.Lang = "nl"
        pdf.docinfo["/Title"] = "Proef"
        pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True, PrintScaling=Name("/None"), Duplex=Name.Simplex)
        path = folder / f"x-{sides}.pdf"
        path.write_bytes(saved(pdf))
        proof = Proof(job_id="x", pdf=b"", pages=len(drawn), trim_mm=(297, 210), qr=())
        tasks.append(Task(path.name, path, proof, None, 4, replace(subject, sides=sides), folder / "base.pdf"))  # type: ignore[arg-type]
    return replace(tasks[0], backs=tasks[1])


def test_sides_in_two_files_are_held_together(tmp_path: Path, catalogue: Catalogue) -> None:
    """Fronts and backs together print the whole text, whichever back comes first; a back that is wrong is told in its file."""
    fronts, backs = (spread(8, 1), spread(6, 3)), (spread(2, 7), spread(4, 5))
    for several in (backs, backs[::-1]):
        task = apart(tmp_path, fronts, several, catalogue)
        assert [one for one in look_at(task) if one.rule != "C10"] == []
        assert task.files == ("x-fronts.pdf", "x-backs.pdf")
        assert task.pages == 4
    wrong = look_at(apart(tmp_path, fronts, (spread(2, 7), spread(5, 4)), catalogue))
    assert [(one.where, one.page, one.rule, one.what) for one in wrong if one.rule != "C10"] == [
        ("x-backs.pdf", 2, "P05", "pages 5 and 4 stand side by side")
    ]
    short = look_at(apart(tmp_path, fronts, (spread(2, 7),), catalogue))
    assert {"P04", "P05", "T07"} <= {one.rule for one in short}


def test_fronts_and_backs_of_the_manifest_are_one_task(folder: Path, catalogue: Catalogue) -> None:
    """The two files of a manual duplex are looked at together; the fronts alone, where the backs are gone, by themselves."""
    (folder / "nl/leaflets/ms-a5-folded-backs.pdf").write_bytes(b"x")
    names = ("nl/leaflets/ms-a5-folded-fronts.pdf", "nl/leaflets/ms-a5-folded-backs.pdf")
    entries = [entry(name, "a5-folded") for name in names]
    (task,) = tasks_of(entries, catalogue, House(), folder)[0]
    assert task.files == names
    (alone,) = tasks_of(entries[:1], catalogue, House(), folder)[0]
    assert alone.backs is None


def test_pages_cut_from_a_sheet_are_no_sheet(folder: Path, catalogue: Catalogue) -> None:
    """A print shop gets the cards one by one: their file is asked for no folds, no order of slots and no print window."""
    (folder / "nl/leaflets/ms-dl-card-press.pdf").write_bytes(b"x")
    card = entry("nl/leaflets/ms-dl-card-press.pdf", "dl-card", purpose="press", trim_mm=[99, 210])
    (task,) = tasks_of([card], catalogue, House(), folder)[0]
    assert task.subject.format is not None
    assert (task.subject.format.sheet, task.subject.format.paper_mm) == (None, (99, 210))


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


@pytest.mark.parametrize(
    ("fields", "tells"),
    [
        ({"path": "../elsewhere.pdf"}, "which is not in the output folder"),
        ({"pages": ...}, "the manifest lists it without pages"),
    ],
)
def test_a_manifest_no_press_wrote_is_told(
    folder: Path, catalogue: Catalogue, fields: dict[str, Any], tells: str
) -> None:
    """A file outside the folder is not opened, and an entry that lacks something is a sentence."""
    (folder.parent / "elsewhere.pdf").write_bytes(b"x")
    whole = {name: value for name, value in (entry(LEAFLET, "a5") | fields).items() if value is not ...}
    tasks, absent = tasks_of([whole], catalogue, House(), folder)
    assert tasks == []
    assert tells in absent[0].what


def test_a_damaged_manifest_is_told(tmp_path: Path) -> None:
    """A manifest that cannot be read is told; none at all is an empty folder."""
    assert damage_of(tmp_path) == []
    (tmp_path / "manifest.json").write_text('{"artefacts": [', "utf-8")
    assert [str(one) for one in damage_of(tmp_path)] == [
        "manifest.json: cannot be read, so no file was looked at. Run build.py."
    ]


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
