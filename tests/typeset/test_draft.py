"""Pages of a text that is being written."""

from __future__ import annotations

import pytest

from leaflets.content import Catalogue
from leaflets.model.job import Job
from leaflets.plan import Request, works
from leaflets.preflight.measure.text import pages
from leaflets.typeset import typeset
from leaflets.typeset.draft import drafted
from tests.conftest import PROJECT

SENTENCE = "Nog een zin die er te veel is, en nog wat woorden erbij. "


def job(catalogue: Catalogue, role: str = "rest", sentences: int = 0, fmt: str = "a5") -> Job:
    request = Request(PROJECT, PROJECT / "content", PROJECT / "output", ("nl",), ("ms",), (fmt,))
    found: Job = works(catalogue, request)[0][0].jobs[0]
    assert found.leaflet is not None
    sections = tuple(
        one.model_copy(update={"markdown": f"{one.markdown}\n\n{SENTENCE * sentences}"}) if one.role == role else one
        for one in found.leaflet.sections
    )
    return found.model_copy(update={"leaflet": found.leaflet.model_copy(update={"sections": sections})})


def test_pages_that_fit_are_those_of_the_press(catalogue: Catalogue) -> None:
    """To the byte, with all that is known of them."""
    one = job(catalogue)
    found = drafted(one, PROJECT, PROJECT / "content")
    assert found.proof == typeset(one, PROJECT, PROJECT / "content")
    assert (found.problems, found.lines, found.places) == ((), 0, ())


@pytest.mark.parametrize(("sentences", "page"), [(5, 2), (14, 3)])
def test_what_has_no_room_is_told_by_its_place(catalogue: Catalogue, sentences: int, page: int) -> None:
    """Under the diagram at the foot of its page; or all of a page there should not be."""
    found = drafted(job(catalogue, sentences=sentences), PROJECT, PROJECT / "content")
    assert found.proof is not None
    assert f"the text is {found.lines} lines too long" in found.problems[0].what
    assert found.lines > 2
    assert {number for number, _ in found.places} == {page}
    measured = list(pages(found.proof.pdf, texts_only=True))[page - 1]
    added = [word.box for run in measured.runs for word in run.words if word.text in ("zin", "woorden")]
    within = [any(left <= x and top <= y + height / 2 <= top + high for _, (left, top, _, high) in found.places)
              for x, y, _, height in added]  # fmt: skip
    assert sum(within) >= min(len(within), 3)


@pytest.mark.parametrize(("role", "sentences", "ends"), [("summary", 20, {1}), ("rest", 5, set())])
def test_where_more_follows_than_there_are_pages_for_the_last_line_is_told(
    catalogue: Catalogue, role: str, sentences: int, ends: set[int]
) -> None:
    """On the page a reader looks at; what is under a foot is told there already."""
    found = drafted(job(catalogue, role, sentences), PROJECT, PROJECT / "content")
    assert {page for page, _ in found.ends} == ends
    assert {page for page, _ in found.places} == {2}
    assert all(top + height > 190 for _, (_, top, _, height) in found.ends)


def test_what_is_too_long_for_the_doctors_box(catalogue: Catalogue) -> None:
    """Of the steps the last lines run under it."""
    found = drafted(job(catalogue, "steps", 3), PROJECT, PROJECT / "content")
    assert set(found.over) <= {"act", "back"}
    assert found.places


def test_a_sign_no_font_has_is_a_problem_and_no_end(catalogue: Catalogue) -> None:
    """The pages are there without it."""
    one = job(catalogue)
    assert one.leaflet is not None
    strange = one.model_copy(update={"leaflet": one.leaflet.model_copy(update={"audience": "Voor ⟁"})})
    found = drafted(strange, PROJECT, PROJECT / "content")
    assert any("have no character" in problem.what for problem in found.problems)
