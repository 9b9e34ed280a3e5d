"""How it is laid out: formats, sheets, printers and paper. Lengths are in mm unless named pt."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from leaflets.model.artefact import Ink, Purpose
from leaflets.model.fields import (
    SPACINGS,
    Bleed,
    Count,
    Covered,
    Currency,
    EdgeMm,
    Length,
    Most,
    Name,
    Offset,
    PlaceMm,
    Price,
    Spacing,
    Tagged,
)  # fmt: skip
from leaflets.model.value import Value

TextLength = Literal["full", "short"]

Block = Literal[
    "cover", "audience", "summary", "body", "rest", "diagram", "steps", "aside", "doctor", "notes", "week", "sources",
    "plain-sources", "blog", "blog-address", "practice", "imprint", "imprint-rows",
]  # fmt: skip
"""What may stand on a panel: the parts of the text, and those the press adds to them."""


class Slot(Value):
    """Where a page stands on one side of a sheet: its number (from 1), and its left and top edge in mm."""

    page: Count
    left: PlaceMm
    top: PlaceMm = 0


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
    unprinted_mm: EdgeMm = 5
    """The edge it leaves white."""
    backs_begin_with: Literal["last", "first"] = "last"
    """Without duplex: whose back is printed first when the pile is put back."""


class Costs(Value):
    """What printing costs in an office: the fields of costs.yaml."""

    currency: Currency = "EUR"
    sheet: Price
    """Of a sheet of paper."""
    page: Price
    """Of toner, for a page covered so far."""
    coverage: Covered
    """In per cent; None where each side costs the same, as with a contract by the page."""


BLEED_MM = 3.0
"""How far a press file is painted beyond the trim (the print shops' rule)."""


class Profile(Value):
    """A print shop's ICC profile: what it calls itself, its checksum, and the bytes, which no digest repeats."""

    name: str
    sha256: str
    data: bytes = Field(exclude=True, repr=False)
    most_ink: float | None = Field(default=None, exclude=True)
    """Per cent of all four inks in the darkest colour it gives, as measured."""


class PressSheet(Value):
    """What stands round the trim of a press file, which print shops and their portals want otherwise."""

    marks: bool = True
    """Whether crop marks stand there."""
    zero_origin: bool = False
    """Whether the lower left corner of the MediaBox is 0 0, and not that of the trim."""
    bleed_mm: Bleed = BLEED_MM
    """How far the BleedBox reaches beyond the trim."""


class PaperOptions(Value):
    """What the person at the printer says of paper and machine."""

    caliper_mm: float = Field(default=0.10, gt=0, le=1)
    printer: Printer = Printer()
    costs: Costs | None = None
    gray: bool = False
    light: bool = False
    """Whether fields and tints are left white: an office printer's toner costs, and its solid fields have streaks."""
    press: bool = False
    manual_duplex: bool = False
    size: str | None = None
    icc: Profile | None = None
    condition: str | None = None
    """The registered printing condition that was named, such as fogra51."""
    ua: Literal[1, 2] = 1
    """By which part of PDF/UA (ISO 14289) the files to read are tagged."""


QUIET_MM = 3.2
"""Beside a code of usual size, between it and its words."""


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
    """The pages or panels of a leaflet in reading order: the class of each, and what stands on it."""
    sizes: dict[str, tuple[Length, Length]] = Field(default_factory=dict)
    """The paper sizes `--paper` may ask for; the page is enlarged to them as a whole."""
    text: TextLength = "full"
    purpose: Purpose = "reading"
    conforms_to: Tagged = None
    section_pages: Count = 3
    entries_per_page: Count = 28
    sources_per_page: Count = 10
    cover_names: Most = 20
    opening_members: Most = 8
    """With more leaflets, neither the cover nor a group's opening has room to name them: the contents do."""
    source_columns: int = Field(default=2, ge=1, le=12)
    motif_lift: float = Field(default=0, ge=-50, le=50)
    """How much higher than its middle the motif stands in the disc, in hundredths of it, where a horizon cuts that."""
    notes_rows: Most = 0
    """Lines to write on stand there when the codes fill at most so many rows; with 0 whatever they fill."""
    notes_mm: float = Field(default=0, ge=0, le=500)
    """With less room below their heading, to the foot of its panel, neither that nor the lines stand there."""
    spacing: Spacing | dict[Name, Spacing] = "airy"
    """The airiest all leaflets fit in, or that by language: the press begins there, and goes on to a tighter one for a
    text that is too long. `build.py fit` measures it."""
    signs: Literal["run", "list"] = "run"
    """How the signs of alarm stand: one after the other in a sentence, or each on a line of its own."""
    diagram_mm: float = Field(default=122, ge=116, le=500)
    """How wide a diagram is drawn. Its words stay as large, so it has no room for them where it is narrower."""
    logo_mm: tuple[Length, Length] = (44, 11)
    """Within which width and height the logo of an association stands in its box."""
    questions: bool = True
    """Whether the practice's box has a line for a question too."""
    qr_mm: float = Field(default=22.0, ge=20.0, le=500)
    """How wide a code is."""
    quiet_mm: float = Field(default=QUIET_MM, gt=0, le=500)
    """What is white around every code at least: a code of few modules, which want more, gets more modules."""
    quiet_from: Most = 0
    """With fewer sources their codes stand further apart, and QUIET_MM is white around each."""
    valid_up_to: Most = 0
    """With so many sources or fewer the code "Nog geldig?" has room beside theirs; else it stands by the imprint."""
    valid_mm: float = Field(default=20, ge=20, le=500)
    """How wide it is there."""
    valid_qr_mm: float | None = Field(default=None, ge=20, le=500)
    """How wide the other codes are then, where they leave it no room at their usual size."""
    valid_in_words: bool = False
    """Whether there is room to print its address in words where the code itself has none."""
    body_pt: float = Field(default=12.0, ge=10.5, le=200)
    """The smallest size running text may have on the paper (norms T01); large print sets 18."""

    def spacing_in(self, language: str) -> Spacing:
        """The spacing of its leaflets in a language."""
        return self.spacing.get(language, SPACINGS[0]) if isinstance(self.spacing, dict) else self.spacing
