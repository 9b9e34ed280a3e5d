from __future__ import annotations

import io

import pikepdf
import pytest

from leaflets.model.proof import QrCode
from leaflets.preflight.rules import spaces as rules
from tests.preflight.drawn import Drawn, file_of, glyphs, pdf_of, saved
from tests.preflight.said import said
from tests.typeset.weasyprint70.test_line_ends import made


@pytest.mark.parametrize("body", ["<p>rust uit", "<p><b>rust uit</b>", "<ul><li>rust uit</ul>", "<h1>rust uit</h1>"])
def test_a_line_without_its_space_is_told(body: str) -> None:
    """A04: words joined where a line ends are told; with their space, or in a file nobody hears, they are not."""
    joined, parted = made(body, "3em", parted=False), made(body, "3em")
    assert said(rules.lines_end_with_a_space, file_of(joined, conforms_to="pdf/ua-1")) == [
        '"rust" and "uit" are read as one word'
    ]
    assert said(rules.lines_end_with_a_space, file_of(joined)) == []
    assert said(rules.lines_end_with_a_space, file_of(parted, conforms_to="pdf/ua-1")) == []


def test_a_paragraph_that_goes_on_overleaf_is_told() -> None:
    """A04: also what the foot of a page parts is one paragraph."""
    body = "<style>@page {size: 60mm 12mm; margin: 2mm} p {orphans: 1; widows: 1; margin: 0}</style><p>rust uit"
    (found,) = rules.lines_end_with_a_space(file_of(made(body, "3em", parted=False), conforms_to="pdf/ua-1"))
    assert found.page == 2
    assert said(rules.lines_end_with_a_space, file_of(made(body, "3em"), conforms_to="pdf/ua-1")) == []


def test_a_word_that_breaks_at_its_own_signs_is_whole() -> None:
    """A04: behind a hyphen and within an address nothing is missing; the same break in no address is told."""
    for body in ("<p>Bel het noodnummer-nummer-nummer", "<ul><li>een<li>twee</ul><table><tr><td>drie<td>vier</table>"):
        assert said(rules.lines_end_with_a_space, file_of(made(body), conforms_to="pdf/ua-1")) == []
    host = "<p>Kijk op jesseversteghen.\u200bblogspot.\u200bcom."
    known = (QrCode(page=1, url="https://jesseversteghen.blogspot.com/rust", box_mm=(0, 0, 20, 20)),)
    found = said(rules.lines_end_with_a_space, file_of(made(host), conforms_to="pdf/ua-1"))
    assert found == ['"jesseversteghen." and "blogspot.com." are read as one word']
    assert said(rules.lines_end_with_a_space, file_of(made(host), conforms_to="pdf/ua-1", qr=known)) == []


def test_lines_of_one_mark_are_parted_too() -> None:
    """A04: what the press writes of a practice has its lines in one piece of marked content."""
    for end, tells in (("Kerkstraat ", []), ("Kerkstraat", ['"Kerkstraat" and "Gent" are read as one word'])):
        first, next_ = ("".join(f"{code:04x}" for code in glyphs(word)).encode() for word in (end, "Gent"))
        with pikepdf.open(io.BytesIO(made("<p>Gent"))) as pdf, pdf_of(Drawn()) as other:
            page = pdf.pages[0].obj
            page.Resources.Font.F1 = pdf.copy_foreign(other.pages[0].obj.Resources.Font.F1)
            page.Contents = pdf.make_stream(
                b"/P <</MCID 0>> BDC BT /F1 12 Tf 1 0 0 1 50 700 Tm <%b> Tj 1 0 0 1 50 680 Tm <%b> Tj ET EMC"
                % (first, next_)
            )
            assert said(rules.lines_end_with_a_space, file_of(saved(pdf), conforms_to="pdf/ua-1")) == tells
