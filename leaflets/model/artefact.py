"""What the manifest says of a file of the output folder. Imports nothing heavy, see digests.

A manifest may come from anywhere: whatever is read from one is held to what the press itself would have written.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from dataclasses import fields as fields_of
from typing import Any, Literal, get_args

from leaflets.messages import say

Sides = Literal["both", "fronts", "backs"]
"""Which sides of the sheets a file holds; a printer without duplex gets fronts and backs as two files."""

Ink = Literal["screen", "gray", "press"]
"""Which column of the table of colours a render takes: sRGB, one ink, or the print shop's four."""

Purpose = Literal["reading", "sheet", "press", "poster"]

Conformity = Literal["pdf/ua-1", "pdf/ua-2"]

PRACTICES = "practices"
"""The folder of the sets of practices, each with a manifest of its own."""

EDITIONS = "editions"
"""The folder of editions of an association's own: in the content a file for each, in the output its files."""

MOST_TEXT, MOST_PAGES, MOST_ITEMS, MOST_MM, MOST_BYTES = 1000, 100_000, 100_000, 5000.0, 1 << 40
"""Bounds of what a manifest may say: letters of a text, pages, things in a list, mm and bytes."""


class Damaged(ValueError):
    """What a manifest says that no press wrote, as a sentence that goes after what it says it of."""


class Earlier(Damaged):
    """What an earlier version of the press wrote, which did not say what a file is made of."""


@dataclass(frozen=True, slots=True)
class PrintedCode:
    """A QR code where it stands: its page (from 1), and left, top, width and height in mm from the trim's corner."""

    page: int
    url: str
    box_mm: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class MadeOf:
    """What went into a file: whoever wants to know reads it here, and nothing from the file's name."""

    leaflets: tuple[str, ...] = ()
    """The ids of its leaflets in order."""
    chapters: tuple[str, ...] = ()
    """The ids of the chapters of the booklet in order."""
    is_choice: bool = False
    """For a booklet: whether its leaflets were chosen, and are not all there were."""
    slug: str | None = None
    """For a leaflet: what its file is called in the reader's language."""
    ink: Ink = "screen"
    light: bool = False
    """Whether it is without solid fields, for an office printer."""
    size: str | None = None
    """The paper size that was asked for, where the format has several."""
    sides: Sides = "both"
    caliper_mm: float | None = None
    """For sheets: how thick the paper is they were made for."""
    fillable: bool = False
    site: str | None = None
    """The address its code "Nog geldig?" leads to, where there was room for one, as the edition named it."""


MADE_OF = tuple(field.name for field in fields_of(MadeOf))


@dataclass(frozen=True, slots=True)
class Artefact:
    """A file of the output folder, or while it is planned what is known of it; a print ticket is one with `of`.

    `path` and `of` are relative to the output folder, `trim_mm` is width and height.
    """

    path: str
    leaflet: str | None
    language: str
    format: str
    practice: str | None
    purpose: Purpose
    title: str
    trim_mm: tuple[float, float]
    conforms_to: Conformity | None
    version: str
    review_by: str
    """The day of the next review, as 2027-11-01."""
    made_of: MadeOf
    pages: int = 0
    qr: tuple[PrintedCode, ...] = ()
    sha256: str = ""
    inputs_sha256: str = ""
    bytes: int = 0
    of: str | None = None


def finished(planned: Artefact, pdf: bytes, pages: int, codes: Iterable[PrintedCode], inputs: str) -> Artefact:
    """What is known of a file now that it is made; `inputs` is the digest of all that went in."""
    digest = hashlib.sha256(pdf).hexdigest()
    return replace(planned, pages=pages, qr=tuple(codes), sha256=digest, inputs_sha256=inputs, bytes=len(pdf))


def to_json(artefact: Artefact) -> dict[str, Any]:
    """The artefact as the manifest lists it: plain values, in the order of the contract; `of` with tickets only."""
    codes = [{"page": code.page, "url": code.url, "box_mm": code.box_mm} for code in artefact.qr]
    return {
        "path": artefact.path,
        **({"of": artefact.of} if artefact.of is not None else {}),
        "leaflet": artefact.leaflet,
        "language": artefact.language,
        "format": artefact.format,
        "practice": artefact.practice,
        "purpose": artefact.purpose,
        "title": artefact.title,
        "pages": artefact.pages,
        "trim_mm": artefact.trim_mm,
        "conforms_to": artefact.conforms_to,
        "version": artefact.version,
        "review_by": artefact.review_by,
        "qr": codes,
        "sha256": artefact.sha256,
        "inputs_sha256": artefact.inputs_sha256,
        "bytes": artefact.bytes,
        "made_of": {name: getattr(artefact.made_of, name) for name in MADE_OF},
    }


def from_json(said: object) -> Artefact:
    """The artefact a manifest lists. Raises Damaged for what no press would have written, Earlier for one that had."""
    fields = Fields(said)
    path = _place(fields.text("path"))
    if "made_of" not in fields.said:
        raise Earlier
    practice = fields.optional("practice")
    of = _place(fields.text("of")) if "of" in fields.said else None
    for place in (path, of or path):
        _in_its_set(place, practice)
    return Artefact(
        path=path,
        leaflet=fields.optional("leaflet"),
        language=fields.text("language"),
        format=fields.text("format"),
        practice=practice,
        purpose=fields.one_of("purpose", get_args(Purpose)),
        title=fields.text("title", 5000),
        pages=fields.whole("pages", 1, MOST_PAGES),
        trim_mm=_two(fields.lengths("trim_mm", 2, 1.0)),
        conforms_to=fields.one_of("conforms_to", (*get_args(Conformity), None)),
        version=fields.text("version"),
        review_by=_day(fields.text("review_by")),
        made_of=_made_of(Fields(fields.said.get("made_of"), "made_of.")),
        qr=tuple(_code(Fields(code, "qr.")) for code in fields.listed("qr")),
        sha256=fields.digest("sha256"),
        inputs_sha256=fields.digest("inputs_sha256"),
        bytes=fields.whole("bytes", 1, MOST_BYTES),
        of=of,
    )


def _made_of(fields: Fields) -> MadeOf:
    if "light" not in fields.said and "fillable" in fields.said:
        raise Earlier
    thick = fields.said.get("caliper_mm")
    return MadeOf(
        leaflets=tuple(fields.texts("leaflets")),
        chapters=tuple(fields.texts("chapters")),
        is_choice=fields.one_of("is_choice", (True, False)),
        slug=fields.optional("slug"),
        ink=fields.one_of("ink", get_args(Ink)),
        light=fields.one_of("light", (True, False)),
        size=fields.optional("size"),
        sides=fields.one_of("sides", get_args(Sides)),
        caliper_mm=None if thick is None else fields.length("caliper_mm", thick, 0.0),
        fillable=fields.one_of("fillable", (True, False)),
        site=fields.optional("site") if "site" in fields.said else None,
    )


def _code(fields: Fields) -> PrintedCode:
    left, top, width, height = fields.lengths("box_mm", 4, -MOST_MM)
    return PrintedCode(fields.whole("page", 1, MOST_PAGES), fields.text("url", 4000), (left, top, width, height))


def _two(sides: tuple[float, ...]) -> tuple[float, float]:
    width, height = sides
    return width, height


def _day(text: str) -> str:
    try:
        return dt.date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise Damaged(say("has no day as review_by")) from error


def _place(path: str) -> str:
    """A path from the output folder, at least one folder down. Raises Damaged for one that leads anywhere else."""
    parts = path.split("/")
    if len(parts) < 2 or not all(map(_is_name, parts)):
        raise Damaged(say("is no place for a file of the press"))
    return path


def _in_its_set(path: str, practice: str | None) -> None:
    """Raises Damaged unless what is a practice's is in the folder of its set, and all else in none."""
    first, second, *_ = path.split("/")
    if (first == PRACTICES) is not (practice is not None) or practice not in (None, second):
        raise Damaged(say("is not in the folder of its set"))


def _is_name(part: str) -> bool:
    """Whether a part of a path names a file or folder of ours: not hidden, no way up, nothing of another system."""
    return bool(re.fullmatch(r"[^\x00-\x1f/\\:.][^\x00-\x1f/\\:]*", part)) and len(part.encode()) <= 255


class Fields:
    """The fields of an object of JSON, each taken as what it must be. Raises Damaged for what is none."""

    def __init__(self, said: object, name: str = "") -> None:
        if not isinstance(said, Mapping):
            raise Damaged(say("has no fields as {name}", name=name[:-1]) if name else say("has no fields"))
        self.said: Mapping[str, Any] = said
        self.name = name

    def text(self, name: str, most: int = MOST_TEXT) -> str:
        return self._text(name, self.said.get(name), most)

    def optional(self, name: str) -> str | None:
        """A text or null; a field that is not there is neither."""
        return None if self.said.get(name, ...) is None else self.text(name)

    def texts(self, name: str) -> list[str]:
        return [self._text(name, text) for text in self.listed(name)]

    def digest(self, name: str) -> str:
        text = self.text(name)
        if not re.fullmatch(r"[0-9a-f]{64}", text):
            raise self._wrong(name)
        return text

    def listed(self, name: str) -> list[Any]:
        several = self.said.get(name)
        if not isinstance(several, list) or len(several) > MOST_ITEMS:
            raise self._wrong(name)
        return several

    def whole(self, name: str, least: int, most: int) -> int:
        number = self.said.get(name)
        if type(number) is not int or not least <= number <= most:
            raise self._wrong(name)
        return number

    def lengths(self, name: str, count: int, least: float) -> tuple[float, ...]:
        several = self.listed(name)
        if len(several) != count:
            raise self._wrong(name)
        return tuple(self.length(name, each, least) for each in several)

    def length(self, name: str, number: object, least: float) -> float:
        """A number of mm; neither truth, nor what is no number at all, nor without end."""
        if isinstance(number, bool) or not isinstance(number, int | float) or not least <= number <= MOST_MM:
            raise self._wrong(name)
        return number

    def one_of(self, name: str, known: Iterable[Any]) -> Any:
        value = self.said.get(name, ...)
        for one in known:
            if type(value) is type(one) and value == one:
                return one
        raise self._wrong(name)

    def _text(self, name: str, text: object, most: int = MOST_TEXT) -> str:
        if not isinstance(text, str) or len(text) > most or not _can_be_written(text):
            raise self._wrong(name)
        return text

    def _wrong(self, name: str) -> Damaged:
        field = self.name + name
        return Damaged(say("has no {field} that a press could have written", field=field))


def _can_be_written(text: str) -> bool:
    """Whether a file can hold it: JSON can say halves of letters."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
