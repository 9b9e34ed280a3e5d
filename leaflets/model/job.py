"""What one render needs, and which rules its pages may break this time."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from leaflets.model.artefact import Ink
from leaflets.model.content import Chapter, Citation, Edition, Language, Leaflet, Source
from leaflets.model.fields import Spacing
from leaflets.model.format import Format
from leaflets.model.value import Value

Step = Literal["typeset", "form", "merge", "gather", "impose", "press", "ua2", "inspect"]
"""What is done to pages, or to a file of them, on its way. The plan says which, and in which order."""

ValidPlace = Literal["row", "foot"]

LEAST_REASON = 8
"""Fewer characters are no reason."""


class Allowance(Value):
    """A rule that may be broken, in which files (a pattern such as *-a4.pdf), and why."""

    rule: str = Field(pattern=r"^[A-Z]\d\d$")
    where: str = Field(default="*", max_length=200)
    reason: str = Field(min_length=LEAST_REASON)


class Job(Value):
    """Everything one render needs, and nothing else: the same job gives the same bytes."""

    id: str
    template: str
    format: Format
    language: Language
    edition: Edition
    blog: Source
    title: str
    leaflet: Leaflet | None = None
    chapter: Chapter | None = None
    citations: tuple[Citation, ...] = ()
    booklet: bool = False
    ink: Ink = "screen"
    light: bool = False
    """Whether it is the edition for office printers, without solid fields."""
    first_folio: int = 1
    running_head: str = ""
    pages: int | None = None
    spacing: Spacing = "airy"
    zoom: float = 1.0
    """How many times its designed size the page is printed."""
    context: Mapping[str, object] = Field(default_factory=dict)
    has_notes: bool = True
    """Whether there are lines to write on, where the format has them."""
    valid_code: ValidPlace | None = "row"
    """Where the code "Nog geldig?" stands, where the edition has a site: among the codes of the sources, or where these
    leave it no room beside the imprint; None where it has room nowhere."""
    practice: Literal["stamp", "blank", "fillable"] = "stamp"
    """What the practice box holds: room for a stamp, nothing (personalise writes into it), or fields to fill in."""
    lapsed: dt.date | None = None
    """The review date of its text, once that day has come: the page says so."""

    steps: tuple[Step, ...] = ("typeset", "inspect")
    """What is done until its pages are a proof."""
    allowed: tuple[Allowance, ...] = ()
    """The rules its pages may break this time, beside those the house style lets pass."""

    @property
    def where(self) -> str:
        """The file its text is in, for messages."""
        text = self.leaflet or self.chapter
        return text.path if text is not None else self.id

    def digest(self) -> str:
        """The SHA-256 of everything that goes into the job, as hexadecimal; the words of the site are not printed."""
        said = self.model_copy(update={"language": self.language.on_paper})
        return hashlib.sha256(said.model_dump_json().encode()).hexdigest()
