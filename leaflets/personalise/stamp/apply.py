"""Stamp a practice into a base: content, fonts, logo and tags become one update of the finished file."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass

from leaflets.personalise.box.drawing import Drawing
from leaflets.personalise.box.logo import Logo
from leaflets.personalise.incremental_update import Content, Numbered, Stream, append
from leaflets.personalise.stamp.base import Base
from leaflets.personalise.stamp.content import content, fonts_of
from leaflets.personalise.stamp.fonts import OBJECTS
from leaflets.personalise.stamp.form import form
from leaflets.personalise.stamp.tagging import Tagging

NOTHING = Stream(b"/Type/XObject/Subtype/Form/BBox[0 0 0 0]/Resources<<>>", b"")
"""What stands in the logo's slot where there is none."""


GROWTH = 0.29
"""A copy adds at most so much of its base's bytes; the logo gets what text, tags and QR code leave of it."""


@dataclass(frozen=True)
class Stamp:
    """A practice's drawing for each place by its name, and its logo with its width in mm."""

    drawings: Mapping[str, Drawing]
    logo: Logo | None = None
    logo_mm: float = 0.0


def press(base: Base, stamp: Stamp, foil: Base | None = None) -> bytes:
    """The base with the stamp in its places; or its foil, with the very same there.

    The same base and stamp give the same bytes.
    """
    on = foil or base
    return append(on.pdf, on.ending, _objects(on, stamp.drawings, _logo(base, stamp)))


def _nothing(slot: int, _: int) -> Mapping[int, Content]:
    return {slot: NOTHING}


def _logo(base: Base, stamp: Stamp) -> Numbered:
    """The logo as good as a copy of the base has room for."""
    if stamp.logo is None:
        return _nothing
    limit = sys.maxsize  # What goes to a print shop may be as large as it likes.
    if base.ink != "press":
        plain = append(base.pdf, base.ending, _objects(base, stamp.drawings, _nothing))
        limit = round((1 + GROWTH) * len(base.pdf)) - len(plain)
    return stamp.logo.within(limit, stamp.logo_mm, base.ink)


def _objects(base: Base, drawings: Mapping[str, Drawing], logo: Numbered) -> dict[int, Content]:
    """All objects of the update by their number."""
    slots = base.slots
    objects: dict[int, Content] = dict(base.constant)
    free = base.free
    fonts = fonts_of(base, drawings)
    for slot, font in zip((slots.regular, slots.bold), fonts, strict=True):
        objects |= font.objects(slot, free)
        free += OBJECTS
    objects |= logo(slots.logo, free)
    free = max(free, *objects) + 1
    for leaf in base.leaves:
        # On a foil, which is not kept, it stays as it is.
        objects[leaf.content] = Stream(b"", content(base, leaf, drawings, fonts), is_packed=base.is_foil)
        objects[leaf.annotations[0]] = b"[" + leaf.annotations[1] + b"]"
    if base.tags:
        tagging = Tagging(base, base.tags, free)
        objects |= tagging.of(drawings)
        if tagging.fields:
            objects |= form(base, tagging.fields, tagging.free, objects)
    return objects
