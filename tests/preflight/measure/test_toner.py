from __future__ import annotations

import pytest

from leaflets.preflight.measure.toner import toner
from tests.preflight.drawn import Drawn, file_of


def test_grey_is_printed_once() -> None:
    """The grey three colours share is one ink, so black takes a third of what they would."""
    (black,) = toner(file_of(Drawn().box(0, 0, 148, 210, "0 g")).proof.pdf)
    (cyan,) = toner(file_of(Drawn().box(0, 0, 148, 210, "0 1 1 rg")).proof.pdf)
    assert black == cyan == pytest.approx(255, abs=2)
