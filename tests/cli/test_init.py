"""A folder to work in is begun from the command line, and what was said to be next is what makes its leaflets."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.small import run


def test_a_folder_is_begun_and_the_next_command_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a checkout the folder is named to build.py, since it would take the checkout's own content."""
    monkeypatch.chdir(tmp_path)
    where = "--content mine/content --output mine/output"
    said = f"mine is ready. Fill in content/edition.yaml there, then run build.py {where}.\n"
    assert run("init", "mine") == (0, said, "")
    assert run("list", "--content", "mine/content").code == 0


def test_a_series_of_ones_own_is_begun_and_what_comes_next_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The texts are left out; what is to be filled in and how a leaflet is begun there is said, and works."""
    monkeypatch.chdir(tmp_path)
    said = run("init", "mine", "--bare")
    assert said.out == (
        "mine is ready. Fill in what stands between ‹ and › there, begin leaflets with"
        " build.py new leaflet ID --content mine/content, then run build.py --content mine/content --output mine/output.\n"
    )
    assert {path.name for path in (tmp_path / "mine").iterdir()} == {"content", "styles"}
    assert run("new", "leaflet", "hooikoorts", "--content", "mine/content").code == 0
    told = run("build", "--content", "mine/content", "--output", "mine/output")
    assert (told.code, told.out) == (1, "")
    assert 'content/sources.yaml, line 6: the field "url" is wrong' in told.err
    assert run("init", "other", "--bare", "--look", "-q").code == 0
    assert {path.name for path in (tmp_path / "other").iterdir()} == {"content", "styles", "templates"}


def test_a_folder_with_something_in_it_is_a_wrong_option(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It ends with 2 and says what to do; a file in its place does too."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    said = '" is not empty. Name a folder that is new, or empty this one.'
    assert run("init", ".") == (2, "", f'build.py: ".{said}\n')
    assert run("init", "notes.txt").code == 2
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_what_was_begun_is_told_to_a_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder, and the command that comes next; with --quiet there is nothing to say."""
    monkeypatch.chdir(tmp_path)
    told = json.loads(run("init", "mine", "--json").out)
    assert told == {"made": ["mine"], "next": "build.py --content mine/content --output mine/output"}
    assert run("init", "other", "--quiet") == (0, "", "")


@pytest.mark.parametrize("command", [["build"], ["list"], ["check"], ["new", "leaflet", "gout"], ["watch"]])
def test_content_that_is_not_there_is_a_sentence(command: list[str], tmp_path: Path) -> None:
    """Each command says what to name instead, and how to begin one."""
    nowhere = tmp_path / "nowhere"
    said = f'There is no folder "{nowhere}". Name another with --content, or begin one: build.py init DIR.'
    assert run(*command, "--content", str(nowhere)) == (2, "", f"build.py: {said}\n")
    assert not nowhere.exists()
