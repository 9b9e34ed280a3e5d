from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from leaflets.build.assemble import tighter
from leaflets.build.copyfit import SeriesFit, fits
from leaflets.content import Catalogue
from leaflets.model.fields import SPACINGS
from leaflets.model.job import Job
from leaflets.model.proof import Proof
from leaflets.plan import Request, leaflet_job
from leaflets.processes.workers import InProcess
from tests.conftest import PROJECT

pytestmark = pytest.mark.whole


def fit_of(catalogue: Catalogue, fmt: str, tmp_path: Path, *leaflets: str) -> SeriesFit:
    request = Request(PROJECT, PROJECT / "content", tmp_path, ("nl",), leaflets, (fmt,))
    (found,) = fits(catalogue, request, InProcess(), lambda *_: None)
    return found


@pytest.mark.parametrize("fmt", ["a5", "dl-card"])
def test_a_format_stands_in_the_airiest_spacing_all_its_leaflets_fit_in(
    catalogue: Catalogue, tmp_path: Path, fmt: str
) -> None:
    """What its style says is what is measured, and some leaflets are too long for the next airier spacing."""
    found = fit_of(catalogue, fmt, tmp_path)
    assert found.declared == found.airiest
    assert set(found.missed) <= {leaflet.id for leaflet in catalogue.leaflets["nl"]}
    assert found.airiest == SPACINGS[0] or (found.missed and min(found.missed.values()) > 0)


def test_no_spacing_is_tried_that_is_tighter_than_need_be(
    catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of two formats one fits in the second spacing, the other in none: the first is measured in two, the other in all."""
    tried: list[tuple[str, str]] = []
    shown: list[tuple[int, int]] = []

    def measured(job: Job, _: object) -> int:
        tried.append((job.format.id, job.spacing))
        return 3 if job.format.id == "a4" or job.spacing == SPACINGS[0] else 0

    monkeypatch.setattr("leaflets.build.copyfit.lines_over", measured)
    request = Request(PROJECT, PROJECT / "content", tmp_path, ("nl",), ("ms",), ("a5", "a4"))
    found = fits(catalogue, request, InProcess(), lambda _, done, most: shown.append((done, most)))
    assert {(one.format_id, one.airiest, one.missed["ms"]) for one in found} == {
        ("a5", SPACINGS[1], 3),
        ("a4", None, 3),
    }
    assert sorted(tried) == sorted([*(("a5", one) for one in SPACINGS[:2]), *(("a4", one) for one in SPACINGS)])
    assert [done for done, _ in shown] == list(range(1, len(tried) + 1))
    assert shown[-1] == (len(tried), len(tried))


def test_a_leaflet_with_a_spacing_of_its_own_is_no_part_of_the_series(catalogue: Catalogue, tmp_path: Path) -> None:
    """A long leaflet that asks for tight pages does not keep the others from airier ones."""
    short, long = (
        next(one for one in catalogue.leaflets["nl"] if one.id == name) for name in ("fibromyalgia", "epilepsy")
    )
    own = long.model_copy(update={"spacing": "tight"})
    both = replace(catalogue, leaflets={"nl": (short, own)})
    assert fit_of(both, "a5", tmp_path).airiest == fit_of(catalogue, "a5", tmp_path, short.id).airiest
    assert leaflet_job(both, own, catalogue.formats["a5"]).spacing == "tight"


def test_a_text_that_stands_tighter_than_its_series_is_told(catalogue: Catalogue) -> None:
    """The build says which leaflet, in which format and spacing, and by how many lines it misses the airier one."""
    job = leaflet_job(catalogue, catalogue.leaflets["nl"][0], catalogue.formats["a5"])
    proof = Proof(job_id=job.id, pdf=b"", pages=4, trim_mm=(148, 210), qr=(), spacing="tight", missed_lines=3)
    told = tighter(job, proof)
    assert told.severity == "informs"
    assert 'sleep-and-recovery in a5 stands in the spacing "tight"' in told.what
    assert "3 lines too long" in told.what
