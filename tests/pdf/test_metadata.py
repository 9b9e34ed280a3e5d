from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree

import page as page_validation
import pikepdf
import pytest

from leaflets.merge import BookletPart, merge
from leaflets.pdf.metadata import PRODUCER
from tests.reading import opened

pytestmark = pytest.mark.whole

TITLE, AUTHOR = 'Slaap & <rust> "nu"', "Jesse & co"
NAMES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
}


@pytest.fixture(scope="module")
def data(parts: list[BookletPart]) -> bytes:
    """A booklet whose title has characters that mean something in XML."""
    return merge(parts, TITLE, AUTHOR, "nl", "omslag")


@pytest.fixture(scope="module")
def pdf(data: bytes) -> Iterator[pikepdf.Pdf]:
    with opened(data) as file:
        yield file


def test_both_places_say_the_same_title_and_author(pdf: pikepdf.Pdf) -> None:
    """Information dictionary and XMP agree, and characters of XML come back as they went in."""
    packet = ElementTree.fromstring(re.sub(rb"<\?xpacket.*?\?>", b"", pdf.Root.Metadata.read_bytes()).strip())
    assert packet.findtext(".//dc:title/rdf:Alt/rdf:li", namespaces=NAMES) == str(pdf.docinfo.Title) == TITLE
    assert packet.findtext(".//dc:creator/rdf:Seq/rdf:li", namespaces=NAMES) == str(pdf.docinfo.Author) == AUTHOR
    assert packet.findtext(".//dc:language/rdf:Bag/rdf:li", namespaces=NAMES) == "nl"
    (description,) = packet.iter(f"{{{NAMES['rdf']}}}Description")
    assert description.get(f"{{{NAMES['pdfuaid']}}}part") == "1"


def test_the_file_says_what_a_tagged_file_must(pdf: pikepdf.Pdf, data: bytes) -> None:
    """Marked, Dutch, its title shown in the window (ISO 14289-1, 7.1), and PDF/UA-1 with such a title too."""
    assert bool(pdf.Root.MarkInfo.Marked) is True
    assert str(pdf.Root.Lang) == "nl"
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle) is True
    report = page_validation.validate_pdf_bytes(data, profile=page_validation.ValidationProfile.PDF_UA_1)
    assert report.is_compliant


def test_nothing_tells_when_and_where_it_was_made(pdf: pikepdf.Pdf) -> None:
    """No date of the clock and no other producer: the same parts give the same bytes tomorrow."""
    assert sorted(pdf.docinfo.keys()) == ["/Author", "/Producer", "/Title"]
    assert str(pdf.docinfo.Producer) == PRODUCER
