"""What PDF/UA-2 (ISO 14289-2) and Well-Tagged PDF 1.0 ask beside PDF/UA-1: our reading of the clauses, no validator's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pikepdf
import pypdfium2
import pytest
from weasyprint import HTML

from leaflets.pdf.saving import saved
from leaflets.pdf.structure import bookmarks
from leaflets.pdf.ua2 import declared, to_ua2
from leaflets.typeset.weasyprint70 import install
from leaflets.typeset.weasyprint70.fonts import type_case
from leaflets.typeset.weasyprint70.tagging import finish_named
from tests import reading
from tests.reading import Element, opened, tag_tree

LEAFLET, FORM = "nl/leaflets/ms-a5-ua2.pdf", "nl/leaflets/ms-a5-ua2-fillable.pdf"
BOOKLET = "nl/booklet/booklet-ms-ua2.pdf"
FILES = (LEAFLET, FORM, BOOKLET)
NAMES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfd": "http://pdfa.org/declarations/",
}


def packet(data: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(re.sub(rb"<\?xpacket.*?\?>", b"", data).strip())


def in_tree(pdf: pikepdf.Pdf) -> dict[tuple[int, int], Element]:
    return {one.own.objgen: one for one in tag_tree(pdf).all()}


def page_of(pdf: pikepdf.Pdf, place: pikepdf.Object) -> int:
    """The page (from 0) of a destination, which may be a name."""
    return reading.target(pdf, pikepdf.Dictionary(Dest=place)) or 0


def inner_links(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    for page in pdf.pages:
        yield from (link for link in reading.links(page) if reading.target(pdf, link) is not None)


@pytest.mark.parametrize("name", FILES)
def test_it_is_a_sound_pdf_2(name: str, edition_ua2: Path) -> None:
    """Our reading of 6.1: the header says 2.0; the file opens without a warning, and its syntax is right."""
    data = (edition_ua2 / name).read_bytes()
    assert data.startswith(b"%PDF-2.0")
    with opened(data) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert pdf.get_warnings() == []
        assert "/Version" not in pdf.Root


@pytest.mark.parametrize("name", FILES)
def test_it_says_what_it_is(name: str, edition_ua2: Path) -> None:
    """Our reading of 5 and of WTPDF 6.1: part 2 of 2024 and no other, both declarations, and the title as it was."""
    with opened(edition_ua2 / name) as pdf:
        xmp, title = packet(pdf.Root.Metadata.read_bytes()), str(pdf.docinfo.Title)
    claims = [one.attrib for one in xmp.iter(f"{{{NAMES['rdf']}}}Description")]
    assert [claim[key] for claim in claims for key in claim if key.endswith(("}part", "}rev"))] == ["2", "2024"]
    assert [one.text for one in xmp.iterfind(".//pdfd:declarations/rdf:Bag/rdf:li/pdfd:conformsTo", NAMES)] == [
        "http://pdfa.org/declarations/wtpdf#accessibility1.0",
        "http://pdfa.org/declarations/wtpdf#reuse1.0",
    ]
    assert xmp.findtext(".//dc:title/rdf:Alt/rdf:li", namespaces=NAMES) == title


@pytest.mark.parametrize("name", FILES)
def test_its_tags_are_one_document_of_pdf_2(name: str, edition_ua2: Path) -> None:
    """Our reading of 8.2.5.2: one Document under the root, in the namespace that the root lists."""
    with opened(edition_ua2 / name) as pdf:
        root = pdf.Root.StructTreeRoot
        (document,) = root.K
        assert str(document.S) == "/Document"
        assert str(document.NS.NS) == "http://iso.org/pdf2/ssn"
        assert [one.objgen for one in root.Namespaces] == [document.NS.objgen]
        # Art is a type of PDF 1.7 only: it has to stay in that namespace, which is the one of what names none.
        assert {one.tag for one in tag_tree(pdf).all() if "/NS" in one.own} == {"/Document"}


@pytest.mark.parametrize(("name", "least"), [(LEAFLET, 4), (FORM, 4), (BOOKLET, 35)])
def test_links_lead_to_what_they_name(name: str, least: int, edition_ua2: Path) -> None:
    """Our reading of 8.8: a link within the file leads to the element of that name, and to its page as before."""
    with opened(edition_ua2 / name) as pdf:
        tree, links = in_tree(pdf), list(inner_links(pdf))
        assert len(links) >= least
        for link in links:
            assert "/Dest" not in link
            element = tree[link.A.SD[0].objgen]
            assert str(element.own.ID) == str(link.A.D)
            assert element.page == page_of(pdf, link.A.D)
            assert str(link.A.SD[1]) == "/XYZ"
            if "-source-" in str(link.A.D):
                assert element.text.strip().startswith(str(link.A.D).rpartition("-")[2])
        index = dict(pikepdf.NameTree(pdf.Root.StructTreeRoot.IDTree))
        named = {str(one.own.ID): one.own.objgen for one in tree.values() if "/ID" in one.own}
        assert {str(key): element.objgen for key, element in index.items()} == named


@pytest.mark.parametrize("name", [LEAFLET, FORM])
def test_bookmarks_lead_to_their_headings(name: str, edition_ua2: Path) -> None:
    """Our reading of 8.8: each bookmark of a leaflet leads to the heading with its words."""
    with opened(edition_ua2 / name) as pdf:
        tree, items = in_tree(pdf), list(bookmarks(pdf))
        assert len(items) == len(reading.elements(pdf, "/H1", "/H2", "/H3")) > 5
        for item in items:
            heading = tree[item.A.SD[0].objgen]
            assert "/Dest" not in item
            assert heading.tag in ("/H1", "/H2", "/H3")
            assert heading.text.replace(" ", "").replace("\u200b", "") == str(item.Title).replace(" ", "")
            assert heading.page == page_of(pdf, item.A.D)


def test_bookmarks_of_a_booklet_lead_to_its_sections(edition_ua2: Path) -> None:
    """Our reading of 8.8: each leads to what begins on its page, which is a section with all it holds."""
    with opened(edition_ua2 / BOOKLET) as pdf:
        tree, items = in_tree(pdf), list(bookmarks(pdf))
        assert [str(item.Title) for item in items][:3] == ["Inhoud", "Vooraf", "Vermoeidheid is geen gewone moeheid"]
        for item in items:
            section = tree[item.A.SD[0].objgen]
            assert (section.tag, section.page) == ("/Art", page_of(pdf, item.A.D))


def test_addresses_of_the_web_stay_as_they_are(edition_ua2: Path, edition: Path) -> None:
    """What leads out of the file leads to the same."""

    def addresses(path: Path) -> list[str]:
        with opened(path) as pdf:
            actions = [link.A for page in pdf.pages for link in reading.links(page) if "/A" in link]
            return [str(action.URI) for action in actions if "/URI" in action]

    assert addresses(edition_ua2 / LEAFLET) == addresses(edition / "nl/leaflets/ms-a5.pdf") != []


def test_a_field_says_what_it_is_for(edition_ua2: Path) -> None:
    """Our reading of 8.10.2.3: a field without a label of its own in the tags has a description."""
    with opened(edition_ua2 / FORM) as pdf:
        fields = [one for page in pdf.pages for one in page.obj.get("/Annots", ()) if one.Subtype == "/Widget"]
        assert len(fields) > 5
        assert all(str(field.Contents) == str(field.TU) != "" for field in fields)


def test_it_looks_the_same(edition_ua2: Path, edition: Path) -> None:
    """Every pixel of the leaflet is as in the one made to PDF/UA-1."""
    with (
        pypdfium2.PdfDocument(edition / "nl/leaflets/ms-a5.pdf") as before,
        pypdfium2.PdfDocument(edition_ua2 / LEAFLET) as after,
    ):
        assert len(before) == len(after) == 4
        for one, other in zip(before, after, strict=True):
            assert one.render(scale=1.5).to_pil().tobytes() == other.render(scale=1.5).to_pil().tobytes()


def test_without_names_a_link_leads_to_what_begins_on_its_page(edition: Path) -> None:
    """A finished PDF/UA-1 file, in which no element has a name, can be made to PDF/UA-2; twice it is the same bytes."""
    before = (edition / "nl/booklet/booklet-ms-crps.pdf").read_bytes()
    after = to_ua2(before)
    assert to_ua2(before) == after
    with opened(after) as pdf:
        tree = in_tree(pdf)
        holders = [*inner_links(pdf), *bookmarks(pdf)]
        assert len(holders) > 50
        assert all(tree[one.A.SD[0].objgen].page == page_of(pdf, one.A.D) for one in holders)
        names = [str(one.own.ID) for one in tree.values() if "/ID" in one.own]
        # Only headers of tables have a name, to each its own, and its cells know it by that.
        assert {one.tag for one in tree.values() if "/ID" in one.own} == {"/TH"}
        assert names == list(dict.fromkeys(names)) != []
        index = dict(pikepdf.NameTree(pdf.Root.StructTreeRoot.IDTree))
        cells = [one for one in tree.values() if one.tag == "/TD"]
        assert {str(index[str(name)].S) for cell in cells for name in cell.own.A.Headers} == {"/TH"}


def test_headers_of_two_sections_have_names_of_their_own() -> None:
    """Two tables whose headers are called the same are told apart, and each cell keeps the header of its own table."""
    install()
    table = "<table><thead><tr><th>{0}<th>x{0}</thead><tbody><tr><td>a<td>b</tbody></table>"
    page = HTML(string=f"<html lang=nl><title>t</title><body>{table.format('een')}{table.format('twee')}")
    before = bytes(page.write_pdf(pdf_variant="pdf/ua-1", finisher=finish_named, font_config=type_case()))
    with opened(before) as pdf:
        for one in tag_tree(pdf).all():
            if one.tag == "/TH":
                one.own.ID = pikepdf.String(f"1-{len(one.text)}")
            elif one.tag == "/TD":
                one.own.A.Headers = pikepdf.Array([pikepdf.String("1-3" if one.text == "a" else "1-4")])
        twins = saved(pdf)
    with opened(to_ua2(twins)) as pdf:
        tables = reading.elements(pdf, "/Table")
        said = [{str(one.own.ID): one.text for one in table.all() if one.tag == "/TH"} for table in tables]
        assert not set(said[0]) & set(said[1])
        cells = [one for one in tables[0].all() if one.tag == "/TD"]
        assert [said[0][str(cell.own.A.Headers[0])] for cell in cells] == ["een", "xeen"]


SIDE = "display: inline-block; width: 20mm"


def test_a_blank_between_paragraphs_is_in_one() -> None:
    """Our reading of ISO 32005, table 5: no section holds a Span, also not in a Div; what is said stays in its order."""
    install()
    boxes = f"<div><p style='{SIDE}'>een</p> <p style='{SIDE}'>twee</p> los</div>"
    page = HTML(string=f"<html lang=nl><title>t</title><body><section>{boxes}<p>en <i>drie</i></section>")
    before = bytes(page.write_pdf(pdf_variant="pdf/ua-1", finisher=finish_named, font_config=type_case()))
    with opened(before) as one, opened(to_ua2(before)) as other:
        assert {"/Span", "/P"} <= set(_in_div(one))
        assert set(_in_div(other)) == {"/P"}
        assert tag_tree(one).text == tag_tree(other).text
        assert len(reading.elements(other, "/Span")) > 2


def _in_div(pdf: pikepdf.Pdf) -> list[str]:
    (gathered,) = reading.elements(pdf, "/Div")
    return [kid.tag for kid in gathered.kids]


XMP = """<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
xmlns:pdf="http://ns.adobe.com/pdf/1.3/"><rdf:Description rdf:about="" pdfuaid:part="1" {more}/></rdf:RDF>
</x:xmpmeta><?xpacket end="r"?>"""


@pytest.mark.parametrize(("more", "left"), [("", 1), ('pdf:Producer="Pers &amp; co"', 2)])
def test_the_claim_replaces_the_other(more: str, left: int) -> None:
    """What stands beside the claim of PDF/UA-1 stays; where it stood alone nothing does. The prefixes are the usual."""
    said = declared(XMP.format(more=more).encode())
    assert said.startswith('<?xpacket begin="\ufeff" id='.encode())
    assert said.endswith(b'<?xpacket end="r"?>')
    assert said.count(b"pdfuaid:part=") == said.count(b'pdfuaid:part="2"') == said.count(b'pdfuaid:rev="2024"') == 1
    found = packet(said).findall(".//rdf:Description", NAMES)
    assert len(found) == left
    producers = [one.get("{http://ns.adobe.com/pdf/1.3/}Producer") for one in found]
    assert [one for one in producers if one] == (["Pers & co"] if more else [])
