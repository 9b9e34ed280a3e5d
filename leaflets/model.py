"""The plain values that pass between the steps of the press. All are frozen; lengths are in mm unless named pt."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

Box = tuple[float, float, float, float]
"""Left, top, width, height in mm from the top left corner of the trim."""

SECTION_ROLES = ("summary", "body", "rest", "steps", "doctor")
"""The sections every leaflet has, in reading order; the sources follow, made from the citations."""

Text = Literal["full", "short"]

Block = Literal[
    "cover", "audience", "summary", "body", "rest", "steps", "doctor", "notes", "sources", "blog", "practice", "imprint"
]
"""What may stand on a panel: the sections, and the parts the press adds to them."""


class Value(BaseModel):
    """A frozen value that refuses what it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=False)


class Source(Value):
    """One address a page may print; `title_status` says whether the title is the work's own or our description."""

    id: str
    url: str = Field(pattern=r"^https://\S+$")
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
    never: tuple[re.Pattern[str], ...] = ()
    only_in: tuple[str, ...] = ()
    left_out: str | None = None


class Section(Value):
    """A marked part of a leaflet: its role, its heading, its Markdown and the line of the file it starts on."""

    role: str
    heading: str
    markdown: str
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
    pictures: dict[str, str] = Field(default_factory=dict)
    """The SHA-256 of each picture by its name: another picture under the same name makes another page."""

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
    pictures: dict[str, str] = Field(default_factory=dict)
    """The SHA-256 of each picture by its name: another picture under the same name makes another page."""


class Diary(Value):
    """A page to fill in by hand: a table of rows and columns."""

    title: str
    intro: str
    columns: tuple[str, ...]
    rows: tuple[str, ...]
    legend: str | None = None


class Questions(Value):
    title: str
    intro: str
    prompts: tuple[str, ...]


class Notes(Value):
    title: str
    intro: str


class FillPages(Value):
    """The words of the pages that fill a booklet to a multiple of four."""

    sleep_diary: Diary
    energy_diary: Diary
    questions: Questions
    notes: Notes


class Language(Value):
    """Everything the press itself says on paper in one language; every field is required."""

    id: str
    name: str
    direction: Literal["ltr", "rtl"]
    date_format: str
    sections: dict[str, str]
    words: dict[str, str]
    groups: tuple[str, ...]
    countries: dict[str, dict[str, str]] = Field(default_factory=dict)
    """By country, the words that replace those of `words` in the leaflets of a practice there."""


class Slot(Value):
    """Where a page stands on one side of a sheet: its number (from 1), and its left and top edge in mm."""

    page: int = Field(ge=1)
    left: float = Field(ge=0)
    top: float = Field(default=0, ge=0)


class SheetLayout(Value):
    """How pages stand on sheets of paper: by the saddle-stitch rule, or in the slots of one sheet."""

    size_mm: tuple[float, float]
    scheme: Literal["saddle", "slots"]
    front: tuple[Slot, ...] = ()
    back: tuple[Slot, ...] = ()
    folds_mm: tuple[float, ...] = ()
    """Distance of each fold from the left edge of the front; the back's are the mirror image."""
    gutter_mm: float = Field(default=0, ge=0)
    """White between the two pages of a saddle-stitched side, where the fold and staple marks stand."""
    marks: Literal["none", "folds", "crop"] = "none"
    flip: Literal["short", "long"] = "short"
    stapled: bool = False


Ink = Literal["screen", "gray", "press"]
"""Which column of the table of colours a render takes: sRGB, one ink, or the print shop's four."""


class Printer(Value):
    """How a printer differs from an exact one, as its calibration sheet showed: the fields of printer.yaml."""

    flip: Literal["short", "long"] = "short"
    """The edge it turns landscape paper over when asked for the short one."""
    back_right_mm: float = Field(default=0, ge=-10, le=10)
    back_down_mm: float = Field(default=0, ge=-10, le=10)
    """How far the back must move to stand behind the front."""
    unprinted_mm: float = Field(default=5, ge=0, le=10)
    """The edge it leaves white."""
    backs_begin_with: Literal["last", "first"] = "last"
    """Without duplex: whose back is printed first when the pile is put back."""

    @field_validator("back_right_mm", "back_down_mm", "unprinted_mm", mode="before")
    @classmethod
    def _decimal_comma(cls, given: object) -> object:
        """1,5 is what somebody writes who reads a Dutch ruler."""
        return given.replace(",", ".") if isinstance(given, str) else given


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
    template: str = "leaflet"
    of: str | None = None
    sheet: SheetLayout | None = None
    ink: Ink = "screen"
    paper_mm: tuple[float, float]
    pages: int | None = Field(default=None, ge=1)
    parts: dict[str, int] = Field(default_factory=dict)
    panels: dict[str, tuple[Block, ...]] = Field(default_factory=dict)
    """The panels of a folded leaflet or a card in reading order: each one's CSS page name and what stands on it."""
    own_panels: dict[str, tuple[Block, ...]] = Field(default_factory=dict)
    own_panels_from: int = Field(default=0, ge=0)
    """The panels that hold something else in a practice's own leaflets, from so many sources on."""
    sizes: dict[str, tuple[float, float]] = Field(default_factory=dict)
    """The paper sizes `--paper` may ask for; the page is enlarged to them as a whole."""
    text: Text = "full"
    purpose: Literal["reading", "sheet", "press", "poster"] = "reading"
    conforms_to: str | None = None
    section_pages: int = 3
    entries_per_page: int = 28
    sources_per_page: int = 10
    cover_names: int = 20
    opening_members: int = 8
    """With more leaflets, neither the cover nor a group's opening has room to name them: the contents do."""
    source_columns: int = 2
    notes_rows: int = 0
    """Lines to write on follow the sources when these fill at most so many rows."""
    qr_mm: float = Field(default=22.0, ge=20.0)
    body_pt: float = Field(default=12.0, ge=10.5)
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


class Artefact(Value):
    """A file of the output folder, as the manifest lists it."""

    path: PurePosixPath
    leaflet: str | None
    language: str
    format: str
    practice: str | None
    purpose: str
    title: str
    pages: int
    trim_mm: tuple[float, float]
    conforms_to: str | None
    version: str
    review_by: dt.date
    qr: tuple[QrCode, ...]
    sha256: str
    inputs_sha256: str
    bytes: int
