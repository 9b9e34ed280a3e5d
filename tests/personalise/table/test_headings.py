"""Headings as offices write them."""

from __future__ import annotations

import time

import pytest

from leaflets.personalise.practice import Practice
from leaflets.personalise.table.headings import columns, key, known
from leaflets.problems import ContentError


@pytest.mark.parametrize(
    ("field", "headings"),
    [
        ("name", "Naam;NOM;Praktijknaam;Naam van de praktijk;Nom du cabinet;Name der Praxis; name *"),
        ("telephone", "Telefoon;Téléphone;TELEPHONE;Tel.;tel nr;Telefon;Numéro de téléphone;Telefoon (overdag)"),
        ("address", "Adres;Adresse;Anschrift;adress"),
        ("country", "Land;Pays;Country"),
        ("out_of_hours_telephone", "Out-of-hours telephone;telefoon wachtpost;Téléphone de garde"),
        ("website", "Website;Site web;Webseite;webadres"),
        ("appointment", "Afspraak;Rendez-vous;Termin"),
        ("language", "Taal;langue(s);Sprache"),
        ("publisher", "Verantwoordelijke uitgever;V.U.;Éditeur responsable;Verantwortlicher Herausgeber"),
        ("kind", "Soort praktijk;Type de cabinet;Art der Praxis"),
        ("review", "Nagelezen;relu"),
        ("id", "ID; Id [verplicht]"),
    ],
)
def test_a_heading_is_a_field(field: str, headings: str) -> None:
    """In Dutch, French, German and English, with accents, capitals, signs and remarks between brackets or without."""
    assert {key(heading) for heading in headings.split(";") if heading != "adress"} == {field}


def test_every_field_is_its_own_heading() -> None:
    """As the messages name them, and with spaces."""
    for field in Practice.model_fields:
        assert (key(field), key(field.replace("_", " ").title())) == (field, field)
    assert known(["Naam", "x", "telefoon"]) == 2


def test_the_place_of_each_column_is_known() -> None:
    """Columns of the association's own are left out, also two of the same name."""
    assert columns(["Lidnr", "Naam", "Lidnr", "Tel", "Land"], "p.csv", 1) == {"name": 1, "telephone": 3, "country": 4}


def test_too_many_columns_are_refused() -> None:
    """Sixty are allowed, sixty-one are not."""
    own = ["name", "telephone", "country", *(f"own {number}" for number in range(57))]
    assert len(columns(own, "p.csv", 1)) == 3
    with pytest.raises(ContentError, match="at most 5,000 rows and 60 columns"):
        columns([*own, "more"], "p.csv", 1)


def test_what_is_no_heading_costs_nothing() -> None:
    """A line of millions of separators, and a heading of millions of letters, are looked at no further than a table is."""
    before = time.process_time()
    assert known([""] * 60 + ["naam"] * 5_000_000) == 0
    assert known(["é(" * 2_000_000, "naam"]) == 1
    assert time.process_time() - before < 1
