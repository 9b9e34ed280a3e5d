"""At which line of the file a problem of its pages stands."""

from __future__ import annotations

import pytest

from leaflets.messages import say
from leaflets.problems import Problem
from leaflets.studio.editor.drawing import fits_in, page_of
from leaflets.studio.editor.placing import LinePlace
from leaflets.studio.editor.pointing import Pointer
from leaflets.studio.editor.reading import read_draft
from leaflets.studio.stock import StudioStock
from leaflets.typeset.draft import DraftPages
from tests.studio.editor.conftest import LONG, MS, draft


def line_of(text: str, words: str) -> int:
    return 1 + text[: text.index(words)].count("\n")


def longer(before: str, times: int = 1) -> str:
    """The text with so much more before a heading."""
    return MS.replace(before, f"{LONG * times}\n\n{before}", 1)


@pytest.mark.parametrize(
    ("text", "form", "words"),
    [
        # A paragraph that goes on overleaf, past what stands at the foot of its page.
        (longer("## Waarom slaap en rust helpen", 2), "a4", "Nog een zin"),
        (longer("## Wanneer belt u", 2), "a5", "Nog een zin"),
        # A heading with all that follows.
        (longer("## Waarom slaap en rust helpen"), "large-print", "## Wat kunt u zelf doen?"),
        # What the press adds has no room any more: the words before it pushed it away.
        (longer("## Wat gebeurt er"), "trifold", "Nog een zin"),
        # More sources than a panel has room for: nothing else stands there.
        (
            MS.replace(
                "## Wanneer belt u",
                "Meer. [@malow-2004-sleep-epilepsy] [@dellaquila-2022-sleep-epilepsy] [@nice-2021-mecfs]\n\n## Wanneer belt u",
            ),
            "trifold",
            "Meer. [@",
        ),
    ],
)
def test_what_is_too_long_has_a_line(own_stock: StudioStock, text: str, form: str, words: str) -> None:
    """That of the block or heading that has no room, with its page; looked at from another format the line alone."""
    (problem,) = page_of(own_stock, draft(text), form, 1).problems
    assert "too long" in problem.what
    assert problem.page is not None
    assert problem.line == line_of(text, words)
    (other,) = fits_in(own_stock, draft(text), form)
    assert (other.line, other.page) == (problem.line, None)


def pointer(own_stock: StudioStock) -> Pointer:
    manuscript = read_draft(own_stock, draft()).manuscript
    assert manuscript is not None
    body = line_of(MS, "Slapen is niet")
    places = (
        LinePlace(body, 1, ((10, 20, 50, 4), (10, 26, 40, 4))),
        LinePlace(line_of(MS, "author:"), 1, ((10, 90, 50, 4),)),
    )
    pages = DraftPages(None, (), {"why": 2}, ((2, (10, 10, 50, 4)),), parts=("why", "why"))
    return Pointer(manuscript, places, pages)


def test_words_that_are_quoted_have_a_line(own_stock: StudioStock) -> None:
    """Those that are broken off too, and those that stand over words of the press; what is quoted of nobody has none."""
    one = pointer(own_stock)
    line = line_of(MS, "Slapen is niet")
    quoted = say(
        '{shape}: "{text}" is printed over "{other}"', shape="ms in a5", text="Uw praktijk", other="Slapen is niet ni"
    )
    assert one.at_line(Problem(quoted, "x", quoted, page=3, rule="T07")).line == line
    lost = say('{shape}: text is cut off, near "{lost}"', shape="ms in a5", lost="Slapen is niet niets Ruimte voor")
    found = one.at_line(Problem(lost, "x", lost, rule="T07"))
    assert (found.line, found.page) == (line, 1)
    strange = say('{shape}: "{text}" stands outside the page', shape="ms in a5", text="Jesse")
    assert one.at_line(Problem(strange, "x", strange, page=3, rule="T07")).page == 3


def test_a_place_on_a_page_has_the_line_of_its_words(own_stock: StudioStock) -> None:
    """A place within them or around them; a field that cannot be made shorter is none, nor is what is elsewhere."""
    one, said = pointer(own_stock), say("is small")
    line = line_of(MS, "Slapen is niet")
    boxes = {
        (12.0, 26.0, 5.0, 4.0): line,
        (0.0, 0.0, 100.0, 60.0): line,
        (10.0, 90.0, 50.0, 4.0): None,
        (70.0, 20.0, 5.0, 4.0): None,
    }
    for box, wanted in boxes.items():
        assert one.at_line(Problem(said, "x", said, page=1, rule="T01", box_mm=box)).line == wanted
    assert one.at_line(Problem(said, "x", said, page=1, rule="T10")).line is None
    assert one.at_line(Problem(said, "x", said, line=7, page=1, box_mm=(12.0, 26.0, 5.0, 4.0))).line == 7
    assert one.at_line(Problem(said, "x", said, rule="T07")).line == line
