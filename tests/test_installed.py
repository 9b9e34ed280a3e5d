"""Installed from a wheel the press works in the folder it is called from, with the look it comes with or a folder's own."""

from __future__ import annotations

import os
import re
import shutil
import site
import subprocess
import sys
import tarfile
import venv
from dataclasses import dataclass
from pathlib import Path

import pytest
from hatchling.builders.sdist import SdistBuilder

from leaflets import installed
from leaflets.installed import styles_of, templates_of
from tests.conftest import PROJECT, once
from tests.small import Outcome

pytestmark = pytest.mark.whole

MODULES_OF_POSIX = ("fcntl", "resource", "pwd", "grp", "termios")
WINDOWS = f"""
import os, sys
class Without:
    def find_spec(self, name, path=None, target=None):
        if name in {MODULES_OF_POSIX}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)
sys.meta_path.insert(0, Without())
for name in {MODULES_OF_POSIX}:
    sys.modules.pop(name, None)
"""
"""Code that makes a system without the modules that only POSIX has."""

EVERYTHING = """
import importlib, pkgutil, leaflets
del os.fork, os.register_at_fork
for module in pkgutil.walk_packages(leaflets.__path__, "leaflets."):
    importlib.import_module(module.name)
"""


@dataclass(frozen=True)
class Installed:
    """An environment with nothing but the wheel in it; the packages it needs are those of this one."""

    environment: Path

    def run(self, folder: Path, *command: str) -> Outcome:
        """How a program of the environment ends that is called from a folder, with no checkout in sight."""
        program = self.environment / "bin" / command[0]
        known = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
        done = subprocess.run(
            [program, *command[1:]], cwd=folder, env=known, capture_output=True, text=True, check=False
        )
        return Outcome(done.returncode, done.stdout, done.stderr)


@pytest.fixture(scope="session")
def press_of_wheel(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The press as its wheel installs it."""
    with once(tmp_path_factory, "wheel") as (folder, is_first):
        environment = folder / "environment"
        if is_first:
            pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
            offline = ["--no-deps", "--no-index"]
            subprocess.run([*pip, "wheel", *offline, "--no-build-isolation", "-w", folder, PROJECT], check=True)
            venv.create(environment)
            (wheel,) = folder.glob("*.whl")
            subprocess.run([*pip, "--python", environment, "install", *offline, wheel], check=True)
            (packages,) = environment.glob("lib/python*/site-packages")
            (packages / "needed.pth").write_text("\n".join(site.getsitepackages()), encoding="utf-8")
    return Installed(environment)


def test_a_leaflet_is_made_in_an_empty_folder(press_of_wheel: Installed, edition: Path, tmp_path: Path) -> None:
    """init brings the words, a leaflet is made of them into the folder, and it is the very file the checkout makes."""
    begun = press_of_wheel.run(tmp_path, "leaflet-press", "init", "mine")
    ready = "mine is ready. Fill in content/edition.yaml there, then run cd mine && leaflet-press."
    assert begun == (0, f"{ready}\n", "")
    mine = tmp_path / "mine"
    made = press_of_wheel.run(mine, "leaflet-press", "--leaflet", "ms", "--format", "a4", "--jobs", "1")
    assert (made.code, made.err) == (0, ""), made.out
    assert "1 file, 2 pages (1 made, 0 unchanged)" in made.out
    leaflet = Path("nl", "leaflets", "ms-a4.pdf")
    assert (mine / "output" / leaflet).read_bytes() == (edition / leaflet).read_bytes()
    again = press_of_wheel.run(mine, "leaflet-press", "--leaflet", "ms", "--format", "a4", "--jobs", "1")
    assert again.out.startswith("Nothing has changed: 1 file")


def test_an_installed_press_calls_itself_by_its_name(press_of_wheel: Installed, tmp_path: Path) -> None:
    """Help and errors say leaflet-press, also when Python runs the package, and an empty folder is told how to begin."""
    assert press_of_wheel.run(tmp_path, "leaflet-press", "--help").out.startswith("Usage: leaflet-press ")
    said = 'There is no folder "content". Name another with --content, or begin one: leaflet-press init DIR.'
    for command in (["leaflet-press"], ["python", "-m", "leaflets"]):
        assert press_of_wheel.run(tmp_path, *command) == (2, "", f"leaflet-press: {said}\n")
    assert list(tmp_path.iterdir()) == []


def test_the_styles_of_the_folder_come_first(press_of_wheel: Installed, tmp_path: Path) -> None:
    """init --look brings templates and styles too, and formats are those of the folder's own."""
    press_of_wheel.run(tmp_path, "leaflet-press", "init", ".", "--look")
    assert {path.name for path in tmp_path.iterdir()} == {"content", "styles", "templates"}
    shutil.move(tmp_path / "styles" / "formats" / "a5.css", tmp_path / "styles" / "formats" / "pocket.css")
    formats = [
        line for line in press_of_wheel.run(tmp_path, "leaflet-press", "list").out.splitlines() if "pocket" in line
    ]
    assert len(formats) == 1


def test_a_project_has_the_look_of_the_press_until_it_has_its_own(tmp_path: Path) -> None:
    """Templates and styles are looked for in the project, each by itself, and else where the press has its own."""
    (tmp_path / "styles").mkdir()
    assert styles_of(tmp_path) == tmp_path / "styles"
    assert templates_of(tmp_path) == PROJECT / "templates"


def test_a_relative_project_has_its_look_at_a_whole_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is in the folder a command is called from is named so that a page finds it from anywhere."""
    (tmp_path / "templates").mkdir()
    monkeypatch.chdir(tmp_path)
    assert templates_of(Path()) == tmp_path / "templates"


def test_an_archive_of_the_sources_has_what_its_tests_read(tmp_path: Path) -> None:
    """Each file and folder at the top that a test names is in the sdist, and so is what CI runs."""
    (path,) = SdistBuilder(str(PROJECT)).build(directory=str(tmp_path), versions=["standard"])
    with tarfile.open(path) as archive:
        inside = {Path(name).parts[1] for name in archive.getnames()}
    sources = (file.read_text(encoding="utf-8") for file in (PROJECT / "tests").rglob("*.py"))
    named = {name for text in sources for name in re.findall(r'PROJECT / "([\w.-]+)', text)}
    there = {name for name in named if (PROJECT / name).exists()}
    assert there >= {"Containerfile", "pyproject.toml"}
    assert {*there, ".ci"} - inside <= {"output"}


def test_a_checkout_works_on_itself() -> None:
    """In a checkout everything lies at its top, and the press is called build.py."""
    assert (installed.IS_INSTALLED, installed.PROGRAM) == (False, "build.py")
    assert installed.PROJECT == installed.ORIGIN == PROJECT


@pytest.mark.parametrize("then", ["import leaflets.cli", EVERYTHING], ids=["command line", "every module"])
def test_nothing_that_only_posix_has_is_needed_on_the_way_in(then: str) -> None:
    """The command line, and every module behind it, is imported where those modules are missing."""
    done = subprocess.run(
        [sys.executable, "-c", WINDOWS + then], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
