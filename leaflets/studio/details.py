"""What somebody typed of a practice: as a Practice, or as what is wrong, field by field; and as the file that keeps it.

There is one judge of a field, `Practice` itself; here its findings only become sentences beside a field.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import yaml
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from leaflets.content.mistakes import of_value
from leaflets.content.records import parse_yaml
from leaflets.messages import Sentence, say
from leaflets.personalise.names import plain
from leaflets.personalise.practice import LONGEST, LONGEST_ID, MOST, Practice, is_reserved
from leaflets.problems import ContentError, Problem

FIELDS = (
    "country", "name", "address", "telephone", "out_of_hours_telephone", "website", "publisher",
    "kind", "out_of_hours_name", "appointment", "review",
)  # fmt: skip
"""What is asked for, in the order of the form; `FOLDED` stand below the others, closed."""

FOLDED = frozenset({"kind", "out_of_hours_name", "appointment", "review"})
REQUIRED = frozenset({"country", "name", "telephone"})

LABELS: Mapping[str, Sentence] = {
    "country": say("Country"), "name": say("Name of the practice"), "address": say("Address"),
    "telephone": say("Telephone"), "out_of_hours_telephone": say("Number when you are closed"),
    "website": say("Website"), "publisher": say("Responsible publisher"), "kind": say("Kind of practice"),
    "out_of_hours_name": say("Name of the out-of-hours post"), "appointment": say("Web address for appointments"),
    "review": say("Line on who reviewed the texts"), "logo": say("Logo"),
}  # fmt: skip
"""What each field is called."""

MOST_YAML = 100_000
"""Bytes of a practice's file; with every field as long as may be it has 6,000."""

FILE = "praktijk.yaml"

_HEAD = """\
# A practice, as the studio keeps it: open this file there again, or put it into content/practices with its own name.
"""


_BEGINS_SVG = re.compile(rb"(\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\0\s]*<")
"""Its first sign; in another encoding than UTF-8 too, for which its reader has a sentence."""

CHOOSE_ANOTHER = say("Choose another file.")

_DOTS = "…"
"""What stands for a name or a number that is not there yet."""


@dataclass(frozen=True)
class Upload:
    """The logo as it was sent: its kind by its first bytes, whatever its name says, and what is in it."""

    name: str
    data: bytes

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of its name and of what is in it."""
        return hashlib.sha256(self.name.encode() + self.data).hexdigest()


@dataclass(frozen=True)
class Fault:
    """What is wrong with one field, in words, and what to do."""

    field: str
    said: Sentence
    todo: Sentence | None = None
    is_missing: bool = False
    """Whether nothing stands there yet: no mistake before somebody goes on without it."""


@dataclass(frozen=True)
class Details:
    """What a form holds: the text of each field, and the logo."""

    texts: Mapping[str, str]
    logo: Upload | None = None
    unknown: tuple[str, ...] = ()
    """What else a file said that is no field of a practice, by its names."""

    def __getitem__(self, name: str) -> str:
        return self.texts.get(name, "")

    @property
    def country(self) -> str:
        return self["country"]

    @property
    def is_empty(self) -> bool:
        """Whether nobody has typed anything yet."""
        return not any(said for name, said in self.texts.items() if name != "country")


def details_of(form: Mapping[str, str], logo: Upload | None = None) -> Details:
    """The fields of a form that are ours; longer texts are cut where no field is read any further."""
    return Details({name: form[name][: LONGEST + 1] for name in FIELDS if form.get(name)}, logo)


def practice_of(details: Details, language: str, *, names_publisher: bool) -> Practice | tuple[Fault, ...]:
    """The practice that was typed, or what is wrong, a fault a field in the order of the form.

    In Belgium somebody must answer for a leaflet, with an address; `names_publisher` where the edition does.
    """
    given: dict[str, Any] = {name: details[name].strip() or None for name in FIELDS}
    given |= {"id": identifier(details["name"]), "language": (language,)}
    given |= {"logo": details.logo.name if details.logo else None}
    faults = {name: _missing(name) for name in FIELDS if name in REQUIRED and not given[name]}
    if given["country"] == "be" and not (given["publisher"] or names_publisher):
        said = say("In Belgium a leaflet names who answers for it, with an address.")
        faults["publisher"] = Fault("publisher", said, is_missing=True)
    try:
        practice = Practice.model_validate({name: value for name, value in given.items() if name not in faults})
    except ValidationError as error:
        faults = {one.field: one for one in map(_fault, _told(error))} | faults
    if not faults:
        return practice
    return tuple(faults[name] for name in (*FIELDS, "logo") if name in faults)


def sketched(details: Details, faults: Collection[Fault], language: str) -> Practice | None:
    """A practice to look at while it is typed: what is wrong or missing left out, and dots for what must be there.

    Of a name that is too long there is what was right before.

    None where nothing is right that would be seen.
    """
    wrong = {one.field for one in faults}
    right = {name: said for name, said in details.texts.items() if name not in wrong}
    if len(details["name"]) > MOST["name"]:
        right["name"] = details["name"][: MOST["name"]]
    if not right.keys() - {"country"}:
        return None
    needed = {"country": "be", "name": _DOTS, "telephone": "116117"}
    found = practice_of(Details({**needed, **right}, details.logo), language, names_publisher=True)
    if not isinstance(found, Practice) and "name" in {one.field for one in found}:
        found = practice_of(Details({**needed, **right, "name": _DOTS}, details.logo), language, names_publisher=True)
    if not isinstance(found, Practice):
        return None
    return found if "telephone" in right else found.model_copy(update={"telephone": _DOTS})


def _told(error: ValidationError) -> Iterator[ErrorDetails]:
    """What is wrong that the form does not say itself; its language and id are no fields of it."""
    yield from (one for one in error.errors(include_url=False) if one["loc"] and one["loc"][0] in (*FIELDS, "logo"))


def _missing(name: str) -> Fault:
    return Fault(name, say("This is required."), is_missing=True)


def _fault(mistake: ErrorDetails) -> Fault:
    if mistake["type"] == "missing":
        return _missing(str(mistake["loc"][0]))
    what, _ = of_value(mistake)
    return Fault(str(mistake["loc"][0]), what)


def identifier(name: str) -> str:
    """The id a practice gets from its name: what its files are called by."""
    latin = unicodedata.normalize("NFKD", plain(name[:LONGEST])).encode("ascii", "ignore").decode()
    found = re.sub(r"[^a-z0-9]+", "-", latin)[:LONGEST_ID].strip("-")
    return found if found and not is_reserved(found) else "praktijk"


def upload(data: bytes) -> Upload | None:
    """A logo by what it begins with: PNG, JPEG, or a sign of markup, which the reader of SVG looks at; else None."""
    if data.startswith(b"\x89PNG"):
        return Upload("logo.png", data)
    if data.startswith(b"\xff\xd8"):
        return Upload("logo.jpg", data)
    return Upload("logo.svg", data) if _BEGINS_SVG.match(data) else None


def written(practice: Practice) -> bytes:
    """The practice as its file, with the fields that say something; the same bytes each time."""
    said = practice.model_dump(mode="json", exclude={"id"})
    shown = {name: said[name] for name in ("name", "kind", *Practice.model_fields) if said.get(name)}
    text = yaml.safe_dump(shown, allow_unicode=True, sort_keys=False, width=1000)
    return (_HEAD + text).encode()


def read_back(data: bytes) -> Details:
    """The details a practice's file holds. Raises ContentError for what is no such file."""
    where = FILE
    if len(data) > MOST_YAML:
        raise ContentError(Problem(say("is too long for a practice's file"), where, say("Open another file.")))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ContentError(Problem(say("is not UTF-8 text"), where, say("Open another file."))) from error
    found, _ = parse_yaml(text, where)
    if not isinstance(found, dict) or "name" not in found:
        raise ContentError(Problem(say("is no file of a practice"), where, say("Open another file.")))
    texts = {name: str(found[name])[: LONGEST + 1] for name in FIELDS if found.get(name) is not None}
    unknown = tuple(str(name) for name in found if name not in Practice.model_fields)
    return Details(texts, unknown=unknown)
