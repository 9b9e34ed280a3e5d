"""What WeasyPrint 70 leaves out of its tag tree and PDF/UA-1 or a screen reader needs.

WeasyPrint builds the tree in one private recursive function that knows both the HTML element and the structure
element. We wrap that function, since afterwards nothing links the two any more. The version is pinned for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from weakref import WeakKeyDictionary

import pydyf
from weasyprint import Document
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.pdf import tags

from leaflets.typeset.weasyprint70 import destinations
from leaflets.typeset.weasyprint70.fragments import Fragments
from leaflets.typeset.weasyprint70.links import mark_lines
from leaflets.units import PT_PER_PX

_build = tags._build_box_tree
_FRAGMENTS: WeakKeyDictionary[Any, Fragments] = WeakKeyDictionary()
"""Of each document that is being written, what belongs together."""
# In the place of an owner in the parent tree: this content belongs to no element (ISO 32000-1, 7.3.9).
NULL = b"null"
ROLES = {"list": "/L", "listitem": "/LI"}
PLACES = ("practice", "issuer", "giver", "numbers")
"""Classes of the elements copies write into; they are the titles (ISO 32000-1, table 323) personalise finds them by."""


def _build_with_meaning(
    box: Any, parent: Any, pdf: Any, page_number: int, nums: dict[int, Any], annotations: Any, marks: Any
) -> Iterator[Any]:
    if isinstance(box, AbsolutePlaceholder):
        box = box._box
    before = set(nums) if isinstance(box, boxes.MarginBox) else set()
    fragments = _FRAGMENTS.setdefault(pdf, Fragments())
    fragments.enter(box)
    elements = list(_build(box, parent, pdf, page_number, nums, annotations, marks))
    is_passed_on = box.element_tag in ("html", "body") or isinstance(box, boxes.PageBox)
    for element in elements:
        _describe(element, box, pdf, page_number)
    fragments.leave(elements[0] if elements and not is_passed_on else None)
    yield from elements
    if isinstance(box, boxes.MarginBox):
        # Running heads and folios: kept out of the tree here, marked as artifacts by `finish` (ISO 14289-1, 7.8).
        for mcid in set(nums) - before:
            nums[mcid] = NULL


def _describe(element: Any, box: Any, pdf: Any, page_number: int) -> None:
    html = box.element
    if html is None or box.element_tag != getattr(html, "tag", None):
        return  # An anonymous or generated box: what is said of its element is said once, by its own box.
    destinations.note(element, box, pdf)
    if lang := html.get("lang"):
        # WeasyPrint 70 drops `lang` below html, and a screen reader would say English in Dutch (WCAG 2.2, 3.1.2).
        element["Lang"] = pydyf.String(lang)
    if element["S"] == "/TH":
        # Which cells a header is of (ISO 32000-1, 14.8.5.7, table 349); without it ISO 14289-1, 7.5 is not met.
        element["A"]["Scope"] = "/Row" if html.get("scope") == "row" else "/Column"
    if element["S"] == "/Link" and box.link_annotation is not None:
        # A link's description says in words where it goes (ISO 14289-1, 7.18.5).
        shown = (image.get("alt", "") for image in html.iter("img"))
        words = html.get("title") or "".join(html.itertext()).strip() or " ".join(shown)
        box.link_annotation["Contents"] = pydyf.String(words)
        mark_lines(box.link_annotation, getattr(box, "rectangles", ()))
    classes = (html.get("class") or "").split()
    for name in PLACES:
        if name in classes:
            element["T"] = pydyf.String(name)
    if "number" in classes and _FRAGMENTS[pdf].is_within("listitem"):
        element["S"] = "/Lbl"
    # What is a list to the reader and no <ol> or <ul> for its looks says so.
    element["S"] = ROLES.get(html.get("role"), element["S"])
    if element["S"] == "/LI":
        _put_label_first(element, pdf)
        _wrap_in_body(element, pdf)
    if element["S"] == "/L":
        # How the labels count, which a screen reader announces (ISO 32000-1, 14.8.5.5).
        element["A"] = pydyf.Dictionary({"O": "/List", "ListNumbering": f"/{_numbering(box)}"})
    if element["S"] == "/Figure":
        # Where a figure stands (ISO 32000-1, 14.8.5.4.3), for a reader that magnifies it.
        element["A"]["BBox"] = _bounding_box(box, _at(pdf, pdf.page_references[page_number]))


def _numbering(box: Any) -> str:
    if box.element.get("role") == "list":
        return "Decimal" if box.element.find(".//b[@class='number']") is not None else "None"
    return "Decimal" if box.element_tag == "ol" else "None" if box.style["list_style_type"] == "none" else "Disc"


def _put_label_first(item: Any, pdf: Any) -> None:
    """Put the number of an item, wherever it stands within, where a label belongs (ISO 32000-1, 14.8.4.3.3)."""
    for holder, reference in _below(item, pdf):
        if _at(pdf, reference)["S"] == "/Lbl" and holder is not item:
            holder["K"].remove(reference)
            item["K"].insert(0, reference)
            _at(pdf, reference)["P"] = item.reference
            return


def _below(element: Any, pdf: Any) -> Iterator[tuple[Any, bytes]]:
    """The references of all elements below one, but of items within it, each with the element that holds it."""
    for reference in [kid for kid in element["K"] if isinstance(kid, bytes)]:
        kid = _at(pdf, reference)
        if kid.get("S", "/L") != "/L":
            yield element, reference
            yield from _below(kid, pdf)


def _bounding_box(box: Any, page: Any) -> Any:
    """A figure's place in points from the page's lower left corner; WeasyPrint gives pixels from the upper left."""
    left, top = box.content_box_x() * PT_PER_PX, box.content_box_y() * PT_PER_PX
    # In PDF y goes up from the lower edge (ISO 32000-1, 8.3.2.3), in CSS down from the upper.
    height = page["MediaBox"][3]
    right, bottom = left + box.width * PT_PER_PX, top + box.height * PT_PER_PX
    return pydyf.Array([left, height - bottom, right, height - top])


def _wrap_in_body(item: Any, pdf: Any) -> None:
    """Put what an LI holds beside its Lbl into one LBody (ISO 32000-1, 14.8.4.3.3)."""
    kids = [pdf.objects[int(reference.split()[0])] for reference in item["K"]]
    if all(kid["S"] in ("/Lbl", "/LBody") for kid in kids):
        return
    labels = [kid for kid in kids if kid["S"] == "/Lbl"]
    others = [kid for kid in kids if kid["S"] != "/Lbl"]
    body = pydyf.Dictionary(
        {"Type": "/StructElem", "S": "/LBody", "K": pydyf.Array(), "P": item.reference, "Pg": item["Pg"]}
    )
    pdf.add_object(body)
    for kid in others:
        if kid["S"] == "/LBody":
            # One LBody to an item: a second one within it would be a list item's body without its item.
            kid["S"] = "/Div"
        kid["P"] = body.reference
        body["K"].append(kid.reference)
    item["K"] = pydyf.Array([*(label.reference for label in labels), body.reference])


def install() -> None:
    """Let every tag tree be built so."""
    tags._build_box_tree = _build_with_meaning


def finish(_document: Document, pdf: Any) -> None:
    """A WeasyPrint finisher: marks the margin boxes' text as pagination artifacts, and makes cut elements whole."""
    destinations.forget(pdf)
    root = _at(pdf, pdf.catalog["StructTreeRoot"])
    nums = _at(pdf, root["ParentTree"])["Nums"]
    # A number tree lists key and value in turn (ISO 32000-1, 7.9.7); the keys of pages are their numbers.
    by_page = dict(zip(nums[::2], nums[1::2], strict=True))
    for number, reference in enumerate(pdf.page_references):
        page = _at(pdf, reference)
        artifacts = {mcid for mcid, owner in enumerate(by_page[number]) if owner == NULL}
        if artifacts:
            _mark_artifacts(_at(pdf, page["Contents"]).stream, artifacts)
    marked, linked = _FRAGMENTS.pop(pdf, Fragments()).join(pdf)
    for place, owners in enumerate(nums):
        if isinstance(owners, bytes):
            nums[place] = linked.get(owners, owners)
        if isinstance(owners, pydyf.Array):
            owners[:] = [marked.get(owner, owner) for owner in owners]
            # An object of its own, so that a personalised copy replaces one page's list and not all of them.
            pdf.add_object(owners)
            nums[place] = owners.reference


def finish_named(document: Document, pdf: Any) -> None:
    """The same, and what links and bookmarks lead to has a name to be found by."""
    destinations.write(pdf)
    finish(document, pdf)


def _mark_artifacts(stream: list[Any], mcids: set[int]) -> None:
    for position, operand in enumerate(stream):
        if isinstance(operand, pydyf.Dictionary) and operand.get("MCID") in mcids and stream[position + 1] == b"BDC":
            # Before `BDC` stand its tag and its properties; an artifact has a type and no MCID (14.8.2.2.2).
            stream[position - 1] = "/Artifact"
            stream[position] = pydyf.Dictionary({"Type": "/Pagination"})


def _at(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]
