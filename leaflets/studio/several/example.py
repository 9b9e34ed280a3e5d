"""A list to begin with: the headings in the language of who asks, and two practices that are none."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

_HEADINGS: Mapping[str, str] = {
    "nl": "Naam;Adres;Telefoon;Telefoon wachtpost;Website;Land;Verantwoordelijke uitgever",
    "fr": "Nom;Adresse;Téléphone;Téléphone de garde;Site web;Pays;Éditeur responsable",
    "en": "Name;Address;Telephone;Out-of-hours telephone;Website;Country;Publisher",
}
"""By language; the reader of lists knows them all."""

_COUNTRIES: Mapping[str, tuple[str, str]] = {
    "nl": ("België", "Nederland"), "fr": ("Belgique", "Pays-Bas"), "en": ("Belgium", "Netherlands"),
}  # fmt: skip

_ROWS = (
    ("Huisartsenpraktijk De Linde", "Kerkstraat 12, 9000 Gent", "09 000 00 00", "1733", "www.example.org",
     "dr. A. Voorbeeld, Kerkstraat 12, 9000 Gent"),
    ("Huisartsenpraktijk De Beuk", "Beukenlaan 1, 1011 AB Amsterdam", "020 000 00 00", "020 000 00 01",
     "www.example.org", ""),
)  # fmt: skip
"""Numbers that nobody has, and a name for examples (RFC 2606)."""


def example(tongue: str) -> bytes:
    """The list as Excel opens it on a double click: semicolons, and the mark of UTF-8."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, delimiter=";", lineterminator="\r\n")
    writer.writerow(_HEADINGS[tongue].split(";"))
    for row, country in zip(_ROWS, _COUNTRIES[tongue], strict=True):
        writer.writerow((*row[:5], country, row[5]))
    return target.getvalue().encode("utf-8-sig")
