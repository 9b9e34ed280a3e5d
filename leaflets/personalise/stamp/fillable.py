"""A leaflet a practice fills in itself, in its PDF viewer: box and imprint hold labelled fields."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil
from pathlib import Path

from leaflets.messages import say
from leaflets.model.job import Job
from leaflets.model.proof import Issuer, PracticeBox, Proof
from leaflets.personalise.box.drawing import Drawing, Element, Field, TaggedMark, filled, frame, line
from leaflets.personalise.box.face import face
from leaflets.personalise.box.lines import Piece
from leaflets.personalise.box.notes import notes
from leaflets.personalise.box.style import BLEED, LARGE, SIDE, BoxStyle, room_in, style_of
from leaflets.personalise.stamp.apply import Stamp, press
from leaflets.personalise.stamp.base import colours_of, prepare
from leaflets.problems import ContentError, Problem
from leaflets.typeset.palette import look_of, palette
from leaflets.units import MM_PER_PT

FIELDS = {
    "name": "practice_name",
    "telephone": "practice_telephone",
    "address": "practice_address",
    "out_of_hours": "practice_closed",
    "website": "practice_website",
    "appointment": "practice_appointment",
}
"""The fields of the box in tab order, and the word of the language that labels each."""
GAP = 4.0
"""Space between two columns, mm."""


def with_fields(proof: Proof, job: Job, project: Path) -> Proof:
    """`proof`, whose box is empty, with a form in it. Raises ContentError when the format reserves no box."""
    if proof.practice is None:
        said = say("the format {format} reserves no box for a practice", format=job.format.id)
        raise ContentError(Problem(said, f"styles/formats/{job.format.id}.css", say("Leave out --fillable.")))
    style = style_of(job.format, proof.practice)
    group = job.leaflet.group if job.leaflet else 0
    base = prepare(
        proof, colours_of(palette(look_of(job, project), job.ink, job.light), group, job.ink), job.ink, style
    )
    words = job.language.words
    drawings = {"practice": _form(proof.practice, style, words, is_framed=base.colours.are_light)}
    if proof.issuer is not None:
        drawings[proof.issuer.says] = _issuer(proof.issuer, words)
    return proof.model_copy(update={"pdf": press(base, Stamp(drawings))})


def _form(place: PracticeBox, style: BoxStyle, words: Mapping[str, str], *, is_framed: bool) -> Drawing:
    """A label and a field for each thing, in two columns; in large print in one.

    The box grows until a hand can write in it. The field stands under its label, or beside it where rows are low.
    """
    columns = 1 if style.sizes == LARGE.sizes else 2
    rows = ceil(len(FIELDS) / columns)
    label = style.sizes[-1]
    width, reserved = place.box_mm[2:]
    grown = min(room_in(place), max(0.0, rows * (style.write_mm + 1) + 1 - reserved))
    across = (width - 2 * SIDE - (columns - 1) * GAP) / columns
    high = (reserved + grown - 1) / rows
    said = {name: words[word].rstrip(":?") for name, word in FIELDS.items()}
    down, right = label * MM_PER_PT * 1.15 + 0.2, 0.0
    if high - down < (label + 1) * MM_PER_PT * 1.2:
        down, right = 0.2, max(_long(text, label) for text in said.values()) + 2
    marks = [TaggedMark(None, "tint", operators=filled((0.0, -grown, width, grown + BLEED)))] if grown else []
    elements: list[Element | int] = []
    for number, (name, text) in enumerate(said.items()):
        row, column = divmod(number, columns)
        left, top = SIDE + column * (across + GAP), 0.2 + row * high - grown
        marks.append(
            TaggedMark("P", "ink", (line(Piece(number, 0, text, False, label, left, top + label * MM_PER_PT, 0.0)),))
        )
        box = (left + right, top + down, across - right, high - down - 0.4)
        elements += [Element("P", (len(marks) - 1,)), Element("Form", (Field(name, text, box, label + 1),))]
    form = notes(place, grown, words["my_notes"]).then(Drawing(tuple(marks), tuple(elements)))
    return form.then(frame(place, grown)) if is_framed else form


def _long(text: str, size: float) -> float:
    """How long a label is in mm."""
    return face(bold=False).width(text) * size * MM_PER_PT


def _issuer(place: Issuer, words: Mapping[str, str]) -> Drawing:
    """The label goes on where the imprint ends and its field has the line below; without room there, both have that."""
    size, step = place.size_pt, place.line_pt * MM_PER_PT
    said = f"{words['publisher']}:"
    long = _long(f"{said} ", size)
    across = place.box_mm[2]
    fits = place.indent_mm + long <= across
    left, baseline = (place.indent_mm, place.baseline_mm) if fits else (0.0, place.baseline_mm + step)
    begin = 0.0 if fits else long
    box = (begin, step + 0.1, across - begin, step - 0.2)
    label = line(Piece(0, 0, said, False, size, left, baseline, 0.0))
    return Drawing(
        (TaggedMark("Span", "ink", (label,)),),
        (0, Element("Form", (Field("publisher", words["publisher"], box, size),))),
    )
