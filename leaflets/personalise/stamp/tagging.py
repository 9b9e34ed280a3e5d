"""The tags of a stamp: elements, links and fields under the element of the box, and the tables that lead to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pydyf

from leaflets.model.proof import Box
from leaflets.personalise.box.drawing import Drawing, Element, Field, Link
from leaflets.personalise.incremental_update import Content, reference, references
from leaflets.personalise.stamp.base import Base, Leaf, Tags
from leaflets.units import PT_PER_MM

FIELD_FONT = b"Hyperlegible"
"""What the font of the fields is called in the form."""
RULE = b"0.45"
"""The grey of the line under a field: 4.7 to 1 on white (WCAG 2.2 asks 3 of what is needed to see a field)."""


class Tagging:
    """Numbers elements and links from a first free object number on."""

    def __init__(self, base: Base, tags: Tags, free: int) -> None:
        self.base = base
        self.tags = tags
        self.free = free
        self.objects: dict[int, Content] = {}
        self.keys: list[bytes] = []
        self.fields: list[int] = []

    def of(self, drawings: Mapping[str, Drawing]) -> dict[int, Content]:
        """The elements of the drawings in those of their places, and the tables that lead to them."""
        for leaf in self.base.leaves:
            self._leaf(leaf, drawings)
        # ISO 32000-1, 14.7.4.4.
        table = b"<</Nums[%b %b]>>" % (self.tags.head, b" ".join(self.keys))
        return self.objects | {self.tags.parents: table}

    def _leaf(self, leaf: Leaf, drawings: Mapping[str, Drawing]) -> None:
        """The elements of a page, and its lists of owners and annotations."""
        assert leaf.marks is not None
        self.leaf = leaf
        self.annotations: list[int] = []
        count = leaf.marks.count
        owners: list[int] = []
        for spot in leaf.spots:
            drawing = drawings[spot.name]
            tagged = [number for number, mark in enumerate(drawing.marks) if mark.tag is not None]
            self.spot = spot
            self.owners: dict[int, int] = {}
            self.mcids = {number: count + place for place, number in enumerate(tagged)}
            kids = [self._top(element) for element in drawing.elements]
            self.objects[spot.element] = b"<<%b/K[%b]>>" % (spot.head, b" ".join(kids))
            owners += [self.owners[number] for number in tagged]
            count += len(tagged)
        self.objects[leaf.marks.owners] = b"[%b %b]" % (leaf.marks.head, references(owners)[1:-1])
        listed = references(self.annotations)[1:-1]
        self.objects[leaf.annotations[0]] = b"[%b %b]" % (leaf.annotations[1], listed)

    def _top(self, element: Element | int) -> bytes:
        """What the place's own element holds: an element of the drawing, or a mark."""
        if isinstance(element, Element):
            return reference(self._element(element))
        return self._kid(element, self.spot.element)

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
        self._add(number, element.tag.encode(), self.spot.element, kids, about)
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
        kids = [
            b"%d" % self.mcids[kid.mark],
            self._annotation(about + self._lines(kid.boxes), _around(kid.boxes), number),
        ]
        self._add(number, b"Link", parent, kids, b"")
        return reference(number)

    def _annotation(self, about: bytes, box: Box, owner: int) -> bytes:
        """An annotation on the page, which its element owns (ISO 32000-1, 14.7.4.3); printed with it."""
        number = self._take()
        key = self.tags.next_key + len(self.keys)
        self.objects[number] = b"<</Type/Annot/F 4/P %b/Rect%b/StructParent %d%b>>" % (
            reference(self.leaf.object), self._rectangle(box), key, about,
        )  # fmt: skip
        self.annotations.append(number)
        self.keys.append(b"%d %b" % (key, reference(owner)))
        return b"<</Type/OBJR/Obj %b>>" % reference(number)

    def _add(self, number: int, tag: bytes, parent: int, kids: list[bytes], about: bytes) -> None:
        self.objects[number] = b"<</Type/StructElem/S/%b/P %b/Pg %b/K[%b]%b>>" % (
            tag, reference(parent), reference(self.leaf.object), b" ".join(kids), about,
        )  # fmt: skip

    def _rectangle(self, box: Box) -> bytes:
        return b"[%.2f %.2f %.2f %.2f]" % self._sides(box)

    def _sides(self, box: Box) -> tuple[float, float, float, float]:
        """A box of the place as left, bottom, right and top on the page, in points."""
        left, top, width, height = (side * PT_PER_MM for side in box)
        x, y = self.spot.origin[0] + left, self.spot.origin[1] - top
        return x, y - height, x + width, y

    def _lines(self, boxes: Sequence[Box]) -> bytes:
        """Which parts of a link are its own, where it takes several lines (ISO 32000-1, table 173, QuadPoints)."""
        if len(boxes) < 2:
            return b""
        return b"/QuadPoints[%b]" % b" ".join(self._corners(box) for box in boxes)

    def _corners(self, box: Box) -> bytes:
        left, bottom, right, top = self._sides(box)
        # Upper left, upper right, lower left, lower right: so all readers take them, whatever the standard says.
        return b"%.2f %.2f %.2f %.2f %.2f %.2f %.2f %.2f" % (left, top, right, top, left, bottom, right, bottom)

    def _take(self) -> int:
        self.free += 1
        return self.free - 1


def _around(boxes: Sequence[Box]) -> Box:
    """The box around several."""
    left, top = (min(box[side] for box in boxes) for side in (0, 1))
    right, bottom = (max(box[side] + box[side + 2] for box in boxes) for side in (0, 1))
    return left, top, right - left, bottom - top


def _widget(field: Field) -> bytes:
    """A text field on white over a line, empty yet; a screen reader says its tooltip (ISO 14289-1, 7.18.4)."""
    return b"/Subtype/Widget/FT/Tx/T%b/TU%b/DA(/%b %.4g Tf 0 g)/MK<</BG[1]/BC[%b]>>/BS<</W 0.5/S/U>>" % (
        _string(field.name), _string(field.tooltip), FIELD_FONT, field.size, RULE,
    )  # fmt: skip


def _string(text: str) -> bytes:
    return bytes(pydyf.String(text).data)
