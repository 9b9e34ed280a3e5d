"""Countries and languages are known by the names people write."""

from __future__ import annotations

import pytest

from leaflets.personalise.names import country, language, plain


@pytest.mark.parametrize("name", ["be", "BE", "B", "Bel", "België", "BELGIË", "belgie", "Belgie\u0308", "Belgique",
                                  "Belgien", "Belgium", " la Belgique "])  # fmt: skip
def test_belgium_has_many_names(name: str) -> None:
    """Its code, the letters on its cars, and what its own languages, German and English call it."""
    assert country(name) == "be"


@pytest.mark.parametrize("name", ["nl", "NL", "NLD", "Nederland", "nederland", "Pays-Bas", "PAYS BAS", "Les Pays-Bas",
                                  "Niederlande", "The Netherlands", "Netherlands", "Holland"])  # fmt: skip
def test_the_netherlands_have_many_names(name: str) -> None:
    """Its codes, its names in four languages, and Holland."""
    assert country(name) == "nl"


@pytest.mark.parametrize("name", ["", "de", "France", "Nederlands", "Vlaanderen", "x" * 2000, "be\u0000"])
def test_other_countries_are_not_guessed(name: str) -> None:
    """What is no name of the two is none."""
    assert country(name) is None or plain(name) == "be"


def test_languages_are_known_by_name() -> None:
    """In four languages and any case; what is none stays as it is, and is refused where the languages are known."""
    assert [language(name) for name in ("Nederlands", "néerlandais", "FRANS", "francais", "Duits", "NL")] == [
        "nl", "nl", "fr", "fr", "de", "nl"
    ]  # fmt: skip
    assert language("Klingonisch!") == "klingonisch!"


def test_names_are_compared_without_accents_and_signs() -> None:
    """Letters with a stroke and joined letters are read as what they look like."""
    assert plain("  Dr. Łukasz-Œuvre’s  ß  ") == "dr lukasz oeuvres ss"
