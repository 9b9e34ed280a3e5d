"""From its review date on a text is in files to read, which say so, and in none that is handed on."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from leaflets.content import Catalogue
from leaflets.messages import say
from leaflets.model.format import PaperOptions
from leaflets.plan import works
from leaflets.problems import Problem
from tests.plan.test_files import planned, request

DUE = dt.date(2027, 11, 1)
BEFORE, LATER = DUE - dt.timedelta(1), dt.date(2037, 3, 1)


def held(catalogue: Catalogue, *names: str) -> Catalogue:
    """The catalogue with what the gate says of texts past their review."""
    paths = [f"content/{name}" for name in names]
    problems = {
        path: Problem(say("its review was due"), path, say("Review it."), 13, severity="warns") for path in paths
    }
    return replace(catalogue, held=problems)


@pytest.mark.parametrize(("day", "lapsed"), [(BEFORE, None), (DUE, DUE), (LATER, DUE)])
def test_a_job_knows_from_the_day_whether_its_text_is_past_its_review(
    day: dt.date, lapsed: dt.date | None, catalogue: Catalogue
) -> None:
    """From the review date on every file of a leaflet is another, and says which date that was."""
    formats = ("a4", "a5", "a5-folded", "large-print", "poster", "dl-card", "trifold")
    found = planned(catalogue, leaflets=("ms",), formats=formats, day=day, fillable=True)
    assert len(found) == len(formats) + 3
    assert {work.jobs[0].lapsed for work in found} == {lapsed}
    before = planned(catalogue, leaflets=("ms",), formats=formats, day=BEFORE, fillable=True)
    are_new = {one.jobs[0].digest() != other.jobs[0].digest() for one, other in zip(found, before, strict=True)}
    assert are_new == {lapsed is not None}


def test_what_is_made_of_texts_past_their_review_is_said(catalogue: Catalogue) -> None:
    """A file to read is planned, and said is what is held of the texts in it, once for all its formats."""
    late = held(catalogue, "nl/ms.md", "nl/crps.md", "edition.yaml")
    found, said = works(late, request(leaflets=("ms",), formats=("a4", "a5", "a5-folded"), content=Path("content")))
    assert len(found) == 3
    assert said == [late.held["content/nl/ms.md"]]
    found, said = works(late, request(leaflets=("ms",), formats=("booklet",), content=Path("content")))
    assert [work.path for work in found] == ["nl/booklet/booklet-ms.pdf"]
    assert said == [late.held["content/edition.yaml"], late.held["content/nl/ms.md"]]
    assert works(late, request(leaflets=("lupus",), formats=("a5",)))[1] == []


@pytest.mark.parametrize("asked", [{"paper": PaperOptions(press=True)}, {"for_practices": True}])
def test_what_is_handed_on_is_refused_past_the_review(asked: dict[str, object], catalogue: Catalogue) -> None:
    """A print shop and a practice get no file of such a text, and the others they do; it is said once, with the way."""
    late = held(catalogue, "nl/ms.md")
    found, said = works(late, request(leaflets=("ms", "crps"), formats=("a4", "a5"), **asked))
    assert {work.entry.leaflet for work in found} == {"crps"}
    (problem,) = said
    whom = "practice" if "for_practices" in asked else "print shop"
    assert str(problem) == (
        f"content/nl/ms.md, line 13: its review was due, so no {whom} gets a file of it. "
        'Have it reviewed; or let it pass with a reason: --allow "C03=why".'
    )
    assert problem.severity == "blocks"


def test_a_booklet_for_a_print_shop_is_refused_for_what_is_in_it(catalogue: Catalogue) -> None:
    """It is said which of its texts are past their review; it blocks where that file was asked for, else it warns."""
    late = held(catalogue, "nl/ms.md", "nl/crps.md")
    content = Path("content")
    found, said = works(late, request(formats=("booklet-press",), content=content))
    assert (found, len(said)) == ([], 1)
    assert str(said[0]) == (
        "nl/booklet/booklet-press.pdf: is not made for a print shop, for the review is past of: crps, ms [C03]. "
        'Have them reviewed; or let it pass with a reason: --allow "C03=why".'
    )
    assert (said[0].severity, said[0].rule) == ("blocks", "C03")
    found, said = works(late, request())
    everything, _ = works(catalogue, request())
    assert {work.path for work in everything} - {work.path for work in found} == {"nl/booklet/booklet-press.pdf"}
    assert {problem.severity for problem in said} == {"warns"}
    assert {problem.where for problem in said} == {*late.held, "nl/booklet/booklet-press.pdf"}
    _, said = works(late, request(paper=PaperOptions(press=True)))
    assert {problem.severity for problem in said} == {"blocks"}
    dated = held(catalogue, "edition.yaml")
    found, said = works(dated, request(leaflets=("ms",), formats=("booklet-press",), content=content))
    assert (found, len(said)) == ([], 1)
    assert "for the review is past of: the booklet [C03]. " in str(said[0])
