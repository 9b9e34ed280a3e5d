from __future__ import annotations

from typing import Any

import pytest

from leaflets.content import Catalogue
from leaflets.imposition.drawing import drawing
from leaflets.imposition.plan import Size, sheets
from leaflets.model.format import Format, PaperOptions, Printer, SheetLayout
from tests.imposition.test_plan import A5, CARDS, FOLDED, PANELS, STAPLED, TRIFOLD


def drawn(catalogue: Catalogue, layout: SheetLayout, sizes: list[Size], **printer: object) -> dict[str, Any]:
    fmt = Format(id="tried", description="", paper_mm=layout.size_mm, purpose="sheet", sheet=layout)
    paper = PaperOptions(printer=Printer.model_validate(printer))
    return drawing(fmt, sheets(sizes, layout), paper, catalogue.languages["nl"].words)


def test_the_drawing_shows_the_first_sheets_pages(catalogue: Catalogue) -> None:
    """Its description names the pages of both sides from left to right, and the other way round on turned backs."""
    said = drawn(catalogue, STAPLED, [A5] * 8)["drawn"]
    assert said == "Vel 1. Voorkant van links naar rechts: bladzijde 8, 1. Achterkant: bladzijde 2, 7."
    turned = drawn(catalogue, STAPLED, [A5] * 8, flip="long", back_right_mm=3)
    assert turned["drawn"].endswith("Achterkant: bladzijde 7, 2.")
    assert [page["turned"] for page in (*turned["front"], *turned["back"])] == [False, False, True, True]


@pytest.mark.parametrize("flip", ["short", "long"])
@pytest.mark.parametrize(("layout", "sizes"), [(TRIFOLD, PANELS), (CARDS, [(99.0, 210.0)] * 2), (FOLDED, [A5] * 4)])
def test_the_lines_of_the_drawing_lie_between_its_pages(
    catalogue: Catalogue, layout: SheetLayout, sizes: list[Size], flip: str
) -> None:
    """On both sides each dashed line stands where one page ends and the next begins."""
    found = drawn(catalogue, layout, sizes, flip=flip)
    for side, folds in (("front", "folds"), ("back", "back_folds")):
        between = sorted(page["left"] for page in found[side])[1:]
        assert sorted(found[folds]) == pytest.approx(between, abs=0.02)


@pytest.mark.parametrize(
    ("layout", "sizes", "kind"),
    [(TRIFOLD, PANELS, "roll"), (CARDS, [(99.0, 210.0)] * 2, "cut"), (STAPLED, [A5] * 64, "fold")],
)
def test_the_drawing_is_of_what_is_made(
    catalogue: Catalogue, layout: SheetLayout, sizes: list[Size], kind: str
) -> None:
    """A roll fold, cards and a booklet each have their own picture."""
    found = drawn(catalogue, layout, sizes)
    assert (found["kind"], found["stacked"]) == (kind, kind == "fold")


@pytest.mark.parametrize("flip", ["short", "long"])
def test_a_right_back_stands_upright_whatever_the_printer_does(catalogue: Catalogue, flip: str) -> None:
    """Turned over like a page of a book, its pages come in their order and none on its head, 20 mm wide."""
    found = drawn(catalogue, TRIFOLD, PANELS, flip=flip, back_right_mm=2)["turned_over"]
    assert [(page["page"], page["turned"]) for page in found["pages"]] == [(2, False), (3, False), (4, False)]
    assert [page["left"] for page in found["pages"]] == pytest.approx([0, 100 * 20 / 297, 200 * 20 / 297], abs=0.02)
    assert (found["width"], found["height"]) == (20, pytest.approx(210 * 20 / 297, abs=0.01))
