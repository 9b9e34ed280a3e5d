"""What a run takes, as a language says it."""

from __future__ import annotations

import pytest

from leaflets.content import Catalogue
from leaflets.imposition.consumption import OneCopy
from leaflets.imposition.takes import takes
from leaflets.model.format import Costs

LEAFLET = OneCopy(sheets=1, pieces=1, size_mm=(297, 210), coverage=0.2719)


def test_without_prices_paper_and_toner_are_told(catalogue: Catalogue) -> None:
    """A row for one piece and one for a hundred, and what is counted; figures are rounded to two."""
    told = takes(LEAFLET, None, catalogue.languages["nl"], is_both=False)
    assert told == {
        "head": ("Nodig voor", "papier", "toner, in bladzijden tekst"),
        "rows": (("1 stuk", "1 vel", "11"), ("100 stuks", "100 vellen", "1.100")),
        "covered": "Gemiddeld is 27 % van een kant bedekt. Op een bladzijde tekst is dat 5 %.",
    }


def test_a_practices_own_words_change_no_figure(catalogue: Catalogue) -> None:
    """A few letters more or less are the same ticket, so that it is made once for all practices."""
    dutch = catalogue.languages["nl"]
    several = [OneCopy(1, 1, (297, 210), share) for share in (0.2715, 0.2719, 0.2724)]
    assert len({str(takes(one, None, dutch, is_both=False)) for one in several}) == 1


def test_of_cards_a_sheet_is_told(catalogue: Catalogue) -> None:
    """Nobody prints one of three; a light file takes less than ten pages, told with a comma."""
    told = takes(OneCopy(1, 3, (297, 210), 0.09), None, catalogue.languages["nl"], is_both=False)
    assert told["rows"] == (("3 stuks", "1 vel", "3,6"), ("100 stuks", "34 vellen", "120"))


def test_two_files_are_told_as_one(catalogue: Catalogue) -> None:
    """For a printer of one side both tickets say what the two files take together."""
    assert takes(LEAFLET, None, catalogue.languages["nl"], is_both=True)["head"][0] == "Beide bestanden"


@pytest.mark.parametrize(
    ("currency", "language", "said"),
    [
        ("EUR", "nl", ["€ 0,23", "€ 23"]), ("CHF", "nl", ["CHF 0,23", "CHF 23"]), ("EUR", "fr", ["0,23 €", "23 €"]),
        ("GBP", "en", ["£0.23", "£23"]),
    ],
)  # fmt: skip
def test_money_is_written_as_the_language_does(
    currency: str, language: str, said: list[str], catalogue: Catalogue
) -> None:
    """One piece to the cent, and from ten on whole: nobody knows toner so well."""
    costs = Costs(currency=currency, sheet=0.012, page=0.02, coverage=5)
    spoken = catalogue.languages["nl"].model_copy(update={"id": language})
    told = takes(LEAFLET, costs, spoken, is_both=False)
    assert told["head"][-1] == "kosten"
    assert [row[-1].replace("\u00a0", " ") for row in told["rows"]] == [f"zo’n {one}" for one in said]
