"""The diagram of a leaflet as an inline drawing: its kind's template, filled with its words and values."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import jinja2
from fontTools.ttLib import TTFont
from markupsafe import Markup

from leaflets import faces
from leaflets.model.job import Job
from leaflets.units import MM_PER_PT

FIELD_MM = 122
"""The width the templates are drawn for; what is wider or narrower is the whole field enlarged or reduced."""

LEAST_PT, LEAST_LARGE_PT = 9.9, 14.0
"""The size of words in a drawing: half a point more than the smallest text beside it, and in large print."""

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
        width=job.format.diagram_mm,
        word=word_size(job),
        length=length,
        group=colours[f"group-{leaflet.group}"],
        tint=colours[f"tint-{leaflet.group}"],
        accent=colours["accent"],
        ink=colours["ink"],
        paper=colours["paper"],
    )
    return Markup(inner)


def word_size(job: Job) -> float:
    """The size of words in units of the field, so that on paper they are never smaller than they should be."""
    least = LEAST_LARGE_PT if job.format.body_pt >= LARGE_PT else LEAST_PT
    return max(LEAST_PT * MM_PER_PT, least * MM_PER_PT * FIELD_MM / job.format.diagram_mm)


def length(words: str, bold: bool = False) -> float:
    """How long words are as a drawing sets them, letter by letter without kerning; for letters of size 1."""
    advances, per_em = _advances(700 if bold else 400)
    return sum(advances.get(sign, per_em // 2) for sign in words) / per_em


@lru_cache(maxsize=2)
def _advances(weight: int) -> tuple[Mapping[str, int], int]:
    """The width of each sign of the text face, and the units an em has."""
    path = next(path for family, bold, _, path in faces.FACES if (family, bold) == (faces.TEXT, weight))
    with TTFont(path, lazy=True) as font:
        widths, names = font["hmtx"].metrics, font.getBestCmap()
        return {chr(code): widths[name][0] for code, name in names.items()}, font["head"].unitsPerEm
