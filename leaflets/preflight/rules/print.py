"""P, for every file: boxes, safe area, page count, fonts and pictures (the print trade's rules, norms §4)."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf
from pikepdf import Dictionary, Name

from leaflets.messages import Sentence, say
from leaflets.model.proof import Box
from leaflets.preflight.file import File
from leaflets.preflight.measure.fonts import bare_parts
from leaflets.preflight.measure.paint import Picture
from leaflets.preflight.rule import Finding, rule
from leaflets.units import MM_PER_INCH, MM_PER_PT

# norms §6, P01. The A5 of pypdf, 148.167 mm in whole points, would fail it.
BOX_MM = 0.1
# norms §4: the safe area of print shops, and what office printers leave unprinted.
SAFE_MM = 5.0
ROUNDING_MM = 0.05
"""Half of what a box may be off: lengths are rounded on their way through CSS and PDF."""
# norms §4: what print shops ask, and the least that they take.
COARSE_PPI, FINE_PPI = 150, 300


@rule("P01", "blocks", "ISO 15930-7, 6.12", "Correct paper_mm in the format's style sheet.")
def boxes_are_right(file: File) -> Iterator[Finding]:
    """The trim is the format within 0.1 mm, upright; a press file bleeds 3 mm or as its order says, no other does."""
    for number, page in enumerate(file.pdf.pages, start=1):
        trim = tuple(float(value) for value in page.trimbox)
        size = ((trim[2] - trim[0]) * MM_PER_PT, (trim[3] - trim[1]) * MM_PER_PT)
        if any(abs(is_ - should) > BOX_MM for is_, should in zip(size, file.proof.trim_mm, strict=True)):
            wanted = "{:g} × {:g}".format(*file.proof.trim_mm)
            yield Finding(
                say(
                    "the page is {size:.1f} × {size2:.1f} mm, not {wanted}", size=size[0], size2=size[1], wanted=wanted
                ),
                number,
            )
        if turned := int(page.obj.get("/Rotate", 0)) % 360:
            yield Finding(say("the page is turned by {turned}°", turned=turned), number)
        if file.subject.purpose == "press":
            yield from _bleed(page, trim, number, file.subject.bleed_mm)
        else:
            yield from _paper(page, trim, number)


def _paper(page: pikepdf.Page, trim: tuple[float, ...], number: int) -> Iterator[Finding]:
    """An office printer and a screen show the MediaBox or the CropBox: in their files that is the trim."""
    for name, box in (("MediaBox", page.mediabox), ("CropBox", page.cropbox)):
        off = max(abs(float(one) - other) * MM_PER_PT for one, other in zip(box, trim, strict=True))
        if off > BOX_MM:
            yield Finding(say("the {name} is not the trim: {off:.1f} mm beside it", name=name, off=off), number)


def _bleed(page: pikepdf.Page, trim: tuple[float, ...], number: int, wanted: float) -> Iterator[Finding]:
    if "/TrimBox" not in page.obj or "/BleedBox" not in page.obj:
        yield Finding(say("the page has no TrimBox or no BleedBox"), number)
        return
    bleed = tuple(float(value) for value in page.bleedbox)
    media = tuple(float(value) for value in page.mediabox)
    widths = [abs(outer - inner) * MM_PER_PT for outer, inner in zip(bleed, trim, strict=True)]
    if any(abs(width - wanted) > BOX_MM for width in widths):
        yield Finding(
            say(
                "the bleed is {min:.1f} to {max:.1f} mm, not {bleed_mm:g}",
                min=min(widths),
                max=max(widths),
                bleed_mm=wanted,
            ),
            number,
        )
    # A box may not reach beyond the MediaBox (ISO 32000-1, 14.11.2): 0.1 pt is rounding.
    if media[0] > bleed[0] + 0.1 or media[1] > bleed[1] + 0.1 or media[2] < bleed[2] - 0.1 or media[3] < bleed[3] - 0.1:
        yield Finding(say("the bleed lies outside the MediaBox"), number)


@rule("P02", "blocks", "print shops' rule; office printers leave 5 mm unprinted", "Move it inwards.")
def edges_are_kept_clear(file: File) -> Iterator[Finding]:
    """Text, QR codes and pictures stay 5 mm from the trim and from every fold; what bleeds off the page may."""
    for page in file.pages:
        edges = (0.0, page.width)
        lines = tuple(file.cuts(page.number))
        for run in page.runs:
            if said := _too_near(run.box, (page.width, page.height), (*edges, *lines)):
                yield Finding(say('"{text}" {said}', text=run.text.strip()[:40], said=said), page.number, run.box)
        for code in (code for code in file.proof.qr if code.page == page.number):
            if said := _too_near(code.box_mm, (page.width, page.height), (*edges, *lines)):
                yield Finding(say("the QR code to {url} {said}", url=code.url, said=said), page.number, code.box_mm)
        for picture in file.painted[page.number - 1].pictures:
            if _is_inside(picture.box, page.width, page.height) and (
                said := _too_near(picture.box, (page.width, page.height), (*edges, *lines))
            ):
                yield Finding(say("a picture {said}", said=said), page.number, picture.box)


def _too_near(box: Box, size: tuple[float, float], lines: tuple[float, ...]) -> Sentence | None:
    left, top, width, height = box
    near = SAFE_MM - ROUNDING_MM
    for line in lines:
        if left - near < line < left + width + near:
            gap = max(left - line, line - left - width)
            what = say("a fold") if 0 < line < size[0] else say("the edge")
            return (
                say("crosses {what}", what=what)
                if gap < 0
                else say("stands {gap:.1f} mm from {what}, not {safe_mm:g}", gap=gap, what=what, safe_mm=SAFE_MM)
            )
    gap = min(top, size[1] - top - height)
    return say("stands {gap:.1f} mm from the edge, not {safe_mm:g}", gap=gap, safe_mm=SAFE_MM) if gap < near else None


def _is_inside(box: Box, width: float, height: float) -> bool:
    """Whether a picture stands on the page; one that reaches its edge is meant to bleed."""
    return box[0] > 0 and box[1] > 0 and box[0] + box[2] < width and box[1] + box[3] < height


@rule("P04", "blocks", "saddle stitch; office staplers take 15 sheets", "Look at the lengths of the texts.")
def pages_are_complete(file: File) -> Iterator[Finding]:
    """The file has as many pages as its format declares, a booklet a multiple of four."""
    count, fmt = len(file.pdf.pages), file.subject.format
    if count != file.proof.pages:
        yield Finding(say("the file has {count} pages, not {pages}", count=count, pages=file.proof.pages))
    if count % file.multiple_of and (fmt is None or fmt.sheet is None):
        yield Finding(
            say("the file has {count} pages, no multiple of {multiple_of}", count=count, multiple_of=file.multiple_of)
        )
    if fmt is None:
        return
    if fmt.sheet is None and fmt.pages is not None and fmt.of is None and count != fmt.pages:
        yield Finding(
            say(
                "the file has {count} pages, and {fmt_id} declares {pages}", count=count, fmt_id=fmt.id, pages=fmt.pages
            )
        )
    if fmt.sheet is not None and count % 2 and file.subject.sides == "both":
        yield Finding(say("the file has {count} sides, so one sheet has no back", count=count))


@rule("P08", "blocks", "ISO 14289-1, 7.21.4; ISO 15930-7, 6.2.5", "Use the edition's own fonts only.")
def fonts_are_embedded(file: File) -> Iterator[Finding]:
    """Every font is embedded."""
    # All that the file lists, used or not.
    listed = (one for one in file.pdf.objects if isinstance(one, Dictionary) and one.get("/Type") == Name.Font)
    # Those the pages show text with need no Type and no number of their own.
    shown = (one.font.bare for painted in file.painted for one in painted.shown if one.font is not None)
    for name in dict.fromkeys(name for names in (*map(bare_parts, listed), *shown) for name in names):
        yield Finding(say("the font {name} is not embedded", name=name))


@rule("P09", "blocks", "print shops' rule", "Use a larger picture, or print it smaller.")
def pictures_are_not_coarse(file: File) -> Iterator[Finding]:
    """No picture has less than 150 pixels an inch as printed."""
    yield from _pictures(file, 0, COARSE_PPI)


@rule("P09", "warns", "print shops' rule", "Use a larger picture, or print it smaller.")
def pictures_are_fine(file: File) -> Iterator[Finding]:
    """Pictures have 300 pixels an inch as printed."""
    yield from _pictures(file, COARSE_PPI, FINE_PPI)


def _pictures(file: File, least: float, wanted: float) -> Iterator[Finding]:
    for number, painted in enumerate(file.painted, start=1):
        for picture in painted.pictures:
            if least <= round(picture.ppi) < wanted:
                yield from _coarse(picture, wanted, file, number)


def _coarse(picture: Picture, wanted: float, file: File, page: int) -> Iterator[Finding]:
    """What is said of a coarse picture: to the writer where a text has one of its size, who knows it by its name."""
    width, needs = picture.box[2], -(-picture.box[2] / MM_PER_INCH * FINE_PPI // 1)
    known = [(text, name, one.line) for text in file.subject.texts for name, one in text.pictures.items()
             if one.pixels == picture.pixels]  # fmt: skip
    for text, name, line in known:
        said = say(
            'the picture "{name}" needs at least {needs:.0f} pixels for {width:.0f} mm; it has {pixels}'
            " ({ppi:.0f} ppi, less than {wanted:g})",
            name=name, needs=needs, width=width, pixels=picture.pixels[0], ppi=picture.ppi, wanted=wanted,
        )  # fmt: skip
        todo = say("Put a larger one in its place, or let the style print it smaller.")
        yield Finding(said, page, line=line, where=text.path, todo=todo)
    if not known:
        yield Finding(
            say("a picture of {ppi:.0f} ppi, less than {wanted:g}", ppi=picture.ppi, wanted=wanted), page, picture.box
        )
