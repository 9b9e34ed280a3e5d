from __future__ import annotations

from dataclasses import replace

import pytest

from leaflets.content import Catalogue
from leaflets.model.content import Leaflet
from leaflets.preflight.rules import rhythm as rules
from leaflets.preflight.texts.house_style import House, HouseWords
from tests.preflight.said import chapter, desk, manuscript, ms, said

STOCK = "Rust is goed voor u."


def saying(leaflet: Leaflet, count: int, text: str = STOCK) -> tuple[Leaflet, ...]:
    """So many leaflets that say this in their steps, and nothing else."""
    steps = leaflet.section("steps").model_copy(update={"markdown": text, "written": None})
    return tuple(leaflet.model_copy(update={"id": f"l{one}", "sections": (steps,)}) for one in range(count))


def test_a_stock_sentence_is_told(catalogue: Catalogue) -> None:
    """C17: the same five words in four leaflets are told; in three, as a heading, shorter or standard they are not."""
    leaflet = ms(catalogue)
    four = replace(catalogue, leaflets={"nl": saying(leaflet, 4)})
    assert said(rules.sentences_are_not_stock, desk(four)) == ['"Rust is goed voor u" stands in 4 leaflets']
    standard = House(languages={"nl": HouseWords(standard=(STOCK,))})
    assert said(rules.sentences_are_not_stock, desk(four, house=standard)) == []
    for several in (saying(leaflet, 3), saying(leaflet, 4, f"### {STOCK}"), saying(leaflet, 4, "Rust is goed.")):
        assert said(rules.sentences_are_not_stock, desk(replace(catalogue, leaflets={"nl": several}))) == []


def test_the_edition_has_no_stock_sentences(catalogue: Catalogue) -> None:
    """C17: beside the standard ones no sentence of the thirteen stands in more than three."""
    assert said(rules.sentences_are_not_stock, desk(catalogue)) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [("Misschien wel. Misschien niet. Misschien toch.", []),
     ("Misschien wel. Misschien niet. Misschien toch. Dat is niet bekend.",
      ["a page says 4 times that something is uncertain, more than 3"]),
     ("Misschien is dat niet bekend.", ["a sentence says twice that something is uncertain"])],
)  # fmt: skip
def test_doubt_upon_doubt_is_told(catalogue: Catalogue, text: str, found: list[str]) -> None:
    """L06: a fourth hedge on a page and a second one in a sentence are told; three on a page are not."""
    assert said(rules.hedges_are_few, manuscript(chapter(text), desk(catalogue))) == found
