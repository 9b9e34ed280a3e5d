from __future__ import annotations

import pypdfium2
import pytest

from leaflets.preflight.measure.bands import emptiest
from tests.preflight.drawn import Drawn, pdf_of, saved


def measured(drawn: Drawn) -> tuple[float, float]:
    with pypdfium2.PdfDocument(saved(pdf_of(drawn))) as document:
        return emptiest(document[0])


@pytest.mark.parametrize(
    ("drawn", "top", "height"),
    [
        (Drawn(), 0, 210),
        (Drawn().box(20, 60, 10, 10), 70, 140),
        (Drawn().box(20, 150, 10, 10), 0, 150),
        (Drawn().box(20, 30, 10, 10).box(20, 150, 10, 10), 40, 110),
        (Drawn().box(0, 0, 148, 210, "0.9 0.7 0.5 rg").box(20, 150, 10, 10), 0, 150),  # A field is as empty as paper.
    ],
)
def test_the_highest_band_is_found(drawn: Drawn, top: float, height: float) -> None:
    """At the head, at the foot and between two things, on paper and on a field, to a millimetre and a half."""
    assert measured(drawn) == pytest.approx((top, height), abs=1.5)


def test_a_page_that_is_full_has_none() -> None:
    """A line from the upper to the lower edge stands in every row."""
    assert measured(Drawn().box(20, 0, 10, 210)) == (0, 0)
