from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from leaflets.content import Catalogue
from leaflets.preflight.report.looking import look_at
from leaflets.preflight.report.sets import tasks_of_sets
from leaflets.preflight.texts.house_style import House
from leaflets.storage.manifest import read_manifest, write_manifest

NAMES = ("ms-a5", "crps-a5", "ms-a4")


def make_set(edition: Path, output: Path, name: str, **practice: Any) -> Path:
    """A set of a practice whose files are those of the edition: nothing of the practice stands on them."""
    folder = output / "practices" / name
    entries = []
    for leaflet in NAMES:
        entry = read_manifest(edition).artefacts[f"nl/leaflets/{leaflet}.pdf"]
        path = folder / "nl" / f"{leaflet}.pdf"
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(edition / entry.path, path)
        entries.append(replace(entry, path=path.relative_to(output).as_posix(), practice=name))
    whose = {"id": name, "country": "nl", "telephone": "020 123 45 67"} | practice
    write_manifest(output, entries, (), f"practices/{name}", {"practice": whose})
    return folder


def test_a_set_is_held_to_its_practice(edition: Path, catalogue: Catalogue, tmp_path: Path) -> None:
    """A leaflet without the practice's number, or without a responsible publisher for Belgium, does not pass."""
    make_set(edition, tmp_path, "linde", country="be", out_of_hours_telephone="1733")
    tasks, absent = tasks_of_sets(catalogue, House(), tmp_path)
    assert absent == []
    found = {(one.rule, one.what) for one in look_at(tasks[0]) if one.severity == "blocks"}
    assert found == {
        ("C07", "the number 020 123 45 67 is printed nowhere"), ("C07", "the number 1733 is printed nowhere"),
        ("C09", "the verantwoordelijke uitgever has no address"),
    }  # fmt: skip


def test_one_file_in_each_format_is_measured(edition: Path, catalogue: Catalogue, tmp_path: Path) -> None:
    """Of a set one a5 and one a4 are looked at, and with many practices every leaflet is."""
    looked_at: set[str] = set()
    for name in ("aa", "bb", "cc", "dd", "ee", "ff"):
        shutil.rmtree(tmp_path / "practices", ignore_errors=True)
        make_set(edition, tmp_path, name)
        names = [task.path.stem for task in tasks_of_sets(catalogue, House(), tmp_path)[0]]
        assert sorted(name.rpartition("-")[2] for name in names) == ["a4", "a5"]
        looked_at |= set(names)
    assert looked_at == set(NAMES)


@pytest.mark.parametrize(
    ("damage", "tells"),
    [
        (lambda folder: (folder / "nl/crps-a5.pdf").unlink(), "practices/linde/nl/crps-a5.pdf: is in the manifest"),
        (lambda folder: (folder / "nl/ms-a5.pdf").write_bytes(b"x"), "nl/ms-a5.pdf: is not the file that was made"),
        (lambda folder: (folder / "manifest.json").write_text("{"), "practices/linde/manifest.json: cannot be read"),
    ],
)
def test_every_file_of_a_set_is_the_one_that_was_made(
    edition: Path, catalogue: Catalogue, tmp_path: Path, damage: Any, tells: str
) -> None:
    """A file that is gone or changed, and a manifest that cannot be read, are told with what to do."""
    damage(make_set(edition, tmp_path, "linde"))
    (problem,) = tasks_of_sets(catalogue, House(), tmp_path)[1]
    assert tells in str(problem)
    assert problem.todo == "Run build.py personalise."
