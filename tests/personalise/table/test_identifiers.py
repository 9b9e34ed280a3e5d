"""Practices without an id are given one that is theirs alone, and the same tomorrow."""

from __future__ import annotations

import time

import pytest

from leaflets.personalise.table.identifiers import made
from tests.personalise.conftest import practice


def of(*names: str) -> list[str]:
    return made([{"name": name} for name in names])


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        ("Huisartsenpraktijk De Linde", "huisartsenpraktijk-de-linde"),
        ("Praktijk ’t Hérzele", "praktijk-t-herzele"),
        ("Dr. Müller & Zn. (Łódź)", "dr-muller-zn-lodz"),
        ("Cabinet du cœur — Straße 5", "cabinet-du-coeur-strasse-5"),
        ("Con", "con-2"),
        ("x" * 80, "x" * 60),
        ("a" * 59 + " b", "a" * 59),
        ("北京", ""),
        ("", ""),
    ],
)
def test_an_id_is_the_name_in_plain_letters(name: str, identifier: str) -> None:
    """Small letters, digits and hyphens, at most 60, and no name Windows keeps; nothing where nothing is left."""
    assert of(name) == [identifier]
    assert not identifier or practice(id=identifier).id == identifier


def test_each_is_the_only_one() -> None:
    """The second of a name gets -2, the third -3, also when it is long; an id that is given is nobody else's."""
    assert of("De Linde", "de linde", "De Linde!") == ["de-linde", "de-linde-2", "de-linde-3"]
    assert of("x" * 80, "x" * 80) == ["x" * 60, "x" * 58 + "-2"]
    given = [
        {"name": "De Linde"},
        {"id": "De-Linde", "name": "x"},
        {"id": "de-linde-2", "name": "y"},
        {"name": "De Linde"},
    ]
    assert made(given) == ["de-linde-3", "De-Linde", "de-linde-2", "de-linde-4"]
    assert of("De Linde 2", "De Linde", "De Linde") == ["de-linde-2", "de-linde", "de-linde-3"]


def test_five_thousand_of_one_name_take_no_time() -> None:
    """Nobody counts from 2 again for each."""
    before = time.process_time()
    assert len(set(of(*["De Linde"] * 5_000))) == 5_000
    assert time.process_time() - before < 2


def test_the_same_names_give_the_same_ids() -> None:
    """On any day; a row at the end changes none before it."""
    names = ["De Linde", "De Beuk", "De Linde"]
    assert of(*names) == of(*names, "De Linde")[:3]
    assert of(*names) == ["de-linde", "de-beuk", "de-linde-2"]
