from __future__ import annotations

from pathlib import Path

import pytest

from leaflets.content import load
from leaflets.content.diagrams import mistakes
from leaflets.model.diagram import KINDS, Diagram
from leaflets.preflight.texts.gate import passing
from tests.conftest import PROJECT
from tests.content.example import EXAMPLE
from tests.preflight.said import TODAY

DIAGRAM = """\
diagram:
  kind: circle
  title: Pijn en slaap
  labels: {one: pijn, two: slechte nacht, three: moe, out: "Stap eruit:", how: beweeg}
  caption: Slaap is onderhoud. [C28]
  description: Een kring van pijn, een slechte nacht en moe zijn; een pijl gaat eruit.
"""
FILE = "content/nl/voorbeeld.md"
LINE = EXAMPLE[: EXAMPLE.index("author: Jesse")].count("\n") + 2
"""The diagram's first line, below that of the author."""


def with_diagram(old: str = "", new: str = "") -> bytes:
    """The example with a diagram, in which one thing is changed."""
    assert DIAGRAM.count(old) == 1 or not old, old
    drawn = DIAGRAM.replace(old, new) if old else DIAGRAM
    return EXAMPLE.replace("author: Jesse\n", f"author: Jesse\n{drawn}").encode()


def said(content: Path, file: bytes) -> list[str]:
    """What is said of the example when it is this file."""
    (content / "nl" / "voorbeeld.md").write_bytes(file)
    return [str(problem) for problem in load(content, PROJECT / "styles")[1]]


def test_a_diagram_is_read_with_the_claims_it_states(content: Path) -> None:
    """Its words are a value of the leaflet, and the claims of its caption count as the leaflet's."""
    (content / "nl" / "voorbeeld.md").write_bytes(with_diagram())
    catalogue, problems = load(content, PROJECT / "styles")
    assert problems == []
    leaflet = next(one for one in catalogue.leaflets["nl"] if one.id == "voorbeeld")
    assert leaflet.diagram is not None
    assert leaflet.diagram.labels["two"] == "slechte nacht"
    assert leaflet.claims == ("C01", "C28")


@pytest.mark.parametrize(
    ("old", "new", "line", "wanted"),
    [
        ("kind: circle", "kind: circel", 1, 'there is no kind of diagram "circel". Did you mean "circle"? Choose from'),
        ("one: pijn, ", "", 3, 'the label "one" is missing. Add a line "one: …" under labels.'),
        ("one: pijn", "one: ' '", 3, 'the label "one" is missing'),
        ("how: beweeg", "how: beweeg, howw: x", 3, 'no label "howw". Did you mean "how"?'),
        (
            "slechte nacht, three",
            "een slechte nacht vol pijn, three",
            3,
            'the label "two" is 9.6 mm too long: "een slechte nacht vol',
        ),
        ("one: pijn", 'one: "*pijn*"', 3, '"one" holds the character *. Write plain words on one line.'),
        ("  caption", "  values: {depth: [1]}\n  caption", 4, 'no list of values "depth". Remove it.'),
        ("[C28]", "[@chang-2022]", 4, 'the caption cites the source "chang-2022". Cite it in the text'),
        ("Slaap is", "Een {physiotherapist} is", 4, "{physiotherapist}"),
        ("[C28]", "[C28] {long}", 4, 'the caption holds "{long}". Remove it'),
        ("Slaap is", "Slaap <b>is", 4, "<b"),
        ("Pijn en slaap", '"Pijn & <slaap>"', 2, '"title" holds the character <'),
        ("kind: circle\n", "", 0, 'the field "diagram.kind" is missing'),
    ],
)
def test_each_mistake_is_told_on_its_line(content: Path, old: str, new: str, line: int, wanted: str) -> None:
    """A diagram that cannot be drawn costs its leaflet, and the sentence says what to write."""
    (problem,) = said(content, with_diagram(f"  {old}" if old.startswith("kind: circle\n") else old, new))
    assert problem.startswith(f"{FILE}, line {LINE + line}: "), problem
    assert wanted in problem


def test_values_are_so_many_and_from_nought_to_ten() -> None:
    """A list that is too short is told with how it is written; a list that is missing too."""
    night = {"evening": "avond", "deep": "diep", "waking": "wakker", "morning": "ochtend"}
    found = Diagram(kind="night", title="x", labels=night, values={"depth": (1, 2)}, caption="x", description="x")
    for values, many in (({"depth": (1, 2)}, 2), ({}, 0)):
        one = found.model_copy(update={"values": values})
        (problem,) = mistakes(one, None, FILE, Path())
        assert f'the list "depth" has {many} values. Write 7, as depth: [5, 7, …]' in str(problem)
    assert not list(
        mistakes(found.model_copy(update={"values": {"depth": (0, 10, 3, 4, 5, 6, 7)}}), None, FILE, Path())
    )


def test_a_value_over_ten_is_refused(content: Path) -> None:
    """Values are parts of ten, and no figure of anything that was measured."""
    (problem,) = said(content, with_diagram("  caption", "  values: {depth: [11]}\n  caption"))
    assert "diagram.values.depth" in problem
    assert "10 or less" in problem


@pytest.mark.parametrize("where", ["caption: Slaap is", "title: Pijn", "one: pijn", "description: Een kring"])
def test_its_words_keep_the_cautions_of_claims(content: Path, where: str) -> None:
    """What no text may state, no part of a diagram does either, heard or seen; the line is that of its words."""
    file = with_diagram(where, f"{where.split(':', maxsplit=1)[0]}: slijtage")
    assert said(content, file) == []
    catalogue, _ = load(content, PROJECT / "styles")
    _, problems = passing(catalogue, content, TODAY)
    found = [str(one) for one in problems if "slijtage" in str(one)]
    number = next(at for at, line in enumerate(file.decode().split("\n"), start=1) if "slijtage" in line)
    assert len(found) == 1
    assert found[0].startswith(f"{FILE}, line {number}: ")
    assert "C12" in found[0]


def test_a_caption_states_only_claims_there_are(content: Path) -> None:
    """A mark of a claim that does not exist is told as one in the text is."""
    assert said(content, with_diagram("[C28]", "[C99]")) == []
    catalogue, _ = load(content, PROJECT / "styles")
    _, problems = passing(catalogue, content, TODAY)
    assert [f"line {LINE + 4}" in str(one) for one in problems if '"C99" does not exist' in str(one)] == [True]


def test_every_kind_is_in_a_leaflet() -> None:
    """What nobody draws would be seen by nobody."""
    catalogue, _ = load(PROJECT / "content", PROJECT / "styles")
    drawn = [one.diagram for one in catalogue.leaflets["nl"] if one.diagram]
    assert len(drawn) == 13
    assert {one.kind for one in drawn} == set(KINDS)
