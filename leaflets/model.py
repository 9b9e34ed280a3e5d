"""The plain values that pass between the steps of the press. All are frozen; lengths are in mm unless named pt."""

from __future__ import annotations

import copy
import datetime as dt
import hashlib
from collections.abc import Mapping
from functools import cached_property
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from leaflets import artefact
from leaflets.forms import NOTATION, Address, Count, DateFormat, Edge, Length, Most, Name, Offset, Phrases, Place
from leaflets.phrases import unfolded

Ink = artefact.Ink
"""Which column of the table of colours a render takes."""

Box = tuple[float, float, float, float]
"""Left, top, width, height in mm from the top left corner of the trim."""

SECTION_ROLES = ("summary", "body", "rest", "steps", "doctor")
"""The sections every leaflet has, in reading order; the sources follow, made from the citations."""

GROUPS = 6
"""The groups of leaflets, from 0: each has its name, its colour and its place in the booklet."""

Text = Literal["full", "short"]

Block = Literal[
    "cover", "audience", "summary", "body", "rest", "steps", "doctor", "notes", "sources", "blog", "practice", "imprint"
]
"""What may stand on a panel: the sections, and the parts the press adds to them."""


class Value(BaseModel):
    """A frozen value that refuses what it does not know, and numbers that are none."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=False, allow_inf_nan=False)


class Source(Value):
    """One address a page may print; `title_status` says whether the title is the work's own or our description."""

    id: str
    url: Address
    title: str = Field(min_length=1)
    title_status: Literal["real", "label"]
    authors: str | None = None
    publisher: str
    year: int | None = None
    lang: str | None = None
    evidence: str | None = None
    unrelated: bool = False

    @property
    def is_label(self) -> bool:
        return self.title_status == "label"


class Claim(Value):
    """One statement of the source text, how well it is supported, and the careful form it may take."""

    id: str = Field(pattern=r"^C\d\d$")
    section: tuple[str, ...]
    claim: str
    support: str
    caution: str | None = None
    says: str | None = None
    sources: tuple[str, ...] = ()
    never: tuple[Phrases, ...] = Field(default=(), description=NOTATION)
    """What states it too boldly, in the notation of `phrases`."""
    only_in: tuple[str, ...] = ()
    left_out: str | None = None

    @cached_property
    def phrases(self) -> tuple[str, ...]:
        """The phrases no text may hold, as `signs.compared` gives them."""
        return tuple(dict.fromkeys(phrase for pattern in self.never for phrase in unfolded(pattern)))


class Section(Value):
    """A marked part of a leaflet: its role, its heading, its Markdown and the line of the file it starts on."""

    role: str
    heading: str
    markdown: str
    line: int


class Illustration(Value):
    """A picture of a text: what is in it, its size in pixels where it has one, and the line it is first used on."""

    sha256: str
    pixels: tuple[int, int] | None
    line: int


class Leaflet(Value):
    """One condition in one language."""

    id: str
    language: str
    path: str
    title: str
    name: str
    full_name: str | None
    kicker: str | None
    slug: str
    group: int
    order: int
    audience: str
    poster: str
    version: str
    date: dt.date
    review_by: dt.date
    author: str
    reviewer: str | None
    sections: tuple[Section, ...]
    cited: tuple[str, ...]
    claims: tuple[str, ...]
    pictures: dict[str, Illustration] = Field(default_factory=dict)
    """Each picture by its name: another picture under the same name makes another page."""

    def section(self, role: str) -> Section:
        return next(section for section in self.sections if section.role == role)


class Chapter(Value):
    """A page of the booklet's own: foreword, chapter, group opening, conclusion."""

    id: str
    language: str
    path: str
    title: str
    subtitle: str | None
    motto: str | None
    markdown: str
    line: int
    cited: tuple[str, ...]
    claims: tuple[str, ...]
    pictures: dict[str, Illustration] = Field(default_factory=dict)
    """Each picture by its name: another picture under the same name makes another page."""


class Language(Value):
    """Everything the press itself says on paper in one language; every field is required."""

    id: str
    name: str
    direction: Literal["ltr", "rtl"]
    date_format: DateFormat
    sections: dict[str, str]
    words: dict[str, str]
    groups: tuple[str, ...] = Field(min_length=GROUPS, max_length=GROUPS)
    countries: dict[str, dict[str, str]] = Field(default_factory=dict)
    """By country, the words that replace those of `words` in the leaflets of a practice there."""
    pattern: dict[str, str] = Field(default_factory=dict, exclude=True)
    """What a new leaflet is begun with, by the names of its fields and sections; nothing that is printed."""

    def spoken_in(self, country: str | None) -> Language:
        """The language with the words a country says otherwise."""
        words = copy.copy(self.words)  # of its own kind, which knows what to say of a word that is missing
        words.update(self.countries.get(country or "", {}))
        return self.model_copy(update={"words": words})


class Slot(Value):
    """Where a page stands on one side of a sheet: its number (from 1), and its left and top edge in mm."""

    page: Count
    left: Place
    top: Place = 0


class SheetLayout(Value):
    """How pages stand on sheets of paper: by the saddle-stitch rule, or in the slots of one sheet."""

    size_mm: tuple[Length, Length]
    scheme: Literal["saddle", "slots"]
    front: tuple[Slot, ...] = Field(default=(), max_length=100)
    back: tuple[Slot, ...] = Field(default=(), max_length=100)
    folds_mm: tuple[Length, ...] = Field(default=(), max_length=20)
    """Distance of each fold from the left edge of the front; the back's are the mirror image."""
    gutter_mm: float = Field(default=0, ge=0, le=100)
    """White between the two pages of a saddle-stitched side, where the fold and staple marks stand."""
    marks: Literal["none", "folds", "crop"] = "none"
    flip: Literal["short", "long"] = "short"
    stapled: bool = False


class Printer(Value):
    """How a printer differs from an exact one, as its calibration sheet showed: the fields of printer.yaml."""

    flip: Literal["short", "long"] = "short"
    """The edge it turns landscape paper over when asked for the short one."""
    back_right_mm: Offset = 0
    back_down_mm: Offset = 0
    """How far the back must move to stand behind the front."""
    unprinted_mm: Edge = 5
    """The edge it leaves white."""
    backs_begin_with: Literal["last", "first"] = "last"
    """Without duplex: whose back is printed first when the pile is put back."""


BLEED_MM = 3.0
"""How far a press file is painted beyond the trim (the print shops' rule)."""


class Profile(Value):
    """A print shop's ICC profile: what it calls itself, its checksum, and the bytes, which no digest repeats."""

    name: str
    sha256: str
    data: bytes = Field(exclude=True, repr=False)


class PaperOptions(Value):
    """What the person at the printer says of paper and machine."""

    caliper_mm: float = Field(default=0.10, gt=0, le=1)
    printer: Printer = Printer()
    gray: bool = False
    press: bool = False
    manual_duplex: bool = False
    size: str | None = None
    icc: Profile | None = None


class Format(Value):
    """The geometry of a format, read from the leading comment of its style sheet.

    A format has pages of its own (`template`), or takes those of another (`of`); with a `sheet` they are imposed.
    """

    id: str
    description: str
    template: Name = "leaflet"
    of: str | None = None
    sheet: SheetLayout | None = None
    ink: Ink = "screen"
    paper_mm: tuple[Length, Length]
    pages: Count | None = None
    parts: dict[str, Count] = Field(default_factory=dict)
    panels: dict[Name, tuple[Block, ...]] = Field(default_factory=dict)
    """The panels of a folded leaflet or a card in reading order: each one's CSS page name and what stands on it."""
    own_panels: dict[str, tuple[Block, ...]] = Field(default_factory=dict)
    own_panels_from: int = Field(default=0, ge=0)
    """The panels that hold something else in a practice's own leaflets, from so many sources on."""
    sizes: dict[str, tuple[Length, Length]] = Field(default_factory=dict)
    """The paper sizes `--paper` may ask for; the page is enlarged to them as a whole."""
    text: Text = "full"
    purpose: artefact.Purpose = "reading"
    conforms_to: artefact.Conformity | None = None
    section_pages: Count = 3
    entries_per_page: Count = 28
    sources_per_page: Count = 10
    cover_names: Most = 20
    opening_members: Most = 8
    """With more leaflets, neither the cover nor a group's opening has room to name them: the contents do."""
    source_columns: int = Field(default=2, ge=1, le=12)
    notes_rows: Most = 0
    """Lines to write on follow the sources when these fill at most so many rows."""
    qr_mm: float = Field(default=22.0, ge=20.0, le=500)
    body_pt: float = Field(default=12.0, ge=10.5, le=200)
    """The smallest size running text may have on the paper (norms T01); large print sets 18."""


class Publisher(Value):
    """Who answers for the edition; in Belgium the verantwoordelijke uitgever with an address."""

    name: str
    address: str | None = None
    website: str


class Edition(Value):
    """What all leaflets of the edition share."""

    publisher: Publisher
    funding: str | None = None
    blog: str
    origin: str
    booklet_version: str
    booklet_date: dt.date
    booklet_review_by: dt.date


class Citation(Value):
    """A source with the number it has in one text."""

    number: int
    source: Source


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
    first_folio: int = 1
    running_head: str = ""
    pages: int | None = None
    zoom: float = 1.0
    """How many times its designed size the page is printed."""
    context: Mapping[str, object] = Field(default_factory=dict)
    practice: Literal["stamp", "blank", "fillable"] = "stamp"
    """What the practice box holds: room for a stamp, nothing (personalise writes into it), or fields to fill in."""
    lapsed: dt.date | None = None
    """The review date of its text, once that day has come: the page says so."""

    allowed: tuple[Allowance, ...] = ()
    """The rules its pages may break this time, beside those the house style lets pass."""

    @property
    def where(self) -> str:
        """The file its text is in, for messages."""
        text = self.leaflet or self.chapter
        return text.path if text is not None else self.id

    def digest(self) -> str:
        """The SHA-256 of everything that goes into the job, as hexadecimal."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()


class QrCode(Value):
    """A QR code where it stands on a finished page (pages count from 1)."""

    page: int
    url: str
    box_mm: Box


class PracticeBox(Value):
    """The box a format reserves for the practice, where it stands on a finished page (pages count from 1)."""

    page: int
    box_mm: Box
    is_white: bool = False  # itself, on a page of another colour
    room_mm: float = 0.0  # free above it


class Issuer(Value):
    """Lines left for who issues a leaflet, or gives a booklet; the first has other words, up to the indent."""

    says: Literal["issuer", "giver"]
    page: int
    box_mm: Box
    indent_mm: float
    baseline_mm: float
    size_pt: float
    line_pt: float


class Proof(Value):
    """A finished PDF with what is known of it."""

    job_id: str
    pdf: bytes
    pages: int
    trim_mm: tuple[float, float]
    qr: tuple[QrCode, ...]
    practice: PracticeBox | None = None
    issuer: Issuer | None = None
