from __future__ import annotations

import pytest

from leaflets.content import Catalogue
from leaflets.content.country_words import chapter_in, filled, leaflet_in
from leaflets.model.content import Leaflet

WORDS = {"physiotherapist": "kinesist", "company_doctor": "arbeidsarts"}


@pytest.mark.parametrize(
    ("text", "said"),
    [("Vraag uw {physiotherapist}.", "Vraag uw kinesist."), ("{Company_doctor}: werk", "Arbeidsarts: werk"),
     ("{long} {name}", "{long} {name}"), ("niets", "niets")],
)  # fmt: skip
def test_terms_are_filled_in(text: str, said: str) -> None:
    """A term becomes the word of the country, with a capital where it has one; other braces stay."""
    assert filled(text, WORDS) == said


def doctor_of(catalogue: Catalogue, country: str | None) -> Leaflet:
    found = catalogue.spoken_in(country).leaflets["nl"]
    return next(leaflet for leaflet in found if leaflet.id == "ms")


@pytest.mark.parametrize(
    ("country", "own", "foreign"),
    [("be", ("kinesist", "arbeidsarts", "1813"), ("fysiotherapeut", "bedrijfsarts", "113 ")),
     ("nl", ("fysiotherapeut", "bedrijfsarts", "113"), ("kinesist", "arbeidsarts", "1813"))],
)  # fmt: skip
def test_a_country_has_its_own_words_and_helpline(
    catalogue: Catalogue, country: str, own: tuple[str, ...], foreign: tuple[str, ...]
) -> None:
    """In the leaflet of a country its own words stand, and none of the other's."""
    said = "\n".join(section.markdown for section in doctor_of(catalogue, country).sections)
    assert all(word in said for word in own)
    assert not any(word in said for word in foreign)


def test_a_text_can_be_said_in_one_country_after_the_other(catalogue: Catalogue) -> None:
    """What is filled in for one country leaves nothing behind in the words of the next."""
    language = catalogue.languages["nl"]
    ms = doctor_of(catalogue, None)
    there_and_back = leaflet_in(leaflet_in(ms, language.spoken_in("be")), language.spoken_in(None))
    assert there_and_back == ms
    energy = catalogue.chapters["nl"]["energy"]
    assert "kan de arbeidsarts meedenken" in chapter_in(energy, language.spoken_in("be")).markdown
    assert chapter_in(chapter_in(energy, language.spoken_in("be")), language) == energy
