from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from leaflets.merge import BookletPart, merge
from tests.reading import links, opened, runs, tag_tree

pytestmark = pytest.mark.whole


@pytest.fixture(scope="module")
def merged(parts: list[BookletPart]) -> Iterator[pikepdf.Pdf]:
    with opened(merge(parts, "t", "a", "nl", "omslag")) as pdf:
        yield pdf


def numbers(pdf: pikepdf.Pdf) -> dict[int, pikepdf.Object]:
    nums = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    return {int(key): value for key, value in zip(nums[::2], nums[1::2], strict=True)}


def test_one_document_holds_each_section_as_a_part(merged: pikepdf.Pdf, parts: list[BookletPart]) -> None:
    """Under one Document (ISO 32000-1, 14.8.4.2) there is a Part a section, in the order of the pages."""
    tree = tag_tree(merged)
    assert tree.tag == "/Document"
    assert [kid.tag for kid in tree.kids] == ["/Part"] * len(parts)
    assert [one.tag for one in tree.all()].count("/Document") == 1
    pages = [[one.page for one in kid.all() if one.page is not None] for kid in tree.kids]
    assert [page for several in pages for page in sorted(set(several))] == list(range(len(merged.pages)))


def test_each_section_keeps_its_elements(merged: pikepdf.Pdf, parts: list[BookletPart]) -> None:
    """Merging neither loses nor adds an element or a word, and keeps each language and alternative text."""
    for kid, part in zip(tag_tree(merged).kids, parts, strict=True):
        with opened(part.pdf) as section:
            before = [(one.tag, one.lang, one.text, str(one.own.get("/Alt", ""))) for one in tag_tree(section).all()]
            after = [(one.tag, one.lang, one.text, str(one.own.get("/Alt", ""))) for one in kid.all()]
        assert before[0][0] == "/Document"
        assert after[1:] == before[1:]


def test_every_page_and_link_has_a_number_of_its_own(merged: pikepdf.Pdf) -> None:
    """StructParents and StructParent are used once each, all are in the ParentTree, and the next key is free."""
    pages = [int(page.obj.StructParents) for page in merged.pages]
    annotations = [int(link.StructParent) for page in merged.pages for link in links(page)]
    used = pages + annotations
    assert len(used) == len(set(used))
    assert set(used) == set(numbers(merged))
    assert list(numbers(merged)) == sorted(numbers(merged))
    assert int(merged.Root.StructTreeRoot.ParentTreeNextKey) > max(used)


def test_a_number_leads_to_the_element_that_shows_it(merged: pikepdf.Pdf) -> None:
    """ParentTree[StructParents][MCID] is an element of that very page which has the MCID among its children."""
    table = numbers(merged)
    count = 0
    for page in merged.pages:
        owners = table[int(page.obj.StructParents)]
        for run in runs(page):
            if run.mcid is not None:
                owner = owners[run.mcid]
                assert owner.Pg.objgen == page.obj.objgen
                below = list(owner.K) if isinstance(owner.K, pikepdf.Array) else [owner.K]
                assert run.mcid in [kid for kid in below if isinstance(kid, int)]
                count += 1
    assert count > 500


def test_a_link_leads_to_its_link_element(merged: pikepdf.Pdf) -> None:
    """ParentTree[StructParent] of an annotation is a Link element that refers back to the annotation."""
    table = numbers(merged)
    for page in merged.pages:
        for link in links(page):
            owner = table[int(link.StructParent)]
            assert owner.S == "/Link"
            references = [kid.Obj.objgen for kid in owner.K if isinstance(kid, pikepdf.Dictionary) and "/Obj" in kid]
            assert references == [link.objgen]


def test_parents_and_children_agree(merged: pikepdf.Pdf) -> None:
    """Each element's /P is the element it hangs under: a reader can walk the tree both ways."""
    for one in tag_tree(merged).all():
        for kid in one.kids:
            assert kid.own.P.objgen == one.own.objgen


def test_the_full_booklet_is_read_in_order(whole: Path) -> None:
    """A screen reader gets the text of the thirteen leaflets page after page, as the pages show it."""
    with opened(whole / "booklet.pdf") as pdf:
        pages = [one.page for one in tag_tree(pdf).all() if one.page is not None and not one.kids]
        assert pages == sorted(pages)
        assert set(pages) == set(range(len(pdf.pages)))
