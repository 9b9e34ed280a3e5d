"""The letters a leaflet lacks are brought along, few and small."""

from __future__ import annotations

import zlib
from typing import cast

from leaflets.pdf.fonts import unicode_of
from leaflets.personalise.box.face import face
from leaflets.personalise.incremental_update import Stream
from leaflets.personalise.sets.task import Copy, Master
from leaflets.personalise.stamp.fonts import OBJECTS, font
from tests.reading import opened, runs


def test_its_letters_come_from_few_small_fonts(copy: Copy, a5: Master) -> None:
    """What the leaflet's own fonts have is set in them; the others are embedded once, with their Unicode."""
    with opened(copy.pdf) as pdf, opened(a5.proofs[0].pdf) as before:
        fonts = {str(font.BaseFont).split("+")[1]: font for _, font in pdf.pages[3].obj.Resources.Font.items()}
        own = {str(font.BaseFont).split("+")[1] for _, font in before.pages[3].obj.Resources.Font.items()}
        new = sorted(fonts.keys() - own)
        assert new == ["LeafletHyperlegible-Bold-Practice", "LeafletHyperlegible-Regular-Practice"]
        sizes = [len(fonts[name].DescendantFonts[0].FontDescriptor.FontFile2.read_raw_bytes()) for name in new]
        assert max(sizes) < 2000
        assert {run.font for run in runs(pdf.pages[3]) if run.text == "Ŵ"} == {"/PracticeBold"}


def test_a_font_leads_to_its_parts() -> None:
    """It takes its slot and four numbers; what is copied from a page is the letters, each as wide as in the face."""
    found = font(frozenset("Wi"), bold=False)
    objects = found.objects(7, 30)
    assert sorted(objects) == [7, *range(30, 30 + OBJECTS)]
    assert b"/DescendantFonts[30 0 R]/ToUnicode 33 0 R" in cast("bytes", objects[7])
    assert b"/FontDescriptor 31 0 R/W[0[" in cast("bytes", objects[30])
    assert b"/FontFile2 32 0 R" in cast("bytes", objects[31])
    unicode = zlib.decompress(cast("Stream", objects[33]).data)
    assert unicode_of(unicode) == {code: letter for letter, code in found.codes.items()}
    widths = [int(part) for part in found.widths.strip(b"[]").split()]
    own = face(bold=False)
    assert [widths[found.codes[letter]] for letter in "Wi"] == [round(1000 * own.width(letter)) for letter in "Wi"]


def test_the_same_letters_are_one_font() -> None:
    """So that the leaflets of a practice share it; the bold ones are another."""
    assert font(frozenset("ŵ"), bold=False) is font(frozenset("ŵ"), bold=False)
    assert font(frozenset("ŵ"), bold=False).name != font(frozenset("ŵ"), bold=True).name
