"""What a press file says of itself: title and dates, the press its colours are meant for, and whether it is PDF/X-4.

It has all settings of PDF/X-4 (ISO 15930-7) always. It claims to be one only with the profile in it, which the standard
wants (6.2.3): a printing condition that is only named is what PDF/X-1a and X-3 ask.
"""

from __future__ import annotations

import datetime as dt
import uuid
from html import escape

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from leaflets.model.format import Profile
from leaflets.press.conditions import DEFAULT, PrintingCondition, condition_of, reference_in

# The value of GTS_PDFXVersion, with a profile embedded; no validator of PDF/X is to be had (norms §4).
CONFORMANCE = "PDF/X-4"
PRODUCER = "Leaflet Press"
REGISTRY = "http://www.color.org"

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
 xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/"{claim}
 pdf:Producer="{producer}" pdf:Trapped="False" xmp:CreatorTool="{producer}"
 xmp:CreateDate="{date}" xmp:ModifyDate="{date}" xmp:MetadataDate="{date}"
 xmpMM:DocumentID="uuid:{document}" xmpMM:InstanceID="uuid:{document}" xmpMM:VersionID="1"
 xmpMM:RenditionClass="default">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""

_CLAIM = f' pdfxid:GTS_PDFXVersion="{CONFORMANCE}" pdf:GTS_PDFXVersion="{CONFORMANCE}"'


def describe(
    pdf: Pdf, *, title: str, author: str, language: str, date: dt.date, document: uuid.UUID, claims: bool
) -> None:
    """Write title and dates into the information dictionary and the XMP packet, both alike (6.8).

    What `claims` to be PDF/X-4 gets its version too.
    """
    # The day of the text, not of the build, so that the same text gives the same bytes.
    stamp = f"D:{date:%Y%m%d}000000Z"
    pdf.trailer.Info = pdf.make_indirect(
        Dictionary(
            Title=String(title), Author=String(author), Creator=String(PRODUCER), Producer=String(PRODUCER),
            # X wants Trapped said; nothing was trapped here, which is the work of the shop.
            CreationDate=String(stamp), ModDate=String(stamp), Trapped=Name("/False"),
        )
    )  # fmt: skip
    if claims:
        pdf.trailer.Info.GTS_PDFXVersion = String(CONFORMANCE)
    packet = _XMP.format(
        claim=_CLAIM if claims else "", producer=PRODUCER, title=escape(title), author=escape(author),
        language=escape(language), date=f"{date.isoformat()}T00:00:00Z", document=document,
    )  # fmt: skip
    # Left as plain text: who looks for the version may not unpack it first.
    pdf.Root.Metadata = pdf.make_stream(packet.encode(), Type=Name.Metadata, Subtype=Name.XML)
    pdf.Root.Lang = String(language)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)


def intend(pdf: Pdf, condition: PrintingCondition | None, profile: Profile | None) -> None:
    """Name the printing condition, or embed the print shop's own profile, which says itself for which one it is."""
    intent = Dictionary(Type=Name.OutputIntent, S=Name.GTS_PDFX)
    known = intended(condition, profile)
    reference = known.registered if known else reference_in(profile.name if profile else "")
    # A registered condition has its registered name; any other is Custom (ISO 32000-1, 14.11.5, table 365).
    intent.OutputConditionIdentifier = String(reference or "Custom")
    if reference:
        intent.RegistryName = String(REGISTRY)
    if known is not None:
        intent.OutputCondition = String(known.says)
        intent.Info = String(known.info)
    if profile is not None:
        intent.Info = String(profile.name)
        intent.DestOutputProfile = _embedded(pdf, profile)
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])


def intended(condition: PrintingCondition | None, profile: Profile | None) -> PrintingCondition | None:
    """The condition a file is for: that of its profile, else the one that was named; None for one of no registry."""
    if profile is None:
        return condition or DEFAULT
    return condition_of(profile.name) or condition


def _embedded(pdf: Pdf, profile: Profile) -> Object:
    # N is the number of inks (ISO 32000-1, 8.6.5.5).
    return pdf.make_stream(profile.data, N=4, Alternate=Name.DeviceCMYK)
