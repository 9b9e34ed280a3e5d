"""Where the words of a text stand on its pages."""

from __future__ import annotations

from leaflets.messages import say
from leaflets.problems import Problem
from leaflets.studio.editor.drawing import FIRST, page_of
from leaflets.studio.editor.placing import PlacedWord, Trail, marks_of, named_in, places_of
from leaflets.studio.editor.reading import read_draft
from leaflets.studio.stock import StudioStock
from tests.studio.editor.conftest import MS, draft

ROW = tuple(
    PlacedWord(word, 1, (10.0 * number, 5.0, 9.0, 3.0)) for number, word in enumerate(["een", "twee", "een", "drie"])
)


def test_words_are_found_in_their_order() -> None:
    """The same words once more stand behind those that were found; else anywhere; signs between them do not count."""
    trail = Trail(ROW)
    assert trail.found("Een, twee") == ROW[:2]
    assert trail.found("een") == ROW[2:3]
    assert trail.found("“Twee”") == ROW[1:2]
    assert trail.found("vier") == ()
    assert trail.found("…") == ()


def test_what_goes_on_overleaf_is_found() -> None:
    """Behind what stands at the foot of its page; words of another text that stand together by chance are not."""
    row = [
        ("lang", 1),
        ("verhaal", 1),
        ("uitgever", 1),
        ("gaat", 2),
        ("door", 2),
        ("hier", 2),
        ("slot", 3),
        ("einde", 3),
    ]
    words = tuple(PlacedWord(word, page, (10.0 * at, 5.0, 9.0, 3.0)) for at, (word, page) in enumerate(row))
    assert Trail(words).found("Lang verhaal gaat door") == (*words[:2], *words[3:5])
    assert Trail(words).found("Lang verhaal gaat door hier, slot") == (*words[:2], *words[3:7])
    assert Trail(words).found("Lang verhaal door") == ()
    assert Trail(words).found("Lang verhaal gaat ergens") == ()
    trail = Trail(words)
    trail.found("Lang verhaal gaat door")
    assert trail.found("hier") == words[5:6]


def test_a_heading_is_on_its_page(own_stock: StudioStock) -> None:
    """Though it is given and not written; lines come in their order."""
    drawn = page_of(own_stock, draft(), FIRST, 1).drawn
    assert drawn is not None
    line = 1 + MS[: MS.index("## Wat kunt u zelf doen?")].count("\n")
    (place,) = [one for one in drawn.places if one.line == line]
    assert place.page == 3
    assert [one.line for one in drawn.places] == sorted(one.line for one in drawn.places)


def test_a_part_of_a_word_is_the_word() -> None:
    """What is broken at a line's end is two."""
    assert Trail(ROW).found("rie") == ROW[3:]


def test_the_words_a_sentence_names() -> None:
    """Also those of a sentence within it, the longest first; a short one stands everywhere."""
    inner = say('"{phrase}" is bold', phrase="energie")
    assert list(named_in(say("{name}: {inner}", name="ms", inner=inner))) == [str(inner), "energie"]
    assert list(named_in("energie")) == []


def test_each_line_is_on_the_page_that_prints_it(own_stock: StudioStock) -> None:
    """By page and line of print, within the page; a list that is printed in a short text only is nowhere."""
    read, drawn = read_draft(own_stock, draft()), page_of(own_stock, draft(), FIRST, 1).drawn
    assert drawn is not None
    assert read.manuscript is not None
    pages = {place.line: place.page for place in drawn.places}
    line = {
        words: 1 + MS[: MS.index(words)].count("\n")
        for words in ("- Uw vermoeidheid is echt", "Slapen is niet", "4. **Praat")
    }
    assert [pages[one] for one in line.values()] == [1, 2, 3]
    for place in drawn.places:
        for left, top, width, height in place.boxes:
            assert 0 <= left <= left + width <= 148
            assert 0 <= top <= top + height <= 210
    paragraph = next(place for place in drawn.places if place.line == line["Slapen is niet"])
    assert len(paragraph.boxes) >= 2
    assert [box[1] for box in paragraph.boxes] == sorted(box[1] for box in paragraph.boxes)


def test_a_problem_stands_at_the_words_it_names(own_stock: StudioStock) -> None:
    """Or at its paragraph, where it names none that are there; one without a line stands nowhere."""
    manuscript = read_draft(own_stock, draft()).manuscript
    assert manuscript is not None
    words = tuple(
        PlacedWord(word, 2, (10.0 * number, 5.0, 9.0, 3.0))
        for number, word in enumerate(
            ["plotse", "klachten", "kunnen", "een", "opstoot", "schub", "of", "een", "infectie", "zijn"]
        )
    )
    line = 1 + MS[: MS.index("Plotse")].count("\n")
    named = Problem(say('"{word}" is hard', word="opstoot"), "", say("Mend it."), line=line)
    (mark,) = marks_of(manuscript, words, named)
    assert mark.place.boxes == (words[4].box,)
    assert not mark.is_whole
    (whole,) = marks_of(manuscript, words, Problem(say("is wrong"), "", say("Mend it."), line=line))
    assert whole.is_whole
    assert whole.place.boxes == ((0.0, 5.0, 99.0, 3.0),)
    assert marks_of(manuscript, words, Problem(say("is wrong"), "", say("Mend it."))) == ()
    assert [place.line for place in places_of(manuscript, words)] == [line]


def test_small_numbers_of_citations_are_no_words(own_stock: StudioStock) -> None:
    """A paragraph with one in the middle is found as a whole."""
    drawn = page_of(own_stock, draft(), FIRST, 2).drawn
    assert drawn is not None
    line = 1 + MS[: MS.index("De ontsteking beschadigt")].count("\n")
    assert [place.page for place in drawn.places if place.line == line] == [2]
