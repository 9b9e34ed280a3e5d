from __future__ import annotations

from pikepdf import Name

from leaflets.preflight.rules import faces as rules
from tests.preflight.drawn import Drawn, file_of, pdf_of, saved
from tests.preflight.said import said
from tests.typeset.weasyprint70.test_line_ends import made

HEADING = "<h1 style='font: 20pt DM Serif Display'>"


def test_a_sign_taken_from_another_face_is_told() -> None:
    """T09: the heading face has no Δ, so Pango takes that of the text; a number of another size is meant so."""
    found = list(rules.texts_are_in_their_face(file_of(made(f"{HEADING}Meer Δ rust", "30em"))))
    assert [(one.said, one.page) for one in found] == [('"Δ" is in another face than "Meer"', 1)]
    beside = "<p><span style='font: 20pt DM Serif Display'>1</span> Meer <b>Δ</b> rust"
    assert said(rules.texts_are_in_their_face, file_of(made(f"{HEADING}Meer rust</h1>{beside}", "30em"))) == []


def test_a_face_of_somebody_else_is_told() -> None:
    """T09: a font that is not the edition's is told once a page, embedded or not."""
    pdf = pdf_of(Drawn().text(15, 40, "een").text(15, 60, "twee"))
    pdf.pages[0].obj.Resources.Font.F1.DescendantFonts[0].BaseFont = Name("/ABCDEF+DejaVu-Sans")
    assert said(rules.texts_are_in_their_face, file_of(saved(pdf))) == [
        "text is set in DejaVu-Sans, which is no face of the edition"
    ]
    assert said(rules.texts_are_in_their_face, file_of(Drawn().text(15, 40, "een"))) == []
