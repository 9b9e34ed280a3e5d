"""Which elements links and bookmarks lead to: WeasyPrint 70 knows the page and the point, PDF/UA-2 asks the element.

The elements are named in the file, and `leaflets.pdf.ua2` finds them by that when all else is done.
"""

from __future__ import annotations

from typing import Any
from weakref import WeakKeyDictionary

import pydyf

_FOUND: WeakKeyDictionary[Any, list[tuple[str, str, Any]]] = WeakKeyDictionary()
"""Of each document that is being written: what a name is (/ID or /T), the name, and the element."""


def note(element: Any, box: Any, pdf: Any) -> None:
    """Remember the element of a box that an address within the file or a bookmark leads to."""
    found = _FOUND.setdefault(pdf, [])
    if anchor := box.style["anchor"]:
        found.append(("ID", anchor, element))
    if box.bookmark_label and box.style["bookmark_level"] != "none":
        found.append(("T", box.bookmark_label, element))


def write(pdf: Any) -> None:
    """Give each element that an address leads to that address as its /ID, and each bookmarked one its words as its /T.

    An /ID is of one element only (ISO 32000-2, 14.7.2, table 355): where an element was cut, of its first part.
    """
    taken: set[str] = set()
    for kind, name, element in _FOUND.pop(pdf, []):
        if kind == "T":
            element.setdefault("T", pydyf.String(name))
        elif name not in taken and "ID" not in element:
            element["ID"] = pydyf.String(name)
            taken.add(name)


def forget(pdf: Any) -> None:
    """Let go of what was noted; the file is to be as it is."""
    _FOUND.pop(pdf, None)
