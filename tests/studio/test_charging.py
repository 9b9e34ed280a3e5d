"""What is taken of a member's quota."""

from __future__ import annotations

import pytest
from starlette.responses import PlainTextResponse, Response

from leaflets.messages import say
from leaflets.problems import PressError
from leaflets.studio.charging import QuotaSpent, charged
from leaflets.studio.crew import Busy, Left
from leaflets.studio.guard import CHARGE

SPENT = PlainTextResponse("spent", 429)


class Purse:
    """A quota of five files."""

    def __init__(self) -> None:
        self.left = 5

    def __call__(self, files: int) -> Response | None:
        if files > self.left:
            return SPENT
        self.left -= files
        return None


def test_so_many_files_are_taken() -> None:
    """Or none, where there are not so many, and the answer says so."""
    purse = Purse()
    with charged({CHARGE: purse}, 3):
        assert purse.left == 2
    with pytest.raises(QuotaSpent) as found, charged({CHARGE: purse}, 3):
        pytest.fail("There were two left.")
    assert (found.value.answer, purse.left) == (SPENT, 2)


@pytest.mark.parametrize(
    ("error", "left"), [(Busy(), 5), (PressError(say("Choose again.")), 5), (Left(), 2), (KeyError(), 2)]
)
def test_who_gets_nothing_pays_nothing(error: Exception, left: int) -> None:
    """Where it is busy or nothing can be made; who goes away has had the work done."""
    purse = Purse()
    with pytest.raises(type(error)), charged({CHARGE: purse}, 3):
        raise error
    assert purse.left == left


def test_on_a_computer_of_ones_own_nothing_is_counted() -> None:
    """There is no quota."""
    with charged({}, 1_000_000):
        pass
