"""Stamp a practice into a base: content, fonts, logo and tags become one update of the finished file."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass

import pydyf

from leaflets.model import Box
from leaflets.personalise.base import POINTS, Base, Tags
from leaflets.personalise.drawing import Drawing, Element, Field, Line, Link
from leaflets.personalise.fields import FIELD_FONT, form
from leaflets.personalise.fonts import OBJECTS, Font, font
from leaflets.personalise.logo import Logo
from leaflets.personalise.update import Content, Numbered, Stream, append, reference, references

NOTHING = Stream(b"/Type/XObject/Subtype/Form/BBox[0 0 0 0]", b"")
"""What stands in the logo's slot where there is none."""


GROWTH = 0.29
"""A copy adds at most so much of its base's bytes; the logo gets what text, tags and QR code leave of it."""


@dataclass(frozen=True)
class Stamp:
    """A practice's drawing for boxes of one size, and its logo with its width in mm."""

    drawing: Drawing
    logo: Logo | None = None
    logo_mm: float = 0.0


def press(base: Base, stamp: Stamp) -> bytes:
    """The base with the stamp in its box. The same base and stamp give the same bytes."""
    plain = append(base.pdf, base.ending, _objects(base, stamp.drawing, lambda slot, _: {slot: NOTHING}))
    if stamp.logo is None:
        return plain
    # What goes to a print shop may be as large as it likes.
    limit = round((1 + GROWTH) * len(base.pdf)) - len(plain) if base.ink != "press" else sys.maxsize
    logo = stamp.logo.within(limit, stamp.logo_mm, base.ink)
    return append(base.pdf, base.ending, _objects(base, stamp.drawing, logo))


def _objects(base: Base, drawing: Drawing, logo: Numbered) -> dict[int, Content]:
    """All objects of the update by their number."""
    slots = base.slots
    objects: dict[int, Content] = dict(base.constant)
    free = base.free
    fonts = [_font(base, drawing, bold=bold) for bold in (False, True)]
    for slot, brought in zip((slots.regular, slots.bold), fonts, strict=True):
        objects |= brought.objects(slot, free) if brought else {slot: b"null"}
        free += OBJECTS
    objects |= logo(slots.logo, free)
    free = max(free, *objects) + 1
    objects[slots.content] = Stream(b"", _content(base, drawing, fonts))
    objects[base.annotations[0]] = b"[" + base.annotations[1] + b"]"
    if base.tags:
        tagging = _Tagging(base, base.tags, free)
        objects |= tagging.of(drawing)
        if tagging.fields:
            objects |= form(base, tagging.fields, tagging.free, objects)
    return objects


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
        self.fields: list[int] = []

    def of(self, drawing: Drawing) -> dict[int, Content]:
        """The elements of the drawing in that of the box, and the tables that lead to them (ISO 32000-1, 14.7.4.4)."""
        tags = self.tags
        tagged = [number for number, mark in enumerate(drawing.marks) if mark.tag is not None]
        self.mcids = {number: tags.marks + count for count, number in enumerate(tagged)}
        kids = [self._element(element) for element in drawing.elements]
        owners = references([self.owners[number] for number in tagged])[1:-1]
        self.objects |= {
            tags.box: b"<<%b/K%b>>" % (tags.box_head, references(kids)),
            tags.owners: b"[%b %b]" % (tags.owners_head, owners),
            tags.parents: b"<</Nums[%b %b]>>" % (tags.parents_head, b" ".join(self.keys)),
            self.base.annotations[0]: b"[%b %b]" % (self.base.annotations[1], references(self.annotations)[1:-1]),
        }
        return self.objects

    def _element(self, element: Element) -> int:
        number = self._take()
        kids = [self._kid(kid, number) for kid in element.kids]
        about = b""
        if element.tag == "Figure":
            assert element.box is not None
            # A figure says where it stands (ISO 32000-1, 14.8.5.4.3: BBox is required of illustrations).
            about = b"/Alt%b/A<</O/Layout/Placement/Block/BBox%b>>" % (
                _string(element.alt),
                self._rectangle(element.box),
            )
        self._add(number, element.tag.encode(), self.tags.box, kids, about)
        return number

    def _kid(self, kid: int | Link | Field, parent: int) -> bytes:
        if isinstance(kid, int):
            self.owners[kid] = parent
            return b"%d" % self.mcids[kid]
        if isinstance(kid, Field):
            self.fields.append(self.free)
            return self._annotation(_widget(kid), kid.box, parent)
        number = self._take()
        self.owners[kid.mark] = number
        about = b"/Subtype/Link/Border[0 0 0]/Contents%b/A<</S/URI/URI%b>>" % (
            _string(kid.description), _string(kid.address),
        )  # fmt: skip
        kids = [b"%d" % self.mcids[kid.mark], *(self._annotation(about, box, number) for box in kid.boxes)]
        self._add(number, b"Link", parent, kids, b"")
        return reference(number)

    def _annotation(self, about: bytes, box: Box, owner: int) -> bytes:
        """An annotation on the page, which its element owns (ISO 32000-1, 14.7.4.3); printed with it."""
        number = self._take()
        key = self.tags.next_key + len(self.annotations)
        self.objects[number] = b"<</Type/Annot/F 4/P %b/Rect%b/StructParent %d%b>>" % (
            reference(self.tags.page), self._rectangle(box), key, about,
        )  # fmt: skip
        self.annotations.append(number)
        self.keys.append(b"%d %b" % (key, reference(owner)))
        return b"<</Type/OBJR/Obj %b>>" % reference(number)

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


def _widget(field: Field) -> bytes:
    """A text field on white, empty yet; its tooltip is what a screen reader calls it (ISO 14289-1, 7.18.4)."""
    return b"/Subtype/Widget/FT/Tx/T%b/TU%b/DA(/%b %.4g Tf 0.1 g)/MK<</BG[1]>>/BS<</W 0>>" % (
        _string(field.name), _string(field.tooltip), FIELD_FONT, field.size,
    )  # fmt: skip


def _string(text: str) -> bytes:
    return bytes(pydyf.String(text).data)
