from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import page as page_validation
import pikepdf
import pytest
from pikepdf import Array, Dictionary, Pdf
from pypdf import PdfReader, PdfWriter

from leaflets.preflight.measure.tags import unmapped
from tests.reading import links, opened

BOOKLET = "nl/booklet/booklet-ms-crps.pdf"
LEAFLET = "nl/leaflets/ms-a5.pdf"


def drop_struct_parents(pdf: Pdf) -> None:
    for page in pdf.pages[1:]:
        del page.obj["/StructParents"]


def swap_struct_parents(pdf: Pdf) -> None:
    one, other = pdf.pages[1].obj, pdf.pages[2].obj
    one.StructParents, other.StructParents = int(other.StructParents), int(one.StructParents)


def give_element_another_page(pdf: Pdf) -> None:
    element_on(pdf, 1).Pg = pdf.pages[2].obj


def take_element_out_of_tree(pdf: Pdf) -> None:
    element = element_on(pdf, 1)
    element.P.K = Array([kid for kid in element.P.K if isinstance(kid, int) or kid.objgen != element.objgen])


def take_content_from_element(pdf: Pdf) -> None:
    element_on(pdf, 1).K = Array()


def forget_owner(pdf: Pdf) -> None:
    owners(pdf, 1)[0] = pdf.make_indirect(Dictionary())


def add_loose_text(pdf: Pdf) -> None:
    page = pdf.pages[1]
    font = next(iter(page.obj.Resources.Font.keys()))
    page.contents_add(b"BT %s 12 Tf 50 50 Td <0010> Tj ET" % font.encode())


def add_unknown_content(pdf: Pdf) -> None:
    page = pdf.pages[1]
    font = next(iter(page.obj.Resources.Font.keys()))
    page.contents_add(b"/P <</MCID 9999>> BDC BT %s 12 Tf 50 50 Td <0010> Tj ET EMC" % font.encode())


def drop_link_parent(pdf: Pdf) -> None:
    del links(pdf.pages[1])[0]["/StructParent"]


def drop_link_description(pdf: Pdf) -> None:
    links(pdf.pages[1])[0].Contents = pikepdf.String(" ")


def drop_tree(pdf: Pdf) -> None:
    del pdf.Root["/StructTreeRoot"]


def owners(pdf: Pdf, page: int) -> pikepdf.Object:
    nums = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    return dict(zip(map(int, nums[::2]), nums[1::2], strict=True))[int(pdf.pages[page].obj.StructParents)]


def element_on(pdf: Pdf, page: int) -> pikepdf.Object:
    """The element that owns the first content of a page."""
    return owners(pdf, page)[0]


DAMAGE: list[tuple[Callable[[Pdf], None], str, int]] = [
    (drop_struct_parents, "belongs to no element", 2),
    (swap_struct_parents, "belongs to an element of another page", 2),
    (give_element_another_page, "marked content 0 belongs to an element of another page", 2),
    (take_element_out_of_tree, "marked content 0 belongs to an element outside the tree", 2),
    (take_content_from_element, "marked content 0 is not among the children of its element", 2),
    (forget_owner, "marked content 0 belongs to an element outside the tree", 2),
    (add_loose_text, "1 pieces of text are neither tagged nor marked as artifact", 2),
    (add_unknown_content, "marked content 9999 belongs to no element", 2),
    (drop_link_parent, "a link belongs to no element", 2),
    (drop_link_description, "a link has no description", 2),
    (drop_tree, "the file has no tags", 1),
]


def damaged(path: Path, damage: Callable[[Pdf], None]) -> bytes:
    with opened(path) as pdf:
        damage(pdf)
        target = io.BytesIO()
        pdf.save(target)
    return target.getvalue()


def validator_passes(data: bytes) -> bool:
    return page_validation.validate_pdf_bytes(data, profile=page_validation.ValidationProfile.PDF_UA_1).is_compliant


@pytest.mark.parametrize(("damage", "said", "page"), DAMAGE, ids=[damage.__name__ for damage, *_ in DAMAGE])
@pytest.mark.parametrize("name", [LEAFLET, BOOKLET])
def test_damage_is_found_and_named(
    edition: Path, name: str, damage: Callable[[Pdf], None], said: str, page: int
) -> None:
    """Each kind of damage is found, on its page, in a leaflet as in a merged booklet."""
    with opened(damaged(edition / name, damage)) as pdf:
        found = list(unmapped(pdf))
    assert found
    assert found[0][0] == page
    assert said in found[0][1]


@pytest.mark.parametrize("damage", [
    drop_struct_parents, swap_struct_parents, give_element_another_page, take_element_out_of_tree,
    take_content_from_element, forget_owner,
])  # fmt: skip
def test_the_validator_alone_lets_damage_pass(edition: Path, damage: Callable[[Pdf], None]) -> None:
    """Text tagged by nothing or by an element of another page passes page-validation: our own check is needed."""
    assert validator_passes(damaged(edition / BOOKLET, damage))


def test_every_piece_of_text_without_an_owner_is_counted(edition: Path) -> None:
    """A booklet whose pages lost /StructParents, as in pypdf's plain append, has hundreds of unmapped pieces."""
    with opened(damaged(edition / BOOKLET, drop_struct_parents)) as pdf:
        found = list(unmapped(pdf))
        assert len(found) > 200
        assert {page for page, _ in found} == set(range(2, len(pdf.pages) + 1))


def test_what_pypdf_appends_is_not_mapped(edition: Path) -> None:
    """Two leaflets put together by pypdf alone fail on the second one's pages, which is why merging joins tags."""
    writer = PdfWriter(clone_from=edition / LEAFLET)
    writer.append(PdfReader(edition / "nl/leaflets/crps-a5.pdf"))
    target = io.BytesIO()
    writer.write(target)
    with opened(target.getvalue()) as pdf:
        assert {page for page, _ in unmapped(pdf)} == {5, 6, 7, 8}


def test_a_number_tree_may_have_branches(edition: Path) -> None:
    """A ParentTree that keeps its numbers in /Kids (ISO 32000-1, 7.9.7) is read as well as a flat one."""

    def branch(pdf: Pdf) -> None:
        tree = pdf.Root.StructTreeRoot.ParentTree
        nums = list(tree.Nums)
        tree.Kids = Array([pdf.make_indirect(Dictionary(Nums=Array(part))) for part in (nums[:4], nums[4:])])
        del tree["/Nums"]

    with opened(damaged(edition / LEAFLET, branch)) as pdf:
        assert list(unmapped(pdf)) == []
