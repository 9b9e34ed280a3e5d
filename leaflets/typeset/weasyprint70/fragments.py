"""Elements that were cut, by the end of a line or of a page, are one again in the tag tree.

WeasyPrint makes a structure element of every box, and a list that goes on overleaf has two: a voice says "list of 2
items" and then "list of 4 items". What belongs to one element of the HTML is put under the first of its boxes.
"""

from __future__ import annotations

from typing import Any

from weasyprint.formatting_structure import boxes

WHOLE = frozenset({"Art", "BlockQuote", "Caption", "Div", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LBody", "LI",
                   "Link", "NonStruct", "P", "Part", "Sect", "Span"})  # fmt: skip
"""What may be cut. A table repeats its head on each page, so there the parts are whole tables."""


class Fragments:
    """The structure elements of a document while its tree is built, by the element of the HTML they are of."""

    def __init__(self) -> None:
        self._cut: dict[tuple[Any, str, str], list[Any]] = {}
        self._open: list[Any] = []

    def enter(self, box: Any) -> None:
        """Begin with a box."""
        self._open.append(box)

    def leave(self, element: Any) -> None:
        """Have done with the box that was begun last; it gave `element`, if one was made."""
        box = self._open.pop()
        kind = element["S"].removeprefix("/") if element is not None else ""
        if kind in WHOLE and self._is_own(box) and not any(map(_repeats, self._open)):
            # Lists of one name are one, wherever they stand.
            whole = box.element.get("data-list") or box.element
            self._cut.setdefault((whole, box.element_tag, kind), []).append(element)

    def is_within(self, role: str) -> bool:
        """Whether an element of the HTML with that role is begun and not yet ended."""
        return any(box.element is not None and box.element.get("role") == role for box in self._open)

    def _is_own(self, box: Any) -> bool:
        """Whether a box is that of its element: an anonymous one within it has the same element and name."""
        around = ((other.element, other.element_tag) for other in self._open)
        return box.element is not None and (box.element, box.element_tag) not in around

    def join(self, pdf: Any) -> tuple[dict[bytes, bytes], dict[bytes, bytes]]:
        """Put the fragments of each element under its first.

        Gives the references of those that went, with those of their heirs, for what is marked on a page and for
        annotations.
        """
        marked: dict[bytes, bytes] = {}
        linked: dict[bytes, bytes] = {}
        holders = []
        for first, *others in self._cut.values():
            for other in others:
                holders.append(_at(pdf, other["P"]))
                linked[other.reference] = first.reference
                if not _join(pdf, first, other):
                    marked[other.reference] = first.reference
        for holder in holders:
            _leave_out_if_empty(pdf, holder)
        return marked, linked


def _repeats(box: Any) -> bool:
    """Whether what is in a box may stand on each page anew: running heads, and the head of a table."""
    return isinstance(box, boxes.MarginBox | boxes.TableBox) or box.is_table_wrapper


def _join(pdf: Any, first: Any, other: Any) -> bool:
    """Put what `other` holds under `first`, and take it away. Whether it had to stay, within `first`."""
    _at(pdf, other["P"])["K"].remove(other.reference)
    stays = other["Pg"] != first["Pg"] and any(isinstance(kid, int) for kid in other["K"])
    for kid in list(other["K"]):
        if not isinstance(kid, int):
            other["K"].remove(kid)
            _adopt(pdf, first, kid)
        elif not stays:
            first["K"].append(kid)
    if stays:
        # What is marked on a page belongs to an element of that page, so it becomes a part of the whole.
        other["S"], other["P"] = "/Span", first.reference
        first["K"].append(other.reference)
    else:
        other.free = "f"  # It is not written.
    return stays


def _leave_out_if_empty(pdf: Any, element: Any) -> None:
    """Take an element that holds nothing any more out of the tree, and what held nothing else with it."""
    above = _at(pdf, element["P"])
    if not element["K"] and "K" in above and element.reference in above["K"]:
        above["K"].remove(element.reference)
        element.free = "f"
        _leave_out_if_empty(pdf, above)


def _adopt(pdf: Any, first: Any, reference: bytes) -> None:
    kid = _at(pdf, reference)
    if kid.get("S") == "/LBody" and (bodies := [one for one in first["K"] if _at(pdf, one)["S"] == "/LBody"]):
        # An item has one body (ISO 32000-1, 14.8.4.3.3).
        for inner in kid["K"]:
            _adopt(pdf, _at(pdf, bodies[0]), inner)
        kid.free = "f"
        return
    if "P" in kid:
        kid["P"] = first.reference
    first["K"].append(reference)


def _at(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]
