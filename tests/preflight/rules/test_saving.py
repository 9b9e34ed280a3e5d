from __future__ import annotations

import pytest

from leaflets.preflight.measure.toner import toner
from leaflets.preflight.rules import saving as rules
from leaflets.preflight.subject import Subject
from tests.preflight.drawn import Drawn, file_of
from tests.preflight.said import said

FULL = file_of(*[Drawn().box(0, 0, 148, 100, "0.2 0.4 0.6 rg")] * 2)


def page(height: float) -> Drawn:
    """A page with a field as dark as that of the full one, and so high."""
    return Drawn().box(0, 0, 148, height, "0.2 0.4 0.6 rg")


@pytest.mark.parametrize(
    ("heights", "tells"),
    [
        ((39, 39), []),
        ((45, 20), ["the cover takes 45 % of the toner of the full one, more than 40"]),
        ((20, 70), ["the file takes 45 % of the toner of the full one, more than 40"]),
    ],
)
def test_a_light_file_that_saves_little_is_told(heights: tuple[float, float], tells: list[str]) -> None:
    """P13: more than two fifths of the full one are told, of the cover and of all; without a full one nothing is."""
    light = [page(height) for height in heights]
    known = Subject(toner=toner(FULL.proof.pdf))
    assert said(rules.light_files_save_toner, file_of(*light, subject=known)) == tells
    assert said(rules.light_files_save_toner, file_of(*light)) == []
