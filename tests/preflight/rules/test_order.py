from __future__ import annotations

from pathlib import Path

import pytest
from pikepdf import Dictionary, Name

from leaflets.content import Catalogue
from leaflets.preflight.file import File
from leaflets.preflight.rules import order as rules
from leaflets.preflight.subject import Subject
from tests.preflight.drawn import Drawn, file_of, format_of, pdf_of, saved
from tests.preflight.said import chapter, finished, said

FIRST, SECOND = "Slapen is goed voor wie moe is.", "Rusten is goed voor iedereen."
SUBJECT = Subject(format=format_of(), texts=(chapter(f"{FIRST}\n\n{SECOND}"),))


def page(words: str, folio: int | None = None) -> Drawn:
    drawn = Drawn().text(15, 40, words)
    return drawn.text(70, 203, str(folio), 9.5) if folio is not None else drawn


@pytest.mark.parametrize("name", ["ms-a5", "crps-a4"])
def test_finished_leaflets_pass(edition: Path, catalogue: Catalogue, name: str) -> None:
    """A finished leaflet has its pages upright and in order."""
    for check in (rules.pages_are_in_order, rules.pages_stand_upright):
        assert said(check, finished(edition, catalogue, name)) == []


def test_pages_are_in_order() -> None:
    """P05: pages that changed places are told by their folios, or by their words where they have none."""
    assert said(rules.pages_are_in_order, file_of(page(FIRST, 1), page(SECOND, 2), subject=SUBJECT)) == []
    found = list(rules.pages_are_in_order(file_of(page(SECOND, 2), page(FIRST, 1), subject=SUBJECT)))
    assert [(one.said, one.page) for one in found] == [
        ("the page has the folio 2", 1), ("the page has the folio 1", 2),
    ]  # fmt: skip
    bare = list(rules.pages_are_in_order(file_of(page(SECOND), page(FIRST), subject=SUBJECT)))
    assert [(one.said, one.page) for one in bare] == [
        (f'"{SECOND}" stands on an earlier page than "{FIRST}", which it follows', 1)
    ]


def test_a_number_in_the_text_is_no_folio() -> None:
    """P05: a year in the text, the small number of a source, and a list of pages at the foot say nothing of the order."""
    drawn = page(FIRST, 1).text(15, 150, "2026").text(60, 38.5, "7", 9).text(15, 200, "49").text(30, 200, "CRPS")
    assert said(rules.pages_are_in_order, file_of(drawn, subject=SUBJECT)) == []


def sheet(*turned: bool, edge: str) -> File:
    """Two sides of a sheet to fold, on their heads or not, and the edge the print window is asked for."""
    pdf = pdf_of(*(Drawn(297, 210).text(80, 40, "kant", turned=each) for each in turned))
    pdf.Root.ViewerPreferences = Dictionary(Duplex=Name(edge))
    layout = {"size_mm": (297, 210), "scheme": "saddle", "flip": "short"}
    return file_of(saved(pdf), subject=Subject(format=format_of(sheet=layout), purpose="sheet"))


@pytest.mark.parametrize(
    ("turned", "edge", "pages"),
    [
        ((False, False), "/DuplexFlipShortEdge", []),
        ((False, True), "/DuplexFlipLongEdge", []),
        ((False, True), "/DuplexFlipShortEdge", [2]),
        ((True, False), "/DuplexFlipLongEdge", [1]),
        ((False, True, False, False), "/DuplexFlipLongEdge", [2]),
    ],
)
def test_pages_stand_upright(turned: tuple[bool, ...], edge: str, pages: list[int]) -> None:
    """P05: only all backs together may stand on their heads, and only for a printer that turns over the other edge."""
    assert [one.page for one in rules.pages_stand_upright(sheet(*turned, edge=edge))] == pages
    alone = file_of(Drawn().text(80, 40, "kant", turned=True))
    assert said(rules.pages_stand_upright, alone) == ["the page stands upside down"]
