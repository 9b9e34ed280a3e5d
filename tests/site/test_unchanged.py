"""The quick answer that nothing has changed."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from leaflets.site.addresses import FOLDER
from leaflets.site.unchanged import NOTE, nothing_changed, remember
from leaflets.storage.digests import machine_digest
from tests.conftest import PROJECT


class Place:
    """A project with a site that was written and remembered."""

    def __init__(self, home: Path) -> None:
        self.project, self.content, self.output = home / "project", home / "content", home / "output"
        for name in ("templates/site", "styles"):
            (self.project / name).mkdir(parents=True)
        (self.project / "templates/site/list.html").write_text("<p>", encoding="utf-8")
        (self.project / "templates/leaflet.html").write_text("<p>", encoding="utf-8")
        (self.content / "nl").mkdir(parents=True)
        (self.content / "nl/ms.md").write_text("MS", encoding="utf-8")
        (self.output / FOLDER / "nl").mkdir(parents=True)
        (self.output / ".cache").mkdir()
        (self.output / FOLDER / "nl/index.html").write_text("<p>", encoding="utf-8")
        (self.output / "manifest.json").write_text("{}", encoding="utf-8")
        remember(self.project, self.content, self.output, None, 7)

    def ask(self, edition: str | None = None) -> int | None:
        return nothing_changed(self.project, self.content, self.output, edition)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def test_it_says_how_many_files_there_are(place: Place) -> None:
    """For the edition it was written for, and no other."""
    assert place.ask() == 7
    assert place.ask("moe") is None


@pytest.mark.parametrize(
    "path",
    ["content/nl/ms.md", "project/templates/site/list.html", "project/templates/leaflet.html", "output/manifest.json",
     "output/site/nl/index.html", "output/site/more.html", "project/styles/new.css", "output/.cache/site.json"],
)  # fmt: skip
def test_it_is_written_again_when_anything_changes(path: str, place: Place, tmp_path: Path) -> None:
    """A word, a template, a style, a file that was made, a page of the site itself, or the note."""
    (tmp_path / path).write_text("changed", encoding="utf-8")
    assert place.ask() is None


def test_it_is_written_again_on_another_day(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """For a review may have become due."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795953600")
    assert place.ask() is None


def test_it_is_written_again_when_it_is_gone(place: Place) -> None:
    """The folder, or the note."""
    shutil.rmtree(place.output / FOLDER)
    assert place.ask() is None
    (place.output / ".cache" / NOTE).unlink()
    assert place.ask() is None


def test_a_comma_in_the_foot_of_the_site_makes_no_page_of_paper_another(place: Place, tmp_path: Path) -> None:
    """What is only of the site is not part of the machine that makes files; a template of pages is."""
    before = machine_digest(place.project)
    (place.project / "templates/site/list.html").write_text("<p>,", encoding="utf-8")
    (place.project / "templates/site/new.css").write_text("p {}", encoding="utf-8")
    assert machine_digest(place.project) == before
    (place.project / "templates/leaflet.html").write_text("<p>,", encoding="utf-8")
    assert machine_digest(place.project) != before


def test_the_answer_loads_nothing_heavy() -> None:
    """Neither WeasyPrint nor what reads texts."""
    code = "import sys, leaflets.site.unchanged; print([one for one in ('weasyprint', 'pydantic', 'jinja2', 'PIL') if one in sys.modules])"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=PROJECT)
    assert said.stdout == "[]\n"
