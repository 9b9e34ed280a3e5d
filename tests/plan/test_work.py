"""The steps of a file and of its pages are decided once, when it is planned."""

from __future__ import annotations

from pathlib import Path

import pytest

from leaflets.content import Catalogue
from leaflets.model.format import PaperOptions
from leaflets.plan import Request, works

HERE = Path()


@pytest.mark.parametrize(
    ("fmt", "is_press", "of_file", "of_pages"),
    [
        ("a5", False, (), ("typeset", "inspect")),
        ("a5", True, ("press", "inspect"), ("typeset",)),
        ("a5-folded", False, ("impose", "inspect"), ("typeset", "inspect")),
        ("trifold", False, ("impose", "inspect"), ("typeset",)),
        ("booklet", False, ("merge", "inspect"), ("typeset",)),
        ("booklet", True, ("press", "inspect"), ("typeset",)),
        ("booklet-imposed", False, ("gather", "impose", "inspect"), ("typeset",)),
    ],
)
def test_the_plan_says_every_step(
    fmt: str, is_press: bool, of_file: tuple[str, ...], of_pages: tuple[str, ...], catalogue: Catalogue
) -> None:
    """Pages are inspected by themselves when they are a file; a file of its own steps is inspected as the last of these."""
    asked = Request(HERE, HERE, HERE, leaflets=("ms",), formats=(fmt,), paper=PaperOptions(press=is_press))
    ((work,), _) = works(catalogue, asked)
    assert work.steps == of_file
    assert {job.steps for job in work.jobs} == {of_pages}


def test_a_file_knows_the_digests_of_its_jobs_in_order(catalogue: Catalogue) -> None:
    """One for each job, and another plan of the same parts is another file."""
    asked = Request(HERE, HERE, HERE, leaflets=("ms",), formats=("booklet", "booklet-imposed"))
    whole, sheets = works(catalogue, asked)[0]
    assert whole.job_digests == tuple(job.digest() for job in whole.jobs)
    assert whole.job_digests == sheets.job_digests
    assert whole.digest("part") != sheets.digest("part")
    assert whole.digest("part") != whole.digest("other")
