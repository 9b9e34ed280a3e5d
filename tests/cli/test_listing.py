"""What there is, is listed by kind, for people and for programs."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from leaflets.content.catalogue import load_formats
from tests.cli.test_console import ESCAPE, SHOWN
from tests.conftest import PROJECT
from tests.content.test_catalogue import translate
from tests.small import run


@pytest.mark.whole
def test_list_shows_what_there_is(content: Path) -> None:
    """Every leaflet stands there with its version and review date, and every format; a broken one is said."""
    outcome = run("list", "--content", str(content))
    assert (outcome.code, outcome.err) == (0, "")
    rows = [line.split("\t") for line in outcome.out.splitlines()]
    assert ["leaflet", "me-cfs", "nl", "ME/cvs", "2", "2026.11.2", "2027-11-01"] in rows
    assert {path.stem for path in (content / "nl").glob("*.md")} == {row[1] for row in rows if row[0] == "leaflet"}
    assert ["language", "nl", "Nederlands", "13"] in rows
    assert {"a4", "a5", "booklet"} <= {row[1] for row in rows if row[0] == "format"}
    assert ["practice", "de-linde", "Huisartsenpraktijk De Linde", "be", "nl"] in rows
    leaflet = content / "nl" / "crps.md"
    leaflet.write_text(leaflet.read_text("utf-8").replace("review_by: 2027-11-01", "review_by: 2026-11-23"), "utf-8")
    late = [line.split("\t") for line in run("list", "--content", str(content)).out.splitlines()]
    assert [row for row in late if row not in rows] == [
        ["leaflet", "crps", "nl", "CRPS", "5", "2026.11.2", "2026-11-23 (has passed)"]
    ]
    (content / "nl" / "ms.md").write_bytes(b"")
    broken = run("list", "--content", str(content))
    assert broken.code == 1
    assert broken.err == "content/nl/ms.md: is empty. Write something in it, or delete it.\n"
    assert "me-cfs" in broken.out
    shutil.rmtree(content / "practices")
    (content / "practices").symlink_to("practices")
    circle = run("list", "--content", str(content))
    assert circle.code == 1
    assert circle.err.splitlines()[1:] == [
        "content/practices: is no folder of practices. Put a folder of .yaml files there, or remove it."
    ]
    assert "me-cfs" in circle.out


def test_names_of_the_content_steer_no_terminal(content: Path) -> None:
    """A leaflet and a practice with odd names, and a file with one, are shown in list."""
    (content / "practices" / "odd.yaml").write_text(
        'name: "[/b] a"\ntelephone: "+32 9 123 45 67"\ncountry: "\\e[2J"\n', encoding="utf-8"
    )
    (content / "nl" / f"x{ESCAPE}.md").write_text("x", encoding="utf-8")
    ms = content / "nl" / "ms.md"
    ms.write_text(ms.read_text(encoding="utf-8").replace("name: MS\n", "name: '[/b] MS'\n"), encoding="utf-8")
    outcome = run("list", "--content", str(content))
    assert "nl/x" + SHOWN in outcome.err
    assert "cannot be printed (U+001B)" in outcome.err
    assert "\t[/b] MS\t" in outcome.out
    assert "\x1b[2J" not in outcome.err + outcome.out


def test_the_list_is_told_by_kind(content: Path) -> None:
    """Each kind is a list of objects; numbers are numbers, a day is a day, and what is not known is null."""
    leaflet = content / "nl" / "crps.md"
    leaflet.write_text(leaflet.read_text("utf-8").replace("review_by: 2027-11-01", "review_by: 2026-11-23"), "utf-8")
    said = json.loads(run("list", "--json", "--content", str(content)).out)
    assert set(said) == {"leaflet", "language", "format", "practice", "edition", "problems"}
    leaflets = {one["leaflet"]: one for one in said["leaflet"]}
    assert leaflets["ms"] == {
        "leaflet": "ms", "language": "nl", "name": "MS", "group": 5, "version": "2026.11.2",
        "review_by": "2027-11-01", "has_passed": False,
    }  # fmt: skip
    assert (leaflets["crps"]["review_by"], leaflets["crps"]["has_passed"]) == ("2026-11-23", True)
    assert said["language"] == [{"language": "nl", "name": "Nederlands", "leaflets": 13}]
    formats = {one["format"]: one for one in said["format"]}
    assert (formats["a5"]["paper_mm"], formats["a5"]["pages"], formats["booklet"]["pages"]) == ([148, 210], 4, None)
    assert said["practice"] == [
        {"practice": "de-linde", "name": "Huisartsenpraktijk De Linde", "country": "be", "languages": ["nl"]}
    ]
    assert said["edition"] == []


def test_the_same_leaflet_in_two_languages_is_two_rows(content: Path) -> None:
    """Each says its language, for people and for programs."""
    xx = translate(content)
    shutil.copy(xx.parent / "nl" / "ms.md", xx)
    rows = [line.split("\t")[:3] for line in run("list", "--content", str(content)).out.splitlines()]
    assert [row for row in rows if row[1] == "ms"] == [["leaflet", "ms", "nl"], ["leaflet", "ms", "xx"]]
    said = json.loads(run("list", "--json", "--content", str(content)).out)
    assert [one["language"] for one in said["leaflet"] if one["leaflet"] == "ms"] == ["nl", "xx"]


@pytest.mark.parametrize(("named", "what"), [("nl", "A4, twee bladzijden; "), ("fr", "A4, deux pages\u00a0; ")])
def test_what_a_format_is_is_said_in_the_language_too(named: str, what: str) -> None:
    """Each format the press comes with is told in the reader's words; one of a project's own in its own."""
    outcome = run("list", "--messages", named)
    rows = [line.split("\t") for line in outcome.out.splitlines()]
    (said,) = [row[2] for row in rows if row[1] == "a4"]
    assert said.startswith(what)
    english = {fmt.description for fmt in load_formats(PROJECT / "styles")[0].values()}
    assert not english & {row[2] for row in rows}
