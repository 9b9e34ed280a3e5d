"""What the box holds as PDF operators and tags, made once for all leaflets that have a box of the same size."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import groupby, pairwise
from typing import Literal

from leaflets import qr
from leaflets.model.proof import Box, PracticeBox
from leaflets.personalise.box.face import face
from leaflets.personalise.box.layout import Layout
from leaflets.personalise.box.lines import Fact, Piece
from leaflets.units import PT_PER_MM

HAIRLINE = 0.5
"""The line around a box (pt), as around the one for a stamp."""
NEAR = 2.5
"""What stands nearer above a box may be a code whose light reaches it (mm; four modules of a code of 20 mm)."""

ColourOperands = Literal["ink", "group", "tint", "paper", "code", "rule", "none"]


@dataclass(frozen=True)
class DrawnLine:
    """Text on one line: where it starts (pt from the box's corner, upwards), and the kerning after each letter."""

    text: str
    bold: bool
    size: bytes
    left: bytes
    up: bytes
    kerns: tuple[int, ...]


@dataclass(frozen=True)
class TaggedMark:
    """Content of one element: its tag (none for an artifact), its colour, and its lines or its operators."""

    tag: str | None
    colour: ColourOperands
    lines: tuple[DrawnLine, ...] = ()
    operators: bytes = b""


@dataclass(frozen=True)
class Link:
    """A mark that leads somewhere: address, description, and the rectangles that may be clicked (mm in the box)."""

    mark: int
    address: str
    description: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True)
class Field:
    """A field to fill in: its name, the tooltip a screen reader says, its place in mm, the size of its text in pt."""

    name: str
    tooltip: str
    box: Box
    size: float


@dataclass(frozen=True)
class Element:
    """A paragraph or heading with its marks and links, a figure with its description and place, or a form field."""

    tag: Literal["P", "H3", "Figure", "Form"]
    kids: tuple[int | Link | Field, ...]
    alt: str = ""
    box: Box | None = None


@dataclass(frozen=True)
class Drawing:
    """All marks in the order they are painted, and all elements in the order they are read.

    A number among the elements is a mark that belongs to the place's own element.
    """

    marks: tuple[TaggedMark, ...]
    elements: tuple[Element | int, ...]

    @cached_property
    def letters(self) -> tuple[frozenset[str], frozenset[str]]:
        """The letters it sets, regular and bold."""
        lines = [line for mark in self.marks for line in mark.lines]
        regular, bold = ("".join(line.text for line in lines if line.bold == weight) for weight in (False, True))
        return frozenset(regular), frozenset(bold)

    def then(self, other: Drawing) -> Drawing:
        """This and after it the other."""
        down = len(self.marks)
        return Drawing((*self.marks, *other.marks), (*self.elements, *(_moved(one, down) for one in other.elements)))


def _moved(element: Element | int, down: int) -> Element | int:
    """An element whose marks stand so many places further down."""
    if isinstance(element, int):
        return element + down
    return replace(element, kids=tuple(_moved_kid(kid, down) for kid in element.kids))


def _moved_kid(kid: int | Link | Field, down: int) -> int | Link | Field:
    if isinstance(kid, Field):
        return kid
    return replace(kid, mark=kid.mark + down) if isinstance(kid, Link) else kid + down


def draw(
    layout: Layout, facts: Sequence[Fact], website: str | None, words: Mapping[str, str], *,
    is_white: bool = False, logo_on_white: bool = False,
) -> Drawing:  # fmt: skip
    """The drawing of a layout; `words` are the language's, and of a logo on white the white is not painted."""
    marks: list[TaggedMark] = []
    elements: list[Element] = []
    if layout.ground:
        marks.append(TaggedMark(None, "paper" if is_white else "tint", operators=filled(layout.ground)))
    elements += _paragraphs(facts, layout.pieces, marks, words)
    name = facts[0].text
    if layout.paper:
        marks.append(TaggedMark(None, "paper", operators=filled(layout.paper)))
    if layout.logo:
        marks.append(TaggedMark("Figure", "none", operators=_logo(layout.logo, on_white=logo_on_white)))
        alt = words["practice_logo"].format(name=name)
        elements.append(Element("Figure", (len(marks) - 1,), alt, layout.logo))
    if layout.qr and website:
        marks.append(TaggedMark("Figure", "code", operators=_code(layout.qr, website)))
        elements.append(Element("Figure", (len(marks) - 1,), words["qr_alt"].format(title=name), layout.qr))
    for piece in (layout.caption, layout.label):
        if piece:
            marks.append(TaggedMark("P", "ink", (line(piece),)))
            elements.append(Element("P", (len(marks) - 1,)))
    if layout.rule:
        marks.append(TaggedMark(None, "group", operators=ruled(layout.rule)))
    return Drawing(tuple(marks), tuple(elements))


def said(pieces: Sequence[Piece]) -> Drawing:
    """Words that go on where others of the same element end."""
    return Drawing((TaggedMark("Span", "ink", tuple(line(piece) for piece in pieces)),), (0,))


def listed(pieces: Sequence[Piece], facts: Sequence[Fact], words: Mapping[str, str]) -> Drawing:
    """Facts as paragraphs, and nothing else."""
    marks: list[TaggedMark] = []
    elements = tuple(_paragraphs(facts, pieces, marks, words))
    return Drawing(tuple(marks), elements)


def _paragraphs(
    facts: Sequence[Fact], pieces: Sequence[Piece], marks: list[TaggedMark], words: Mapping[str, str]
) -> Iterator[Element]:
    """A paragraph for each fact; what it holds is added to the marks."""
    for number, fact in enumerate(facts):
        own = [piece for piece in pieces if piece.fact == number]
        yield Element("P", tuple(_kids(fact, own, marks, words)))


def _kids(fact: Fact, pieces: Sequence[Piece], marks: list[TaggedMark], words: Mapping[str, str]) -> list[int | Link]:
    kids: list[int | Link] = []
    for run, group in groupby(pieces, key=lambda piece: piece.run):
        several = list(group)
        address = fact.runs[run].address if run is not None else None
        tag = None if run is None else "Link" if address else "P"
        colour: ColourOperands = "group" if fact.field == "name" else "ink"
        marks.append(TaggedMark(tag, colour, tuple(line(piece) for piece in several)))
        if address and run is not None:
            kids.append(Link(len(marks) - 1, address, _described(address, fact.runs[run].text, words),
                             tuple(_clickable(piece) for piece in several)))  # fmt: skip
        elif run is not None:
            kids.append(len(marks) - 1)
    return kids


def _described(address: str, text: str, words: Mapping[str, str]) -> str:
    """A link's description in words (ISO 14289-1, 7.18.5)."""
    known = "practice_call" if address.startswith("tel:") else "link_web"
    return words[known].format(title=text.replace("\u00a0", " "))


def _clickable(piece: Piece) -> Box:
    high = piece.size / PT_PER_MM
    return (piece.left, piece.baseline - high, piece.width, high * 1.25)


def line(piece: Piece) -> DrawnLine:
    """A piece of a layout, ready to be written."""
    kern = face(bold=piece.bold).kern
    return DrawnLine(
        piece.text, piece.bold, _n(piece.size), _n(piece.left * PT_PER_MM), _n(-piece.baseline * PT_PER_MM),
        (*(kern(left, right) for left, right in pairwise(piece.text)), 0),
    )  # fmt: skip


def _logo(box: Box, *, on_white: bool) -> bytes:
    left, top, width, height = (side * PT_PER_MM for side in box)
    through = b"/PracticeLight gs " if on_white else b""
    return b"q %b%b 0 0 %b %b %b cm/PracticeLogo Do Q" % (
        through, _n(width), _n(height), _n(left), _n(-top - height),
    )  # fmt: skip


def filled(box: Box) -> bytes:
    """A rectangle in the colour of its mark."""
    left, top, width, height = (side * PT_PER_MM for side in box)
    return b"%b %b %b %b re f" % (_n(left), _n(-top - height), _n(width), _n(height))


def ruled(box: Box) -> bytes:
    """A line to write on, half a point thick."""
    left, top, width, _ = (side * PT_PER_MM for side in box)
    return b"%b %b %b 0.5 re f" % (_n(left), _n(-top - 0.25), _n(width))


def frame(place: PracticeBox, grown: float) -> Drawing:
    """A hairline around a box that has grown so far: where tints are paper it shows how far the box goes.

    It is open at the top, and its sides begin lower, where a code may stand just above, whose light a line would cross.
    """
    line_mm = HAIRLINE / PT_PER_MM
    width, height = place.box_mm[2], place.box_mm[3] + grown
    is_open = place.room_mm - grown < NEAR
    begins = NEAR if is_open else 0.0
    sides = [(left, begins - grown, line_mm, height - begins + line_mm) for left in (-line_mm, width)]
    across = [(-line_mm, place.box_mm[3], width + 2 * line_mm, line_mm)]
    if not is_open:
        across.append((-line_mm, -grown - line_mm, width + 2 * line_mm, line_mm))
    return Drawing((TaggedMark(None, "group", operators=b" ".join(map(filled, sides + across))),), ())


def _code(box: Box, website: str) -> bytes:
    """The symbol: each run of dark modules a rectangle, drawn from the symbol's top left corner in modules."""
    scale = box[2] * PT_PER_MM / len(qr.matrix(website))
    return b"q %b 0 0 -%b %b %b cm %b f Q" % (
        _n(scale), _n(scale), _n(box[0] * PT_PER_MM), _n(-box[1] * PT_PER_MM), _modules(website),
    )  # fmt: skip


@lru_cache(maxsize=64)
def _modules(website: str) -> bytes:
    """The rectangles of a symbol, the same in boxes of every size."""
    runs = re.findall(r"M(\d+) (\d+)h(\d+)", qr.path_of_runs(qr.matrix(website)))
    return b" ".join(b"%b %b %b 1 re" % tuple(part.encode() for part in run) for run in runs)


def _n(value: float) -> bytes:
    """A number as PDF writes it, to a thousandth."""
    return f"{value:.3f}".rstrip("0").rstrip(".").encode() if round(value, 3) else b"0"
