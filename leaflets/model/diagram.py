"""The diagram of a leaflet: which kind of drawing, its words, and the values it is drawn from."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, NamedTuple

from pydantic import Field

from leaflets.messages import say
from leaflets.model.value import Value

LARGEST = 10
"""Of a value: how high a bar is, or how deep a night, of ten. No figure of anything that was measured."""

FIELD_MM = 122
"""The width a diagram is drawn for; where it is wider or narrower the whole field is enlarged or reduced."""

WORD_PT = 9.9
"""The size of words in a drawing on that width."""

NARROW_MM = 72
"""The width of the field of a drawing for a telephone: its words are as large on it, so 16 px on a screen of 360."""

LONGEST_DESCRIPTION = 300
"""Characters of what is heard instead of a drawing: one breath, for nobody can go back in it."""

Level = Annotated[int, Field(ge=0, le=LARGEST)]


class Label(NamedTuple):
    """The room a drawing has for a word, in mm, and whether it is bold and in the colour of the group."""

    room_mm: float
    bold: bool = False


class DiagramKind(NamedTuple):
    """What a kind of diagram is drawn from: its words, and lists with so many values."""

    labels: Mapping[str, Label]
    values: Mapping[str, int] = MappingProxyType({})


KINDS: Mapping[str, DiagramKind] = MappingProxyType(
    {
        "after-effort": DiagramKind(
            {
                "limit": Label(40), "effort": Label(48, True), "energy": Label(34), "dip": Label(40, True),
                "today": Label(24), "later": Label(44), "longer": Label(34),
            },
            {"energy": 4},
        ),
        "circle": DiagramKind(
            {
                "one": Label(33, True), "two": Label(33, True), "three": Label(33, True),
                "out": Label(36, True), "how": Label(36),
            }
        ),
        "nerve": DiagramKind({"sheathed": Label(114), "bare": Label(114)}),
        "new-path": DiagramKind(
            {"from": Label(30, True), "old": Label(46), "new": Label(60, True), "to": Label(30, True)}
        ),
        "night": DiagramKind(
            {"evening": Label(22), "deep": Label(44, True), "waking": Label(44), "morning": Label(22)}, {"depth": 7}
        ),
        "pauses": DiagramKind(
            {
                "through": Label(29, True), "paced": Label(29, True), "pause": Label(22), "empty": Label(38),
                "morning": Label(24), "midday": Label(28), "evening": Label(24),
            },
            {"through": 12, "paced": 12},
        ),
        "threshold": DiagramKind(
            {"threshold": Label(60, True), "excited": Label(60), "nights": Label(56), "short": Label(56)},
            {"nights": 7},
        ),
    }
)  # fmt: skip
"""Each is drawn by templates/diagrams/<kind>.svg on a field FIELD_MM wide, and for a telephone by one in narrow/."""


class Diagram(Value):
    """What the front matter says of a leaflet's diagram, see also content/diagrams.py."""

    kind: str = Field(min_length=1)
    title: str = Field(min_length=1, max_length=48)
    labels: dict[str, str] = Field(default_factory=dict)
    """The words in the drawing, by what they stand at."""
    values: dict[str, tuple[Level, ...]] = Field(
        default_factory=dict, description=say("Write whole numbers from 0 to {largest}.", largest=LARGEST)
    )
    caption: str = Field(min_length=1)
    """A line of Markdown below it, with the marks of the claims it states; it keeps their cautions."""
    description: str = Field(min_length=1, max_length=LONGEST_DESCRIPTION)
    """What is heard instead of the drawing."""

    @property
    def markdown(self) -> str:
        """What is printed of it as Markdown: title and labels as headings, for these are no sentences; the caption."""
        return "\n\n".join((f"### {self.title}", *(f"#### {label}" for label in self.labels.values()), self.caption))
