from __future__ import annotations

import pytest

from leaflets.model.colour import contrast, luminance

BLACK, WHITE = (0, 0, 0), (255, 255, 255)


def test_contrast_has_the_values_of_wcag() -> None:
    """Black and white are 21 to 1, a colour with itself 1 to 1, and #767676 on white is the well-known 4.54."""
    assert contrast(BLACK, WHITE) == pytest.approx(21)
    assert contrast((12, 34, 56), (12, 34, 56)) == 1
    assert contrast((0x76, 0x76, 0x76), WHITE) == pytest.approx(4.54, abs=0.01)
    assert contrast(WHITE, BLACK) == contrast(BLACK, WHITE)


def test_green_is_lighter_than_red_and_blue() -> None:
    """The three primaries have the luminance the standard gives them."""
    assert luminance((255, 0, 0)) == pytest.approx(0.2126)
    assert luminance((0, 255, 0)) == pytest.approx(0.7152)
    assert luminance((0, 0, 255)) == pytest.approx(0.0722)
