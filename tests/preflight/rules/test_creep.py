from __future__ import annotations

from dataclasses import replace

from leaflets.preflight.file import File
from leaflets.preflight.rules import creep as rules
from tests.preflight.rules.test_sheets import booklet, good
from tests.preflight.said import said


def test_creep_is_compensated() -> None:
    """P06: eight sheets of 0.1 mm creep 0.7 mm: pages that stay where they are are told, pages that move are not."""
    found = list(rules.creep_is_compensated(booklet(*good(32), count=32)))
    assert found[-1].said == "the pages of sheet 8 are moved 0.0 mm to the spine, not 0.7"
    assert found[-1].page == 15
    assert said(rules.creep_is_compensated, booklet(*good(32, 0.1), count=32)) == []
    assert said(rules.creep_is_compensated, booklet(*good(16), count=16)) == []


def of_some_paper(count: int, *calipers: float) -> File:
    """A booklet whose sheets are moved by these thicknesses in turn, made for nobody knows which paper."""
    sides = [
        side for sheet in range(count // 4) for side in good(count, calipers[sheet % len(calipers)])[2 * sheet :][:2]
    ]
    file = booklet(*sides, count=count)
    file.subject = replace(file.subject, caliper_mm=None)
    return file


def test_creep_tells_its_paper() -> None:
    """P06: where nobody knows the paper, pages moved evenly for a thicker one pass; unevenly or not at all is told."""
    assert said(rules.creep_is_compensated, of_some_paper(32, 0.15)) == []
    assert said(rules.creep_is_compensated, of_some_paper(32, 0.0)) != []
    assert said(rules.creep_is_compensated, of_some_paper(32, 0.15, 0.02)) != []
