"""What a file lacks as PDF/UA-2 (ISO 14289-2:2024) and Well-Tagged PDF 1.0 beside what PDF/UA-1 asks.

This is our reading of the clauses and no validation: no validator here knows them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree

from pikepdf import Array, Dictionary, Name, Object, Pdf

from leaflets.messages import Sentence, say
from leaflets.pdf.structure import bookmarks, elements, kids
from leaflets.pdf.ua2 import DECLARATIONS, DECLARED, SPACE, UA

ONLY_UA_1 = ("PDFUA1-HEADER-001", "PDFUA1-ID-PART-001")
"""What the validator asks that only PDF/UA-1 may be: a PDF 1, and to say so."""


def lacking(pdf: Pdf) -> Iterator[Sentence]:
    """A sentence for each thing that PDF/UA-2 or a Well-Tagged PDF asks and the file has not."""
    if pdf.pdf_version != "2.0":
        yield say("it is no PDF 2.0 ({clause})", clause="6.1")
    yield from _claim(pdf.Root.get("/Metadata"))
    root = pdf.Root.get("/StructTreeRoot")
    if root is None:
        yield say("the file has no tags")
        return
    if [_type(kid) for kid in kids(root)] != [("/Document", SPACE)]:
        yield say("its tags are not one Document of PDF 2.0 ({clause})", clause="8.2.5.2")
    yield from _goals(pdf, {element.objgen for element in elements(root)})


def _type(element: Object) -> tuple[str, str]:
    """The type of an element and its namespace."""
    if not isinstance(element, Dictionary):
        return "", ""
    return str(element.get("/S", "")), str(element.get("/NS", Dictionary()).get("/NS", ""))


def _claim(metadata: Object | None) -> Iterator[Sentence]:
    packet = re.sub(rb"<\?xpacket.*?\?>", b"", metadata.read_bytes()).strip() if metadata is not None else b""
    try:
        # A packet has no document type; one with it is not ours, and could hold anything.
        whole = ElementTree.fromstring(packet if b"<!" not in packet else b"")
    except ElementTree.ParseError:
        yield say("its metadata cannot be read ({clause})", clause="5")
        return
    said = [(_property(one, "part"), _property(one, "rev")) for one in whole.iter()]
    parts, revs = ({value for value in values if value is not None} for values in zip(*said, strict=True))
    if parts != {"2"} or len(revs) != 1 or not all(re.fullmatch(r"\d{4}", rev, re.ASCII) for rev in revs):
        yield say("it does not say that it is PDF/UA-2, and of which year ({clause})", clause="5")
    declared = [(one.text or "").strip() for one in whole.iter(f"{{{DECLARATIONS}}}conformsTo")]
    for missing in [name for name in DECLARED if name not in declared]:
        yield say("it does not declare {name}", name=missing)


def _property(element: ElementTree.Element, name: str) -> str | None:
    """A property of the claim, which may be an attribute or an element (ISO 16684-1, 7.9.2.2)."""
    tag = f"{{{UA}}}{name}"
    return (element.text or "").strip() if element.tag == tag else element.get(tag)


def _goals(pdf: Pdf, in_tree: set[tuple[int, int]]) -> Iterator[Sentence]:
    for number, page in enumerate(pdf.pages, start=1):
        links = [one for one in page.obj.get("/Annots", ()) if one.get("/Subtype") == Name.Link]
        if any(not _leads_to_element(link, in_tree) for link in links):
            yield say(
                "a link on page {number} leads to a page and to no element ({clause})", number=number, clause="8.8"
            )
    for item in bookmarks(pdf):
        if not _leads_to_element(item, in_tree):
            title = str(item.get("/Title", ""))
            yield say('the bookmark "{title}" leads to a page and to no element ({clause})', title=title, clause="8.8")


def _leads_to_element(holder: Object, in_tree: set[tuple[int, int]]) -> bool:
    """Whether a link or bookmark leads out of the file, or to an element that is in the tree."""
    action = holder.get("/A", Dictionary())
    if action.get("/S") != Name.GoTo:
        return "/Dest" not in holder
    goal = action.get("/SD")
    return isinstance(goal, Array) and len(goal) > 1 and isinstance(goal[0], Dictionary) and goal[0].objgen in in_tree
