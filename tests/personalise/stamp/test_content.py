"""What a stamp paints: each mark in its colour with its number, each letter from the font that has it."""

from __future__ import annotations

from leaflets.personalise.box.drawing import Drawing, DrawnLine, TaggedMark
from leaflets.personalise.stamp.content import COMMON, content, fonts_of
from tests.personalise.stamp.bare import base, leaf

DRAWING = Drawing(
    (
        TaggedMark(None, "tint", operators=b"0 0 9 9 re f"),
        TaggedMark("P", "group", (DrawnLine("abQ", False, b"9", b"1", b"-2", (-30, 0, 0)),)),
        TaggedMark("Figure", "none", operators=b"/PracticeLogo Do"),
    ),
    (),
)


def test_each_mark_has_its_number_and_colour() -> None:
    """Numbers go on after the page's own; what has no tag is an artifact, and a logo brings its own colours."""
    one = base()
    fonts = fonts_of(one, {"practice": DRAWING})
    brought = b"%04x" % fonts[0].codes["Q"]
    assert content(one, leaf(), {"practice": DRAWING}, fonts).split(b"\n") == [
        b"Q", b"q 1 0 0 1 100.000 200.000 cm",
        b"/Artifact BMC", b"0 1 0 rg", b"0 0 9 9 re f", b"EMC",
        b"/P<</MCID 5>>BDC", b"1 0 0 rg",
        b"BT 1 0 0 1 1 -2 Tm/F1 9 Tf[<0007>30<0008>]TJ/PracticeRegular 9 Tf[<" + brought + b">]TJ ET", b"EMC",
        b"/Figure<</MCID 6>>BDC", b"/PracticeLogo Do", b"EMC",
        b"Q",
    ]  # fmt: skip


def test_where_a_page_marks_nothing_a_stamp_does_not_either() -> None:
    """In a file for the print shop a number in an artifact would be taken for a folio."""
    one = base(is_tagged=False)
    said = content(one, leaf(is_tagged=False), {"practice": DRAWING}, fonts_of(one, {"practice": DRAWING}))
    assert b"BDC" not in said
    assert b"BMC" not in said
    assert b"EMC" not in said
    assert said.count(b"\n") == 7


def test_only_what_a_leaflet_surely_has_is_taken_from_it() -> None:
    """All other letters are brought, also where this leaflet has them, and a font is never empty."""
    bold = Drawing((TaggedMark("P", "ink", (DrawnLine("ab", True, b"9", b"0", b"0", (0, 0)),)),), ())
    regular, strong = fonts_of(base(), {"practice": DRAWING})
    assert {"a", "b"} <= COMMON[False]
    assert (set(regular.codes), set(strong.codes)) == ({"Q"}, {" "})
    assert [set(one.codes) for one in fonts_of(base(), {"practice": bold})] == [{" "}, {"a", "b"}]
