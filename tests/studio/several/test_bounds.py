"""How much goes at once."""

from __future__ import annotations

import pytest

from leaflets.studio.orders import MOST_ORDERS
from leaflets.studio.several.bounds import ALONE, SERVED


@pytest.mark.parametrize("bounds", [ALONE, SERVED])
def test_the_most_goes_and_one_more_does_not(bounds: object) -> None:
    """Of practices and of files each; who has more is told how many that are."""
    assert isinstance(bounds, type(ALONE))
    assert bounds.fault(bounds.practices, bounds.files) is None
    assert f"{bounds.practices + 1} practices" in str(bounds.fault(bounds.practices + 1, 1))
    assert f"{bounds.files + 1} files" in str(bounds.fault(1, bounds.files + 1))


def test_all_results_of_a_server_have_room_in_its_memory() -> None:
    """A gigabyte at most."""
    assert SERVED.size * MOST_ORDERS <= 1_000_000_000
    assert SERVED.practices < ALONE.practices
