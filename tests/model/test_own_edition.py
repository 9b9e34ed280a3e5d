"""What pages need of an edition of an association's own."""

from __future__ import annotations

import pytest

from leaflets.model.own_edition import EditionLogo, TakenTexts


@pytest.mark.parametrize(
    ("ratio", "size"), [(1.0, (18.0, 18.0)), (4.0, (60.0, 15.0)), (60 / 18, (60.0, 18.0)), (0.5, (9.0, 18.0))]
)
def test_a_logo_is_as_large_as_fits(ratio: float, size: tuple[float, float]) -> None:
    """It keeps its shape, and touches the box it fits in on one side at least."""
    assert EditionLogo(name="a.svg", sha256="0", ratio=ratio).within(60, 18) == size


def test_a_mark_is_read_in_groups() -> None:
    """Sixteen digits are read aloud and compared four at a time."""
    taken = TakenTexts(series="Slaap", version="2026.11", author="Jesse", digest="0123456789abcdef")
    assert taken.mark == "0123 4567 89ab cdef"
