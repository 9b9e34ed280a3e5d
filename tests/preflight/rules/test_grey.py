from __future__ import annotations

import pytest
from pikepdf import Dictionary, Name

from leaflets.preflight.rules import grey as rules
from leaflets.preflight.subject import Subject
from tests.preflight.drawn import Drawn, file_of, pdf_of, saved
from tests.preflight.said import said

GREY = Subject(ink="gray")
ELSE = ["something is painted in another colour space than grey"]


@pytest.mark.parametrize(
    ("drawn", "tells"),
    [
        (Drawn().text(15, 40, "rust", 12, "0 g").box(0, 0, 50, 50, "0.8 g").picture(20, 20, 9, 9, (9, 9)), []),
        (Drawn().text(15, 40, "rust", 12, "0 0 0 rg"), ELSE),
        (Drawn().box(0, 0, 50, 50, "0.5 0.5 0.5 rg"), ELSE),
        (Drawn().box(0, 0, 50, 50, "0 0 0 1 k"), ELSE),
        (Drawn().image(20, 20, 9, 9, (2, 2), Name.DeviceRGB, b"\x99" * 12), ["a picture is not in grey"]),
    ],
)
def test_a_file_in_grey_has_one_ink(drawn: Drawn, tells: list[str]) -> None:
    """P12: text, field and picture in another space are told, also those that look grey; a file in colour may."""
    assert said(rules.grey_files_are_grey, file_of(drawn, subject=GREY)) == tells
    assert said(rules.grey_files_are_grey, file_of(drawn)) == []


def test_a_group_of_colours_is_told() -> None:
    """P12: greys that are mixed in red, green and blue before they are printed leave the printer as four inks."""
    pdf = pdf_of(Drawn().text(15, 40, "rust", 12, "0 g"))
    pdf.pages[0].obj.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)
    found = said(rules.grey_files_are_grey, file_of(saved(pdf), subject=GREY))
    assert found == ["1 parts are mixed in colour before they are printed"]
    pdf.pages[0].obj.Group.CS = Name.DeviceGray
    assert said(rules.grey_files_are_grey, file_of(saved(pdf), subject=GREY)) == []


@pytest.mark.parametrize(
    ("colour", "count"),
    [("0 g", 0), ("0 0 0 rg", 1), ("0.3 0.3 0.3 rg", 1), ("0.1 0.1 0.3 rg", 0), ("0 0 0 1 k", 1), ("0.1 0 0 1 k", 0)],
)
def test_black_text_is_one_ink(colour: str, count: int) -> None:
    """P12: black and grey said in several inks are told, colours are not; a print shop has inks of its own."""
    drawn = Drawn().text(15, 40, "rust", 12, colour)
    tells = [f"{count} black texts are painted in several inks"] if count else []
    for purpose in ("reading", "sheet"):
        assert said(rules.black_text_is_one_ink, file_of(drawn, subject=Subject(purpose=purpose))) == tells
    assert said(rules.black_text_is_one_ink, file_of(drawn, subject=Subject(purpose="press"))) == []
