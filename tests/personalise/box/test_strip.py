"""Whom to call: each name with its number, as large as fits the lines that are left for them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflets.personalise.box.layout import DoesNotFit
from leaflets.personalise.box.lines import Fact, Piece, TextRun
from leaflets.personalise.box.strip import strip
from leaflets.personalise.box.style import LARGE, READING
from tests.personalise.box.test_layout import width

A5, A4, CARD, LARGE_PRINT = (125.0, 10.4), (180.0, 6.0), (81.0, 10.4), (176.0, 27.0)
LINDE, NORTH = "Huisartsenpraktijk De Linde", "Praktijk dicht? Bel Wachtpost Noord"


def called(name: str, number: str = "") -> Fact:
    """Whom to call, as the practice says it; without a number the name alone."""
    if not number:
        return Fact("name", (TextRun(name),))
    return Fact("name", (TextRun(f"{name}\u00a0"), TextRun(number.replace(" ", "\u00a0"), True, f"tel:{number}")))


BOTH = (called(LINDE, "02 123 45 67"), called(NORTH, "02 765 43 21"))


def told(pieces: tuple[Piece, ...]) -> list[tuple[str, bool, float, int, int]]:
    """Each piece with its weight, its size, and where it begins, in whole mm."""
    return [(one.text, one.bold, one.size, round(one.left), round(one.baseline)) for one in pieces]


def test_in_columns_a_large_number_stands_under_its_name() -> None:
    """On an A5 the numbers are bold, of 14 pt and on one baseline, each under a name of 9.5 pt or more."""
    assert told(strip(BOTH, A5, width, READING)) == [
        (f"{LINDE} ", False, 10.5, 0, 4), ("02 123 45 67", True, 14.0, 0, 9),
        (f"{NORTH} ", False, 10.5, 65, 4), ("02 765 43 21", True, 14.0, 65, 9),
    ]  # fmt: skip


def test_on_one_line_the_numbers_follow_the_names() -> None:
    """On an A4 two stand beside each other, name and number on one baseline and clear of each other."""
    one, number, other, last = strip(BOTH, A4, width, READING)
    assert {piece.baseline for piece in (one, number, other, last)} == {number.baseline}
    assert one.left == 0.0
    assert other.left == pytest.approx(92.0)
    assert number.left >= one.left + one.width + 0.5
    assert one.size >= 9.5
    assert {number.size, last.size} == {14.0}
    assert last.left + last.width <= A4[0]


def test_where_the_measure_is_short_they_stand_under_one_another() -> None:
    """On a card name and number share a line, and where they cannot, the number has the next."""
    found = strip(
        (called(LINDE, "02 123 45 67"), called("Praktijk dicht? Bel de wachtpost", "1733")), CARD, width, READING
    )
    assert [round(piece.left) == 0 for piece in found] == [True, False, True, False]
    assert found[0].baseline == found[1].baseline < found[2].baseline == found[3].baseline
    roomy = strip(BOTH, (81.0, 18.3), width, READING)
    assert [piece.left for piece in roomy if piece.bold and piece.fact == 1] == [0.0]


@pytest.mark.parametrize(
    "name", ["Praktijk De Linde", "Huisartsenpraktijk De Linde", "Huisartsenpraktijk De Oude Linde"]
)
def test_on_a_narrow_panel_both_numbers_stand_in_one_way(name: str) -> None:
    """Each after its name or each below it, whichever of the names is the longer."""
    found = strip((called(name, "02 123 45 67"), called("Bel Noord", "1733")), (81.0, 18.3), width, READING)
    assert len({number.left == 0.0 for number in found if number.bold}) == 1


def test_a_name_of_sixty_letters_wraps_or_is_refused() -> None:
    """Where the lines have room for it the name goes on in the next; on a card of two lines nothing is set."""
    long = (called("Multidisciplinair wijkgezondheidscentrum Kouter en Dampoorte", "09 123 45 67"), BOTH[1])
    lines = {piece.baseline for piece in strip(long, LARGE_PRINT, width, LARGE) if piece.fact == 0}
    assert len(lines) == 2
    with pytest.raises(DoesNotFit):
        strip(long, CARD, width, READING)


def test_in_large_print_nothing_is_smaller_than_16_pt() -> None:
    """Numbers have 18 pt or more."""
    found = strip(BOTH, LARGE_PRINT, width, LARGE)
    assert min(piece.size for piece in found) >= 16
    assert min(piece.size for piece in found if piece.bold) >= 18


def test_who_has_no_number_is_named_alone() -> None:
    """The country's sentence stands where the number would."""
    found = strip((BOTH[0], called("Praktijk dicht? Bel de wachtpost.")), A5, width, READING)
    assert [piece.text for piece in found] == [f"{LINDE} ", "02 123 45 67", "Praktijk dicht? Bel de wachtpost."]
    assert found[0].baseline == found[2].baseline


names = st.text("abc éŵW-.", min_size=1, max_size=70).filter(lambda text: text.strip())


@given(names, names, st.sampled_from([A5, A4, CARD, (81.0, 18.3)]))
def test_nothing_leaves_its_place_or_is_lost(one: str, other: str, size: tuple[float, float]) -> None:
    """Whatever the names, every letter stands within the place and no piece on another, or all is refused."""
    facts = (called(" ".join(one.split()), "09 123 45 67"), called(" ".join(other.split()), "1733"))
    try:
        found = strip(facts, size, width, READING)
    except DoesNotFit:
        return
    assert "".join(piece.text for piece in found).replace(" ", "") == "".join(fact.text for fact in facts).replace(
        "\u00a0", ""
    ).replace(" ", "")
    for piece in found:
        assert piece.left >= 0
        assert piece.left + piece.width <= size[0] + 0.01
        assert piece.baseline - piece.size * 25.4 / 72 >= -0.01
        assert piece.baseline + 0.2 * piece.size * 25.4 / 72 <= size[1] + 0.01
        beside = [
            one for one in found if one is not piece and one.baseline == piece.baseline and one.left >= piece.left
        ]
        assert all(piece.left + piece.width <= one.left + 0.01 for one in beside)


def test_a_style_without_sizes_sets_nothing() -> None:
    """A format that says no sizes for it refuses all."""
    with pytest.raises(DoesNotFit):
        strip(BOTH, A5, width, replace(READING, calls=()))
