from __future__ import annotations

import multiprocessing
from pathlib import Path

from leaflets.preflight.conformity import failures
from tests.preflight.drawn import Drawn, pdf_of, saved

LEAFLET = "nl/leaflets/ms-a5.pdf"


def test_a_finished_leaflet_conforms(edition: Path) -> None:
    """The validator has nothing against a leaflet, and several things against a page without tags."""
    assert failures((edition / LEAFLET).read_bytes()) == []
    assert len(failures(saved(pdf_of(Drawn())))) > 2


def test_a_fork_after_a_validation_does_not_wait_for_ever(edition: Path) -> None:
    """A process forked from one that has validated says the same of a good file and of a bad one, in a few seconds."""
    good, bad = (edition / LEAFLET).read_bytes(), saved(pdf_of(Drawn()))
    here = [failures(good), failures(bad)]
    with multiprocessing.get_context("fork").Pool(1) as pool:
        there = [pool.apply_async(failures, (data,)).get(timeout=30) for data in (good, bad)]
    assert there == here
