"""Facts on lines: where they break, and where they may not."""

from __future__ import annotations

from leaflets.personalise.box.lines import (
    NO_BREAK,
    SEPARATOR,
    Fact,
    Measure,
    Piece,
    TextRun,
    joined,
    separated,
    set_lines,
    words,
)

SIZE = 10.0


def width(text: str, bold: bool) -> float:
    """Each letter half as wide as it is high; bold a fifth wider."""
    return len(text) * (0.6 if bold else 0.5)


def lines(pieces: list[Piece] | None) -> list[str]:
    """The text of each line, without the space that ends it."""
    assert pieces is not None
    found: dict[float, str] = {}
    for piece in pieces:
        found[piece.baseline] = found.get(piece.baseline, "") + piece.text
    return [found[baseline].rstrip(" ") for baseline in sorted(found)]


def test_lines_break_at_spaces() -> None:
    """A word that does not fit begins the next line, 1.2 sizes lower; read aloud, the space is still there."""
    fact = Fact("address", (TextRun("Kerkstraat 12, 9000 Gent"),))
    pieces = set_lines(list(words(0, fact)), Measure(75), SIZE, width)
    assert lines(pieces) == ["Kerkstraat 12,", "9000 Gent"]
    assert sorted({piece.baseline for piece in pieces or []}) == [10, 22]
    assert "".join(piece.text for piece in pieces or []) == "Kerkstraat 12, 9000 Gent"


def test_a_number_is_not_torn() -> None:
    """Label and number are held together by spaces lines do not break at."""
    number = f"09{NO_BREAK}123{NO_BREAK}45"
    fact = Fact("telephone", (TextRun(f"Telefoon{NO_BREAK}"), TextRun(number, True, "tel:+32912345")))
    before = Fact("address", (TextRun("Dorp 1"),))
    pieces = set_lines(separated([before, fact]), Measure(110), SIZE, width)
    assert lines(pieces) == ["Dorp 1", f"Telefoon{NO_BREAK}{number}"]


def test_an_address_breaks_only_where_it_is_longer_than_a_line() -> None:
    """It breaks after its own signs, never within a word; what cannot be broken is refused."""
    fact = Fact("website", (TextRun("www.example.org/afspraak", address="https://www.example.org/afspraak"),))
    assert lines(set_lines(list(words(0, fact)), Measure(120), SIZE, width)) == ["www.example.org/afspraak"]
    assert lines(set_lines(list(words(0, fact)), Measure(60), SIZE, width)) == ["www.example.", "org/afspraak"]
    assert set_lines(list(words(0, Fact("name", (TextRun("Huisartsenpraktijk"),)))), Measure(60), SIZE, width) is None


def test_facts_that_share_a_line_are_kept_apart() -> None:
    """The separator stands between facts, belongs to none, and is left out at the end of a line."""
    facts = [Fact("kind", (TextRun("Eén"),)), Fact("address", (TextRun("Twee"),)), Fact("review", (TextRun("Drie"),))]
    pieces = set_lines(separated(facts), Measure(60), SIZE, width)
    assert lines(pieces) == ["Eén • Twee", "Drie"]
    assert [piece.run for piece in pieces or [] if piece.text == SEPARATOR] == [None]


def test_pieces_of_a_run_become_one() -> None:
    """A line of one run is written as one piece, as long as its parts."""
    pieces = set_lines(
        list(words(0, Fact("name", (TextRun("De Linde"), TextRun("!", True))))), Measure(100), SIZE, width
    )
    one, other = joined(pieces or [])
    assert (one.text, one.width, other.text, other.left) == ("De Linde", 40, "!", 40)


def test_lines_grow_longer_below_what_stands_beside_them() -> None:
    """The third line begins lower than the notch and takes the whole width; seen from lower text the notch is nearer."""
    fact = Fact("review", (TextRun("een twee drie vier vijf zes zeven acht"),))
    notched = Measure(50, 200, 24)
    assert lines(set_lines(list(words(0, fact)), notched, SIZE, width)) == [
        "een twee", "drie vier", "vijf zes zeven acht",
    ]  # fmt: skip
    assert notched.lowered(12) == Measure(50, 200, 12)


def test_text_goes_on_where_other_words_end() -> None:
    """The first line has less room, the others all; where nothing fits on the first, the text begins below it."""
    fact = Fact("publisher", (TextRun("Uitgave: Jesse."),))
    for begin, said in ((10, ["Uitgave:", "Jesse."]), (40, ["Uitgave:", "Jesse."])):
        pieces = set_lines(list(words(0, fact)), Measure(60), SIZE, width, begin) or []
        assert lines(pieces) == said
        assert pieces[0].left == (10 if begin == 10 else 0)
        assert pieces[0].baseline == (10 if begin == 10 else 22)
