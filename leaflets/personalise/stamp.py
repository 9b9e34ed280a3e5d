"""Stamp a practice into a base: content, fonts, logo and tags become one update of the finished file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pydyf

from leaflets.model import Box
from leaflets.personalise.base import POINTS, Base, Tags
from leaflets.personalise.drawing import Drawing, Element, Line, Link
from leaflets.personalise.fonts import OBJECTS, Font, font
from leaflets.personalise.update import Content, Stream, append, reference, references

Numbered = Callable[[int, int], Mapping[int, Content]]
"""Takes the number of a slot and the first free one, gives objects by number."""

NOTHING = Stream(b"/Type/XObject/Subtype/Form/BBox[0 0 0 0]", b"")
"""What stands in the logo's slot where there is none."""


@dataclass(frozen=True)
class Stamp:
    """A practice's drawing for boxes of one size, and its logo."""

    drawing: Drawing
    logo: Numbered | None = None


def press(base: Base, stamp: Stamp) -> bytes:
    """The base with the stamp in its box. The same base and stamp give the same bytes."""
    slots = base.slots
    objects: dict[int, Content] = dict(base.constant)
    free = base.free
    fonts = [_font(base, stamp.drawing, bold=bold) for bold in (False, True)]
    for slot, font in zip((slots.regular, slots.bold), fonts, strict=True):
        objects |= font.objects(slot, free) if font else {slot: b"null"}
        free += OBJECTS
    if stamp.logo is None:
        objects[slots.logo] = NOTHING
    else:
        objects |= stamp.logo(slots.logo, free)
        free = max(free, *objects) + 1
    objects[slots.content] = Stream(b"", _content(base, stamp.drawing, fonts))
    objects[base.annotations[0]] = b"[" + base.annotations[1] + b"]"
    if base.tags:
        objects |= _Tagging(base, base.tags, free).of(stamp.drawing)
    return append(base.pdf, base.ending, objects)


COMMON = (
    frozenset("abcdefghijklmnoprstuvwz BDEHJLMNOPRSTUVWZ 012367 (),.:;?•"),
    frozenset("abdeghijklnoprstuvwz BMNOTV 12 .:"),
)
"""Letters, regular and bold, that every Dutch leaflet has in its own fonts. All others are brought along, even where a
leaflet has some of them, so that the leaflets of a practice lack the same few and share one small font."""


def _font(base: Base, drawing: Drawing, *, bold: bool) -> Font | None:
    """The letters of the drawing that are not taken from the base's own font; None when there are none."""
    own = COMMON[bold] & base.letters[bold].codes.keys()
    used = {letter for mark in drawing.marks for line in mark.lines if line.bold == bold for letter in line.text}
    return font(frozenset(used - own), bold=bold) if used - own else None


def _content(base: Base, drawing: Drawing, fonts: Sequence[Font | None]) -> bytes:
    """The page's content: every mark in its colour, tagged with its number or an artifact."""
    lines = [b"Q q 1 0 0 1 %.3f %.3f cm" % base.origin]
    number = base.tags.marks if base.tags else 0
    for mark in drawing.marks:
        if mark.tag is None:
            lines.append(b"/Artifact BMC")
        elif base.tags:
            lines.append(b"/%b<</MCID %d>>BDC" % (mark.tag.encode(), number))
            number += 1
        else:
            lines.append(b"/%b BMC" % mark.tag.encode())
        colour = b"" if mark.colour == "none" else getattr(base.colours, mark.colour)
        text = b"BT " + b"".join(_text(line, base, fonts) for line in mark.lines) + b"ET" if mark.lines else b""
        lines += [colour, text, mark.operators, b"EMC"]
    lines.append(b"Q")
    return b"\n".join(line for line in lines if line)


def _text(line: Line, base: Base, fonts: Sequence[Font | None]) -> bytes:
    """The operators of a line; each letter from the base's font, or from the practice's own."""
    own, brought = base.letters[line.bold], fonts[line.bold]
    names = (own.name, b"PracticeBold" if line.bold else b"PracticeRegular")
    parts = [b"1 0 0 1 %b %b Tm" % (line.left, line.up)]
    current: bool | None = None
    for letter, kern in zip(line.text, line.kerns, strict=True):
        foreign = letter not in COMMON[line.bold] or letter not in own.codes
        if foreign != current:
            parts.append(b"%b/%b %b Tf[<" % (b"" if current is None else b">]TJ", names[foreign], line.size))
            current = foreign
        codes = brought.codes if foreign and brought else own.codes
        parts.append(b"%04x" % codes[letter])
        if kern:
            parts.append(b">%d<" % -kern)
    parts.append(b">]TJ ")
    return b"".join(parts)


class _Tagging:
    """Numbers elements and links from a first free object number on."""

    def __init__(self, base: Base, tags: Tags, free: int) -> None:
        self.base = base
        self.tags = tags
        self.free = free
        self.objects: dict[int, Content] = {}
        self.owners: dict[int, int] = {}
        self.annotations: list[int] = []
        self.keys: list[bytes] = []

    def of(self, drawing: Drawing) -> dict[int, Content]:
        """The elements of the drawing in the box's element, and the tables that lead to them (ISO 32000-1, 14.7.4.4)."""
        tags = self.tags
        tagged = [number for number, mark in enumerate(drawing.marks) if mark.tag is not None]
        self.mcids = {number: tags.marks + count for count, number in enumerate(tagged)}
        kids = [self._element(element) for element in drawing.elements]
        owners = references([self.owners[number] for number in tagged])[1:-1]
        self.objects |= {
            tags.box: b"<<%b/K%b>>" % (tags.box_head, references(kids)),
            tags.owners: b"[%b %b]" % (tags.owners_head, owners),
            tags.parents: b"<</Nums[%b %b]>>" % (tags.parents_head, b" ".join(self.keys)),
            self.base.annotations[0]: b"[%b %b]"
            % (self.base.annotations[1], references(self.annotations)[1:-1]),
        }
        return self.objects

    def _element(self, element: Element) -> int:
        number = self._take()
        kids = [self._kid(kid, number) for kid in element.kids]
        about = b""
        if element.tag == "Figure":
            assert element.box is not None
            # A figure says where it stands (ISO 32000-1, 14.8.5.4.3: BBox is required of illustrations).
            about = b"/Alt%b/A<</O/Layout/Placement/Block/BBox%b>>" % (_string(element.alt), self._rectangle(element.box))
        self._add(number, element.tag.encode(), self.tags.box, kids, about)
        return number

    def _kid(self, kid: int | Link, parent: int) -> bytes:
        if isinstance(kid, int):
            self.owners[kid] = parent
            return b"%d" % self.mcids[kid]
        number = self._take()
        self.owners[kid.mark] = number
        kids = [b"%d" % self.mcids[kid.mark]]
        for box in kid.boxes:
            annotation = self._take()
            key = self.tags.next_key + len(self.annotations)
            self.objects[annotation] = (
                b"<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect%b/Contents%b/StructParent %d/A<</S/URI/URI%b>>>>"
                % (self._rectangle(box), _string(kid.description), key, _string(kid.address))
            )
            self.annotations.append(annotation)
            self.keys.append(b"%d %b" % (key, reference(number)))
            kids.append(b"<</Type/OBJR/Obj %b>>" % reference(annotation))
        self._add(number, b"Link", parent, kids, b"")
        return reference(number)

    def _add(self, number: int, tag: bytes, parent: int, kids: list[bytes], about: bytes) -> None:
        self.objects[number] = b"<</Type/StructElem/S/%b/P %b/Pg %b/K[%b]%b>>" % (
            tag, reference(parent), reference(self.tags.page), b" ".join(kids), about,
        )  # fmt: skip

    def _rectangle(self, box: Box) -> bytes:
        left, top, width, height = (side * POINTS for side in box)
        x, y = self.base.origin[0] + left, self.base.origin[1] - top
        return b"[%.2f %.2f %.2f %.2f]" % (x, y - height, x + width, y)

    def _take(self) -> int:
        self.free += 1
        return self.free - 1


def _string(text: str) -> bytes:
    return bytes(pydyf.String(text).data)
