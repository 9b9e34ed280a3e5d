"""The press files of an order, each by itself."""

from __future__ import annotations

import pytest

from leaflets.build.order_files import two_sides
from leaflets.build.order_request import OrderPart


@pytest.mark.parametrize(
    ("role", "pages", "spine", "inks", "sides"),
    [
        ("cover", (1, 2, 11, 12), None, (4, 0, 0, 4), (4, 0)),
        ("cover", (1, 2, 11, 12), None, (4, 1, 0, 1), (4, 1)),
        ("cover", (1, 2, 11, 12), 4.0, (4, 1), (4, 1)),
        ("inside", (3, 4, 5, 6), None, (1, 4, 1, 1), (1, 4)),
        ("whole", (1, 2, 3, 4), None, (4, 4, 1, 4), (4, 4)),
    ],
)
def test_inks_of_the_two_sides(
    role: str, pages: tuple[int, ...], spine: float | None, inks: tuple[int, ...], sides: tuple[int, int]
) -> None:
    """Of a cover those of its outside and its inside, 4/0 where that is blank; else of right pages and of left ones."""
    part = OrderPart(role, pages, "x.pdf", (148, 210), spine)  # type: ignore[arg-type]
    assert two_sides(part, inks) == sides
