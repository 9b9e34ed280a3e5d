"""A leaflet to fill in: labelled fields in the box, in order, still PDF/UA."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import page as page_validation
import pypdfium2
import pytest

from leaflets.content import Catalogue
from leaflets.model.job import Job
from leaflets.model.proof import Proof
from leaflets.personalise.sets.task import Master
from leaflets.personalise.stamp.fillable import FIELDS, with_fields
from leaflets.plan import Request, works
from leaflets.preflight.measure.tags import unmapped
from leaflets.problems import ContentError, WrongOption
from tests.conftest import PROJECT
from tests.personalise.conftest import CONTENT
from tests.personalise.stamp.test_apply import base_of, box_of
from tests.reading import MM, opened, tag_tree, text_in

LABELS = ["Naam van de praktijk", "Telefoon", "Adres", "Praktijk dicht? Bel", "Website", "Afspraak maken"]


def fields(pdf: Any) -> list[Any]:
    return list(pdf.Root.AcroForm.Fields)


def test_every_field_has_a_name_and_a_tooltip(filled_in: Proof) -> None:
    """A screen reader says what to fill in, in the language of the leaflet."""
    with opened(filled_in.pdf) as pdf:
        assert [str(field.T) for field in fields(pdf)] == [*FIELDS, "publisher"]
        assert [str(field.TU) for field in fields(pdf)] == [*LABELS, "Verantwoordelijke uitgever"]
        assert {str(field.FT) for field in fields(pdf)} == {"/Tx"}


def test_the_tab_key_follows_the_tags(filled_in: Proof) -> None:
    """Each label is read before its field; the page's tab order is that of the tags (ISO 14289-1, 7.18.3)."""
    with opened(filled_in.pdf) as pdf:
        assert pdf.pages[3].obj.Tabs == "/S"
        (box,) = [element for element in tag_tree(pdf).all() if str(element.own.get("/T", "")) == "practice"]
        assert [kid.tag for kid in box.kids] == ["/P", "/Form"] * 6
        assert [kid.text for kid in box.kids if kid.tag == "/P"] == LABELS
        owned = [kid.own.K[0].Obj.objgen for kid in box.kids if kid.tag == "/Form"]
        assert owned == [field.objgen for field in fields(pdf)][:-1]


def test_it_conforms_to_pdf_ua(filled_in: Proof) -> None:
    """The validator finds nothing, and each field belongs to an element."""
    report = page_validation.validate_pdf_bytes(filled_in.pdf, profile=page_validation.ValidationProfile.PDF_UA_1)
    assert list(report.failures) == []
    with opened(filled_in.pdf) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert list(unmapped(pdf)) == []


def test_fields_stand_in_the_box_under_their_labels(filled_in: Proof, a5: Master) -> None:
    """No field leaves the box or meets another, and each has room for a line of text."""
    left, top, width, height = box_of(a5)
    page = pypdfium2.PdfDocument(filled_in.pdf)[3]
    with opened(filled_in.pdf) as pdf:
        boxes = [[float(side) / MM for side in field.Rect] for field in fields(pdf)][:-1]
    for (x1, y1, x2, y2), label in zip(boxes, LABELS, strict=True):
        assert left <= x1 < x2 <= left + width
        assert top <= 210 - y2 < 210 - y1 <= top + height
        assert y2 - y1 >= 4
        assert text_in(page, x1, 210 - y2 - 4, x2, 210 - y2 + 0.3) == label
    for number, (x1, y1, x2, y2) in enumerate(boxes):
        for u1, v1, u2, v2 in boxes[number + 1 :]:
            assert x2 <= u1 or u2 <= x1 or y2 <= v1 or v2 <= y1


def test_who_answers_for_it_is_filled_in_in_the_imprint(filled_in: Proof, a5: Master) -> None:
    """The label goes on where the imprint ends, its field has the line below; read after it, within the paragraph."""
    issuer = base_of(a5).issuer
    assert issuer is not None
    left, top, width, height = issuer.box_mm
    page = pypdfium2.PdfDocument(filled_in.pdf)[3]
    line = " ".join(text_in(page, left, top, left + width, top + height / 2).split())
    assert line.endswith("1 november 2027. Verantwoordelijke uitgever:")
    with opened(filled_in.pdf) as pdf:
        x1, y1, x2, y2 = (float(side) / MM for side in fields(pdf)[-1].Rect)
        assert (x1, x2) == pytest.approx((left, left + width), abs=0.1)
        assert top + height / 2 - 0.1 <= 210 - y2 < 210 - y1 <= top + height + 0.1
        assert y2 - y1 >= 4
        (span,) = [one for one in tag_tree(pdf).all() if str(one.own.get("/T", "")) == "issuer"]
        assert " ".join(span.text.split()) == "Verantwoordelijke uitgever:"
        assert [kid.tag for kid in span.kids] == ["/Form"]


def test_a_format_without_a_box_is_named(a5: Master) -> None:
    """There is nothing to fill in."""
    bare = a5.proofs[0].model_copy(update={"practice": None})
    with pytest.raises(ContentError, match="the format a5 reserves no box for a practice"):
        with_fields(bare, a5.work.jobs[0], PROJECT)


def test_reading_files_get_a_fillable_one_beside_them(catalogue: Catalogue) -> None:
    """a4, a5 and large-print have one; sheets and the booklet do not, and asking for those alone is a wrong option."""

    def paths(*formats: str) -> list[str]:
        request = Request(PROJECT, CONTENT, Path(), leaflets=("ms",), formats=formats, fillable=True)
        return [work.path for work in works(catalogue, request)[0] if work.jobs[0].practice == "fillable"]

    assert paths("a5", "a4", "a5-folded", "booklet") == [
        "nl/leaflets/ms-a4-fillable.pdf",
        "nl/leaflets/ms-a5-fillable.pdf",
    ]
    with pytest.raises(WrongOption, match="--fillable goes with"):
        paths("a5-folded")


@pytest.mark.parametrize("leaflet", ["ms", "lupus"])
def test_large_print_has_large_fields(catalogue: Catalogue, leaflet: str) -> None:
    """One field a line, nothing smaller than 16 pt, each as high as what is typed and below its label."""
    from leaflets.plan import leaflet_job
    from leaflets.typeset import typeset

    text = next(one for one in catalogue.leaflets["nl"] if one.id == leaflet)
    job: Job = leaflet_job(catalogue, text, catalogue.formats["large-print"])
    job = job.model_copy(update={"practice": "fillable"})
    proof = with_fields(typeset(job, PROJECT, CONTENT), job, PROJECT)
    assert proof.practice is not None
    with opened(proof.pdf) as pdf:
        sizes = {float(str(field.DA).split()[1]) for field in fields(pdf)}
        lefts = {round(float(field.Rect[0]) / MM) for field in fields(pdf)[:-1]}
        highs = [float(field.Rect[3]) - float(field.Rect[1]) for field in fields(pdf)]
    assert min(sizes) >= 16
    assert len(lefts) == 1
    assert max(lefts) < proof.practice.box_mm[0] + 10
    assert min(highs[:-1]) > 1.2 * max(sizes)
    assert highs[-1] > 1.2 * 16
