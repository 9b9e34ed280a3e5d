"""Small PDFs to impose: pages with their number in large type and a colour of their own, bled over the trim."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name

from leaflets.model.proof import Proof, QrCode

PT = 72 / 25.4
BLEED = 10.0
"""mm of colour round the trim, which no sheet may show."""

COLOURS = ((1, 0, 0), (0, 0.6, 0), (0, 0, 1), (1, 0.8, 0), (0, 0.8, 0.8), (0.8, 0, 0.8))


def numbered(sizes: Sequence[tuple[float, float]], codes: tuple[QrCode, ...] = ()) -> Proof:
    """A proof of pages of these sizes in mm, tagged and with a link, each saying "p1", "p2" … near its top left."""
    pdf = pikepdf.new()
    font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 99, 99], A=Dictionary(S=Name.URI, URI="https:x"))
    for number, (width, height) in enumerate(sizes, start=1):
        wide, tall, bleed = width * PT, height * PT, BLEED * PT
        pdf.add_blank_page(page_size=(wide, tall))
        page = pdf.pages[-1].obj
        x, y = (0, 0) if number % 2 else (7 * PT, -3 * PT)  # the trim need not begin at the origin
        page.MediaBox = Array([x - bleed, y - bleed, x + wide + bleed, y + tall + bleed])
        page.TrimBox = Array([x, y, x + wide, y + tall])
        page.Annots = Array([pdf.make_indirect(link)])
        page.StructParents = number - 1
        page.Resources = Dictionary(Font=Dictionary(F=font))
        red, green, blue = COLOURS[(number - 1) % len(COLOURS)]
        fill = f"{red} {green} {blue} rg {x - bleed} {y - bleed} {wide + 2 * bleed} {tall + 2 * bleed} re f"
        text = f"/P <</MCID 0>> BDC BT 0 g /F 40 Tf {x + 30} {y + tall - 70} Td (p{number}) Tj ET EMC"
        page.Contents = pdf.make_stream(f"{fill} {text}".encode())
    pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    target = io.BytesIO()
    pdf.save(target, deterministic_id=True)
    trim = (float(sizes[0][0]), float(sizes[0][1]))
    return Proof(job_id="numbered", pdf=target.getvalue(), pages=len(sizes), trim_mm=trim, qr=codes)
