"""Problems in words."""

from __future__ import annotations

import json

import pytest

from leaflets.content import Catalogue
from leaflets.messages import say
from leaflets.problems import Problem
from leaflets.studio.editor.drawing import FIRST, page_of
from leaflets.studio.editor.reading import read_draft
from leaflets.studio.editor.telling import (
    MOST_TOLD,
    counted,
    for_script,
    may_stay,
    must_go,
    objects,
    page_object,
    told,
    whole,
)
from leaflets.studio.stock import StudioStock
from tests.studio.editor.conftest import MS, draft


def problem(severity: str = "blocks", number: int = 0) -> Problem:
    said = say("is wrong for the {number}th time", number=number)
    return Problem(said, "x", say("Mend it."), severity=severity)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("said", "wanted"), [("is empty", "Is empty."), ("Good?", "Good?"), ("", ""), ("a\x1b[31m", "A\\x1b[31m.")]
)
def test_a_sentence_stands_by_itself(said: str, wanted: str) -> None:
    """With a capital and a full stop, and no character that steers a terminal."""
    assert whole(said, "en") == wanted


def test_an_unknown_source_is_told_with_the_one_that_is_meant(own_stock: StudioStock, catalogue: Catalogue) -> None:
    """Where there is one that is like it."""
    text = MS.replace("[@barbi-2022-ms-brain]", "[@barbi-2023]").replace("[@devivo-sleep-myelin]", "[@zzz]")
    found = told(read_draft(own_stock, draft(text)).problems, "nl", catalogue.sources)
    first, second = [one for one in found if one.severity == "blocks"]
    assert first.said == 'De bron "barbi-2023" is niet bekend.'
    assert (first.wrong, first.right) == ("[@barbi-2023]", "[@barbi-2022-ms-brain]")
    assert (second.wrong, second.right) == ("", "")


def test_a_problem_is_told_once_and_not_too_many() -> None:
    """One begins at the top."""
    assert len(told([problem(), problem()], "en", ())) == 1
    assert len(told([problem(number=number) for number in range(500)], "en", ())) == MOST_TOLD


def test_how_many_there_are() -> None:
    """Those that must go apart from those that may stay."""
    found = told([problem(), problem("warns"), problem("informs")], "en", ())
    assert counted(found, "en") == ("3 problems", "1 must go first. 2 may stay.")
    assert counted(found[:1], "nl") == ("1 probleem", "1 moet eerst weg.")
    assert counted(found[1:2], "en") == ("1 problem", "1 may stay.")
    assert counted([], "en") == ("No problems", "")


def test_a_script_says_the_same() -> None:
    """It puts in the number itself, in words for one and for several."""
    assert for_script(must_go(1), must_go(2), "nl") == ("1 moet eerst weg.", "# moeten eerst weg.")
    assert for_script(may_stay(1), may_stay(2), "nl") == ("1 mag blijven.", "# mogen blijven.")


def test_what_a_script_gets_is_plain(own_stock: StudioStock) -> None:
    """Numbers and words that JSON can hold."""
    drawn = page_of(own_stock, draft(), FIRST, 2).drawn
    assert drawn is not None
    found = json.loads(json.dumps(page_object(drawn, "data:")))
    assert (found["page"], found["pages"], found["trim"], found["picture"]) == (2, 4, [148, 210], "data:")
    assert {"line", "page", "boxes"} == set(found["places"][0])
    (one,) = json.loads(json.dumps(objects(told([problem()], "en", ()))))
    assert (one["said"], one["todo"], one["line"]) == ("Is wrong for the 0th time.", "Mend it.", None)
