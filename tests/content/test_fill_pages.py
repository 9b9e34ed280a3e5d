"""The pages to write on are read or left out of the booklet, and cost no leaflet."""

from __future__ import annotations

from pathlib import Path

from leaflets.content import Catalogue, load
from leaflets.content.fill_pages import Diary
from tests.content.test_catalogue import STYLES, edit, line_of


def test_broken_pages_to_write_on_cost_no_leaflet(content: Path, catalogue: Catalogue) -> None:
    """The words of the diaries are the booklet's only: a mistake in them costs no leaflet."""
    edit(content / "nl" / "booklet" / "pages.yaml", "questions:", "question:")
    found, problems = load(content, STYLES)
    where = "content/nl/booklet/pages.yaml"
    line = line_of(content / "nl" / "booklet" / "pages.yaml", "question:")
    said = 'unknown key "question". Did you mean "questions"?'
    assert [str(problem) for problem in problems] == [f"{where}, line {line}: {said}"]
    assert found.leaflets == catalogue.leaflets
    assert found.fill_pages == {}
    assert found.failed["nl"] == {"pages"}


def test_pages_to_write_on_are_what_they_seem(content: Path) -> None:
    """A hidden character in the words of the diaries costs those pages."""
    path = content / "nl" / "booklet" / "pages.yaml"
    edit(path, "title: ", "title: a\u200bb ")
    found, (problem,) = load(content, STYLES)
    assert (problem.rule, problem.line, found.fill_pages) == ("C16", line_of(path, "a\u200bb"), {})


def test_a_diary_has_a_word_for_each_cell(catalogue: Catalogue) -> None:
    """The row filled in to show how has a name and a word for each column; a page may do without it."""
    diary = catalogue.fill_pages["nl"].week
    assert len(diary.example) == 1 + len(diary.columns)
    without = diary.model_dump(exclude={"example", "legend"})
    assert Diary.model_validate(without) == diary.model_copy(update={"example": (), "legend": None})
