from __future__ import annotations

import multiprocessing
from pathlib import Path

from pikepdf import Array, Dictionary, Name, OutlineItem

from leaflets.preflight.measure.pdfua import failures
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


def test_a_booklet_of_thousands_of_pages_is_judged() -> None:
    """More drawings than the validator's own limit are looked through to the end."""
    pdf = pdf_of(Drawn())
    form = pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 1, 1]))
    pdf.pages[0].obj.Resources.XObject = Dictionary(F=form)
    pdf.pages[0].obj.Contents = pdf.make_stream(b"/F Do " * 10_001)
    assert len(failures(saved(pdf))) > 2


def test_a_booklet_of_many_leaflets_is_judged() -> None:
    """Each bookmark leads to the next: fifteen hundred of them are followed to the end."""
    pdf = pdf_of(Drawn())
    with pdf.open_outline() as outline:
        outline.root.extend(OutlineItem(f"MS {number}", 0) for number in range(1_500))
    assert len(failures(saved(pdf))) > 2
