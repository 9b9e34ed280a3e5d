"""P, for the print shop: bleed, inks and black text (the settings of PDF/X-4, ISO 15930-7)."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

import pypdfium2
from pikepdf import Array
from PIL import Image

from leaflets.messages import Sentence, say, verbatim
from leaflets.model.proof import Box
from leaflets.preflight.file import File
from leaflets.preflight.rule import Finding, rule
from leaflets.preflight.rules.ink import FAULT_OF_SEPARATION
from leaflets.problems import FAULT_OF_PRESS
from leaflets.units import MM_PER_INCH, MM_PER_PT, PT_PER_INCH

STRANGE = {"rgb": verbatim("RGB"), "spot": say("a spot colour, a fifth ink")}
# A pixel is 0.35 mm, about an eighth of the bleed.
BLEED_DPI = 72
INSIDE_MM, REACH_MM = 0.7, 2.4
"""So far inside the trim and beyond it a page is looked at; the end of the bleed itself is a smoothed edge."""

SLANT = 2
"""An outline goes on over the edge though it moves so far along it for each millimetre: that of a disc does."""

LEAST_MM = 3.0
"""Along an edge: what is bare over less is passed over, for corners of shapes are rounded and smoothed."""
PALE, WHITE = 245, 252
"""Darker than PALE is colour; lighter than WHITE is paper."""

DARK = 0.8
"""From so much black on a text is meant to be black."""


@rule("P01", "blocks", "print shops' rule", "Let the ground or picture reach 3 mm over the edge.")
def grounds_reach_the_bleed(file: File) -> Iterator[Finding]:
    """What reaches the edge of a press page goes on to the end of its bleed, for no knife cuts to a hair."""
    if file.subject.purpose != "press":
        return
    pdf = pypdfium2.PdfDocument(file.proof.pdf)
    try:
        for number in range(len(pdf)):
            for side, box in _bare(pdf[number]):
                yield Finding(say("the {side} edge is coloured and its bleed is not", side=side), number + 1, box)
    finally:
        pdf.close()


def _bare(page: pypdfium2.PdfPage) -> Iterator[tuple[Sentence, Box]]:
    """The edges of a page with colour just inside the trim and none at the end of its bleed, over 3 mm and more."""
    trim, crop = page.get_trimbox(), page.get_cropbox()
    whole: Image.Image = page.render(scale=BLEED_DPI / PT_PER_INCH, grayscale=True, may_draw_forms=False).to_pil()
    pixels = BLEED_DPI / PT_PER_INCH
    left, top = (trim[0] - crop[0]) * pixels, (crop[3] - trim[3]) * pixels
    right, bottom = (trim[2] - crop[0]) * pixels, (crop[3] - trim[1]) * pixels
    inner, outer = INSIDE_MM / MM_PER_INCH * BLEED_DPI, REACH_MM / MM_PER_INCH * BLEED_DPI
    width, height = (trim[2] - trim[0]) * MM_PER_PT, (trim[3] - trim[1]) * MM_PER_PT
    lines = {
        say("left"): ((left + inner, top, 0, bottom), (left - outer, top, 0, bottom), (0.0, 0.0, 1.0, height)),
        say("right"): ((right - inner, top, 0, bottom), (right + outer, top, 0, bottom), (width - 1, 0.0, 1.0, height)),
        say("upper"): ((left, top + inner, right, 0), (left, top - outer, right, 0), (0.0, 0.0, width, 1.0)),
        say("lower"): (
            (left, bottom - inner, right, 0),
            (left, bottom + outer, right, 0),
            (0.0, height - 1, width, 1.0),
        ),
    }
    for side, (within, without, box) in lines.items():
        if _bare_pixels(_line(whole, *within), _line(whole, *without)) > LEAST_MM / MM_PER_INCH * BLEED_DPI:
            yield side, box


def _bare_pixels(within: bytes, without: bytes) -> int:
    """How many pixels of a line inside the trim are coloured, with no colour outside it straight across or aslant."""
    aslant = ceil((INSIDE_MM + REACH_MM) * SLANT / MM_PER_INCH * BLEED_DPI)
    return sum(
        one < PALE and min(without[max(0, at - aslant) : at + aslant + 1]) > WHITE for at, one in enumerate(within)
    )


def _line(picture: Image.Image, left: float, top: float, right: float, bottom: float) -> bytes:
    """A line of pixels: down from a place to `bottom`, or to the right as far as `right`."""
    x, y = int(left), int(top)
    return picture.crop((x, y, int(right) if right else x + 1, int(bottom) if bottom else y + 1)).tobytes()


@rule("P10", "blocks", "ISO 15930-7, 6.2.4", "Give the colour a CMYK value in styles/colours.yaml.")
def colours_are_inks(file: File) -> Iterator[Finding]:
    """A press file paints with the print shop's inks only: CMYK or grey."""
    if file.subject.purpose != "press":
        return
    for number, painted in enumerate(file.painted, start=1):
        strange = sorted({space for space, _ in painted.colours if space not in ("cmyk", "gray", "pattern")})
        for space in strange:
            yield Finding(
                say("something is painted in {strange}", strange=STRANGE.get(space, say("another colour space"))),
                number,
            )
        for picture in painted.pictures:
            if picture.space not in ("cmyk", "gray"):
                yield Finding(say("a picture is not in CMYK or grey"), number, picture.box, todo=FAULT_OF_SEPARATION)


@rule("P10", "blocks", "ISO 15930-7, 6.19", FAULT_OF_PRESS)
def nothing_is_interactive(file: File) -> Iterator[Finding]:
    """A press file has no links, notes or fields within its pages."""
    if file.subject.purpose != "press":
        return
    for number, page in enumerate(file.pdf.pages, start=1):
        kinds = {str(annotation.get("/Subtype")) for annotation in page.obj.get("/Annots", Array())}
        for kind in sorted(kinds - {"/TrapNet", "/PrinterMark"}):
            yield Finding(say("the page has an annotation ({kind})", kind=kind[1:]), number)


@rule("P11", "warns", "print shops' rule", "Set the text in 0 0 0 100: other inks beside black print a blurred edge.")
def black_text_is_black(file: File) -> Iterator[Finding]:
    """Black text takes black ink only, all of it."""
    if file.subject.purpose != "press":
        return
    for number, painted in enumerate(file.painted, start=1):
        mixed = {
            shown.values
            for shown in painted.shown
            if shown.space == "cmyk" and len(shown.values) == 4 and shown.values[3] >= DARK and _is_mixed(shown.values)
        }
        for values in sorted(mixed):
            inks = " ".join(f"{value * 100:.0f}" for value in values)
            yield Finding(say("black text of the inks {inks}", inks=inks), number)


def _is_mixed(values: tuple[float, ...]) -> bool:
    # Half a per cent is about one step of 8 bits.
    return any(value > 0.005 for value in values[:3]) or values[3] < 0.995
