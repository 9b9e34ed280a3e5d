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

LONGEST_DESCRIPTION = 300
"""Signs of what is heard instead of a drawing: one breath, for nobody can go back in it."""

Level = Annotated[int, Field(ge=0, le=LARGEST)]


class DiagramKind(NamedTuple):
    """What a kind of diagram needs: the most letters each of its words has room for, and how many values a list has."""

    labels: Mapping[str, int]
    values: Mapping[str, int] = MappingProxyType({})


KINDS: Mapping[str, DiagramKind] = MappingProxyType(
    {
        "after-effort": DiagramKind(
            {"limit": 16, "effort": 18, "energy": 16, "dip": 20, "today": 12, "later": 24, "longer": 18}, {"energy": 4}
        ),
        "circle": DiagramKind({"one": 18, "two": 18, "three": 18, "out": 20, "how": 22}),
        "nerve": DiagramKind({"sheathed": 54, "bare": 54}),
        "new-path": DiagramKind({"from": 14, "old": 22, "new": 22, "to": 14}),
        "night": DiagramKind({"evening": 14, "deep": 26, "waking": 26, "morning": 14}, {"depth": 7}),
        "pauses": DiagramKind(
            {"through": 18, "paced": 18, "pause": 12, "empty": 16, "morning": 10, "midday": 10, "evening": 10},
            {"through": 12, "paced": 12},
        ),
        "threshold": DiagramKind({"threshold": 24, "excited": 26, "nights": 22, "short": 26}, {"nights": 7}),
    }
)
"""Each is drawn by templates/diagrams/<kind>.svg, on a field of 122 mm wide."""


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
        """All that is printed of it as Markdown: the title as a heading, each word in the drawing, the caption."""
        return "\n\n".join((f"### {self.title}", *self.labels.values(), self.caption))
