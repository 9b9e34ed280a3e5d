from __future__ import annotations

from leaflets.content import Catalogue
from leaflets.model.format import PaperOptions
from leaflets.plan import leaflet_job
from leaflets.preflight.subject import base_pages, subject_of
from tests.preflight.drawn import Drawn, pdf_of, saved
from tests.preflight.said import ms


def test_a_subject_is_known_from_its_job(catalogue: Catalogue) -> None:
    """What a build knows of a leaflet is what a check of the finished file knows."""
    job = leaflet_job(catalogue, ms(catalogue), catalogue.formats["a5"])
    subject = subject_of((job,), purpose="press", caliper_mm=PaperOptions().caliper_mm)
    assert subject.texts == (ms(catalogue),)
    assert {source.id for source in subject.sources} == {*ms(catalogue).cited, catalogue.edition.blog}
    assert (subject.purpose, subject.sides, subject.base) == ("press", "both", ())
    assert subject.language == catalogue.languages["nl"]


def test_base_pages_tell_where_their_text_begins() -> None:
    """A page that is imposed is known by its letters and by how far from its left edge they begin."""
    (page,) = base_pages(saved(pdf_of(Drawn().text(20, 40, "Bladzijde 1"))))
    assert page.letters == "bladzijde1"
    assert abs(page.left - 20) < 0.6
    assert abs(page.width - 148) < 0.01
