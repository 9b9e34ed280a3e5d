"""Is all marked content mapped to an element of its own page? A validator may pass a file where it is not."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Page, Pdf

from leaflets.messages import Sentence, say
from leaflets.pdf.structure import elements, kids
from leaflets.preflight.measure.marked_content import MARKS, MarkedContent


def unmapped(
    pdf: Pdf, pages: Collection[int] | None = None, marks: Sequence[MarkedContent] = ()
) -> Iterator[tuple[int, Sentence]]:
    """Page (from 1) and sentence for each MCID, link or element that the tag tree does not hold right.

    On `pages`, or on all; `marks` are those of all pages where they are known already. ISO 32000-1, 14.7.4.4:
    ParentTree[StructParents][MCID] is the element that owns the content; its /Pg, or that of the reference, is the
    page. Also: each element found that way hangs in the tree, and each text is marked.
    """
    root = pdf.Root.get("/StructTreeRoot")
    if root is None:
        yield 1, say("the file has no tags")
        return
    parents = _number_tree(root.get("/ParentTree"))
    reachable = {element.objgen for element in elements(root)}
    for number, page in enumerate(pdf.pages, start=1):
        if pages is None or number in pages:
            own = marks[number - 1] if marks else _marks(page)
            yield from ((number, said) for said in _page(page, own, parents, reachable))


def _number_tree(node: Object | None) -> dict[int, Object]:
    if node is None:
        return {}
    found: dict[int, Object] = {}
    for kid in node.get("/Kids", Array()):
        found |= _number_tree(kid)
    nums = list(node.get("/Nums", Array()))
    # Key and value in turn (ISO 32000-1, 7.9.7).
    found |= {int(key): value for key, value in zip(nums[::2], nums[1::2], strict=True)}
    return found


def _page(
    page: Page, marks: MarkedContent, parents: dict[int, Object], reachable: set[tuple[int, int]]
) -> Iterator[Sentence]:
    # The number the page is known by in the parent tree; a page without tagged content may have none.
    key = page.obj.get("/StructParents")
    owners = parents.get(int(key)) if key is not None else None
    if marks.loose:
        yield say("{loose} pieces of text are neither tagged nor marked as artifact", loose=marks.loose)
    for mcid in marks.mcids:
        owner = owners[mcid] if isinstance(owners, Array) and mcid < len(owners) else None
        if not isinstance(owner, Dictionary):
            yield say("marked content {mcid} belongs to no element", mcid=mcid)
        elif owner.objgen not in reachable:
            yield say("marked content {mcid} belongs to an element outside the tree", mcid=mcid)
        elif owner.get("/Pg") is None or owner.Pg.objgen != page.obj.objgen:
            yield say("marked content {mcid} belongs to an element of another page", mcid=mcid)
        elif mcid not in [kid for kid in kids(owner) if isinstance(kid, int)]:
            yield say("marked content {mcid} is not among the children of its element", mcid=mcid)
    for annotation in page.obj.get("/Annots", Array()):
        # An annotation has one owner, and the key in the singular (ISO 32000-1, 14.7.4.4, table 326).
        owner = parents.get(int(annotation.get("/StructParent", -1)))
        if not isinstance(owner, Dictionary) or owner.objgen not in reachable:
            yield say("a link belongs to no element")
        # ISO 14289-1, 7.18.5: a link says in /Contents where it leads.
        if annotation.get("/Subtype") == Name.Link and not str(annotation.get("/Contents", "")).strip():
            yield say("a link has no description")


def _marks(page: Page) -> MarkedContent:
    found = MarkedContent()
    for instruction in pikepdf.parse_content_stream(page, " ".join(sorted(MARKS))):
        found.see(str(instruction.operator), instruction.operands)
    return found
