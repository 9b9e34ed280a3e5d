from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from leaflets.content import Catalogue
from leaflets.pdf.structure import elements
from leaflets.preflight.file import File
from leaflets.preflight.rules import links as rules
from tests.preflight.drawn import Drawn, file_of, pdf_of, saved
from tests.preflight.said import finished, said
from tests.typeset.weasyprint70.test_line_ends import made


def linking(*rectangles: tuple[float, float, float, float], targets: str = "aa") -> File:
    """A page with a link at each place (pt from its lower left), the first to the first of the targets."""
    pdf = pdf_of(Drawn())
    pdf.pages[0].obj.Annots = Array(
        [
            Dictionary(Subtype=Name.Link, Rect=Array(place), A=Dictionary(S=Name.URI, URI=f"https://{target}.org"))
            for place, target in zip(rectangles, targets, strict=True)
        ]
    )
    return file_of(saved(pdf), conforms_to="pdf/ua-1")


@pytest.mark.parametrize(
    ("second", "targets", "tells"),
    [
        ((40, 386, 90, 398), "aa", ["the link to https://a.org is in pieces"]),  # The next line.
        ((200, 400, 250, 412), "aa", ["the link to https://a.org is in pieces"]),  # The next word.
        ((40, 386, 90, 398), "ab", []),
        ((40, 300, 90, 312), "aa", []),
    ],
)
def test_a_link_in_pieces_is_told(second: tuple[float, float, float, float], targets: str, tells: list[str]) -> None:
    """A05: two links to one target that touch are told; those to two targets, or in two places, are not."""
    assert said(rules.links_are_not_in_pieces, linking((40, 400, 200, 412), second, targets=targets)) == tells


def test_a_link_over_two_lines_is_one() -> None:
    """A05: WeasyPrint makes an annotation of each line of a link; the press makes one of them."""
    pieces = made("<p><a href='https://example.org'>rust uit en slaap goed", "5em")
    found = said(rules.links_are_not_in_pieces, file_of(pieces, conforms_to="pdf/ua-1"))
    assert set(found) == {"the link to https://example.org is in pieces"}


def test_what_is_heard_is_in_the_language(edition: Path, catalogue: Catalogue) -> None:
    """A05: a finished leaflet has no foreign words for its pictures and links; one that gets some is told, once each."""
    file = finished(edition, catalogue, "ms-a5")
    assert said(rules.alternatives_are_in_the_language, file) == []
    assert said(rules.links_are_not_in_pieces, file) == []
    with pikepdf.open(io.BytesIO(file.proof.pdf)) as pdf:
        for figure in (one for one in elements(pdf.Root.StructTreeRoot) if "/Alt" in one):
            figure.Alt = pikepdf.String("Scan this code: sleep")
        file.pdf = pdf
        told = said(rules.alternatives_are_in_the_language, file)
    assert told == ['"Scan this code: sleep" is heard, and is in no words of nl']
