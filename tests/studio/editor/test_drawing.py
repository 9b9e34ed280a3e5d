"""A page of what is written by now."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from PIL import Image

from leaflets.model.job import Job
from leaflets.preflight.measure.text import pages
from leaflets.problems import ContentError, Problem
from leaflets.studio.editor import drawing
from leaflets.studio.editor.drawing import (
    FIRST,
    PIXELS,
    file_problems,
    fits_in,
    formats_shown,
    page_of,
    runs_of,
    warmed,
)
from leaflets.studio.editor.texts import texts_of
from leaflets.studio.stock import StudioStock
from leaflets.typeset.draft import DraftPages
from tests.studio.editor.conftest import BOLD, LONG, MS, draft


def test_a_page_is_the_one_that_is_published(own_stock: StudioStock) -> None:
    """As large as its trim; beyond the last comes the last."""
    outcome = page_of(own_stock, draft(), FIRST, 99)
    assert outcome.problems == ()
    drawn = outcome.drawn
    assert drawn is not None
    assert (drawn.page, drawn.pages) == (4, 4)
    assert drawn.trim_mm == (148, 210)
    picture = Image.open(io.BytesIO(drawn.picture))
    assert picture.width == PIXELS
    assert picture.height == pytest.approx(PIXELS * 210 / 148, abs=2)
    assert (drawn.lines, drawn.over, drawn.over_pages) == (0, (), ())


def test_a_panel_is_as_large_as_it_is(own_stock: StudioStock) -> None:
    """And not as its sheet: what is marked on it would stand beside."""
    drawn = page_of(own_stock, draft(), "trifold", 2).drawn
    assert drawn is not None
    width, height = drawn.trim_mm
    assert (width, height) == pytest.approx((99, 210), abs=2)
    picture = Image.open(io.BytesIO(drawn.picture))
    assert picture.height / picture.width == pytest.approx(height / width, abs=0.01)
    assert all(left + across <= width for place in drawn.places for left, _, across, _ in place.boxes)


def test_a_changed_word_is_on_the_page(own_stock: StudioStock) -> None:
    """Though nothing was saved."""
    changed = draft(MS.replace("Slapen is niet niets doen", "Slapen is nietsjes doen"))
    made = drawing._set(own_stock, changed, FIRST)
    assert not isinstance(made, tuple)
    assert made.pages.proof is not None
    assert "nietsjes" in "".join(page.text for page in pages(made.pages.proof.pdf, texts_only=True))
    before, after = (page_of(own_stock, one, FIRST, 2).drawn for one in (draft(), changed))
    assert before is not None
    assert after is not None
    assert before.picture != after.picture


def test_what_is_too_long_is_marked(own_stock: StudioStock) -> None:
    """How many lines, on which page, from which line of the file, and where on the page: under the diagram."""
    text = MS.replace("Rust is geen zwakte", f"{LONG}\n\nRust is geen zwakte")
    outcome = page_of(own_stock, draft(text), FIRST, 2)
    drawn = outcome.drawn
    assert drawn is not None
    (problem,) = outcome.problems
    assert f"the text is {drawn.lines} lines too long" in problem.what
    assert drawn.lines >= 5
    assert (problem.page, drawn.over_pages) == (2, (2,))
    assert drawn.over
    assert all(top > 100 for _, top, _, _ in drawn.over)
    assert problem.line in {place.line for place in drawn.places if place.page == 2}
    assert problem.line >= 1 + text[: text.index("Nog een zin")].count("\n")
    other = page_of(own_stock, draft(text), FIRST, 1).drawn
    assert other is not None
    assert other.over == ()
    assert other.lines == drawn.lines


def test_a_problem_is_marked_on_its_page(own_stock: StudioStock) -> None:
    """At the words that are too bold, and on no other page."""
    bold = draft(MS.replace("Toch liggen", f"{BOLD} Toch liggen"))
    drawn = page_of(own_stock, bold, FIRST, 2).drawn
    assert drawn is not None
    (mark,) = [one for one in drawn.marks if one.severity == "blocks"]
    assert mark.line == 1 + bold.text[: bold.text.index(BOLD)].count("\n")
    assert not mark.is_whole
    assert sum(width for _, _, width, _ in mark.boxes) < 40
    other = page_of(own_stock, bold, FIRST, 3).drawn
    assert other is not None
    assert other.marks == ()


@pytest.mark.parametrize("text", ["", "Geen kop", MS.replace("group: 5", "group: vijf"), MS.replace("---", "", 1)])
def test_what_is_no_leaflet_has_no_page(own_stock: StudioStock, text: str) -> None:
    """And that is all: what is wrong is told where the text is read."""
    outcome = page_of(own_stock, draft(text), FIRST, 1)
    assert (outcome.drawn, outcome.problems) == (None, ())
    assert file_problems(own_stock, draft(text), FIRST) == ()
    assert fits_in(own_stock, draft(text), "a4") == ()


def test_a_sign_no_font_has_is_told(own_stock: StudioStock) -> None:
    """With what it is."""
    found = fits_in(own_stock, draft(MS.replace("Plotse klachten", "Plotse klachten ⟁")), FIRST)
    assert any("the edition's fonts have no character" in one.what for one in found)


def test_other_formats_are_measured_too(own_stock: StudioStock) -> None:
    """One the text fits says nothing, one it is too long for says by how much."""
    text = draft(MS.replace("Rust is geen zwakte", f"{LONG}\n\nRust is geen zwakte"))
    assert fits_in(own_stock, draft(), "large-print") == ()
    (found,) = fits_in(own_stock, text, "large-print")
    assert "too long" in found.what
    assert "large-print" in found.what
    assert found.line is not None
    assert found.page is None


def test_the_finished_file_is_looked_at(own_stock: StudioStock, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a good text nothing is found; what is, is handed on, at its line where it has a place."""
    assert file_problems(own_stock, draft(), FIRST) == ()
    drawn = page_of(own_stock, draft(), FIRST, 2).drawn
    assert drawn is not None
    words = next(
        one for one in drawn.places if one.page == 2 and one.line == 1 + MS[: MS.index("Slapen is")].count("\n")
    )
    wrong = Problem(BOLD, "ms-a5.pdf", BOLD, page=2, rule="T01")  # type: ignore[arg-type]
    left, top, _, height = words.boxes[1]
    small = replace(wrong, box_mm=(left + 5, top, 10, height))

    def refused(*_: object) -> None:
        raise ContentError(wrong, small)

    monkeypatch.setattr(drawing, "inspected", refused)
    assert file_problems(own_stock, draft(), FIRST) == (wrong, replace(small, line=words.line))


def test_what_can_be_shown(own_stock: StudioStock) -> None:
    """The writer's format first; no booklet, and no sheet of pages that are shown already."""
    names = [one.id for one in formats_shown(texts_of(own_stock).catalogue)]
    assert names[0] == FIRST
    assert {"a4", "large-print"} <= set(names)
    assert not {"booklet", "booklet-press", "a5-folded"} & set(names)


def test_a_process_is_warmed(own_stock: StudioStock, monkeypatch: pytest.MonkeyPatch) -> None:
    """By a page of a text that is there, in the format that is looked at first."""
    made: list[tuple[str, str]] = []

    def noted(job: Job, *_: object) -> DraftPages:
        made.append((job.id, job.format.id))
        return DraftPages(None, (), {})

    monkeypatch.setattr(drawing, "drafted", noted)
    warmed(own_stock)
    assert made == [(own_stock.catalogue.leaflets["nl"][0].id, FIRST)]


def test_lines_that_follow_each_other_are_one_mark() -> None:
    """Those of two columns or far apart on a page are not."""
    lines = [(10.0, 20.0, 50.0, 6.0), (10.0, 26.0, 30.0, 6.0), (14.0, 34.0, 50.0, 6.0), (10.0, 90.0, 20.0, 6.0)]
    assert runs_of(reversed(lines)) == ((10.0, 20.0, 54.0, 20.0), (10.0, 90.0, 20.0, 6.0))
    assert runs_of(()) == ()
