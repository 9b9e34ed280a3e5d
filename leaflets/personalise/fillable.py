"""A leaflet a practice fills in itself, in its PDF viewer: the box holds labelled fields."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil
from pathlib import Path

from leaflets.model import Job, Proof
from leaflets.personalise.base import colours_of, prepare
from leaflets.personalise.drawing import Drawing, Element, Field, Mark, line
from leaflets.personalise.setting import Piece
from leaflets.personalise.stamp import Stamp, press
from leaflets.personalise.style import LARGE, POINT, SIDE, Style, style_of
from leaflets.problems import ContentError, Problem
from leaflets.typeset.palette import palette

FIELDS = {
    "name": "practice_name",
    "telephone": "practice_telephone",
    "address": "practice_address",
    "out_of_hours": "practice_closed",
    "website": "practice_website",
    "appointment": "practice_appointment",
}
"""The fields in tab order, and the word of the language that labels each."""
GAP = 4.0
"""Space between two columns, mm."""


def with_fields(proof: Proof, job: Job, project: Path) -> Proof:
    """`proof`, whose box is empty, with a form in it. Raises ContentError when the format reserves no box."""
    if proof.practice is None:
        said = f"the format {job.format.id} reserves no box for a practice"
        raise ContentError(Problem(said, f"styles/formats/{job.format.id}.css", "Leave out --fillable."))
    style = style_of(job.format, proof.practice)
    group = job.leaflet.group if job.leaflet else 0
    base = prepare(proof, colours_of(palette(project / "styles", job.ink), group, job.ink), job.ink, style)
    drawings = {"practice": _form(proof.practice.box_mm[2:], style, job.language.words)}
    return proof.model_copy(update={"pdf": press(base, Stamp(drawings))})


def _form(size_mm: tuple[float, float], style: Style, words: Mapping[str, str]) -> Drawing:
    """Labels with a field under each, in two columns; in large print in one."""
    columns = 1 if style.sizes == LARGE.sizes else 2
    rows = ceil(len(FIELDS) / columns)
    label, text = style.sizes[-1], style.sizes[-1] + 1
    across = (size_mm[0] - 2 * SIDE - (columns - 1) * GAP) / columns
    high = (size_mm[1] - 1) / rows
    marks: list[Mark] = []
    elements: list[Element] = []
    for number, (name, word) in enumerate(FIELDS.items()):
        row, column = divmod(number, columns)
        left, top = SIDE + column * (across + GAP), 0.2 + row * high
        said = words[word].rstrip(":?")
        below = top + label * POINT * 1.15
        piece = Piece(number, 0, said, False, label, left, top + label * POINT, 0.0)
        marks.append(Mark("P", "ink", (line(piece),)))
        box = (left, below + 0.2, across, high - (below - top) - 0.6)
        elements += [Element("P", (len(marks) - 1,)), Element("Form", (Field(name, said, box, text),))]
    return Drawing(tuple(marks), tuple(elements))
