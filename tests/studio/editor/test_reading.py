"""What is written by now, read."""

from __future__ import annotations

import pytest

from leaflets.problems import Problem
from leaflets.studio.editor.reading import READ, read_draft, unknown_source, warmed
from leaflets.studio.stock import StudioStock
from tests.studio.editor.conftest import BOLD, MS, draft


def blocking(stock: StudioStock, text: str) -> list[Problem]:
    return [one for one in read_draft(stock, draft(text)).problems if one.severity == "blocks"]


def test_what_lies_there_has_nothing_that_must_go(own_stock: StudioStock) -> None:
    """The text as it is published."""
    assert blocking(own_stock, MS) == []


def test_a_bold_claim_is_told_at_its_line(own_stock: StudioStock) -> None:
    """With what it may say."""
    text = MS.replace("Rust vervangt", f"{BOLD} Rust vervangt")
    (found,) = blocking(own_stock, text)
    assert found.rule == "C13"
    assert found.line == 1 + text[: text.index(BOLD)].count("\n")


def test_an_unknown_source_hides_nothing_else(own_stock: StudioStock) -> None:
    """What is wrong with the rest is told too, and it can be looked at."""
    text = MS.replace("[@barbi-2022-ms-brain]", "[@barbi-2023]").replace("Rust vervangt", f"{BOLD} Rust vervangt")
    found = blocking(own_stock, text)
    assert [one.rule for one in found] == [None, "C13"]
    assert unknown_source(found[0]) == "barbi-2023"
    assert unknown_source(found[1]) is None
    assert text.split("\n")[found[0].line - 1].count("[@barbi-2023]") == 1  # type: ignore[operator]
    assert read_draft(own_stock, draft(text)).leaflet is not None


@pytest.mark.parametrize(
    ("text", "said", "line"),
    [
        ("", "is empty", None), ("Geen kop", "has no front matter", 1),
        (MS.replace("group: 5", "group: vijf"), 'the field "group" is wrong', 6),
        (MS.replace("slug: ms", "slug: crps"), 'has the same slug "crps"', None),
        (MS.replace("## Wat kunt u zelf doen?", "## Anders"), "here should stand", 51),
        (MS.replace("date: 2026-11-27", "date: [1"), "is not closed", None),
    ],
)  # fmt: skip
def test_what_is_wrong_is_a_sentence(own_stock: StudioStock, text: str, said: str, line: int | None) -> None:
    """At its line where it has one."""
    (found, *_) = blocking(own_stock, text)
    assert said in found.what
    assert line in (None, found.line)


def test_what_the_house_lets_pass_is_not_told(own_stock: StudioStock) -> None:
    """The problems are those of `check`, by their lines; what is said of the whole and may stay comes last."""
    found = read_draft(own_stock, draft()).problems
    assert [one.severity for one in found] == ["informs"]
    assert found[-1].line is None


def test_a_text_is_read_once(own_stock: StudioStock) -> None:
    """For its problems, its page and its file alike."""
    assert read_draft(own_stock, draft()) is read_draft(own_stock, draft())


def test_a_process_is_warmed(own_stock: StudioStock) -> None:
    """By the first text there is, which is known from then on."""
    warmed(own_stock)
    assert len(own_stock.shop.bench.at(READ).values) == 1
