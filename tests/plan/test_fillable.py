"""Beside a file to read stands one whose practice box is a form."""

from __future__ import annotations

from dataclasses import replace

from leaflets.content import Catalogue
from leaflets.model.format import PaperOptions
from leaflets.plan import works
from leaflets.plan.fillable import fillable
from tests.plan.test_files import request


def test_a_form_is_filled_in_between(catalogue: Catalogue) -> None:
    """The fillable file beside a leaflet has one step more, before it is inspected."""
    asked = request(leaflets=("ms",), formats=("a4",), fillable=True)
    plain, form = works(catalogue, asked)[0]
    assert plain.jobs[0].steps == ("typeset", "inspect")
    assert form.jobs[0].steps == ("typeset", "form", "inspect")
    plain, form = works(catalogue, replace(asked, paper=PaperOptions(ua=2)))[0]
    assert form.jobs[0].steps == ("typeset", "form", "ua2", "inspect")
    assert form.path == "nl/leaflets/ms-a4-ua2-fillable.pdf"


def test_only_files_of_one_leaflet_to_read_are_forms(catalogue: Catalogue) -> None:
    """Not sheets, press files and booklets; the others stand there as they were, and each form is a file of its own."""
    asked = request(leaflets=("ms",), formats=("a5", "a5-folded", "booklet", "booklet-press"))
    plain, problems = works(catalogue, asked)
    assert problems == []
    (form,) = fillable(plain)
    assert form.path == "nl/leaflets/ms-a5-fillable.pdf"
    assert (form.entry.path, form.entry.made_of.fillable) == (form.path, True)
    assert [job.practice for job in form.jobs] == ["fillable"]
    assert {job.practice for work in plain for job in work.jobs} == {"stamp"}
    assert form.job_digests[0] not in {digest for work in plain for digest in work.job_digests}
