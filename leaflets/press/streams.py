"""The content streams of a press file: plain CMYK operators, no transparency groups, black that overprints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name, Object, Operator, Pdf, Stream

BLACK = (0, 0, 0, 1)
"""100 % of the black ink and nothing else."""
STATES = {
    # Mode 1: a component of 0 leaves what lies below as it is (ISO 32000-1, 8.6.7), so text keeps no white
    # edge where the plates are a hair apart. Strokes and colours knock out, or white letters would vanish.
    "/Overprint": Dictionary(Type=Name.ExtGState, op=True, OP=False, OPM=1),
    "/Knockout": Dictionary(Type=Name.ExtGState, op=False, OP=False, OPM=0),
}

Instruction = tuple[Any, Operator]
"""An operator of a content stream with its operands."""


def ready(pdf: Pdf) -> None:
    """Rewrite every content stream of `pdf` for the press."""
    inner = _inner(pdf)
    flat = all(not _see_through(stream.Resources) for stream in [*(page.obj for page in pdf.pages), *inner])
    for page in pdf.pages:
        body = _rewritten(page.obj)
        # Kept apart from what the press step adds: WeasyPrint turns the page upside down and leaves it so.
        page.obj.Contents = pdf.make_stream(b"q\n" + body + b"\nQ\n")
        page.obj.Resources = _resources(page.obj.Resources)
        _ungroup(page.obj, flat)
    for stream in inner:
        stream.write(_rewritten(stream))
        stream.Resources = _resources(stream.Resources)
        _ungroup(stream, flat)


def _ungroup(thing: Object, flat: bool) -> None:
    """Where all is opaque a form looks the same without its transparency group (11.6.6); else it mixes in CMYK."""
    if flat:
        without(thing, "/Group")
    elif "/Group" in thing:
        thing.Group.CS = Name.DeviceCMYK


def without(thing: Object, *keys: str) -> None:
    """Remove the keys a dictionary or stream has of these."""
    for key in keys:
        if key in thing:
            del thing[key]


def _inner(pdf: Pdf) -> list[Stream]:
    """The forms and tiling patterns of a file."""
    return [
        thing
        for thing in pdf.objects
        if isinstance(thing, Stream) and (thing.get("/Subtype") == Name.Form or thing.get("/PatternType") == 1)
    ]


def _resources(resources: Object) -> Object:
    """Fonts, forms and patterns; the colour spaces and opaque states WeasyPrint lists are used no more."""
    kept = {key: value for key, value in resources.items() if key in ("/Font", "/XObject", "/Pattern", "/Shading")}
    return Dictionary(kept | {"/ExtGState": Dictionary(STATES | _see_through(resources))})


def _see_through(resources: Object) -> dict[str, Object]:
    """The graphics states that say more than opaque."""
    states = resources.get("/ExtGState", Dictionary())
    return {key: state for key, state in states.items() if not _is_opaque(state)}


def _rewritten(stream: Object) -> bytes:
    states = stream.Resources.get("/ExtGState", Dictionary())
    return pikepdf.unparse_content_stream(list(_overprinting(_plain(pikepdf.parse_content_stream(stream), states))))


def _plain(instructions: Iterable[Any], states: Object) -> Iterator[Instruction]:
    """`/DeviceCMYK cs … scn` as `… k`, and without the states that only say opaque."""
    # k and K set space and colour in one (ISO 32000-1, 8.6.8).
    spaces = {"scn": None, "SCN": None}
    for instruction in instructions:
        operands, operator = instruction.operands, str(instruction.operator)
        if operator in ("cs", "CS"):
            spaces["scn" if operator == "cs" else "SCN"] = operands[0]
            if operands[0] == Name.DeviceCMYK:
                continue
        if operator in spaces and spaces[operator] == Name.DeviceCMYK:
            yield operands, Operator("k" if operator == "scn" else "K")
        elif operator != "gs" or not _is_opaque(states[operands[0]]):
            yield operands, instruction.operator


def _is_opaque(state: Object) -> bool:
    return all(key in ("/Type", "/ca", "/CA") and (key == "/Type" or value == 1) for key, value in state.items())


def _overprinting(steps: Iterable[Instruction]) -> Iterator[Instruction]:
    """The same with the state set at each fill colour where it changes; a form cannot know in which it begins."""
    state: str | None = None
    outer: list[str | None] = []
    for operands, operator in steps:
        yield operands, operator
        match str(operator):
            case "q":
                # q and Q save and restore what gs has set (ISO 32000-1, 8.4.2).
                outer.append(state)
            case "Q":
                state = outer.pop()
            case "k":
                wanted = "/Overprint" if tuple(operands) == BLACK else "/Knockout"
                if wanted != state:
                    yield [Name(wanted)], Operator("gs")
                state = wanted
            case "g" if state != "/Knockout":
                # A grey that overprinted would leave the three other inks below it (8.6.7, table 150).
                yield [Name("/Knockout")], Operator("gs")
                state = "/Knockout"
