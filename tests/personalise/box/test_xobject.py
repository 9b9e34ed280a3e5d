"""A page of one PDF becomes a form that another paints, the size of a picture."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name
from PIL import Image

from leaflets.personalise.box import xobject
from leaflets.personalise.incremental_update import Ending, append, read_start


def page_of(content: bytes, *, compress: bool) -> bytes:
    """A PDF of one page of 40 × 20 pt that paints `content`, and may be seen through by half."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(40, 20))
        half = pdf.make_indirect(Dictionary(ca=pikepdf.Object.parse(b"0.5")))
        pdf.pages[0].obj.Resources = Dictionary(ExtGState=Dictionary(Half=half, Same=half))
        pdf.pages[0].obj.Contents = pdf.make_stream(content)
        target = io.BytesIO()
        pdf.save(target, compress_streams=compress)
    return target.getvalue()


def base() -> tuple[bytes, Ending, int]:
    """A blank square of 100 pt that paints a form nobody has made yet; its ending, and the number of the form."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(100, 100))
        form = pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 1, 1]))
        pdf.pages[0].obj.Resources = Dictionary(XObject=Dictionary(Logo=form))
        pdf.pages[0].obj.Contents = pdf.make_stream(b"q 80 0 0 40 10 50 cm /Logo Do Q")
        target = io.BytesIO()
        pdf.save(target, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    data = target.getvalue()
    with pikepdf.open(io.BytesIO(data)) as file:
        ending = Ending(read_start(data), int(file.trailer.Size), file.Root.objgen[0], None, b"00" * 16)
        return data, ending, file.pages[0].obj.Resources.XObject.Logo.objgen[0]


def test_a_page_is_painted_where_a_picture_would_stand() -> None:
    """Its left half, red and seen through, fills the left half of the place; packed or not, it is the same."""
    for compress in (True, False):
        page = page_of(b"/Half gs 1 0 0 rg 0 0 20 20 re f", compress=compress)
        pdf, ending, slot = base()
        made = append(pdf, ending, xobject.form(page)(slot, ending.size))
        seen = pypdfium2.PdfDocument(made)[0].render(scale=1).to_pil().convert("RGB")
        # The place is 10 to 90 across and 10 to 50 from the top; the edges of a pixel may be a shade off.
        assert all(_is_pink(seen, at) for at in ((12, 12), (48, 48)))
        assert [seen.getpixel(at) for at in ((52, 30), (8, 30), (30, 52))] == [(255, 255, 255)] * 3


def _is_pink(picture: Image.Image, at: tuple[int, int]) -> bool:
    """Whether red, seen through by half on white, stands there."""
    found = picture.getpixel(at)
    assert isinstance(found, tuple)
    return max(abs(part - wanted) for part, wanted in zip(found, (255, 128, 128), strict=True)) < 3


def test_what_a_page_refers_to_is_taken_along_once() -> None:
    """The form takes the slot it is given, and what it leads to the free numbers after it, each object once."""
    objects = xobject.form(page_of(b"/Half gs /Same gs", compress=True))(7, 30)
    assert sorted(objects) == [7, 30]
    pdf, ending, slot = base()
    added = xobject.form(page_of(b"", compress=True))(slot, ending.size)
    with pikepdf.open(io.BytesIO(append(pdf, ending, added))) as made:
        form = made.pages[0].obj.Resources.XObject.Logo
        assert [float(one) for one in form.Matrix] == [0.025, 0, 0, 0.05, 0, 0]
        states = form.Resources.ExtGState
        assert states.Half.objgen == states.Same.objgen == (ending.size, 0)
        assert float(states.Half.ca) == 0.5
