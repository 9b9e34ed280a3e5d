from __future__ import annotations

import datetime as dt
from pathlib import Path

from leaflets.content import Catalogue, load
from leaflets.preflight.gate import passing
from tests.preflight.said import PROJECT, TODAY


def test_texts_that_do_not_pass_are_not_made(catalogue: Catalogue, content: Path) -> None:
    """A refused leaflet leaves the catalogue and counts as failed; a refused edition keeps back the booklets."""
    assert passing(catalogue, PROJECT / "content", TODAY) == (catalogue, [])
    leaflet = content / "nl" / "crps.md"
    leaflet.write_text(leaflet.read_text("utf-8").replace("review_by: 2027-11-01", "review_by: 2026-11-02"), "utf-8")
    loaded, problems = load(content, PROJECT / "styles")
    assert problems == []
    passed, refused = passing(loaded, content, TODAY)
    assert [problem.rule for problem in refused] == ["C03"]
    assert "crps" not in {one.id for one in passed.leaflets["nl"]}
    assert len(passed.leaflets["nl"]) == 12
    assert passed.failed["nl"] == {"crps"}
    late, _ = passing(catalogue, PROJECT / "content", dt.date(2031, 1, 1))
    assert late.leaflets["nl"] == ()
    assert "edition.yaml" in late.failed["nl"]
