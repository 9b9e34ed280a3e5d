"""The table of colours is read whole, and says for how many groups it has colours."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from leaflets.content import load
from leaflets.content.colours import OF_A_GROUP, colours, groups, written
from leaflets.problems import ContentError
from leaflets.typeset import styles
from leaflets.typeset.palette import Look
from tests.conftest import PROJECT
from tests.content.test_catalogue import edit, line_of

STYLES = PROJECT / "styles"


def with_groups(tmp_path: Path, count: int) -> Path:
    """A copy of the styles with the colours of so many groups; a new one has those of the first."""
    there = Path(shutil.copytree(STYLES, tmp_path / "styles"))
    lines = (there / "colours.yaml").read_text(encoding="utf-8").splitlines()
    of = {f"{kind}-{group}:": f"{kind}-0:" for kind in OF_A_GROUP for group in range(max(count, 6))}
    first = {line.split(" ")[0]: line.split(" ", 1)[1] for line in lines if line.split(" ")[0] in of.values()}
    kept = [line for line in lines if line.split(" ")[0] not in of]
    kept += [f"{name} {first[of[name]]}" for name in of if int(name[:-1].rpartition("-")[2]) < count]
    (there / "colours.yaml").write_text("\n".join(kept), encoding="utf-8")
    return there


@pytest.mark.parametrize("count", [1, 6, 7, 12])
def test_the_groups_are_counted_in_the_table(count: int, tmp_path: Path) -> None:
    """As many groups as have colours have a class in the style sheet, and no more."""
    there = with_groups(tmp_path, count)
    assert groups(colours(written(there))) == count
    sheet = styles.colours(Look(there))
    assert [f".group-{group}{{" in sheet for group in (count - 1, count)] == [True, False]


def test_a_seventh_group_needs_colours_a_name_and_nothing_else(content: Path, tmp_path: Path) -> None:
    """With both a leaflet may be of it."""
    edit(content / "nl" / "_language.yaml", "pattern:", "  - Zevende\npattern:")
    edit(content / "nl" / "ms.md", "group: 5", "group: 6")
    catalogue, problems = load(content, with_groups(tmp_path, 7))
    assert problems == []
    assert [leaflet.group for leaflet in catalogue.leaflets["nl"] if leaflet.id == "ms"] == [6]


def test_a_group_with_a_name_and_no_colour_is_told(content: Path, tmp_path: Path) -> None:
    """On its line, with the colours that are to be added, before a page of it is made."""
    said = str(refusal(content, with_groups(tmp_path, 4)))
    line = line_of(content / "nl" / "_language.yaml", "  - Auto-immuun- en systeemziekten")
    assert said == (
        f'content/nl/_language.yaml, line {line}: the group "Auto-immuun- en systeemziekten" has no colour. '
        "Add group-4, tint-4, glow-4, glow-outer-4 to styles/colours.yaml."
    )


def refusal(content: Path, look: Path) -> object:
    """The one thing that is said of content that cannot be used."""
    with pytest.raises(ContentError) as caught:
        load(content, look)
    (problem,) = caught.value.problems
    return problem


def test_a_leaflet_is_of_a_group_its_language_names(content: Path) -> None:
    """A number beyond the names is told on its line, with those there are, and costs that leaflet only."""
    edit(content / "nl" / "ms.md", "group: 5", "group: 6")
    catalogue, (problem,) = load(content, STYLES)
    line = line_of(content / "nl" / "ms.md", "group: 6")
    todo = "Write a number from 0 to 5: nl/_language.yaml names no more groups."
    assert str(problem) == f"content/nl/ms.md, line {line}: there is no group 6. {todo}"
    assert catalogue.failed == {"nl": frozenset({"ms"})}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            'paper: {srgb: "#FFFFFF"',
            'paper: {srgb: "#ffffff"',
            'line 8: "paper": the field "srgb" is wrong: it is not written',
        ),
        ('ink: {srgb: "#000000", cmyk: [0, 0, 0, 100]}', "ink: black", 'line 6: "ink": holds no fields'),
        ("cmyk: [0, 0, 0, 100]}  # all", "cmyk: [0, 0, 100]}  # all", 'line 6: "ink": the field "cmyk.3" is missing'),
        ("cmyk: [0, 0, 0, 100]}  # all", "cmyk: [0, 0, 0, 101]}  # all", 'line 6: "ink": the field "cmyk.3" is wrong'),
        ("cmyk: [0, 0, 0, 100]}  # all", "cmyk: [0, 0, 0, .nan]}  # all", 'line 6: "ink": the field "cmyk.3" is wrong'),
        ("glow-3:", "glow-33:", 'the colour "glow-3" is missing. Add a line "glow-3: {srgb: …, cmyk: …}".'),
        ("glow-5:", "glows-5:", 'the colour "glow-5" is missing. Add a line "glow-5: {srgb: …, cmyk: …}".'),
        ("accent:", "accents:", 'the colour "accent" is missing'),
        ("ink: {", "inks: {", 'the colour "ink" is missing'),
        ("ink: {", "Ink;: {", '"Ink;" is no name of a colour'),
        ("ink: {", "ink: [", "is not valid YAML"),
    ],
)
def test_a_wrong_colour_is_a_sentence(old: str, new: str, said: str, tmp_path: Path) -> None:
    """A colour that is missing, or is none, is told with its file and line and never a traceback."""
    text = (STYLES / "colours.yaml").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "colours.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        colours(written(tmp_path))
    (problem,) = caught.value.problems
    assert said in str(problem)
    assert problem.where == "styles/colours.yaml"
