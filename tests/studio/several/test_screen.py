"""What is said of a list on its page."""

from __future__ import annotations

import html

import html5lib
import pytest
from starlette.testclient import TestClient

from leaflets.studio.several.screen import LONGEST, MOST_SHOWN
from tests.studio.conftest import CHOICE
from tests.studio.several.conftest import BEUK, EIK, HEAD, LINDE, a_list, opened_list


@pytest.mark.parametrize("tongue", ["nl", "fr", "en"])
@pytest.mark.parametrize("data", [a_list(LINDE, EIK + ";7", head=f"{HEAD};Lidnummer"), a_list(EIK), b"%PDF"])
def test_every_page_of_a_list_is_well_formed(visitor: TestClient, data: bytes, tongue: str) -> None:
    """HTML5 without a mistake, without a script or style, and in one language."""
    page = opened_list(visitor, data, f"{CHOICE}&ui={tongue}").text
    parser = html5lib.HTMLParser()
    parser.parse(page)
    assert parser.errors == []
    assert f'<html lang="{tongue}">' in page
    assert "<script>" not in page
    assert " style=" not in page
    assert tongue != "nl" or "row" not in html.unescape(page).partition("<main")[2].casefold().split()


def test_of_very_many_mistakes_the_first_are_shown(visitor: TestClient) -> None:
    """And how many there are more; a mistake does not repeat a whole list."""
    long = f"De Eik;x;03 {'9' * 390};be;y"
    page = opened_list(visitor, a_list(LINDE, *[long] * (MOST_SHOWN + 30))).text
    assert page.count("<li><b>Rij ") == MOST_SHOWN
    assert "En nog 30." in page
    assert (
        max(len(one) for one in page.partition('class="mistakes"')[2].split("</span></li>")[:MOST_SHOWN])
        < 2 * LONGEST + 100
    )


def test_the_practices_are_there_to_look_at(visitor: TestClient) -> None:
    """With the numbers patients call."""
    page = opened_list(visitor, a_list(LINDE, BEUK)).text
    assert "<li><b>De Linde</b> 09 123 45 67</li><li><b>De Beuk</b> 020 123 45 67</li>" in page
    assert "Wat nog niet klopt" not in page


def test_a_table_without_our_columns_is_told_so_once(visitor: TestClient) -> None:
    """And one that lacks a column, which."""
    page = opened_list(visitor, b"artikel;prijs\nbrood;3\n").text
    assert page.count("Begin met de voorbeeldlijst.") == 1
    page = opened_list(visitor, a_list("De Linde;be", head="Naam;Land")).text
    assert "Voeg die toe, zoals in de voorbeeldlijst." in page
