from __future__ import annotations

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from leaflets.preflight.rules import intent as rules
from leaflets.preflight.subject import Subject
from tests.preflight.drawn import Drawn, file_of, pdf_of, saved
from tests.preflight.said import said

PRESS = Subject(purpose="press")
PACKET = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    b'<rdf:Description rdf:about="" xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/"%s/></rdf:RDF></x:xmpmeta>'
)
CLAIM = b' pdfxid:GTS_PDFXVersion="PDF/X-4"'


def good() -> pikepdf.Pdf:
    """A page for FOGRA39, which is only named."""
    pdf = pdf_of(Drawn(bleed=3))
    intent = Dictionary(Type=Name.OutputIntent, S=Name.GTS_PDFX, OutputConditionIdentifier=b"FOGRA39")
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])
    return pdf


def claiming(info: bool, packet: bool, profile: bool) -> pikepdf.Pdf:
    """The same, which says in these places that it is PDF/X-4, with or without a profile."""
    pdf = good()
    pdf.Root.Metadata = pdf.make_stream(PACKET % (CLAIM if packet else b""))
    pdf.trailer.Info = pdf.make_indirect(Dictionary(GTS_PDFXVersion=String("PDF/X-4")) if info else Dictionary())
    if profile:
        pdf.Root.OutputIntents[0].DestOutputProfile = pdf.make_stream(b"icc", N=4)
    return pdf


def test_output_intent_is_named() -> None:
    """P10: no output intent, one without a name and one with the profile of a screen are told."""
    assert said(rules.output_intent_is_named, file_of(Drawn(), subject=PRESS)) == ["there is no output intent"]
    nameless = good()
    nameless.Root.OutputIntents[0].OutputConditionIdentifier = pikepdf.String(" ")
    assert said(rules.output_intent_is_named, file_of(saved(nameless), subject=PRESS)) == [
        "the output intent names no printing condition"
    ]
    screen = good()
    screen.Root.OutputIntents[0].DestOutputProfile = screen.make_stream(b"icc", N=3)
    assert said(rules.output_intent_is_named, file_of(saved(screen), subject=PRESS)) == [
        "the profile of the output intent is not one of four inks"
    ]


@pytest.mark.parametrize("check", [rules.output_intent_is_named, rules.pdfx_is_claimed_with_the_profile])
def test_a_named_condition_without_a_claim_passes(check: object) -> None:
    """P10, P15: a file for a condition that is named, and that claims nothing, is right; and a reading file is not asked."""
    assert said(check, file_of(saved(good()), subject=PRESS)) == []  # type: ignore[arg-type]
    assert said(check, file_of(Drawn())) == []  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("info", "packet", "profile", "tells"),
    [
        (False, False, False, []), (False, False, True, []), (True, True, True, []),
        (True, True, False, ["XMP says that the file is PDF/X, and no profile is in it",
                             "Info says that the file is PDF/X, and no profile is in it"]),
        (False, True, False, ["XMP says that the file is PDF/X, and no profile is in it"]),
        (True, False, False, ["Info says that the file is PDF/X, and no profile is in it"]),
        (True, False, True, ["XMP does not say that the file is PDF/X, as the other does"]),
        (False, True, True, ["Info does not say that the file is PDF/X, as the other does"]),
    ],
)  # fmt: skip
def test_pdfx_is_claimed_with_the_profile(info: bool, packet: bool, profile: bool, tells: list[str]) -> None:
    """P15: a claim in either place without the profile is told, and one that stands in one place only."""
    file = file_of(saved(claiming(info, packet, profile)), subject=PRESS)
    assert said(rules.pdfx_is_claimed_with_the_profile, file) == tells
