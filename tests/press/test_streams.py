"""Content streams made ready for the press."""

from __future__ import annotations

import io

import pikepdf
import pytest
from pikepdf import Dictionary, Name

from leaflets.press.streams import ready


def steps(content: bytes, states: Dictionary | None = None) -> list[str]:
    """The operators of a page's content after it was made ready, without the q … Q around it."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.pages[0].Contents = pdf.make_stream(content)
    pdf.pages[0].Resources = Dictionary(ExtGState=states or Dictionary())
    ready(pdf)
    lines = pikepdf.unparse_content_stream(pikepdf.parse_content_stream(pdf.pages[0])).decode().split("\n")
    return [line for line in lines if line][1:-1]


@pytest.mark.parametrize(
    ("content", "result"),
    [
        (b"/DeviceCMYK cs 0 0 0 1 scn 0 0 9 9 re f", ["0 0 0 1 k", "/Overprint gs", "0 0 9 9 re", "f"]),
        (b"/DeviceCMYK cs 1 0 0 0 scn 0 0 9 9 re f", ["1 0 0 0 k", "/Knockout gs", "0 0 9 9 re", "f"]),
        (b"/DeviceCMYK CS 0 0 0 1 SCN", ["0 0 0 1 K"]),
        (b"0 0 0 1 k 0 0 0 1 k", ["0 0 0 1 k", "/Overprint gs", "0 0 0 1 k"]),
        # White letters after black ones: without knocking out they would not be there.
        (b"0 0 0 1 k 0 0 0 0 k", ["0 0 0 1 k", "/Overprint gs", "0 0 0 0 k", "/Knockout gs"]),
        # The state goes back with Q, so what follows a group is known.
        (b"1 0 0 0 k q 0 0 0 1 k Q 1 0 0 0 k",
         ["1 0 0 0 k", "/Knockout gs", "q", "0 0 0 1 k", "/Overprint gs", "Q", "1 0 0 0 k"]),
        (b"/Pattern cs /p0 scn", ["/Pattern cs", "/p0 scn"]),
        # Not ours to mend: preflight finds it.
        (b"1 0 0 rg", ["1 0 0 rg"]),
    ],
)  # fmt: skip
def test_colours(content: bytes, result: list[str]) -> None:
    """CMYK is set by its own operator, and each fill colour says whether it overprints."""
    assert steps(content) == result


def test_states() -> None:
    """A state that says opaque goes; one that says anything else stays, for preflight to find."""
    states = Dictionary(a1=Dictionary(ca=1), half=Dictionary(ca=0.5), multiply=Dictionary(BM=Name.Multiply))
    assert steps(b"/a1 gs /half gs /multiply gs", states) == ["/half gs", "/multiply gs"]


def test_see_through() -> None:
    """Where a style makes something see-through its state and group stay, and the group mixes in CMYK."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    form = pdf.make_stream(
        b"0 1 0 0 k 0 0 5 5 re f", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9],
        Resources=Dictionary(), Group=Dictionary(S=Name.Transparency, CS=Name.DeviceRGB),
    )  # fmt: skip
    pdf.pages[0].Contents = pdf.make_stream(b"/half gs /x0 Do")
    pdf.pages[0].Resources = Dictionary(XObject=Dictionary(x0=form), ExtGState=Dictionary(half=Dictionary(ca=0.5)))
    ready(pdf)
    resources = pdf.pages[0].Resources
    assert float(resources.ExtGState.half.ca) == 0.5
    assert str(resources.XObject.x0.Group.CS) == "/DeviceCMYK"


def test_forms() -> None:
    """A form loses its transparency group and says itself whether its first colour overprints."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    form = pdf.make_stream(
        b"/DeviceCMYK cs 0 1 0 0 scn 0 0 5 5 re f", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9],
        Resources=Dictionary(), Group=Dictionary(S=Name.Transparency, CS=Name.DeviceRGB),
    )  # fmt: skip
    pdf.pages[0].Contents = pdf.make_stream(b"0 0 0 1 k /x0 Do")
    pdf.pages[0].Resources = Dictionary(XObject=Dictionary(x0=form))
    ready(pdf)
    target = io.BytesIO()
    pdf.save(target)
    with pikepdf.open(target) as read:
        found = read.pages[0].Resources.XObject.x0
        assert "/Group" not in found
        assert found.read_bytes().split(b"\n")[:2] == [b"0 1 0 0 k", b"/Knockout gs"]
        assert bool(found.Resources.ExtGState.Knockout.op) is False
