"""A digest changes with everything that goes in, and with nothing else."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from leaflets.fingerprint import files_digest, libraries_digest, machine_digest


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with a file of each kind."""
    for name in (
        "leaflets/a.py",
        "templates/a.html",
        "styles/base.css",
        "styles/formats/a4.css",
        "styles/formats/a5.css",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    return tmp_path


def test_a_digest_is_of_names_and_contents(tmp_path: Path) -> None:
    """Another content, another name, one file more or one less each give another digest; the same files the same."""
    folder = tmp_path / "content"
    (folder / "nl").mkdir(parents=True)
    (folder / "nl" / "ms.md").write_bytes(b"een")
    seen = [files_digest([folder])]
    (folder / "nl" / "ms.md").write_bytes(b"twee")
    seen.append(files_digest([folder]))
    (folder / "nl" / "ms.md").rename(folder / "nl" / "crps.md")
    seen.append(files_digest([folder]))
    (folder / "nl" / "empty.md").touch()
    seen.append(files_digest([folder]))
    assert len(set(seen)) == 4
    assert files_digest([folder], skip=[folder / "nl" / "empty.md"]) == seen[2]
    (folder / "nl" / "__pycache__").mkdir()
    (folder / "nl" / "__pycache__" / "x.pyc").write_bytes(b"x")
    assert files_digest([folder]) == seen[3]


def test_the_same_files_elsewhere_have_the_same_digest(tmp_path: Path) -> None:
    """Where a folder lies does not matter, only what is in it."""
    for place in ("here", "there"):
        (tmp_path / place / "content").mkdir(parents=True)
        (tmp_path / place / "content" / "a.md").write_bytes(b"a")
    assert files_digest([tmp_path / "here" / "content"]) == files_digest([tmp_path / "there" / "content"])


@pytest.mark.parametrize("name", ["leaflets/a.py", "templates/a.html", "styles/base.css", "styles/formats/a5.css"])
def test_whatever_shapes_a_page_changes_the_machine(name: str, project: Path) -> None:
    """Code, templates and styles all count for a format made with them."""
    before = machine_digest(project, "a5")
    (project / name).write_text("changed", encoding="utf-8")
    assert machine_digest(project, "a5") != before


def test_the_style_of_another_format_does_not(project: Path) -> None:
    """A format is not made anew because another one's style changed; the machine as a whole is."""
    one, whole = machine_digest(project, "a5"), machine_digest(project)
    (project / "styles" / "formats" / "a4.css").write_text("changed", encoding="utf-8")
    assert machine_digest(project, "a5") == one
    assert machine_digest(project) != whole


def test_another_version_of_a_library_changes_the_machine(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A library that is installed, or installed in another version, counts."""
    packages = tmp_path / "site"
    packages.mkdir()
    monkeypatch.setattr(sys, "path", [str(packages)])
    (packages / "weasyprint-70.0.dist-info").mkdir()
    before = libraries_digest(), machine_digest(project)
    assert (libraries_digest(), machine_digest(project)) == before
    (packages / "weasyprint-70.0.dist-info").rename(packages / "weasyprint-70.1.dist-info")
    assert libraries_digest() != before[0]
    assert machine_digest(project) != before[1]


def test_it_answers_before_anything_heavy_is_loaded() -> None:
    """The modules that say whether anything has changed load no library that makes pages or reads content."""
    code = (
        "import sys, leaflets.fast; print({'weasyprint', 'pydantic', 'yaml', 'markdown', 'pikepdf'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
