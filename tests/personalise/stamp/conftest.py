"""A leaflet with its form, made once."""

from __future__ import annotations

import pytest

from leaflets.model.proof import Proof
from leaflets.personalise.sets.task import Master
from leaflets.personalise.stamp.fillable import with_fields
from leaflets.typeset import typeset
from tests.conftest import PROJECT
from tests.personalise.conftest import CONTENT


@pytest.fixture(scope="session")
def filled_in(a5: Master) -> Proof:
    """The leaflet on MS in a5 with its form."""
    job = a5.work.jobs[0].model_copy(update={"practice": "fillable"})
    return with_fields(typeset(job, PROJECT, CONTENT), job, PROJECT)
