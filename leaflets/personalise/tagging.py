"""The tags of a stamp: elements, links and fields under the element of the box, and the tables that lead to them."""

from __future__ import annotations

import pydyf

from leaflets.model import Box
from leaflets.personalise.base import POINTS, Base, Tags
from leaflets.personalise.drawing import Drawing, Element, Field, Link
from leaflets.personalise.update import Content, reference, references

FIELD_FONT = b"Atkinson"
"""What the font of the fields is called in the form."""


class Tagging:
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
