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


@pytest.mark.parametrize(
    ("fmt", "of_file", "of_pages", "name"),
    [
        ("a5", (), ("typeset", "ua2", "inspect"), "leaflets/ms-a5-ua2"),
        ("booklet", ("merge", "ua2", "inspect"), ("typeset",), "booklet/booklet-ms-ua2"),
        ("a5-folded", ("impose", "inspect"), ("typeset", "inspect"), "leaflets/ms-a5-folded"),
        ("booklet-press", ("press", "inspect"), ("typeset",), "booklet/booklet-press-ms"),
    ],
)
def test_pdf_ua_2_is_a_step_of_what_is_read_on_a_screen(
    fmt: str, of_file: tuple[str, ...], of_pages: tuple[str, ...], name: str, catalogue: Catalogue
) -> None:
    """It comes when all is tagged and before the file is inspected, under a name of its own; sheets stay as they are."""
    formats = ("a5", fmt)
    asked = Request(HERE, HERE, HERE, leaflets=("ms",), formats=formats, paper=PaperOptions(ua=2))
    (work,) = (work for work in works(catalogue, asked)[0] if work.format.id == fmt)
    assert (work.steps, {job.steps for job in work.jobs}, work.path) == (of_file, {of_pages}, f"nl/{name}.pdf")


def test_a_file_knows_the_digests_of_its_jobs_in_order(catalogue: Catalogue) -> None:
    """One for each job, and another plan of the same parts is another file."""
    asked = Request(HERE, HERE, HERE, leaflets=("ms",), formats=("booklet", "booklet-imposed"))
    whole, sheets = works(catalogue, asked)[0]
    assert whole.job_digests == tuple(job.digest() for job in whole.jobs)
    assert whole.job_digests == sheets.job_digests
    assert whole.digest("part") != sheets.digest("part")
    assert whole.digest("part") != whole.digest("other")
