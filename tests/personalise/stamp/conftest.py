"""A leaflet with its form, made once."""

from __future__ import annotations

import pytest

from leaflets.model.proof import Proof
from leaflets.personalise.sets.task import Master
from leaflets.personalise.stamp.fillable import with_fields
from tests.conftest import PROJECT


@pytest.fixture(scope="session")
def filled_in(a5: Master) -> Proof:
    """The leaflet on MS in a5 with its form."""
    return with_fields(a5.proofs[0], a5.work.jobs[0], PROJECT)
