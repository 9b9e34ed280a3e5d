"""The box: as large as fits, nothing outside it, nothing below the floor."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflets.model.proof import Issuer
from leaflets.personalise.box.face import face
from leaflets.personalise.box.layout import DoesNotFit, Extras, Layout, arrange, caption_of, issued
from leaflets.personalise.box.lines import Fact, TextRun
from leaflets.personalise.box.style import EDGE, FLOOR, POSTER, READING, SIDE
from leaflets.units import MM_PER_PT

A5, A4, LOW = (124.0, 27.0), (184.0, 28.0), (82.0, 18.0)
SITE = "https://www.example.org"


def width(text: str, bold: bool) -> float:
    return face(bold=bold).width(text)


def facts(*texts: str) -> list[Fact]:
    return [Fact(f"field-{number}", (TextRun(text, bold=number == 0),)) for number, text in enumerate(texts)]


def sizes(layout: Layout) -> set[float]:
    return {piece.size for piece in layout.pieces}


def test_little_text_is_large_and_each_fact_has_its_line() -> None:
    """Name, address and number stand at 12 pt under one another, the name larger, in the middle of the height."""
    layout = arrange(facts("De Linde", "Dorp 1", "Telefoon 09 123 45 67"), None, None, A5, width)
    assert [(piece.text, piece.size) for piece in layout.pieces] == [
        ("De Linde", 14.5), ("Dorp 1", 12.0), ("Telefoon 09 123 45 67", 12.0),
    ]  # fmt: skip
    assert {piece.left for piece in layout.pieces} == {SIDE}
    top = layout.pieces[0].baseline - 14.5 * MM_PER_PT
    bottom = A5[1] - layout.pieces[-1].baseline - 0.2 * 12 * MM_PER_PT
    assert top == pytest.approx(bottom, abs=0.1)


def test_more_text_is_set_in_columns_then_in_one_flow() -> None:
    """Facts keep lines of their own as long as 10 pt fits; then they share lines."""
    some = facts("De Linde", *(f"Dit is een feit van de praktijk {number}" for number in range(6)))
    columns = arrange(some, None, None, A5, width)
    assert {round(piece.left, 1) for piece in columns.pieces} == {SIDE, 64.0}
    assert min(sizes(columns)) >= 10
    many = facts("De Linde", *(f"Dit is een feit van de praktijk {number}" for number in range(12)))
    flow = arrange(many, None, None, A5, width)
    assert " • " in [piece.text for piece in flow.pieces]


@given(
    st.lists(st.text("abc éŵW 129-.", min_size=1, max_size=60).filter(lambda text: text.strip()), min_size=1, max_size=9),
    st.sampled_from([A5, A4]), st.booleans(), st.sampled_from([None, (3.0, 1.0), (1.0, 1.0), (1.0, 4.0)]),
)  # fmt: skip
def test_nothing_leaves_the_box_or_is_lost(
    texts: list[str], size: tuple[float, float], has_site: bool, logo: tuple[float, float] | None
) -> None:
    """Whatever the text, every word of it is set within the box, clear of logo and code, or all is refused."""
    given_facts = facts(*(" ".join(text.split()) for text in texts))
    try:
        layout = arrange(given_facts, logo, SITE if has_site else None, size, width)
    except DoesNotFit:
        return
    beside = [box for box in (layout.logo, layout.paper) if box]
    for piece in layout.pieces:
        assert piece.size >= FLOOR
        assert piece.left >= SIDE
        assert piece.left + piece.width <= size[0]
        for left, top, _, high in beside:
            is_level = piece.baseline - piece.size * MM_PER_PT < top + high and piece.baseline > top
            assert not is_level or piece.left + piece.width <= left
        assert piece.baseline - piece.size * MM_PER_PT >= EDGE - 0.01
        assert piece.baseline + 0.2 * piece.size * MM_PER_PT <= size[1] - EDGE + 0.01
    for number, fact in enumerate(given_facts):
        said = "".join(piece.text for piece in layout.pieces if piece.fact == number and piece.run is not None)
        assert said.replace(" ", "") == fact.text.replace(" ", "")


def test_what_does_not_fit_at_the_floor_is_refused() -> None:
    """Nobody gets text smaller than 9 pt."""
    with pytest.raises(DoesNotFit):
        arrange(facts("De Linde", "lang " * 120), None, None, A5, width)


def test_on_a_poster_nothing_comes_near_the_dark_field() -> None:
    """Logo over code, and text, keep 3 mm of the white card around them, and the code its four modules."""
    layout = arrange(
        facts("De Linde", "Dorp 1, 9000 Gent", "Telefoon 09 123 45 67"), (1.0, 2.0), SITE, (88.0, 46.0), width,
        replace(POSTER, is_white=True),
    )  # fmt: skip
    assert layout.logo is not None
    assert layout.qr is not None
    assert layout.logo[1] >= 3
    assert layout.qr[1] + layout.qr[3] <= 42


def test_whatever_the_logo_the_text_keeps_its_edge() -> None:
    """A wide logo does not push the text in: it stands at the right, or over the code where that leaves more room."""
    for logo in (None, (300.0, 100.0), (100.0, 100.0), (100.0, 300.0)):
        for site in (None, SITE):
            for size in (A5, A4, (82.0, 46.0)):
                layout = arrange(facts("De Linde", "Dorp 1"), logo, site, size, width)
                assert {piece.left for piece in layout.pieces} == {SIDE}


def test_the_logo_grows_smaller_before_facts_share_lines() -> None:
    """What fits on lines of its own beside a smaller logo is not run together beside a large one."""
    some = facts("Praktijk De Grote Linde", *(f"Dit is het feit nummer {number}" for number in range(7)))
    layout = arrange(some, (100.0, 100.0), SITE, A5, width)
    assert layout.logo is not None
    assert layout.logo[2] < 20
    assert " • " not in [piece.text for piece in layout.pieces]


MUCH = (
    "Wijkgezondheidscentrum De Brug", "Groepspraktijk voor huisartsen", "Tiensestraat 12, 3000 Leuven",
    "Telefoon 016 12 34 56", "Praktijk dicht? Bel de wachtpost Leuven 1733", "www.debrug.example",
    "Afspraak maken: www.debrug.example/afspraak", "Nagelezen door dr. A. Peeters, november 2026.",
)  # fmt: skip
EXTRAS = Extras("Website", "Mijn volgende afspraak")


def test_a_box_grows_before_its_text_grows_small() -> None:
    """All a practice says stands at 10 pt, each fact on its own line; the box rises only as high as that takes."""
    layout = arrange(facts(*MUCH), (300.0, 100.0), SITE, A5, width, room=40.0, extras=EXTRAS)
    assert min(sizes(layout)) == 10
    assert len({piece.fact for piece in layout.pieces}) == len({piece.baseline for piece in layout.pieces}) == 8
    assert layout.ground is not None
    assert layout.ground == pytest.approx((0.0, -layout.grown, 124.0, layout.grown + 0.1))
    assert 10 < layout.grown < 30
    tops = [piece.baseline - piece.size * MM_PER_PT for piece in layout.pieces]
    assert min(tops) == pytest.approx(EDGE - layout.grown, abs=0.5)
    roomier = arrange(facts(*MUCH), (300.0, 100.0), SITE, A5, width, room=99.0, extras=EXTRAS)
    assert roomier == layout


def test_a_box_does_not_grow_for_what_fits() -> None:
    """However much room there is above, two lines stay in the box as it was reserved."""
    layout = arrange(facts("Dr. Ek", "Telefoon 02 123 45 67"), None, None, A5, width, room=50.0, extras=EXTRAS)
    assert (layout.grown, layout.ground) == (0.0, None)
    assert sizes(layout) == {14.5, 12.0}


def test_a_patient_gets_a_line_to_write_on() -> None:
    """Its label and its rule stand below the facts, within the box; without room for it the facts go first."""
    layout = arrange(facts("Dr. Ek", "Telefoon 02 123 45 67"), None, None, A5, width, extras=EXTRAS)
    assert layout.label is not None
    assert layout.rule is not None
    assert layout.label.baseline < layout.rule[1] < A5[1]
    assert layout.label.baseline - layout.label.size * MM_PER_PT > max(piece.baseline for piece in layout.pieces)
    full = arrange(facts(*MUCH), None, SITE, A5, width, extras=EXTRAS)
    assert (full.label, full.rule, full.grown) == (None, None, 0.0)
    assert min(sizes(full)) >= FLOOR
    assert arrange(facts("Dr. Ek"), None, None, (88.0, 46.0), width, POSTER, extras=EXTRAS).rule is None


def test_a_code_has_a_caption_below_its_light() -> None:
    """In the middle under the symbol, outside its four modules, still within the box."""
    layout = arrange(facts("De Linde"), None, SITE, A5, width, extras=EXTRAS)
    assert layout.qr is not None
    assert layout.caption is not None
    left, top, side, _ = layout.qr
    assert layout.caption.left + layout.caption.width / 2 == pytest.approx(left + side / 2)
    assert layout.caption.baseline - 0.75 * 9 * MM_PER_PT >= top + side + 4 * side / 25
    assert layout.caption.baseline + 0.2 * 9 * MM_PER_PT <= A5[1]
    assert layout.caption.size == FLOOR


def test_the_caption_names_the_site_where_there_is_room() -> None:
    """A short one stands under its code and ends with it; of a long one the word for it is said, in the text its name."""
    site = "https://www.debrug.example/praktijk"
    caption = caption_of(site, "Website", READING, width)
    assert caption == "debrug.example"
    layout = arrange(facts("De Linde"), None, site, A5, width, extras=Extras(caption))
    assert layout.caption is not None
    assert layout.paper is not None
    assert layout.caption.left >= layout.paper[0]
    assert layout.caption.left + layout.caption.width == pytest.approx(A5[0])
    assert caption_of("https://wijkgezondheidscentrum.example", "Website", READING, width) == "Website"


def test_lines_go_on_under_a_code_in_a_high_box() -> None:
    """Where beside it there is no room for lines of their own: below the paper of the code they take the whole width."""
    layout = arrange(facts(*MUCH), None, SITE, (82.0, 47.0), width)
    assert layout.paper is not None
    under = [piece for piece in layout.pieces if piece.left + piece.width > layout.paper[0]]
    assert under
    for piece in under:
        assert piece.baseline - piece.size * MM_PER_PT >= layout.paper[1] + layout.paper[3]


def test_the_imprint_takes_what_its_lines_hold() -> None:
    """From where its own words end, in its own size, then at the floor; what is longer is refused."""
    lines = Issuer(
        says="issuer", page=1, box_mm=(11, 190, 124, 8.47), indent_mm=46.5, baseline_mm=3.2, size_pt=9.5, line_pt=12
    )
    pieces = issued(Fact("publisher", (TextRun("Uitgave: Jesse."),)), lines, width)
    assert [(piece.left, piece.baseline, piece.size) for piece in pieces] == [(46.5, 3.2, 9.5)]
    long = Fact("publisher", (TextRun("Verantwoordelijke uitgever: " + "woord " * 14),))
    first, second = issued(long, lines, width)
    assert (first.left, second.left) == (46.5, 0.0)
    assert second.baseline - first.baseline == pytest.approx(12 * MM_PER_PT)
    assert issued(Fact("publisher", (TextRun("woord " * 21),)), lines, width)[0].size == FLOOR
    with pytest.raises(DoesNotFit):
        issued(Fact("publisher", (TextRun("woord " * 40),)), lines, width)
