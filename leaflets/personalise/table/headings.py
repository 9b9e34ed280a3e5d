"""The columns of a table of practices: which field each heading means, in the languages of the tables we get."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from leaflets.messages import say
from leaflets.personalise.names import plain
from leaflets.personalise.practice import Practice
from leaflets.personalise.table.rows import MAX_COLUMNS, SPLIT, TOO_LARGE
from leaflets.problems import ContentError, Problem

REQUIRED = ("name", "telephone", "country")
_ALSO = {
    "name": "naam, naam praktijk, naam van de praktijk, praktijknaam, nom, nom du cabinet, praxisname, "
            "name der praxis, practice name, name of the practice",
    "kind": "soort, soort praktijk, type, type de cabinet, art, art der praxis",
    "address": "adres, adresse, anschrift",
    "telephone": "telefoon, telefoonnummer, tel, tel nr, telnr, tel nummer, phone, phone number, telephone number, "
                 "telefon, telefonnummer, numero de telephone, rufnummer",
    "country": "land, pays",
    "out_of_hours_telephone": "telefoon wachtpost, telefoon huisartsenpost, telephone garde, telephone de garde, "
                              "telefon notdienst, out of hours phone",
    "out_of_hours_name": "naam wachtpost, naam huisartsenpost, nom du poste de garde",
    "website": "site, site web, site internet, web, webadres, webseite, internetseite, url",
    "appointment": "afspraak, afspraken, online afspraak, rendez vous, prise de rendez vous, termin, terminbuchung",
    "language": "taal, talen, langue, langues, sprache, sprachen, languages",
    "publisher": "verantwoordelijke uitgever, v u, editeur responsable, verantwortlicher herausgeber",
    "review": "nagelezen, relu",
}  # fmt: skip
"""What else a field is called; accents, capitals, marks and what stands between brackets do not matter."""
_LONGEST = 200
"""The characters of a heading; what is longer is none."""
_FIELDS = {plain(name): field for field, names in _ALSO.items() for name in [field, *names.split(",")]} | {
    plain(field): field for field in Practice.model_fields
}


def key(heading: str) -> str:
    """A heading as a field: `Out-of-hours telephone` is out_of_hours_telephone, `Téléphone (jour)` telephone."""
    if len(heading) > _LONGEST:
        return heading[:_LONGEST]
    name = plain(re.sub(r"\([^()]*\)|\[[^\[\]]*\]", " ", heading))
    return _FIELDS.get(name, name.replace(" ", "_"))


def known(cells: Iterable[str]) -> int:
    """How many of the cells are headings we know; of more than a table has, the first are looked at."""
    return sum(key(cell) in Practice.model_fields for cell in islice(cells, MAX_COLUMNS))


def columns(headings: Sequence[str], where: str, line: int) -> Mapping[str, int]:
    """The place of each column we know. Raises ContentError for one that is missing, doubled or nearly known."""
    if len(headings) > MAX_COLUMNS:
        raise ContentError(Problem(TOO_LARGE, where, SPLIT, line=line))
    keys = [key(cell) for cell in headings]
    problems = tuple(_problems(keys, where, line))
    if problems:
        raise ContentError(*problems)
    return {name: place for place, name in enumerate(keys) if name in Practice.model_fields}


def _problems(keys: Sequence[str], where: str, line: int) -> Iterator[Problem]:
    fields = list(Practice.model_fields)
    for name, count in Counter(name for name in keys if name).items():
        if count > 1 and name in fields:
            yield Problem(
                say('the column "{name}" is there {count} times', name=name, count=count),
                where,
                say("Keep one."),
                line=line,
            )
        near = difflib.get_close_matches(name, fields, n=1, cutoff=0.75)
        if name not in fields and near and near[0] not in keys:
            yield Problem(
                say('unknown column "{name}"', name=name), where, say('Did you mean "{near}"?', near=near[0]), line=line
            )
    for name in REQUIRED:
        if name not in keys:
            todo = say("Add it. The columns are: {fields}.", fields=", ".join(fields))
            yield Problem(say('the column "{name}" is missing', name=name), where, todo, line=line)
