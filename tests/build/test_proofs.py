"""Proofs for who makes files of them himself: from the cache, or made and kept there."""

from __future__ import annotations

from pathlib import Path

import pytest

from leaflets.build import proofs as module
from leaflets.build.proofs import proofs
from leaflets.build.workshop import Workshop
from leaflets.content import Catalogue
from leaflets.messages import say
from leaflets.plan import Request
from leaflets.problems import Problem
from leaflets.processes.workers import InProcess
from tests.build.test_assemble import planned, proof
from tests.conftest import PROJECT


def test_what_is_made_once_is_not_made_again(
    catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A proof comes from the cache the second time, unless it is to be made anew; a problem is never kept."""
    wrong = (Problem(say("is wrong"), "x", say("Mend it.")),)
    made: list[str] = []

    def proof_of(job: object, _: object) -> object:
        made.append(getattr(job, "id", ""))
        return wrong if made[-1] == "crps" else proof("ms", 4)

    monkeypatch.setattr(module, "proof_of", proof_of)
    jobs = [planned(catalogue, "a5", name).jobs[0] for name in ("ms", "crps")]
    shop = Workshop(PROJECT, PROJECT / "content")
    for force in (False, False, True):
        request = Request(PROJECT, PROJECT / "content", tmp_path, force=force)
        results = {job.id: result for job, result in proofs(jobs, request, shop, InProcess(), lambda *_: None)}
        assert results == {"ms": proof("ms", 4), "crps": wrong}
    assert made == ["ms", "crps", "crps", "ms", "crps"]
