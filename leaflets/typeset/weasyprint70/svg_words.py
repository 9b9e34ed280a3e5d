"""Words of a drawing set at once. WeasyPrint 70 sets each letter of an SVG by itself, in ten times the work.

Set at once they are kerned as all other text is, and a page that is searched or measured has them as words. Text whose
letters have places or angles of their own is drawn as ever.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint import svg

_draw_text = svg.TAGS["text"]
_BY_LETTER = ("dx", "dy", "rotate", "letter-spacing", "textLength")
"""Attributes that mean something for each letter."""


class _AtOnce(str):
    """Words that are gone through in one step and not letter by letter."""

    __slots__ = ()

    def __iter__(self) -> Iterator[str]:
        yield str(self)


def _draw_at_once(image: Any, node: Any, font_size: float) -> None:
    places = (node.get(name, "").replace(",", " ").split() for name in ("x", "y"))
    if node.text and all(len(place) <= 1 for place in places) and not any(node.get(name) for name in _BY_LETTER):
        node._etree_node.text = _AtOnce(node.text)
    _draw_text(image, node, font_size)


def install() -> None:
    """Let the words of every SVG be drawn so."""
    # The module knows what is text by its own name for it, too.
    svg.text = _draw_at_once
    svg.TAGS |= dict.fromkeys(("a", "text", "textPath", "tspan"), _draw_at_once)
