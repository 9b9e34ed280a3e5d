"""A leaflet that is begun is a file with all its parts, which is not made before it is filled in."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from leaflets.content import Catalogue, load
from leaflets.content.beginning import begin_leaflet
from leaflets.problems import ContentError, WrongOption
from tests.conftest import PROJECT

STYLES = PROJECT / "styles"


def test_a_begun_leaflet_is_only_waiting_for_words(content: Path, catalogue: Catalogue) -> None:
    """All that is wrong with a leaflet just begun is that its words and its source are still to be filled in."""
    path = begin_leaflet(content, "nl", "migraine")
    found, problems = load(content, STYLES)
    lines = path.read_text(encoding="utf-8").split("\n")
    waiting = {number for number, line in enumerate(lines, 1) if "‹" in line}
    placeholders = {problem.line for problem in problems if problem.rule == "C11"}
    assert placeholders == waiting
    assert {problem.rule for problem in problems} == {"C11", "C05", None}
    assert [problem.what for problem in problems if problem.rule is None] == ['the mark "[@‹bron›]" cannot be read']
    assert {problem.where for problem in problems} == {"content/nl/migraine.md"}
    assert found.leaflets == catalogue.leaflets


def test_a_begun_leaflet_that_is_filled_in_loads(content: Path) -> None:
    """With each pair of ‹ › filled in, the file is a leaflet of today, to be reviewed within a year."""
    path = begin_leaflet(content, "nl", "migraine")
    text = path.read_text(encoding="utf-8").replace("‹bron›", "nice-ng206")
    path.write_text(re.sub("‹.*?›", "Woorden", text), encoding="utf-8")
    found, problems = load(content, STYLES)
    assert problems == []
    (leaflet,) = [leaflet for leaflet in found.leaflets["nl"] if leaflet.id == "migraine"]
    assert (leaflet.slug, leaflet.title, leaflet.reviewer) == ("migraine", "Woorden", None)
    assert leaflet.date == dt.date.today()
    assert dt.timedelta(330) < leaflet.review_by - leaflet.date <= dt.timedelta(366)


@pytest.mark.parametrize("identifier", ["Migraine", "mi graine", "../ms", "-a", "a-", "", "migraine.md", "é"])
def test_an_id_is_lower_case_letters_digits_and_hyphens(identifier: str, content: Path) -> None:
    """Whatever is no id is refused, and no file is written."""
    before = sorted(content.rglob("*"))
    with pytest.raises(WrongOption, match=r"is no id\. Use lower case letters, digits and hyphens\.$"):
        begin_leaflet(content, "nl", identifier)
    assert sorted(content.rglob("*")) == before


def test_a_leaflet_is_never_begun_twice(content: Path) -> None:
    """A leaflet that is there is not touched."""
    before = (content / "nl" / "ms.md").read_bytes()
    with pytest.raises(WrongOption, match=r"^content/nl/ms\.md is there already\.$"):
        begin_leaflet(content, "nl", "ms")
    assert (content / "nl" / "ms.md").read_bytes() == before


def test_a_language_must_be_there(content: Path) -> None:
    """A leaflet is begun in a language that exists, whose own file can be read."""
    with pytest.raises(WrongOption, match=r'^There is no language "xx" in content\.$'):
        begin_leaflet(content, "xx", "migraine")
    (content / "nl" / "_language.yaml").write_text("id: nl\n", encoding="utf-8")
    with pytest.raises(ContentError, match=r"^content/nl/_language\.yaml, line 1: "):
        begin_leaflet(content, "nl", "migraine")
