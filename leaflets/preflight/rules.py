"""The rules that block, each a small function with its number in norms.md and the clause it rests on."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import page as page_validation
import pikepdf

from leaflets.model import Proof
from leaflets.preflight import codes, tags
from leaflets.problems import Problem


@dataclass(frozen=True)
class File:
    """A finished file, opened once for all rules."""

    where: str
    proof: Proof
    pdf: pikepdf.Pdf
    conforms_to: str | None
    multiple_of: int = 1


Found = Iterator[tuple[int | None, str]]


def conforms(file: File) -> Found:
    """A01: reading files conform to PDF/UA-1 (ISO 14289-1, the Matterhorn checks a machine can do)."""
    if file.conforms_to != "pdf/ua-1":
        return
    report = page_validation.validate_pdf_bytes(file.proof.pdf, profile=page_validation.ValidationProfile.PDF_UA_1)
    for failure in report.failures:
        yield None, f"not PDF/UA-1: {failure}"


def tagged(file: File) -> Found:
    """A01: each piece of content belongs to an element of its own page (ISO 32000-1, 14.7.4.4)."""
    if file.conforms_to == "pdf/ua-1":
        yield from tags.unmapped(file.pdf)


def named(file: File) -> Found:
    """A02: language and title are set, the title is shown, figures have alternative text (ISO 14289-1, 7)."""
    root = file.pdf.Root
    if not str(root.get("/Lang", "")):
        yield None, "the language is not set"
    if not bool(root.get("/ViewerPreferences", pikepdf.Dictionary()).get("/DisplayDocTitle", False)):
        yield None, "the title is not shown in the window"
    if not str(file.pdf.docinfo.get("/Title", "")).strip():
        yield None, "there is no title"
    tree = root.get("/StructTreeRoot")
    for element in tags.elements(tree) if tree is not None else ():
        if element.S == "/Figure" and not str(element.get("/Alt", "")).strip():
            yield None, "a figure has no alternative text"


def boxes(file: File) -> Found:
    """P01: the trim box is the format's size within 0.1 mm (ISO 15930-7, 6.12)."""
    for number, page in enumerate(file.pdf.pages, start=1):
        left, bottom, right, top = (float(value) for value in page.trimbox)
        size = ((right - left) / 72 * 25.4, (top - bottom) / 72 * 25.4)
        if any(abs(is_ - should) > 0.1 for is_, should in zip(size, file.proof.trim_mm, strict=True)):
            yield number, f"the page is {size[0]:.1f} × {size[1]:.1f} mm, not {file.proof.trim_mm}"


def pages(file: File) -> Found:
    """P04: as many pages as the proof says; a booklet a multiple of four (saddle stitch)."""
    count = len(file.pdf.pages)
    if count != file.proof.pages or count % file.multiple_of:
        yield None, f"the file has {count} pages, not {file.proof.pages} or no multiple of {file.multiple_of}"


def embedded(file: File) -> Found:
    """P08: every font is embedded (ISO 14289-1, 7.21.4)."""
    for descriptor in file.pdf.objects:
        if not isinstance(descriptor, pikepdf.Dictionary) or descriptor.get("/Type") != "/FontDescriptor":
            continue
        if not any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")):
            yield None, f"the font {descriptor.FontName} is not embedded"


def code_size(file: File) -> Found:
    """Q01: a code's side is 20 mm or more, so that an old phone reads it from a lap."""
    for code in file.proof.qr:
        if min(code.box_mm[2:]) < 20:
            yield code.page, f"the QR code to {code.url} is {code.box_mm[2]} mm wide, less than 20"


def codes_read(file: File) -> Found:
    """Q03: every code is read from the rasterised page at 150, 200 and 300 dpi, and no other is there."""
    yield from codes.misread(file.proof.pdf, file.proof.qr)


RULES: tuple[tuple[str, Callable[[File], Found], str], ...] = (
    ("A01", conforms, "This is a fault of the press; please report it."),
    ("A01", tagged, "This is a fault of the press; please report it."),
    ("A02", named, "Look at the title in the front matter."),
    ("P01", boxes, "Correct paper_mm in the format's style sheet."),
    ("P04", pages, "Look at the lengths of the texts."),
    ("P08", embedded, "Use the edition's own fonts only."),
    ("Q01", code_size, "Correct qr_mm in the format's style sheet."),
    ("Q03", codes_read, "Give the code more room, or shorten its address."),
)
"""Rule, its function and what to do when it finds something. A new rule is a function and a line here."""


def inspect(proof: Proof, where: str, conforms_to: str | None, multiple_of: int = 1) -> tuple[Problem, ...]:
    """Every problem the rules find in a finished file; none means it may be published."""
    with pikepdf.open(io.BytesIO(proof.pdf)) as pdf:
        file = File(where, proof, pdf, conforms_to, multiple_of)
        return tuple(
            Problem(said, where, todo, page=number, rule=rule)
            for rule, check, todo in RULES
            for number, said in check(file)
        )
