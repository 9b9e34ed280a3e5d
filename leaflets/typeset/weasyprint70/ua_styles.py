"""WeasyPrint's own style sheet, less what a format has no use for.

Its rules for footnotes and notes make six styles for every element, its rules for page margin boxes sixteen for every
page, each computed and laid out though nothing stands there: a fifteenth of a render. What goes is left out line by
line, so the pages are the same byte for byte; WeasyPrint is pinned for it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from weasyprint import CSS, HTML
from weasyprint.css.counters import CounterStyle
from weasyprint.html import UA

# One rule a line, as WeasyPrint 70 writes its sheet; a newer one that does not would fail the test of this.
_NOTES = re.compile(r"^::(?:foot)?note-.*\n", re.MULTILINE)
_MARKERS = re.compile(r"^::marker ", re.MULTILINE)
_COUNTERS = re.compile(r"^@counter-style .*\n", re.MULTILINE)
_MARGIN_BOX = re.compile(r"@((?:top|bottom|left|right)-[a-z-]+)")


class StyledPage(HTML):  # type: ignore[misc]
    """A document that takes its defaults from `sheet`."""

    sheet: CSS

    def _ua_stylesheets(self, forms: bool = False) -> list[CSS]:
        # The first of them is the sheet that `less` is made of; those after it are for forms.
        return [self.sheet, *super()._ua_stylesheets(forms)[1:]]


def defaults(css: str) -> CSS:
    """The defaults of documents with the style sheet `css`."""
    return _parsed(frozenset(_MARGIN_BOX.findall(css)))


@lru_cache(maxsize=64)
def _parsed(margin_boxes: frozenset[str]) -> CSS:
    return CSS(string=less(UA, margin_boxes), counter_style=CounterStyle())


def less(sheet: str, margin_boxes: frozenset[str]) -> str:
    """`sheet` without the rules for notes, for markers of anything but list items and for any other margin boxes.

    The counters go too: WeasyPrint hands each document its own, parsed once.
    """
    lines = _COUNTERS.sub("", _MARKERS.sub("li::marker ", _NOTES.sub("", sheet))).splitlines()
    return "\n".join(line for line in lines if margin_boxes.issuperset(_MARGIN_BOX.findall(line)))
