"""Logo and code stand at the right of the text: whole, lit, and where most room is left."""

from __future__ import annotations

from dataclasses import replace

import pytest

from leaflets.personalise.box.code_and_logo import asides
from leaflets.personalise.box.layout import arrange
from leaflets.personalise.box.style import LARGE, POSTER, READING, SIDE
from leaflets.units import MM_PER_PT
from tests.personalise.box.test_layout import A4, A5, LOW, SITE, facts, width


def test_the_code_stands_on_the_right_edge_with_light_around_it() -> None:
    """The symbol is 20 mm, its right edge on the box's own, with four modules of paper to its left."""
    layout = arrange(facts("De Linde"), None, SITE, A5, width)
    assert layout.qr == (104.0, 3.5, 20.0, 20.0)
    # Past the box by a tenth of a millimetre, or screens show a line of the box's colour at its edge.
    assert layout.paper == pytest.approx((104 - 4 * 20 / 25, -0.1, 20 + 4 * 20 / 25 + 0.1, 27.2))
    assert arrange(facts("De Linde"), None, SITE, LOW, width).qr is None


def test_in_a_white_box_the_code_keeps_its_light_inside() -> None:
    """On a page of another colour four modules of the box stay free at the right too, and nothing is painted."""
    layout = arrange(facts("De Linde"), None, SITE, (88.0, 46.0), width, replace(POSTER, is_white=True))
    assert layout.qr is not None
    left, top, side, _ = layout.qr
    assert 88 - (left + side) == pytest.approx(4 * side / 25)
    assert min(top, 46 - top - side) >= 4 * side / 25
    assert layout.paper is None
    assert max(piece.left + piece.width for piece in layout.pieces) <= left - 4 * side / 25


def test_in_a_narrow_box_the_logo_stands_over_the_code() -> None:
    """Clear of its light, so that the text has lines of its own beside them; in a low box it goes between the two."""
    layout = arrange(facts("De Linde", "Dorp 1"), (100.0, 100.0), SITE, (82.0, 42.0), width)
    assert layout.logo is not None
    assert layout.qr is not None
    assert layout.logo[2] == layout.logo[3] == pytest.approx(14)
    assert layout.logo[1] + layout.logo[3] <= layout.qr[1] - 4 * 20 / 25
    low = arrange(facts("De Linde"), (100.0, 100.0), SITE, (82.0, 28.0), width)
    assert low.logo is not None
    assert low.qr is not None
    assert low.logo[0] > SIDE
    assert low.logo[0] + low.logo[2] <= low.qr[0] - 4 * 20 / 25


def test_a_logo_keeps_its_proportions_and_gives_way() -> None:
    """A wide logo is as wide as it may be, a high one as high; where text needs room, it is smaller."""
    wide = arrange(facts("De Linde"), (400.0, 100.0), None, A5, width).logo
    high = arrange(facts("De Linde"), (100.0, 400.0), None, A5, width).logo
    assert wide is not None
    assert high is not None
    assert wide[2:] == pytest.approx((32.0, 8.0))
    assert high[2:] == pytest.approx((5.0, 20.0))
    much = facts("De Linde", "woord " * 42)
    small = arrange(much, (100.0, 100.0), SITE, A5, width).logo
    assert small is not None
    assert small[2] == pytest.approx(small[3])
    assert small[2] < 20


def test_in_a_high_box_the_logo_stands_over_the_code() -> None:
    """In large print, where the text wants the whole width; both on paper at the right, the light of the code between."""
    layout = arrange(facts("De Linde", "Dorp 1"), (200.0, 100.0), SITE, (172.0, 86.0), width, LARGE)
    assert layout.logo is not None
    assert layout.qr is not None
    assert layout.paper is not None
    assert layout.logo[2:] == pytest.approx((32, 16))
    assert layout.qr[1] - (layout.logo[1] + layout.logo[3]) == pytest.approx(4 * 32 / 25 + 1)
    assert layout.logo[1] == pytest.approx(86 - (layout.qr[1] + 32))
    assert layout.logo[0] >= layout.paper[0]
    assert {piece.left for piece in layout.pieces} == {SIDE}


def test_the_best_way_is_tried_first() -> None:
    """Where the text has room enough a logo stands beside the code at its largest, else first over it."""
    roomy = list(asides((100.0, 100.0), SITE, A4, READING, caption=False))
    assert [one.is_over for one in roomy] == [False, True, True, True, False, False]
    assert [one.logo[0] for one in roomy if one.logo] == pytest.approx([20, 20, 14, 10, 16, 12])
    assert [one.is_over for one in asides((100.0, 100.0), SITE, LOW, READING, caption=False)][:3] == [True, True, True]
    # Over the code a flat logo would be too low to be read.
    assert not any(one.is_over for one in asides((100.0, 10.0), SITE, A5, READING, caption=False))
    (alone,) = asides(None, None, A5, READING, caption=True)
    assert (alone.begins, alone.needs) == (A5[0] - SIDE, 0)


def test_a_caption_stands_under_the_light_of_its_code() -> None:
    """In its middle and below four modules of light; the whole is as much higher, in the middle of the box or at its top."""
    (aside,) = asides(None, SITE, A5, READING, caption=True)
    assert aside.code == 20
    assert aside.quiet == pytest.approx(4 * 20 / 25)
    assert aside.needs == pytest.approx(20 + 3.2 + 9 * MM_PER_PT * 1.05)
    placed = aside.placed(40)
    assert placed.qr is not None
    assert placed.qr[:2] == pytest.approx((104, (40 - aside.needs) / 2))
    assert placed.caption == pytest.approx((114, placed.qr[1] + 23.2 + 0.8 * 9 * MM_PER_PT))
    at_top = aside.placed(40, at_top=True)
    assert at_top.qr == (104, 0, 20, 20)
    # At the top only the light becomes paper, for the text goes on below it.
    assert at_top.paper is not None
    assert at_top.paper[3] == pytest.approx(aside.needs + 0.1)
