"""The names of leaflets as a list has them."""

from __future__ import annotations

from leaflets.content import Catalogue
from leaflets.site.listing import in_order, listed_name


def test_names_by_the_word_people_know(catalogue: Catalogue) -> None:
    """What is for everybody first, then A to Z: Alzheimer under A, Sjögren under S."""
    language = catalogue.languages["nl"]
    names = [listed_name(one, language) for one in in_order(catalogue.leaflets["nl"], language)]
    assert names == [
        "Slaap, rust en\u00a0herstel", "Alzheimer", "CRPS", "Epilepsie", "Fibromyalgie", "Hersenletsel", "Long covid",
        "Lupus", "ME/cvs", "MS", "Parkinson", "Reumatoïde artritis", "Sjögren",
    ]  # fmt: skip


def test_a_language_without_such_words(catalogue: Catalogue) -> None:
    """Names stay as they are."""
    language = catalogue.languages["nl"].with_words({"site_disease_of": ""})
    assert "Ziekte van Alzheimer" in [listed_name(one, language) for one in catalogue.leaflets["nl"]]
