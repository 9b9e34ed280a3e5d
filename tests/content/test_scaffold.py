"""A leaflet that is begun is a file with all its parts, which is not made before it is filled in."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
import yaml

from leaflets.content import Catalogue, load
from leaflets.content.scaffold import begin_leaflet, begin_project
from leaflets.content.texts import LeafletHead
from leaflets.preflight.texts.gate import passing
from leaflets.problems import ContentError, WrongOption
from tests.conftest import PROJECT
from tests.preflight.said import TODAY

STYLES = PROJECT / "styles"


def test_a_begun_leaflet_is_only_waiting_for_words(content: Path, catalogue: Catalogue) -> None:
    """All that is wrong with a leaflet just begun is that its words and its source are still to be filled in."""
    path = begin_leaflet(content, "nl", "migraine")
    loaded, problems = load(content, STYLES)
    assert problems == []
    found, problems = passing(loaded, content, TODAY)
    lines = path.read_text(encoding="utf-8").split("\n")
    waiting = {number for number, line in enumerate(lines, 1) if "‹" in line}
    assert {problem.line for problem in problems if problem.rule == "C11"} == waiting
    assert [problem.what for problem in problems if problem.rule != "C11"] == ["cites no source"]
    assert {problem.where for problem in problems} == {"content/nl/migraine.md"}
    assert found.leaflets == catalogue.leaflets


def test_a_begun_leaflet_that_is_filled_in_passes(content: Path) -> None:
    """With each pair of ‹ › filled in, the file is a leaflet of today, to be reviewed within a year."""
    path = begin_leaflet(content, "nl", "migraine")
    text = path.read_text(encoding="utf-8").replace("‹tekst›", "Woorden. [@nice-ng206]")
    text = text.replace("signs: [‹alarmsignalen uit signs.yaml›]", "signs: [thunderclap]")
    path.write_text(re.sub("‹.*?›", "Woorden", text), encoding="utf-8")
    found, problems = passing(load(content, STYLES)[0], content, TODAY)
    assert problems == []
    (leaflet,) = [leaflet for leaflet in found.leaflets["nl"] if leaflet.id == "migraine"]
    assert (leaflet.slug, leaflet.title, leaflet.reviewer) == ("migraine", "Woorden", None)
    assert "thunderclap" in {sign.id for sign in leaflet.signs}
    assert (leaflet.date, leaflet.review_by, leaflet.version) == (TODAY, dt.date(2027, 11, 1), "2026.11")


def test_a_begun_leaflet_has_every_field(content: Path) -> None:
    """All that a writer may fill in stands there, the alarm signs to be chosen; what the reviewer adds does not."""
    head = begin_leaflet(content, "nl", "migraine").read_text(encoding="utf-8").split("---\n")[1]
    fields = {name for name in LeafletHead.model_fields if not name.startswith("reviewed")}
    assert set(yaml.safe_load(head)) == fields


@pytest.mark.parametrize(
    "signs", ["[‹alarmsignalen uit signs.yaml›]", "[‹a, b›]", "[thunderclap, ‹…›]", "\n  - ‹…›", "\n  - fever\n  - ‹…›"]
)
def test_a_leaflet_whose_signs_are_still_to_be_chosen_is_not_made(signs: str, content: Path) -> None:
    """It is read, so that all that is open is told at once, and it is kept back by its signs alone."""
    path = content / "nl" / "ms.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"^signs: .*$", f"signs: {signs}", text, flags=re.MULTILINE), encoding="utf-8")
    loaded, wrong = load(content, STYLES)
    assert wrong == []
    found, problems = passing(loaded, content, TODAY)
    line = text[: text.index("\nsigns:") + 1].count("\n") + 1
    assert [(one.rule, one.line, str(one.what)) for one in problems] == [
        ("C11", line, 'a placeholder is left over in the field "signs"')
    ]
    assert "ms" not in {leaflet.id for leaflet in found.leaflets["nl"]}


def test_a_leaflet_of_a_language_without_a_pattern_holds_no_words_of_another(content: Path) -> None:
    """Where a language says nothing of its pattern, a leaflet is begun with signs and the names of the fields."""
    folder = content / "xx"
    folder.mkdir()
    said = (content / "nl" / "_language.yaml").read_text(encoding="utf-8").replace("id: nl", "id: xx", 1)
    begun, rest = said.split("pattern:", 1)
    own = rest[rest.index("# The words a practice") :].replace("Wat kunt u zelf doen?", "What?")
    (folder / "_language.yaml").write_text(begun + own, encoding="utf-8")
    text = begin_leaflet(content, "xx", "migraine").read_text(encoding="utf-8")
    assert "title: ‹title›\n" in text
    assert "**112**: ‹…›" in text
    assert not re.search("tekst|stap|alarm|huisarts als|Bel", text)


@pytest.mark.parametrize("identifier", ["a" * 81, "Migraine", "mi graine", "../ms", "-a", "a-", "", "migraine.md", "é"])
def test_an_id_is_lower_case_letters_digits_and_hyphens(identifier: str, content: Path) -> None:
    """Whatever is no id is refused, and no file is written."""
    before = sorted(content.rglob("*"))
    with pytest.raises(WrongOption, match=r"is no id\. Use lower case letters, digits and hyphens\.$"):
        begin_leaflet(content, "nl", identifier)
    assert sorted(content.rglob("*")) == before


@pytest.mark.parametrize("identifier", ["con", "aux", "com1"])
def test_a_name_windows_keeps_is_no_id(identifier: str, content: Path) -> None:
    """A leaflet whose file could not be written on Windows is not begun."""
    with pytest.raises(WrongOption, match=f'^Windows keeps the name "{identifier}" for itself'):
        begin_leaflet(content, "nl", identifier)
    assert not (content / "nl" / f"{identifier}.md").exists()


def test_a_leaflet_is_never_begun_twice(content: Path) -> None:
    """A leaflet that is there is not touched."""
    before = (content / "nl" / "ms.md").read_bytes()
    with pytest.raises(WrongOption, match=r"^content/nl/ms\.md is there already\.$"):
        begin_leaflet(content, "nl", "ms")
    assert (content / "nl" / "ms.md").read_bytes() == before
    (content / "nl" / "migraine.md").symlink_to("migraine.md")
    with pytest.raises(WrongOption, match=r"^content/nl/migraine\.md is there already\.$"):
        begin_leaflet(content, "nl", "migraine")
    assert (content / "nl" / "migraine.md").is_symlink()


def test_a_language_must_be_there(content: Path) -> None:
    """A leaflet is begun in a language that exists, whose own file can be read."""
    with pytest.raises(WrongOption, match=r'^There is no language "xx" in content\.$'):
        begin_leaflet(content, "xx", "migraine")
    (content / "nl" / "_language.yaml").write_text("id: nl\n", encoding="utf-8")
    with pytest.raises(ContentError, match=r"^content/nl/_language\.yaml, line 1: "):
        begin_leaflet(content, "nl", "migraine")


@pytest.mark.parametrize(("with_look", "folders"), [(False, {"content"}), (True, {"content", "templates", "styles"})])
def test_a_project_begins_with_what_the_press_comes_with(with_look: bool, folders: set[str], tmp_path: Path) -> None:
    """Every file of the content is copied as it is, the templates and styles when they are asked for."""
    begin_project(tmp_path / "a" / "b", with_look)
    assert {path.name for path in (tmp_path / "a" / "b").iterdir()} == folders
    for name in folders:
        there = {path.relative_to(PROJECT): path.read_bytes() for path in (PROJECT / name).rglob("*") if path.is_file()}
        copied = (tmp_path / "a" / "b" / name).rglob("*")
        assert {path.relative_to(tmp_path / "a" / "b"): path.read_bytes() for path in copied if path.is_file()} == there


@pytest.mark.parametrize("with_look", [False, True])
def test_a_bare_project_has_no_text_and_styles_of_its_own(with_look: bool, tmp_path: Path) -> None:
    """Templates come with it where they are asked for; the content of the press does not."""
    begin_project(tmp_path / "mine", with_look, is_bare=True)
    folders = {"content", "styles", *(["templates"] if with_look else [])}
    assert {path.name for path in (tmp_path / "mine").iterdir()} == folders
    assert not list((tmp_path / "mine" / "content" / "nl").glob("*.md"))
    assert not (tmp_path / "mine" / "content" / "claims.yaml").exists()


@pytest.mark.parametrize("name", ["notes.txt", "content/nl/ms.md"])
def test_a_folder_that_holds_something_is_left_alone(name: str, tmp_path: Path) -> None:
    """Nothing is copied over what is there."""
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text("mine", encoding="utf-8")
    with pytest.raises(WrongOption, match=r'" is not empty\. Name a folder that is new, or empty this one\.$'):
        begin_project(tmp_path, with_look=False)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [tmp_path / name]


def test_what_is_hidden_is_in_nobodys_way(tmp_path: Path) -> None:
    """A repository that was just begun is empty to who looks at it, and what it hides stays as it was."""
    for name in (".git/config", ".gitignore"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("mine", encoding="utf-8")
    begin_project(tmp_path, with_look=True)
    assert (tmp_path / "content" / "nl" / "ms.md").is_file()
    assert {
        path.read_text("utf-8")
        for path in tmp_path.rglob("*")
        if path.parts[len(tmp_path.parts)][0] == "." and path.is_file()
    } == {"mine"}
