from __future__ import annotations

import pytest

from leaflets.preflight.measure.toner import coverage, toner
from tests.preflight.drawn import Drawn, file_of


def test_grey_is_printed_once() -> None:
    """The grey three colours share is one ink, so black takes a third of what they would."""
    (black,) = toner(file_of(Drawn().box(0, 0, 148, 210, "0 g")).proof.pdf)
    (cyan,) = toner(file_of(Drawn().box(0, 0, 148, 210, "0 1 1 rg")).proof.pdf)
    assert black == cyan == pytest.approx(255, abs=2)


@pytest.mark.parametrize(
    ("drawn", "share"),
    [
        ([Drawn().box(0, 0, 74, 210, "0 g")], 0.5), ([Drawn().box(0, 0, 148, 105, "0 1 1 rg")], 0.5),
        ([Drawn().box(0, 0, 148, 210, "0 0 1 rg")], 2.0), ([Drawn().box(0, 0, 148, 210, "0 g"), Drawn()], 0.5),
    ],
)  # fmt: skip
def test_coverage_is_the_share_of_a_page(drawn: list[Drawn], share: float) -> None:
    """Half a page of black or of one colour is a half, a page of blue has two inks, and a blank page counts as well."""
    assert coverage(file_of(*drawn).proof.pdf) == pytest.approx(share, abs=0.005)
