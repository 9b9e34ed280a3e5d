from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from leaflets.content import Catalogue, load
from leaflets.model import Allowance
from leaflets.preflight.gate import passing
from leaflets.preflight.house import reason_for
from leaflets.problems import ContentError
from tests.preflight.said import PROJECT, TODAY


def test_texts_that_do_not_pass_are_not_made(catalogue: Catalogue, content: Path) -> None:
    """A refused leaflet leaves the catalogue and counts as failed; a refused edition keeps back the booklets."""
    assert passing(catalogue, PROJECT / "content", TODAY) == (catalogue, [])
    leaflet = content / "nl" / "crps.md"
    leaflet.write_text(leaflet.read_text("utf-8").replace("review_by: 2027-11-01", "review_by: 2026-11-02"), "utf-8")
    loaded, problems = load(content, PROJECT / "styles")
    assert problems == []
    passed, refused = passing(loaded, content, TODAY)
    assert [problem.rule for problem in refused] == ["C03"]
    assert "crps" not in {one.id for one in passed.leaflets["nl"]}
    assert len(passed.leaflets["nl"]) == 12
    assert passed.failed["nl"] == {"crps"}
    late, _ = passing(catalogue, PROJECT / "content", dt.date(2031, 1, 1))
    assert late.leaflets["nl"] == ()
    assert "edition.yaml" in late.failed["nl"]


def put(content: Path, old: str, new: str, name: str = "crps") -> None:
    """Change a leaflet of the content."""
    path = content / "nl" / f"{name}.md"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_a_rule_that_may_be_let_pass_is_let_pass(content: Path) -> None:
    """With a reason in the house style a text without sources, or reviewed too late, is made."""
    text = (content / "nl" / "crps.md").read_text("utf-8")
    (content / "nl" / "crps.md").write_text(re.sub(r" \[@[\w.-]+\]", "", text), "utf-8")
    put(content, "review_by: 2027-11-01", "review_by: 2035-11-01", "ms")
    loaded, problems = load(content, PROJECT / "styles")
    assert problems == []
    passed, refused = passing(loaded, content, TODAY)
    assert sorted((problem.rule, problem.where) for problem in refused) == [
        ("C03", "content/nl/ms.md"), ("C05", "content/nl/crps.md")
    ]  # fmt: skip
    assert passed.failed["nl"] == {"crps", "ms"}
    (content / "preflight.yaml").write_text(
        'allow: [{rule: C05, where: "*/crps.md", reason: written from experience}, '
        '{rule: C03, where: "*/ms.md", reason: reviewed every year}]', "utf-8"
    )  # fmt: skip
    assert passing(loaded, content, TODAY) == (loaded, [])


@pytest.mark.parametrize(("words", "rule"), [("Slijtage.", "C13"), ("TODO", "C11"), ("T\u200bwee.", "C16")])
def test_a_rule_that_could_hurt_is_never_let_pass(words: str, rule: str, content: Path) -> None:
    """What could hurt a patient is kept back, and a house style that allows it is a mistake with its line."""
    put(content, "## Waarom slaap en rust helpen\n", f"## Waarom slaap en rust helpen\n\n{words}\n")
    loaded, _ = load(content, PROJECT / "styles")
    passed, refused = passing(loaded, content, TODAY)
    assert [(problem.rule, problem.where) for problem in refused] == [(rule, "content/nl/crps.md")]
    assert passed.failed["nl"] == {"crps"}
    assert reason_for(refused[0], [Allowance(rule=rule, reason="because I say so")]) is None
    (content / "preflight.yaml").write_text(f"allow:\n- rule: {rule}\n  reason: because I say so\n", "utf-8")
    said = rf"^content/preflight\.yaml, line 2: {rule} may never be let pass: what it finds could hurt a patient\."
    with pytest.raises(ContentError, match=said):
        passing(loaded, content, TODAY)


def test_words_that_do_not_pass_cost_their_language(content: Path) -> None:
    """A bold form in the language's own words keeps all its texts back; in the pages to write on, the booklet."""
    path = content / "nl" / "_language.yaml"
    whole = path.read_text("utf-8")
    path.write_text(whole.replace("blog: Meer lezen over slaap", "blog: Meer lezen over slij\u00adtage"), "utf-8")
    passed, refused = passing(load(content, PROJECT / "styles")[0], content, TODAY)
    assert [problem.where for problem in refused] == ["content/nl/_language.yaml"]
    assert (passed.leaflets["nl"], dict(passed.chapters["nl"]), dict(passed.fill_pages)) == ((), {}, {})
    assert {"ms", "foreword", "pages"} < passed.failed["nl"]
    path.write_text(whole, "utf-8")
    pages = content / "nl" / "booklet" / "pages.yaml"
    pages.write_text(pages.read_text("utf-8").replace("title: ", "title: TODO ", 1), "utf-8")
    passed, refused = passing(load(content, PROJECT / "styles")[0], content, TODAY)
    assert [problem.where for problem in refused] == ["content/nl/booklet/pages.yaml"]
    assert (len(passed.leaflets["nl"]), dict(passed.fill_pages)) == (13, {})
    assert passed.failed["nl"] == {"pages"}
