"""What an association's own edition has beside what it inherits: its name, logo, colours and choice of leaflets."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from leaflets.model.colour import PaletteColour
from leaflets.model.value import Value

OwnColours = tuple[tuple[str, PaletteColour], ...]
"""Colours by their names in the table of colours, whose place they take."""

DetailsBox = Literal["practice", "association"]
"""Whose details stand in the box of a leaflet: those of a practice, or of who hands the edition out."""


class EditionLogo(Value):
    """The logo of an edition: its file beside that of the edition, what is in it, and its width for a height of 1."""

    name: str
    sha256: str
    ratio: float = Field(gt=0)

    def within(self, width_mm: float, height_mm: float) -> tuple[float, float]:
        """Its width and height in mm, as large as fits."""
        width = min(width_mm, height_mm * self.ratio)
        return round(width, 2), round(width / self.ratio, 2)


class TakenTexts(Value):
    """The medical texts an edition takes over, unchanged, in one language."""

    series: str
    """What the series is called they are taken from."""
    version: str
    """Of the series, as its booklet says it."""
    author: str
    digest: str
    """What tells their words from any others."""
    has_foreword: bool = False
    """Whether the foreword is the edition's own."""

    @property
    def mark(self) -> str:
        """The digest as a colophon prints it, in groups of four."""
        return " ".join(self.digest[at : at + 4] for at in range(0, len(self.digest), 4))


class OwnEdition(Value):
    """An edition of an association's own, as far as its pages need it."""

    id: str
    name: str
    """Who hands it out, as its covers say."""
    address: str | None = None
    telephone: str | None = None
    email: str | None = None
    logo: EditionLogo | None = None
    colours: OwnColours = ()
    box: DetailsBox = "practice"
    formats: tuple[str, ...] = ()
    """Those that are made where none are asked for; with none, all there are."""
    texts: dict[str, TakenTexts] = Field(default_factory=dict)
    """By language."""
