"""What a box holds is painted and read: operators in points from its corner, elements in the order of the facts."""

from __future__ import annotations

import pytest

from leaflets import qr
from leaflets.content import Catalogue
from leaflets.model.proof import PracticeBox
from leaflets.personalise.box.drawing import Element, Link, draw, filled, frame, line, said
from leaflets.personalise.box.face import face
from leaflets.personalise.box.layout import Extras, arrange
from leaflets.personalise.box.lines import Fact, Piece, TextRun
from tests.personalise.box.test_layout import A5, SITE, width

WORDS = {"practice_logo": "Logo van {name}", "qr_alt": "Code van {title}", "practice_call": "Bel {title}", "link_web": "Open {title}"}  # fmt: skip
NUMBER = "09\u00a0123"
FACTS = [
    Fact("name", (TextRun("De Linde", True),)),
    Fact("telephone", (TextRun("Tel. "), TextRun(NUMBER, True, "tel:+329123"))),
]


def test_everything_is_read_in_order_and_painted_in_its_colour() -> None:
    """Facts, logo, code, caption and label are elements in that order; paper and rule are painted and never read."""
    layout = arrange(FACTS, (100.0, 100.0), SITE, A5, width, extras=Extras("Website", "Afspraak"))
    drawing = draw(layout, FACTS, SITE, WORDS)
    assert [(one.tag, one.alt) for one in drawing.elements if isinstance(one, Element)] == [
        ("P", ""), ("P", ""), ("Figure", "Logo van De Linde"), ("Figure", "Code van De Linde"), ("P", ""), ("P", ""),
    ]  # fmt: skip
    assert [(mark.tag, mark.colour) for mark in drawing.marks] == [
        ("P", "group"), ("P", "ink"), ("Link", "ink"), (None, "paper"), ("Figure", "none"), ("Figure", "code"),
        ("P", "ink"), ("P", "ink"), (None, "group"),
    ]  # fmt: skip
    assert [[one.text for one in mark.lines] for mark in drawing.marks if mark.lines] == [
        ["De Linde"], ["Tel. "], ["09 123"], ["Website"], ["Afspraak"],
    ]  # fmt: skip
    assert drawing.letters == (frozenset("Tel. WebsiteAfspraak"), frozenset("De Linde09 123"))


def test_a_number_leads_to_the_telephone_from_its_own_letters() -> None:
    """The link says in words what it does, and what may be clicked holds its line from above to below the baseline."""
    layout = arrange(FACTS, None, None, A5, width)
    number = next(piece for piece in layout.pieces if piece.text == "09 123")
    (link,) = [kid for one in draw(layout, FACTS, None, WORDS).elements if isinstance(one, Element)
               for kid in one.kids if isinstance(kid, Link)]  # fmt: skip
    assert (link.address, link.description) == ("tel:+329123", "Bel 09 123")
    ((left, top, across, high),) = link.boxes
    assert (left, across) == (number.left, number.width)
    assert top < number.baseline - number.size * 0.25 < number.baseline < top + high


def test_a_drawing_after_another_keeps_what_belongs_to_its_marks() -> None:
    """Marks and elements follow those of the first; paragraphs, links and marks of the place still hold their own."""
    box = draw(arrange(FACTS, None, None, A5, width), FACTS, None, WORDS)
    words = said([Piece(0, 0, "Noot", False, 10, 0.0, 0.0, 5.0)])
    both = words.then(box).then(words)
    assert both.marks == (*words.marks, *box.marks, *words.marks)
    first, name, telephone, last = both.elements
    assert (first, last) == (0, 4)
    assert isinstance(name, Element)
    assert isinstance(telephone, Element)
    assert name.kids == (1,)
    number, link = telephone.kids
    assert isinstance(link, Link)
    assert (number, link.mark, link.address) == (2, 3, "tel:+329123")


def test_what_a_box_grows_by_is_painted_first() -> None:
    """In the tint of the box, or as paper in a white one, before anything that stands on it."""
    facts = [FACTS[0], *(Fact(f"f{number}", (TextRun("Dit is een feit van de praktijk"),)) for number in range(9))]
    layout = arrange(facts, None, None, A5, width, room=40.0)
    assert layout.ground is not None
    for is_white, colour in ((False, "tint"), (True, "paper")):
        first = draw(layout, facts, None, WORDS, is_white=is_white).marks[0]
        assert (first.tag, first.colour, first.operators) == (None, colour, filled(layout.ground))


WHOLE = (b"-0.5 -36.5 0.5 72.5 re", b" 72 -36.5 0.5 72.5 re", b" -0.5 -36.5 73 0.5 re", b" -0.5 36 73 0.5 re", b"")
OPEN = (b"-0.5 -36.5 0.5 65.413 re", b" 72 -36.5 0.5 65.413 re", b" -0.5 -36.5 73 0.5 re", b"")


@pytest.mark.parametrize(("room", "drawn"), [(20.0, WHOLE), (15.0, OPEN)])
def test_a_frame_is_a_hairline_around_the_grown_box(room: float, drawn: tuple[bytes, ...]) -> None:
    """Half a point outside the box and never read; open at the top where a code may stand just above."""
    (mark,) = frame(PracticeBox(page=1, box_mm=(0, 0, 25.4, 12.7), room_mm=room), 12.7).marks
    assert (mark.tag, mark.colour) == (None, "group")
    assert tuple(mark.operators.split(b" f")) == drawn


def test_places_are_points_upwards_from_the_corner() -> None:
    """A line of 10 pt, 10 mm from the left and 20 mm down, and a rectangle, to a thousandth of a point."""
    found = line(Piece(0, 0, "AV", False, 10, 10.0, 20.0, 5.0))
    assert (found.size, found.left, found.up) == (b"10", b"28.346", b"-56.693")
    assert found.kerns == (face(bold=False).kern("A", "V"), 0)
    assert found.kerns[0] < 0
    assert filled((0, -25.4, 25.4, 12.7)) == b"0 36 72 36 re f"


def test_a_logo_on_white_lets_the_box_shine_through() -> None:
    """Only then it is painted through its light; its square is as large as its place, its corner at the foot."""
    layout = arrange(FACTS, (100.0, 100.0), None, A5, width)
    assert layout.logo is not None
    plain, through = (
        next(
            mark.operators
            for mark in draw(layout, FACTS, None, WORDS, logo_on_white=white).marks
            if mark.tag == "Figure"
        )
        for white in (False, True)
    )
    assert through == plain.replace(b"q ", b"q /PracticeLight gs ", 1)
    side, _, _, high, left, up = (float(part) / (72 / 25.4) for part in plain.split(b" cm")[0].split()[1:])
    assert (left, -up - high, side, high) == pytest.approx(layout.logo, abs=1e-3)


def test_a_code_is_as_many_squares_as_it_is_dark() -> None:
    """Runs of dark modules as rectangles, one module high, that cover the symbol's dark modules and no other."""
    layout = arrange(FACTS, None, SITE, A5, width)
    code = next(mark for mark in draw(layout, FACTS, SITE, WORDS).marks if mark.colour == "code")
    numbers = [
        int(part) for part in code.operators.partition(b" cm ")[2].removesuffix(b" f Q").split() if part != b"re"
    ]
    dark = {(x + step, y) for x, y, long, _ in zip(*[iter(numbers)] * 4, strict=True) for step in range(long)}
    symbol = qr.matrix(SITE)
    assert dark == {(x, y) for y, row in enumerate(symbol) for x, module in enumerate(row) if module}


def test_words_that_go_on_are_one_mark_of_their_place(catalogue: Catalogue) -> None:
    """Who issues a leaflet stands in the imprint's own element: a span, and no paragraph."""
    assert set(WORDS) <= catalogue.languages["nl"].words.keys()
    drawing = said([Piece(0, 0, "Uitgave: ", False, 9, 0, 3, 9), Piece(0, 0, "De Linde.", False, 9, 0, 7, 9)])
    ((mark,), elements) = drawing.marks, drawing.elements
    assert (mark.tag, [one.text for one in mark.lines], elements) == ("Span", ["Uitgave: ", "De Linde."], (0,))
