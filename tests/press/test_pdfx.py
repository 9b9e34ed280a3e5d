"""What a press file says of itself."""

from __future__ import annotations

import datetime as dt
import io
import xml.etree.ElementTree as ET

import pikepdf
import pytest
from pikepdf import Name

from leaflets.model.format import Profile
from leaflets.press import PressDetails, condition_named, finish
from leaflets.press.finish import _name_of
from tests.press.profiles import icc

PDFX = "{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion"
XMP = "{http://ns.adobe.com/xap/1.0/}"
MM = "{http://ns.adobe.com/xap/1.0/mm/}"
PROFILE = Profile(name="Test Coated FOGRA39", sha256="0", data=icc())


def finished(
    profile: Profile | None = None, title: str = "Rust & herstel <MS>", condition: str | None = None
) -> pikepdf.Pdf:
    """A press file of one empty page."""
    page = pikepdf.new()
    page.add_blank_page(page_size=(419.53, 595.28))
    page.pages[0].Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary())
    target = io.BytesIO()
    page.save(target)
    order = PressDetails(title, "Jesse", "nl", dt.date(2026, 11, 1), (148, 210), profile,
                         condition_named(condition) if condition else None)  # fmt: skip
    return pikepdf.open(io.BytesIO(finish([target.getvalue()], order)))


@pytest.fixture(scope="module")
def file() -> pikepdf.Pdf:
    return finished(PROFILE)


@pytest.fixture(scope="module")
def packet(file: pikepdf.Pdf) -> ET.Element:
    return ET.fromstring(file.Root.Metadata.read_raw_bytes().decode())


def described_in(packet: ET.Element) -> list[ET.Element]:
    return [element for element in packet.iter() if MM + "DocumentID" in element.attrib]


def test_version(file: pikepdf.Pdf, packet: ET.Element) -> None:
    """With a profile the version stands in the XMP packet, uncompressed, and in the information dictionary."""
    (described,) = described_in(packet)
    assert described.attrib[PDFX] == "PDF/X-4"
    assert file.docinfo["/GTS_PDFXVersion"] == "PDF/X-4"
    assert file.pdf_version == "1.6"


def test_without_a_profile_nothing_is_claimed(file: pikepdf.Pdf) -> None:
    """The same file for a condition that is only named says no version anywhere, and is otherwise as it was."""
    bare = finished()
    assert b"PDF/X" not in bare.Root.Metadata.read_raw_bytes()
    assert b"PDFX" not in bare.Root.Metadata.read_raw_bytes()
    assert set(file.docinfo.keys()) - set(bare.docinfo.keys()) == {"/GTS_PDFXVersion"}
    assert bare.pdf_version == "1.6"
    assert [str(one.S) for one in bare.Root.OutputIntents] == ["/GTS_PDFX"]
    for box in ("/TrimBox", "/BleedBox", "/MediaBox"):
        assert list(bare.pages[0].obj[box]) == list(file.pages[0].obj[box])


def test_dates_and_title(file: pikepdf.Pdf, packet: ET.Element) -> None:
    """Dates come from the text, not from the clock, and say the same in both places; so does the title."""
    (described,) = described_in(packet)
    info = file.docinfo
    assert info["/CreationDate"] == info["/ModDate"] == "D:20261101000000Z"
    assert {described.attrib[XMP + name] for name in ("CreateDate", "ModifyDate", "MetadataDate")} == {
        "2026-11-01T00:00:00Z"
    }
    items = [element.text for element in packet.iter() if element.tag.endswith("}li")]
    assert items == [info["/Title"], info["/Author"], "nl"] == ["Rust & herstel <MS>", "Jesse", "nl"]


def test_trapped_and_ids(file: pikepdf.Pdf, packet: ET.Element) -> None:
    """Trapped is false, and every identifier the standard asks for is there."""
    (described,) = described_in(packet)
    assert file.docinfo["/Trapped"] == Name("/False")
    assert described.attrib["{http://ns.adobe.com/pdf/1.3/}Trapped"] == "False"
    assert described.attrib[MM + "DocumentID"].startswith("uuid:")
    assert (described.attrib[MM + "VersionID"], described.attrib[MM + "RenditionClass"]) == ("1", "default")
    assert len(file.trailer.ID) == 2


def test_another_title_another_identifier() -> None:
    """Two files that differ do not share an identifier, and two that do not, do."""
    files = [finished(title=title) for title in ("A", "A", "B")]
    one, same, other = (file.Root.Metadata.read_bytes() for file in files)
    assert one == same
    assert one.split(b"DocumentID")[1][:50] != other.split(b"DocumentID")[1][:50]


def test_the_identifier_is_of_the_values_alone() -> None:
    """What a file is called does not hang on how our classes are called: a value that stands here since 0.2.0."""
    details = PressDetails("Rust", "Jesse", "nl", dt.date(2026, 11, 1), (148.0, 210.0))
    assert str(_name_of([b"a", b"b"], details)) == "990166e4-f6f2-5811-900b-2688333a96e5"


def test_named_condition() -> None:
    """Without a profile the output intent names FOGRA39 and embeds nothing."""
    pdf = finished()
    (intent,) = pdf.Root.OutputIntents
    assert [str(intent.S), str(intent.OutputConditionIdentifier)] == ["/GTS_PDFX", "FOGRA39"]
    assert "FOGRA39" in str(intent.Info)
    assert "/DestOutputProfile" not in intent


def test_embedded_profile() -> None:
    """With a profile the output intent embeds it byte for byte, with four components, and bears its name."""
    pdf = finished(PROFILE)
    (intent,) = pdf.Root.OutputIntents
    assert intent.DestOutputProfile.read_bytes() == icc()
    assert intent.DestOutputProfile.N == 4
    assert [str(intent.Info), str(intent.OutputConditionIdentifier)] == ["Test Coated FOGRA39", "FOGRA39"]


def test_profile_of_no_known_condition() -> None:
    """A profile whose name tells no registered condition is called custom."""
    pdf = finished(PROFILE.model_copy(update={"name": "Our own press"}))
    (intent,) = pdf.Root.OutputIntents
    assert [str(intent.Info), str(intent.OutputConditionIdentifier)] == ["Our own press", "Custom"]


@pytest.mark.parametrize(
    ("name", "wanted", "reference"),
    [
        (None, "fogra52", "FOGRA52"),
        ("PSO Coated v3", None, "FOGRA51"),
        ("PSO Coated v3", "fogra52", "FOGRA51"),
        ("Our own press", "fogra52", "FOGRA52"),
        ("Made for FOGRA28", None, "FOGRA28"),
        ("Our own press", None, "Custom"),
    ],
)
def test_which_condition_is_named(name: str | None, wanted: str | None, reference: str) -> None:
    """The file names the condition of its profile, else the one that was asked for; the registry's name for either."""
    pdf = finished(PROFILE.model_copy(update={"name": name}) if name else None, condition=wanted)
    (intent,) = pdf.Root.OutputIntents
    assert str(intent.OutputConditionIdentifier) == reference
    assert ("/OutputCondition" in intent) == (condition_named(reference) is not None)
    assert ("/DestOutputProfile" in intent) == (name is not None)
