"""Each kind of format has its measures, and a box grows no further than there is room."""

from __future__ import annotations

import pytest

from leaflets.content import Catalogue
from leaflets.model.proof import PracticeBox
from leaflets.personalise.box.layout import arrange
from leaflets.personalise.box.style import LARGE, POSTER, READING, room_in, style_of
from tests.personalise.box.test_layout import SITE, facts, sizes, width


def test_large_print_stays_large(catalogue: Catalogue) -> None:
    """In large print nothing is smaller than 16 pt, and the code is larger too; a poster has measures of its own."""
    box = PracticeBox(page=1, box_mm=(0, 0, 172, 86))
    styles = {name: style_of(fmt, box) for name, fmt in catalogue.formats.items()}
    assert {name for name, style in styles.items() if style == LARGE} == {"large-print"}
    assert {name for name, style in styles.items() if style == POSTER} == {"poster"}
    assert style_of(catalogue.formats["a5"], box.model_copy(update={"is_white": True})) != READING
    layout = arrange(facts("De Linde", "Dorp 1"), None, SITE, (172.0, 86.0), width, styles["large-print"])
    assert sizes(layout) == {24.0, 20.0}
    assert layout.qr is not None
    assert layout.qr[2] == LARGE.qr_mm == 32


@pytest.mark.parametrize(("free", "room"), [(0, 0), (2.9, 0), (3, 0), (10.5, 7.5)])
def test_a_box_stays_clear_of_what_stands_above_it(free: float, room: float) -> None:
    """It grows into what is free above it but for 3 mm, and never shrinks."""
    assert room_in(PracticeBox(page=1, box_mm=(0, 0, 124, 27), room_mm=free)) == room


def test_nothing_is_set_below_the_floor() -> None:
    """Every kind has its sizes from large to small, the last the smallest it may have (norms T02)."""
    for style, least in ((READING, 9), (POSTER, 9), (LARGE, 16)):
        assert list(style.sizes) == sorted(style.sizes, reverse=True)
        assert (style.sizes[-1], style.small) == (least, least)
        assert style.comfortable in style.sizes
        assert style.qr_mm >= 20
