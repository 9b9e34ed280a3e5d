"""A finished PDF and what stands where on it, in mm from the top left corner of the trim."""

from __future__ import annotations

from typing import Literal

from leaflets.model.fields import Spacing
from leaflets.model.value import Value

Box = tuple[float, float, float, float]
"""Left, top, width, height in mm from the top left corner of the trim."""


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
    notes_mm: Box | None = None  # of that, what it need not take is for lines to write on


class Issuer(Value):
    """Lines left for who issues a leaflet, or gives a booklet; the first has other words, up to the indent."""

    says: Literal["issuer", "giver"]
    page: int
    box_mm: Box
    indent_mm: float
    baseline_mm: float
    size_pt: float
    line_pt: float


class Numbers(Value):
    """The lines a format reserves in the box on when to call, for the numbers of a practice (pages count from 1)."""

    page: int
    box_mm: Box


class Proof(Value):
    """A finished PDF with what is known of it."""

    job_id: str
    pdf: bytes
    pages: int
    trim_mm: tuple[float, float]
    qr: tuple[QrCode, ...]
    practice: PracticeBox | None = None
    issuer: Issuer | None = None
    numbers: Numbers | None = None
    spacing: Spacing | None = None
    """The airiest its text fits in, of those its job allows."""
    missed_lines: int = 0
    """By how many lines it misses the next airier one of these."""
