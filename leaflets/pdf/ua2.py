"""A finished PDF/UA-1 file as PDF/UA-2 (ISO 14289-2:2024) and as Well-Tagged PDF 1.0 (PDF Association, 2024).

What a file of the press lacks for these is five things: the header of PDF 2.0, who it says it is, the namespace of its
Document, and elements instead of places on a page as the goal of links and of bookmarks. This is our reading of the
two standards; no validator here knows them.
"""

from __future__ import annotations

import io
import re
from xml.etree import ElementTree

import pikepdf
from pikepdf import Array, Dictionary, Name, NameTree, Object, Pdf, String

from leaflets.pdf.saving import saved
from leaflets.pdf.structure import bookmarks, elements, kids

SPACE = "http://iso.org/pdf2/ssn"
"""The namespace of the structure types of PDF 2.0 (ISO 32000-2, 14.8.6.1)."""

DECLARED = ("http://pdfa.org/declarations/wtpdf#accessibility1.0", "http://pdfa.org/declarations/wtpdf#reuse1.0")
"""What a Well-Tagged PDF declares (WTPDF 1.0, 6.1.2 and 6.1.3, with erratum 395: no stroke before the sign)."""

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
UA = "http://www.aiim.org/pdfua/ns/id/"
DECLARATIONS = "http://pdfa.org/declarations/"
PREFIXES = {
    "x": "adobe:ns:meta/", "rdf": RDF, "pdfuaid": UA, "pdfd": DECLARATIONS, "pdf": "http://ns.adobe.com/pdf/1.3/",
    "dc": "http://purl.org/dc/elements/1.1/", "xmp": "http://ns.adobe.com/xap/1.0/",
}  # fmt: skip
"""By these a reader knows the properties; that of pdfuaid is prescribed (ISO 14289-2, 5)."""

SECTIONS, GATHERS = {"/Document", "/Art", "/Sect"}, {"/Part", "/Div", "/NonStruct"}
"""What may hold no Span, and what has no say in it (ISO 32005, 2023, table 5)."""

_PACKET = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n{xmp}\n<?xpacket end="r"?>'


def to_ua2(data: bytes) -> bytes:
    """The same pages, tagged by PDF/UA-2: the same file gives the same bytes. `data` is a PDF/UA-1 file of ours."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        root = pdf.Root.StructTreeRoot
        _put_in_space(pdf, root)
        _give_paragraphs(root)
        _tell_headers_apart(root)
        _lead_to_elements(pdf, root)
        _describe_fields(pdf)
        pdf.Root.Metadata = pdf.make_stream(declared(pdf.Root.Metadata.read_bytes()))
        pdf.Root.Metadata.Type, pdf.Root.Metadata.Subtype = Name.Metadata, Name.XML
        return saved(pdf, "2.0")


def declared(packet: bytes) -> bytes:
    """An XMP packet that says PDF/UA-2 in the place of PDF/UA-1, and declares a Well-Tagged PDF."""
    for prefix, space in PREFIXES.items():
        ElementTree.register_namespace(prefix, space)
    whole = ElementTree.fromstring(re.sub(rb"<\?xpacket.*?\?>", b"", packet).strip())
    (rdf,) = whole.iter(f"{{{RDF}}}RDF")
    for said in rdf:
        said.attrib.pop(f"{{{UA}}}part", None)
    for said in [said for said in rdf if not len(said) and set(said.attrib) == {f"{{{RDF}}}about"}]:
        rdf.remove(said)
    rdf.append(_claim())
    return _PACKET.format(xmp=ElementTree.tostring(whole, encoding="unicode")).encode()


def _claim() -> ElementTree.Element:
    # The year is that of the standard, in four digits (ISO 14289-2, 5).
    attributes = {f"{{{RDF}}}about": "", f"{{{UA}}}part": "2", f"{{{UA}}}rev": "2024"}
    claim = ElementTree.Element(f"{{{RDF}}}Description", attributes)
    bag = ElementTree.SubElement(ElementTree.SubElement(claim, f"{{{DECLARATIONS}}}declarations"), f"{{{RDF}}}Bag")
    for name in DECLARED:
        one = ElementTree.SubElement(bag, f"{{{RDF}}}li", {f"{{{RDF}}}parseType": "Resource"})
        ElementTree.SubElement(one, f"{{{DECLARATIONS}}}conformsTo").text = name
    return claim


def _put_in_space(pdf: Pdf, root: Object) -> None:
    """Put the one Document into the namespace of PDF 2.0 (ISO 14289-2, 8.2.5.2).

    What is in none is in that of PDF 1.7 (ISO 32000-2, 14.8.6.1), which PDF/UA-2 allows beside it: it has all our
    types, also Art, which PDF 2.0 has no more.
    """
    (document,) = kids(root)
    space = pdf.make_indirect(Dictionary(Type=Name.Namespace, NS=String(SPACE)))
    root.Namespaces = Array([space])
    document.NS = space


def _give_paragraphs(root: Object) -> None:
    """Make a paragraph of text, be it a blank, that stands in a section beside its paragraphs."""
    for element in elements(root):
        if Name.Span == element.S and _block(element) in SECTIONS:
            element.S = Name.P


def _tell_headers_apart(root: Object) -> None:
    """Give the headers of each table names that no other has: they are numbered anew in each section of a booklet.

    A cell says by their names which headers are its own (ISO 32000-2, 14.8.5.7), and a name is of one element only.
    """
    for number, table in enumerate((one for one in elements(root) if Name.Table == one.S), start=1):
        for cell in elements(table):
            if cell.S == Name.TH and "/ID" in cell:
                cell.ID = String(f"table-{number}-{cell.ID}")
            if "/Headers" in cell.get("/A", Dictionary()):
                cell.A.Headers = Array([String(f"table-{number}-{name}") for name in cell.A.Headers])


def _block(element: Object) -> str:
    """The type of what holds an element, beyond what only gathers."""
    above = element.P
    while str(above.get("/S", "")) in GATHERS:
        above = above.P
    return str(above.get("/S", ""))


def _lead_to_elements(pdf: Pdf, root: Object) -> None:
    """Let each link within the file and each bookmark lead to an element, and as before to its page."""
    goals = _Goals(pdf, root)
    for page in pdf.pages:
        for annotation in page.obj.get("/Annots", ()):
            if annotation.get("/Subtype") == Name.Link:
                goals.lead(annotation)
    for item in bookmarks(pdf):
        goals.lead(item, str(item.Title))
    if goals.named:
        # Where elements have an identifier, the root has an index of them (ISO 32000-2, 14.7.2, table 354).
        index = NameTree.new(pdf)
        for name, element in sorted(goals.named.items()):
            index[name] = element
        root.IDTree = index.obj


class _Goals:
    """What the links and bookmarks of a file lead to: by its name, by its words, or by its page."""

    def __init__(self, pdf: Pdf, root: Object) -> None:
        names = pdf.Root.get("/Names", Dictionary()).get("/Dests")
        self.places = dict(NameTree(names)) if names is not None else {}
        self.named: dict[str, Object] = {}
        self._titled: dict[tuple[tuple[int, int], str], list[Object]] = {}
        self._first: dict[tuple[int, int], Object] = {}
        for element in elements(root):
            self._note(element)

    def _note(self, element: Object) -> None:
        if "/ID" in element:
            self.named.setdefault(str(element.ID), element)
        if (page := element.get("/Pg")) is None:
            return
        self._first.setdefault(page.objgen, element)
        if "/T" in element:
            self._titled.setdefault((page.objgen, str(element.T)), []).append(element)

    def lead(self, holder: Object, title: str = "") -> None:
        """Give a link or a bookmark that leads within the file an action with the element (ISO 32000-2, 12.6.4.2)."""
        action = holder.get("/A", Dictionary(S=Name.GoTo))
        if action.get("/S") != Name.GoTo:
            return
        there = holder.get("/Dest", action.get("/D"))
        if there is None:
            return
        place = self.places[str(there)] if isinstance(there, String) else there
        element = self._element(str(there) if isinstance(there, String) else "", place, title)
        # A structure destination says of its element what another says of a page (ISO 32000-2, 12.3.2.3).
        goal = Array([element, *list(place)[1:]])
        if "/Dest" in holder:
            del holder["/Dest"]
        holder.A = Dictionary(S=Name.GoTo, D=there, SD=goal)

    def _element(self, name: str, place: Object, title: str) -> Object:
        """The element of that name, else that with these words on the page, else the first of the page."""
        page = place[0].objgen
        if name in self.named:
            return self.named[name]
        titled = self._titled.get((page, title), [])
        # Of several with the same words on a page each is led to once, in their order.
        return (titled.pop(0) if len(titled) > 1 else titled[0]) if titled else self._first[page]


def _describe_fields(pdf: Pdf) -> None:
    """What a field without a label in the tags is for, it says in /Contents (ISO 14289-2, 8.10.2.3)."""
    for page in pdf.pages:
        for annotation in page.obj.get("/Annots", ()):
            if annotation.get("/Subtype") == Name.Widget and "/TU" in annotation and "/Contents" not in annotation:
                annotation.Contents = annotation.TU
