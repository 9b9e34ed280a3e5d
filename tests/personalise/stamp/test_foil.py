"""Foils: what is stamped on a page, and nothing else of it."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2
import pytest

from leaflets.personalise.sets.task import Master
from leaflets.personalise.stamp.apply import press
from leaflets.personalise.stamp.foil import foil
from leaflets.personalise.stamp.inscription import Inscription
from tests.personalise.conftest import practice


def text_of(pdf: bytes, page: int) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return str(document[page - 1].get_textpage().get_text_bounded())


def test_a_foil_has_one_page_of_the_same_size_and_no_words(a5: Master) -> None:
    """Nor tags, links or bookmarks; and the base is as it was."""
    proof, base = a5.proofs[0], a5.bases[0]
    assert base is not None
    assert proof.practice is not None
    before = base.pdf
    made = foil(proof, base, proof.practice.page)
    assert text_of(made.pdf, 1).strip() == ""
    with pikepdf.open(io.BytesIO(proof.pdf)) as whole, pikepdf.open(io.BytesIO(made.pdf)) as alone:
        assert len(alone.pages) == 1
        page = whole.pages[proof.practice.page - 1]
        assert alone.pages[0].mediabox == page.mediabox
        assert alone.pages[0].trimbox == page.trimbox
        assert {"/Annots", "/StructParents"}.isdisjoint(alone.pages[0].obj.keys())
        assert set(alone.Root.keys()) == {"/Type", "/Pages"}
    assert (made.is_foil, made.tags, base.is_foil) == (True, None, False)
    assert base.pdf == before
    assert len(made.pdf) < len(base.pdf) / 2


def test_what_copies_write_is_all_that_stands_on_it(a5: Master) -> None:
    """In the places of its page, whose number is its own."""
    proof, base = a5.proofs[0], a5.bases[0]
    assert base is not None
    assert proof.practice is not None
    made = foil(proof, base, proof.practice.page)
    assert {spot.name for leaf in made.leaves for spot in leaf.spots} == {
        spot.name for leaf in base.leaves for spot in leaf.spots if leaf.number == proof.practice.page
    }
    stamp, _ = Inscription(practice(name="Praktijk Ŵyńja"), None).drawn(base, a5)
    assert press(base, stamp) == Inscription(practice(name="Praktijk Ŵyńja"), None).stamped(proof, base, a5).pdf
    with pikepdf.open(io.BytesIO(press(base, stamp, made))) as stamped:
        assert len(stamped.pages) == 1
        ours = stamped.pages[0].obj.Contents[-1].read_bytes()
    with pikepdf.open(io.BytesIO(press(base, stamp))) as copy:
        theirs = copy.pages[proof.practice.page - 1].obj.Contents[-1].read_bytes()
    assert ours.count(b" Tm") == theirs.count(b" Tm") > 5


def test_a_page_without_places_is_no_foil(a5: Master) -> None:
    """There is nothing to be laid over it."""
    proof, base = a5.proofs[0], a5.bases[0]
    assert base is not None
    with pytest.raises(ValueError, match="no practice box"):
        foil(proof, base, 1)
