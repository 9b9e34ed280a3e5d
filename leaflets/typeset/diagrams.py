"""The diagram of a leaflet as an inline drawing: its kind's template, filled with its words and values."""

from __future__ import annotations

from collections.abc import Mapping

import jinja2
from markupsafe import Markup

from leaflets import faces
from leaflets.model.diagram import FIELD_MM, KINDS, WORD_PT
from leaflets.model.job import Job
from leaflets.units import MM_PER_PT

LARGE_WORD_PT = 14.0
"""The size of words in a drawing of large print, at least; elsewhere they are never smaller than WORD_PT."""

LARGE_PT = 18.0
"""Of running text, from which on a format is large print (norms T01)."""


def drawing(job: Job, environment: jinja2.Environment, colours: Mapping[str, str]) -> Markup:
    """The diagram of the job's leaflet, as wide as its format says, with its description as the SVG's title."""
    leaflet = job.leaflet
    assert leaflet is not None
    assert leaflet.diagram is not None
    diagram = leaflet.diagram
    inner = environment.get_template(f"diagrams/{diagram.kind}.svg").render(
        labels=diagram.labels,
        values=diagram.values,
        description=diagram.description,
        field=FIELD_MM,
        width=job.format.diagram_mm,
        size=word_size(job),
        kind=KINDS[diagram.kind],
        length=faces.length,
        group=colours[f"group-{leaflet.group}"],
        tint=colours[f"tint-{leaflet.group}"],
        accent=colours["accent"],
        ink=colours["ink"],
    )
    return Markup(inner)


def word_size(job: Job) -> float:
    """The size of words in units of the field, so that on paper they are never smaller than they should be."""
    least = LARGE_WORD_PT if job.format.body_pt >= LARGE_PT else WORD_PT
    return max(WORD_PT, least * FIELD_MM / job.format.diagram_mm) * MM_PER_PT
