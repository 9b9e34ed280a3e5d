from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from pathlib import Path

import pytest

from leaflets.content import Catalogue, load
from leaflets.model.job import Allowance
from leaflets.preflight.texts.gate import passing
from leaflets.preflight.texts.house_style import reason_for
from leaflets.problems import ContentError
from tests.preflight.said import PROJECT, TODAY


def test_texts_that_do_not_pass_are_not_made(catalogue: Catalogue, content: Path) -> None:
    """A refused leaflet leaves the catalogue and counts as failed; a refused edition keeps back the booklets."""
    assert passing(catalogue, PROJECT / "content", TODAY) == (catalogue, [])
    leaflet = content / "nl" / "crps.md"
    leaflet.write_text(leaflet.read_text("utf-8").replace("date: 2026-11-27", "date: 2026-11-28"), "utf-8")
    loaded, problems = load(content, PROJECT / "styles")
    assert problems == []
    passed, refused = passing(loaded, content, TODAY)
    assert [problem.rule for problem in refused] == ["C02"]
    assert "crps" not in {one.id for one in passed.leaflets["nl"]}
    assert len(passed.leaflets["nl"]) == 12
    assert passed.failed["nl"] == {"crps"}
    early, refused = passing(catalogue, PROJECT / "content", dt.date(2026, 10, 1))
    assert early.leaflets["nl"] == ()
    assert "edition.yaml" in early.failed["nl"]
    assert early.held == {}


def test_a_chapter_that_does_not_pass_is_not_made(catalogue: Catalogue) -> None:
    """It leaves the catalogue and counts as failed, as do those that could not be read; the others stay."""
    chapters = catalogue.chapters["nl"]
    nameless = chapters["foreword"].model_copy(update={"title": " – "})
    broken = replace(catalogue, chapters={"nl": {**chapters, "foreword": nameless}}, failed={"nl": frozenset({"gout"})})
    passed, refused = passing(broken, PROJECT / "content", TODAY)
    assert [(problem.rule, problem.where) for problem in refused] == [("C01", "content/nl/booklet/foreword.md")]
    assert passed.chapters["nl"] == {name: chapter for name, chapter in chapters.items() if name != "foreword"}
    assert passed.failed["nl"] == {"foreword", "gout"}


def test_texts_past_their_review_are_made_and_held(catalogue: Catalogue) -> None:
    """On its review date a text stays in the catalogue, and what is said of it is kept by the path of its file."""
    content = PROJECT / "content"
    assert passing(catalogue, content, dt.date(2027, 10, 31))[0].held == {}
    late, refused = passing(catalogue, content, dt.date(2027, 11, 1))
    assert refused == []
    assert (late.leaflets, late.chapters, late.failed) == (catalogue.leaflets, catalogue.chapters, catalogue.failed)
    assert set(late.held) == {"content/edition.yaml"} | {one.path for one in catalogue.leaflets["nl"]}
    ms = late.held["content/nl/ms.md"]
    assert (ms.rule, ms.severity, ms.line) == ("C03", "warns", 12)
    assert str(ms) == (
        "content/nl/ms.md, line 12: its review was due before 2027-11-01 [C03]. "
        "Have the text reviewed, then set date and review_by anew."
    )


def test_what_is_allowed_is_not_held_or_refused(catalogue: Catalogue, content: Path) -> None:
    """An allowance of the command or of the house style lets a text pass, in the files it names and for its rule."""
    late, early = dt.date(2031, 1, 1), dt.date(2026, 10, 1)
    for_ms = Allowance(rule="C03", where="content/nl/ms.md", reason="the review is under way")
    held = passing(catalogue, content, late, (for_ms,))[0].held
    assert "content/nl/ms.md" not in held
    assert len(held) == len(catalogue.leaflets["nl"])
    everywhere = Allowance(rule="C02", reason="printed on the day itself")
    assert passing(catalogue, content, early, (everywhere,))[1] != []  # the edition's date is a matter of C03
    assert {problem.rule for problem in passing(catalogue, content, early, (everywhere,))[1]} == {"C03"}
    assert {problem.rule for problem in passing(catalogue, content, early)[1]} == {"C02", "C03"}
    house = content / "preflight.yaml"
    allow = "\nallow:\n  - {rule: C03, reason: the review is under way}\n"
    house.write_text(house.read_text("utf-8").replace("\nallow:\n", allow), "utf-8")
    assert passing(catalogue, content, late)[0].held == {}


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
