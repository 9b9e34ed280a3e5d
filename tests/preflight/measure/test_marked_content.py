"""Marked content nests; text outside all of it is loose."""

from __future__ import annotations

import pikepdf

from leaflets.preflight.measure.marked_content import MARKS, MarkedContent


def seen(content: bytes) -> MarkedContent:
    """What is known of a page of this content."""
    found = MarkedContent()
    with pikepdf.new() as pdf:
        for instruction in pikepdf.parse_content_stream(pdf.make_stream(content)):
            if str(instruction.operator) in MARKS:
                found.see(str(instruction.operator), instruction.operands)
    return found


def test_the_marks_of_a_page_are_known_in_its_order() -> None:
    """Only what has a number belongs to an element; a property list by name, and an artifact, have none."""
    found = seen(
        b"/P <</MCID 7>> BDC (a) Tj EMC /Artifact BMC (b) Tj EMC /Span /Named BDC EMC"
        b" /P <</Lang (en)>> BDC /Span <</MCID 2>> BDC [(c) 1 (d)] TJ EMC EMC"
    )
    assert (found.mcids, found.loose, found.depth) == ([7, 2], 0, 0)


def test_text_outside_all_marks_is_loose() -> None:
    """Each operator that shows text counts once, also after marks that ended within others; paint counts nothing."""
    found = seen(b"(a) Tj /P <</MCID 0>> BDC /Span BMC EMC (b) Tj EMC [(c)] TJ (d) ' 1 2 (e) \" 0 0 9 9 re f")
    assert (found.mcids, found.loose) == ([0], 4)
