"""What a booklet cannot be made without is said in sentences, all at once and with their lines."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from leaflets.content import Catalogue, load
from leaflets.model.content import ChapterOrder
from leaflets.plan.chapters import refuse_missing, refuse_twice, unlisted
from leaflets.problems import ContentError
from tests.conftest import PROJECT


def refused(catalogue: Catalogue, *groups: int) -> list[str]:
    """What stands in the way of a booklet of these groups."""
    with pytest.raises(ContentError) as caught:
        refuse_missing(catalogue, "nl", groups)
    return [str(problem) for problem in caught.value.problems]


def ordered(catalogue: Catalogue, *opening: str, closing: tuple[str, ...] = ()) -> Catalogue:
    """The catalogue with these chapters listed, in its edition."""
    order = ChapterOrder(opening=opening, closing=closing)
    return replace(catalogue, edition=catalogue.edition.model_copy(update={"chapters": order}))


def test_a_listed_chapter_that_is_not_there_is_told_with_its_line(content: Path) -> None:
    """With the nearest there is, and the file to write; in the folder that was given with --content."""
    path = content / "edition.yaml"
    path.write_text(path.read_text("utf-8").replace("[foreword,", "[foreword,\n    foreward,"), "utf-8")
    mine = content.rename(content.parent / "vereniging")
    found, problems = load(mine, PROJECT / "styles")
    assert problems == []
    text = (mine / "edition.yaml").read_text("utf-8")
    line = text[: text.index("foreward")].count("\n") + 1
    assert refused(found, 0) == [
        f'vereniging/edition.yaml, line {line}: there is no chapter "foreward". Did you mean "foreword"?'
        " Write vereniging/nl/booklet/foreward.md, or take the name off the list."
    ]


def test_a_series_that_has_no_chapters_yet_hears_of_all_at_once(catalogue: Catalogue) -> None:
    """Of the openings of its groups and of the page with the colophon; what is for everybody opens by itself."""
    begun = ordered(replace(catalogue, chapters={"nl": {}}))
    said = "the booklet cannot do without this chapter"
    todo = 'Write it, with "chapter: {}" and a title at its head, or mend it.'
    assert refused(begun, 0, 1, 2) == [
        f"content/nl/booklet/{name}.md: {said}. {todo.format(name)}" for name in ("group-1", "group-2", "about")
    ]


def test_a_chapter_whose_file_is_wrong_is_not_said_to_be_missing(catalogue: Catalogue) -> None:
    """It is there to be mended, and is told with its own file."""
    chapters = {"nl": {key: one for key, one in catalogue.chapters["nl"].items() if key != "foreword"}}
    wrong = replace(catalogue, chapters=chapters, failed={"nl": frozenset({"foreword"})})
    (said,) = refused(wrong, 0)
    assert said.startswith("content/nl/booklet/foreword.md: the booklet cannot do without this chapter.")


def test_two_parts_of_one_name_are_refused(catalogue: Catalogue) -> None:
    """A chapter that is listed twice, or is called as a leaflet is, would be linked to in the wrong place."""
    with pytest.raises(ContentError) as caught:
        refuse_twice(catalogue, ["cover", "ms", "foreword", "ms"])
    (problem,) = caught.value.problems
    assert (problem.where, problem.line) == ("content/edition.yaml", 16)
    assert str(problem.what) == 'two parts of the booklet are called "ms"'
    refuse_twice(catalogue, ["cover", "ms", "foreword"])


def test_what_is_written_and_never_printed_is_told(catalogue: Catalogue) -> None:
    """A chapter on no list, the opening of a group there is not, and words to explain where nothing closes."""
    assert list(unlisted(catalogue, "nl")) == []
    chapters = catalogue.chapters["nl"]
    one = chapters["group-5"].model_copy(update={"id": "group-6", "path": "content/nl/booklet/group-6.md"})
    several = replace(catalogue, chapters={"nl": {**chapters, "group-6": one}})
    bare = ordered(several, *catalogue.edition.chapters.opening[1:])
    assert {problem.where: str(problem.what) for problem in unlisted(bare, "nl")} == {
        "content/nl/booklet/foreword.md": "no booklet prints this chapter",
        "content/nl/booklet/conclusion.md": "no booklet prints this chapter",
        "content/nl/booklet/who-can-help.md": "no booklet prints this chapter",
        "content/nl/booklet/group-6.md": "no booklet prints this chapter",
        "content/nl/glossary.yaml": "no booklet prints these words",
    }
    assert {problem.severity for problem in unlisted(bare, "nl")} == {"warns"}
