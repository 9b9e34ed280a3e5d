from __future__ import annotations

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from leaflets.preflight.measure.paint import Painted, painted
from tests.preflight.drawn import Drawn, pdf_of


def one(drawn: Drawn) -> Painted:
    return next(painted(pdf_of(drawn)))


def test_a_picture_has_its_place_and_resolution() -> None:
    """254 pixels on an inch and a half wide are 169 ppi, at the place they were put, in any transformation."""
    drawn = Drawn(bleed=3).picture(20, 30, 38.1, 38.1, (254, 254))
    (picture,) = one(drawn).pictures
    assert picture.ppi == pytest.approx(169.3, abs=0.1)
    assert picture.box == pytest.approx((20, 30, 38.1, 38.1), abs=0.01)
    assert picture.space == "gray"


def test_colours_are_named_by_their_space() -> None:
    """Fills, strokes and text tell the space they are in; what is set and never used does not count."""
    drawn = Drawn().box(0, 0, 10, 10, "0 0 0 1 k").box(0, 20, 10, 10, "0.5 g").raw("1 0 0 rg")
    assert one(drawn).colours == {("cmyk", (0, 0, 0, 1)), ("gray", (0.5,))}
    assert ("rgb", (1, 0, 0)) in one(Drawn().text(20, 20, "rood", colour="1 0 0 rg")).colours


def test_forms_are_walked_through() -> None:
    """What a form paints counts as the page's, and lies where the form is put."""
    pdf = pdf_of(Drawn())
    form = pdf.make_stream(b"0 1 1 0 k 0 0 m 72 0 l S 0 0 10 10 re f", Type=Name.XObject, Subtype=Name.Form)
    form.BBox, form.Matrix, form.Resources = Array([0, 0, 100, 100]), Array([1, 0, 0, 1, 72, 0]), Dictionary()
    pdf.pages[0].obj.Resources.XObject.X = form
    pdf.pages[0].obj.Contents = pdf.make_stream(b"q 1 0 0 1 0 144 cm /X Do Q")
    found = next(painted(pdf))
    assert ("cmyk", (0, 1, 1, 0)) in found.colours
    assert found.lines[0].start == pytest.approx((25.4, 210 - 50.8), abs=0.01)
    assert found.lines[0].end == pytest.approx((50.8, 210 - 50.8), abs=0.01)


def test_a_form_that_draws_itself_ends() -> None:
    """A circle of forms is followed a few times and then left."""
    pdf = pdf_of(Drawn())
    form = pdf.make_stream(b"/X Do 1 0 0 rg 0 0 1 1 re f", Type=Name.XObject, Subtype=Name.Form)
    form.BBox, form.Resources = Array([0, 0, 9, 9]), Dictionary(XObject=Dictionary())
    form = pdf.make_indirect(form)
    form.Resources.XObject.X = form
    pdf.pages[0].obj.Resources.XObject.X = form
    pdf.pages[0].obj.Contents = pdf.make_stream(b"/X Do")
    assert ("rgb", (1, 0, 0)) in next(painted(pdf)).colours


@pytest.mark.parametrize(
    ("space", "kind"),
    [
        (Name.DeviceCMYK, "cmyk"),
        (Array([Name.Separation, Name("/Gold"), Name.DeviceCMYK, Dictionary()]), "spot"),
        (Array([Name.Indexed, Name.DeviceRGB, 1, b"\0\0\0\xff\xff\xff"]), "rgb"),
        (Array([Name.Lab, Dictionary()]), "other"),
    ],
)
def test_named_colour_spaces_are_resolved(space: pikepdf.Object, kind: str) -> None:
    """A colour space of the page's resources is told by what it comes down to."""
    pdf = pdf_of(Drawn().raw("/Own cs 0.5 sc 0 0 10 10 re f"))
    pdf.pages[0].obj.Resources.ColorSpace = Dictionary(Own=space)
    assert [found for found, _ in next(painted(pdf)).colours] == [kind]


def test_a_text_knows_the_mark_it_stands_in() -> None:
    """The innermost that has a number; outside all marks there is none."""
    drawn = Drawn().text(20, 20, "a").raw("/P <</MCID 3>> BDC /Span BMC").text(20, 30, "b").raw("EMC EMC")
    assert [one.mcid for one in next(painted(pdf_of(drawn.text(20, 40, "c")))).shown] == [None, 3, None]
