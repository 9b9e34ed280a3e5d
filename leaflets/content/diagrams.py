"""What is wrong with the diagram of a leaflet: an unknown kind, or words and values that do not fit its drawing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import yaml

from leaflets.content.markup import CITATION, LONG
from leaflets.content.records import Place, line_of
from leaflets.content.safety import faults
from leaflets.faces import length
from leaflets.messages import Sentence, say
from leaflets.model.diagram import KINDS, WORD_PT, Diagram, Label
from leaflets.problems import Problem, or_meant
from leaflets.units import MM_PER_PT

FIELD = "diagram"
"""Of the front matter."""

_MARKUP = re.compile(r"[\[\]*_`<>{}|\\\n]")
"""Marks of Markdown, which a drawing would print as they are, and line breaks."""


def mistakes(diagram: Diagram, node: yaml.Node | None, where: str, pictures: Path) -> Iterator[Problem]:
    """What keeps a diagram from being drawn, each with its line of the front matter."""

    def problem(place: Place, what: Sentence, todo: Sentence) -> Problem:
        return Problem(what, where, todo, line=line_of(node, (FIELD, *place), 2))

    if diagram.kind not in KINDS:
        yield problem(("kind",), *_unknown("kind", diagram.kind, KINDS))
        return
    kind = KINDS[diagram.kind]
    for place, what, todo in (*_wrong_labels(diagram, kind.labels), *_wrong_values(diagram, kind.values)):
        yield problem(place, what, todo)
    for name in ("title", "description"):
        if found := _MARKUP.search(getattr(diagram, name)):
            yield problem((name,), *_marked(name, found[0]))
    if "\n" in diagram.caption.strip():
        yield problem(("caption",), say("the caption is more than a paragraph"), say("Write it on one line."))
    if found := CITATION.search(diagram.caption):
        what = say('the caption cites the source "{name}"', name=found[1][:40])
        yield problem(("caption",), what, say("Cite it in the text; a caption has the marks of claims only."))
    if LONG in diagram.caption:
        what = say('the caption holds "{mark}"', mark=LONG)
        yield problem(("caption",), what, say("Remove it: the format says whether a diagram is printed."))
    line = line_of(node, (FIELD, "caption"), 2)
    yield from (replace(fault, line=line) for fault in faults(diagram.caption, where, 1, pictures))


def _wrong_labels(diagram: Diagram, labels: Mapping[str, Label]) -> Iterator[tuple[Place, Sentence, Sentence]]:
    for name in diagram.labels:
        if name not in labels:
            yield ("labels", name), *_unknown("label", name, labels)
    for name, label in labels.items():
        said = diagram.labels.get(name, "").strip()
        if not said:
            what = say('the label "{name}" is missing', name=name)
            yield ("labels",), what, say('Add a line "{name}: …" under labels.', name=name)
        elif (over := length(said, label.bold) * WORD_PT * MM_PER_PT - label.room_mm) > 0:
            what = say('the label "{name}" is {over:.1f} mm too long: "{said}"', name=name, over=over, said=said[:60])
            todo = say("Use fewer or shorter words: there is room for {room:g} mm.", room=label.room_mm)
            yield ("labels", name), what, todo
        elif found := _MARKUP.search(said):
            yield ("labels", name), *_marked(name, found[0])


def _wrong_values(diagram: Diagram, values: Mapping[str, int]) -> Iterator[tuple[Place, Sentence, Sentence]]:
    for name in diagram.values:
        if name not in values:
            yield ("values", name), *_unknown("list", name, values)
    for name, count in values.items():
        found = len(diagram.values.get(name, ()))
        if found != count:
            what = say('the list "{name}" has {found} values', name=name, found=found)
            todo = say("Write {count}, as {name}: [5, 7, …], each from 0 to 10.", count=count, name=name)
            yield ("values", name) if found else ("values",), what, todo


def _marked(name: str, character: str) -> tuple[Sentence, Sentence]:
    character = character.replace("\n", "↵")
    return say('"{name}" holds the character {character}', name=name, character=character), say(
        "Write plain words on one line."
    )


def _unknown(what: str, name: str, known: Iterable[str]) -> tuple[Sentence, Sentence]:
    """That a name is none of those known, and which was meant."""
    several = sorted(known)
    todo = say("Choose from: {names}.", names=", ".join(several)) if several else say("Remove it.")
    return _UNKNOWN[what](name[:60]), or_meant(todo, name[:60], several)


_UNKNOWN = {
    "kind": lambda name: say('there is no kind of diagram "{name}"', name=name),
    "label": lambda name: say('this kind of diagram has no label "{name}"', name=name),
    "list": lambda name: say('this kind of diagram has no list of values "{name}"', name=name),
}
