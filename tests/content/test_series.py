"""A series that is begun has the words of the press and nothing of another series, and waits to be filled in."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import yaml

from leaflets.content import load
from leaflets.content.scaffold import begin_leaflet
from leaflets.content.series import series, worded
from leaflets.preflight.texts.gate import passing
from tests.conftest import PROJECT
from tests.preflight.said import TODAY

DAY = dt.date(2026, 11, 27)


def begun(folder: Path) -> Path:
    """The content folder of a series that was just begun."""
    for name, data in series(DAY):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder / "content"


def filled_in(content: Path) -> None:
    """Fill in each place of every file, as its writer will."""
    for path in (one for one in content.rglob("*") if one.suffix in (".md", ".yaml")):
        text = path.read_text("utf-8").replace("‹https://…›", "https://example.org")
        text = text.replace("signs: [‹alarmsignalen uit signs.yaml›]", "signs: []").replace(
            "‹tekst›", "Woorden. [@website]"
        )
        path.write_text(re.sub("‹[^›]*›", "Woorden", text), "utf-8")


def test_it_has_every_word_of_the_press_and_no_text(tmp_path: Path) -> None:
    """As many words as the press has, in their places, and none that names what its series is about."""
    content = begun(tmp_path)
    own, press = (
        yaml.safe_load((folder / "nl" / "_language.yaml").read_text("utf-8"))
        for folder in (content, PROJECT / "content")
    )
    assert list(own["words"]) == list(press["words"])
    assert {key for key in own if own[key] != press[key]} == {"sections", "groups", "countries", "words"}
    every = "\n".join(path.read_text("utf-8") for path in tmp_path.rglob("*") if path.is_file())
    assert re.findall(r"slaap|slape|vermoeid|zelfdoding|alzheimer|jesse", every, re.IGNORECASE) == []
    assert not (content / "claims.yaml").exists()
    assert {path.name for path in (tmp_path / "styles" / "motifs").iterdir()} == {"0-leaf.svg", "1-leaves.svg"}


def test_every_other_style_of_the_press_comes_with_it(tmp_path: Path) -> None:
    """Its colours are of the two groups its words name, so that the first leaflet can be made."""
    begun(tmp_path)
    there = {path.relative_to(tmp_path).as_posix() for path in (tmp_path / "styles").rglob("*.*")}
    press = {path.relative_to(PROJECT).as_posix() for path in (PROJECT / "styles").rglob("*.*")}
    assert {name for name in press if "/motifs/" not in name} <= there
    colours = (tmp_path / "styles" / "colours.yaml").read_text("utf-8")
    assert re.findall(r"^group-\d", colours, re.MULTILINE) == ["group-0", "group-1"]


def test_it_is_read_and_passes_once_it_is_filled_in(tmp_path: Path) -> None:
    """Nothing is wrong with it then, with a leaflet that is begun in it too; before that each place is told."""
    content = begun(tmp_path)
    begin_leaflet(content, "nl", "hooikoorts")
    filled_in(content)
    found, problems = load(content, tmp_path / "styles")
    assert problems == []
    found, problems = passing(found, content, TODAY)
    assert [str(problem) for problem in problems] == []
    assert (found.edition.booklet_date, found.edition.booklet_review_by) == (DAY, dt.date(2027, 11, 1))
    assert [leaflet.id for leaflet in found.leaflets["nl"]] == ["hooikoorts"]
    assert found.languages["nl"].words["helpline"] == ""


def test_words_are_put_in_the_place_of_others(tmp_path: Path) -> None:
    """Values and whole lists, with what stands around them as it was: order, comments, and what is not named."""
    words = 'a: one  # first\nlist:\n  - x\n  - y\n# of the deep ones\ndeep:\n  b: "two"\n  c: [1, 2]\n'
    own = "deep:\n    b: 'due'\n    c: [3]\nlist:\n    - z\n    - ‹w›\n    - v\nnowhere: 5\n"
    assert worded(words, own) == (
        "a: one  # first\nlist:\n  - z\n  - ‹w›\n  - v\n# of the deep ones\ndeep:\n  b: 'due'\n  c: [3]\n"
    )
    assert worded(words, "") == words
