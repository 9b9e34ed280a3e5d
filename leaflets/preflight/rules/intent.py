"""P, for the print shop: for which press a file is made, and what it may claim to be (ISO 15930-7)."""

from __future__ import annotations

from collections.abc import Iterator

from pikepdf import Array, Name, Object

from leaflets.messages import say
from leaflets.preflight.file import File
from leaflets.preflight.rule import Finding, rule
from leaflets.problems import FAULT_OF_PRESS

VERSION = "GTS_PDFXVersion"
"""What a file says its version of PDF/X in, in its description and in the XMP packet."""


def intents(file: File) -> list[Object]:
    """The output intents of a file that are for a press."""
    return [one for one in file.pdf.Root.get("/OutputIntents", Array()) if one.get("/S") == Name("/GTS_PDFX")]


@rule("P10", "blocks", "ISO 15930-7, 6.2.2", "Name a printing condition, or the print shop's profile, with --icc.")
def output_intent_is_named(file: File) -> Iterator[Finding]:
    """A press file says for which printing condition it is made."""
    if file.subject.purpose != "press":
        return
    found = intents(file)
    if not found:
        yield Finding(say("there is no output intent"))
    for intent in found:
        if not str(intent.get("/OutputConditionIdentifier", "")).strip():
            yield Finding(say("the output intent names no printing condition"))
        profile = intent.get("/DestOutputProfile")
        if profile is not None and int(profile.get("/N", 0)) != 4:
            yield Finding(say("the profile of the output intent is not one of four inks"))


@rule("P15", "blocks", "ISO 15930-7, 6.2.3", FAULT_OF_PRESS)
def pdfx_is_claimed_with_the_profile(file: File) -> Iterator[Finding]:
    """PDF/X is claimed only with the profile of the press in the file, and then in both of its descriptions."""
    if file.subject.purpose != "press":
        return
    packet = file.pdf.Root.get("/Metadata")
    claims = {
        "XMP": packet is not None and VERSION.encode() in packet.read_bytes(),
        "Info": f"/{VERSION}" in file.pdf.trailer.get("/Info", {}),
    }
    is_embedded = any("/DestOutputProfile" in one for one in intents(file))
    for place, is_claimed in claims.items():
        if is_claimed and not is_embedded:
            yield Finding(say("{place} says that the file is PDF/X, and no profile is in it", place=place))
        elif is_embedded and is_claimed is not True and any(claims.values()):
            yield Finding(say("{place} does not say that the file is PDF/X, as the other does", place=place))
