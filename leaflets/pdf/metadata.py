"""What a merged file says of itself: title, author, language and that it conforms to PDF/UA-1."""

from __future__ import annotations

from html import escape

from pypdf import PdfWriter
from pypdf.generic import NameObject, StreamObject

PRODUCER = "Leaflet Press"

# The id of the packet is the same in every file (ISO 16684-1, 7.3.2); pdfuaid:part is the claim (ISO 14289-1, 5).
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<rdf:Description rdf:about="" pdfuaid:part="1" pdf:Producer="{producer}">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


def describe(writer: PdfWriter, title: str, author: str, language: str) -> None:
    """Write title and author into the information dictionary and the XMP packet (ISO 14289-1, 5 and 7.1)."""
    # A new writer names pypdf as its producer; that goes, and what is said of the file stands in one place.
    writer.metadata = None
    writer.add_metadata({"/Title": title, "/Author": author, "/Producer": PRODUCER})
    packet = _XMP.format(
        producer=PRODUCER, title=escape(title), author=escape(author), language=escape(language)
    ).encode()
    stream = StreamObject()
    stream.set_data(packet)
    stream[NameObject("/Type")] = NameObject("/Metadata")
    stream[NameObject("/Subtype")] = NameObject("/XML")
    writer.root_object[NameObject("/Metadata")] = writer._add_object(stream)
