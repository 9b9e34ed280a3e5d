"""Draw the plan: a PDF of pages becomes a PDF of sheet sides. Bytes and values in, bytes and values out."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pikepdf
from pikepdf import Dictionary, Object, Pdf

from leaflets.imposition.duplex import TurningEdge, flip_edge, sides_to_print
from leaflets.imposition.marks import Mark
from leaflets.imposition.plan import PlacedPage, Sheet, Side, Size, faults, sheets
from leaflets.imposition.viewer import for_paper
from leaflets.messages import say
from leaflets.model.artefact import Sides
from leaflets.model.format import Format, PaperOptions
from leaflets.model.proof import Box, PracticeBox, Proof, QrCode
from leaflets.pdf.saving import saved
from leaflets.problems import ContentError, Problem
from leaflets.units import PT_PER_MM

_STROKES = {
    # A white line under the black one keeps a mark visible on a dark field. Hairlines are 0.25 pt or more (norms §4).
    "fold": "1 G 1.25 w [] 0 d {line} S 0 G 0.4 w [3 2] 0 d {line} S",
    "cut": "1 G 1.25 w [] 0 d {line} S 0 G 0.4 w [] 0 d {line} S",
    "staple": "1 G 2 w [] 0 d {line} S 0 G 1 w [] 0 d {line} S",
}


@dataclass(frozen=True)
class Imposed:
    """A file of sheets: its proof (a page is a side of a sheet), the sheets, and the edge it is turned over."""

    proof: Proof
    sheets: tuple[Sheet, ...]
    flip: TurningEdge


def impose(
    proof: Proof, fmt: Format, title: str, language: str, paper: PaperOptions | None = None, sides: Sides = "both"
) -> Imposed:
    """Place the pages of `proof` on the sheets of `fmt`. The title is the sheet file's own.

    QR codes come out in mm from the top left of their side. Tags and links are gone: a sheet is for paper only.
    Raises ContentError, naming the format's file, when the layout is impossible or has no room for these pages.
    """
    layout = fmt.sheet
    if layout is None:
        raise ValueError(f"{fmt.id} has no sheet")
    options = paper or PaperOptions()
    with pikepdf.open(io.BytesIO(proof.pdf)) as source:
        sizes = [_size(page) for page in source.pages]
        if problems := tuple(_problems(sizes, fmt, options)):
            raise ContentError(*problems)
        plan = sheets(sizes, layout, options.caliper_mm, options.printer.unprinted_mm)
        printed = sides_to_print(plan, layout, options.printer, sides)
        edge = flip_edge(layout, options.printer)
        with _drawn(source, printed, layout.size_mm) as target:
            for_paper(target, title, language, edge if sides == "both" else None)
            data = saved(target)
    codes = tuple(_codes(proof.qr, printed))
    practice = _practice(proof.practice, printed)
    return Imposed(
        Proof(job_id=proof.job_id, pdf=data, pages=len(printed), trim_mm=layout.size_mm, qr=codes, practice=practice),
        plan,
        edge,
    )


def _problems(sizes: Sequence[Size], fmt: Format, options: PaperOptions) -> Iterator[Problem]:
    assert fmt.sheet is not None
    where = f"styles/formats/{fmt.id}.css"
    if fmt.paper_mm != fmt.sheet.size_mm:
        yield Problem(say("paper_mm and size_mm of its sheet differ"), where, say("Give both the size of the sheet."))
    for said, todo in faults(sizes, fmt.sheet, options.caliper_mm):
        yield Problem(said, where, todo, rule="P05")


def _size(page: pikepdf.Page) -> Size:
    left, bottom, right, top = (float(value) for value in page.trimbox)
    return round((right - left) / PT_PER_MM, 2), round((top - bottom) / PT_PER_MM, 2)


def _drawn(source: Pdf, sides: Sequence[Side], size: Size) -> Pdf:
    """A new PDF with one page a side. Each page of `source` is one form, however often it is placed."""
    target = pikepdf.new()
    forms: dict[int, Object] = {}
    for side in sides:
        target.add_blank_page(page_size=(size[0] * PT_PER_MM, size[1] * PT_PER_MM))
        page = target.pages[-1]
        # Of a sheet for an office printer nothing is cut off all round: its trim is the paper (rule P01).
        page.obj.TrimBox = page.obj.MediaBox
        used = Dictionary()
        for placed in side.pages:
            if placed.page not in forms:
                # The form's BBox is the page's trim box, so nothing beside it is drawn (ISO 32000-1, 8.10.1).
                forms[placed.page] = target.copy_foreign(source.pages[placed.page - 1].as_form_xobject())
            used[f"/P{placed.page}"] = forms[placed.page]
        page.obj.Resources = Dictionary(XObject=used)
        page.obj.Contents = target.make_stream(_content(side, size, forms).encode())
    return target


def _content(side: Side, size: Size, forms: dict[int, Object]) -> str:
    pages = [_place(placed, size[1], forms[placed.page]) for placed in side.pages]
    return "\n".join([*pages, *(_stroke(mark, size[1]) for mark in side.marks)]) + "\n"


def _place(placed: PlacedPage, height: float, form: Object) -> str:
    """The operators that clip to the visible part and draw the form with its trim in the box."""
    left, bottom, width, tall = _points(placed.box, height)
    clip = " ".join(f"{value:.4f}" for value in _points(placed.visible, height))
    # A page with bleed begins left of and below 0, so the trim's own corner is taken off.
    x, y, _, _ = (float(value) for value in form.BBox)
    if placed.turned:
        matrix = f"-1 0 0 -1 {left + width + x:.4f} {bottom + tall + y:.4f}"
    else:
        matrix = f"1 0 0 1 {left - x:.4f} {bottom - y:.4f}"
    return f"q {clip} re W n {matrix} cm /P{placed.page} Do Q"


def _points(box: Box, height: float) -> Box:
    """A box in mm from the top left as left, bottom, width, height in pt."""
    left, top, width, tall = box
    return left * PT_PER_MM, (height - top - tall) * PT_PER_MM, width * PT_PER_MM, tall * PT_PER_MM


def _stroke(mark: Mark, height: float) -> str:
    (x1, y1), (x2, y2) = mark.start, mark.end
    line = (
        f"{x1 * PT_PER_MM:.4f} {(height - y1) * PT_PER_MM:.4f} m {x2 * PT_PER_MM:.4f} {(height - y2) * PT_PER_MM:.4f} l"
    )
    return f"q {_STROKES[mark.kind].format(line=line)} Q"


def _codes(codes: Sequence[QrCode], sides: Sequence[Side]) -> Iterator[QrCode]:
    """The QR codes where they stand on the sides."""
    for number, side in enumerate(sides, start=1):
        for placed in side.pages:
            for code in (code for code in codes if code.page == placed.page):
                yield QrCode(page=number, url=code.url, box_mm=_on_side(code.box_mm, placed))


def _practice(box: PracticeBox | None, sides: Sequence[Side]) -> PracticeBox | None:
    """The practice box where it stands on the sides; None when it stands there not once, or upside down."""
    found = [
        PracticeBox(page=number, box_mm=_on_side(box.box_mm, placed))
        for number, side in enumerate(sides, start=1)
        for placed in side.pages
        if box is not None and placed.page == box.page and not placed.turned
    ]
    return found[0] if len(found) == 1 else None


def _on_side(box: Box, placed: PlacedPage) -> Box:
    left, top, width, height = box
    page_left, page_top, page_width, page_height = placed.box
    if placed.turned:
        left, top = page_width - left - width, page_height - top - height
    return round(page_left + left, 2), round(page_top + top, 2), width, height
