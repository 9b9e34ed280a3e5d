"""Pages for paper are those of the booklet, and nothing a screen needs goes with them."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2
import pytest

from leaflets import plan
from leaflets.content import Catalogue
from leaflets.merge import gather
from leaflets.model.proof import Proof
from tests.conftest import PROJECT
from tests.pages import typeset


@pytest.fixture(scope="module")
def sections(catalogue: Catalogue) -> list[Proof]:
    """The sections of a booklet of one leaflet."""
    leaflets = [one for one in catalogue.leaflets["nl"] if one.id == "ms"]
    booklet = plan.booklet(catalogue, catalogue.languages["nl"], leaflets, catalogue.formats["booklet"])
    return [typeset(section.job, PROJECT, PROJECT / "content") for section in booklet.sections[:4]]


def test_the_pages_of_all_sections_stand_in_order(sections: list[Proof]) -> None:
    """Each page looks, pixel for pixel, and reads as it did in its section."""
    whole = pypdfium2.PdfDocument(gather([section.pdf for section in sections]))
    number = 0
    for section in sections:
        for page in pypdfium2.PdfDocument(section.pdf):
            same = whole[number]
            assert same.render(scale=1).to_pil().tobytes() == page.render(scale=1).to_pil().tobytes()
            assert same.get_textpage().get_text_range() == page.get_textpage().get_text_range()
            number += 1
    assert len(whole) == number == sum(section.pages for section in sections)


def test_paper_has_no_links_and_each_face_once(sections: list[Proof]) -> None:
    """Neither annotations nor keys into a tag tree, and as many font programs as there are faces."""
    data = gather([section.pdf for section in sections])
    assert data == gather([section.pdf for section in sections])
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert "/StructTreeRoot" not in pdf.Root
        assert not [page for page in pdf.pages if {"/Annots", "/StructParents", "/Tabs"} & set(page.obj.keys())]
        fonts = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/FontFile2" in one]
        assert len(fonts) == 3
