"""Points, pixels and millimetres, held to lengths everybody knows."""

from __future__ import annotations

import pytest

from leaflets.units import MM_PER_PT, MM_PER_PX, PT_PER_MM, PT_PER_PX


def test_an_inch_is_an_inch() -> None:
    """A4 is 595.28 by 841.89 points and 793.7 pixels wide, and 12 points are 16 pixels."""
    assert pytest.approx([595.28, 841.89], abs=0.005) == [210 * PT_PER_MM, 297 * PT_PER_MM]
    assert pytest.approx(793.7, abs=0.05) == 210 / MM_PER_PX
    assert (16 * PT_PER_PX, MM_PER_PT * PT_PER_MM) == (12, 1)
