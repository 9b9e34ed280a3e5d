"""Distances of nothing left out. WeasyPrint 70 writes one after each glyph, and nine of ten are 0.

Without them the glyphs of a word are one string again: the same page to the eye, in a third less content, which whoever
reads the page gets through in half the time.
"""

from __future__ import annotations

import re

import pydyf

_show = pydyf.Stream.show_text
# Between two hexadecimal strings: `<0041>0<0042>`, or -0 and 0.0 as floats are printed.
_BETWEEN = re.compile(r">-?0(?:\.0)?<")
_AT_END = re.compile(r">-?0(?:\.0)?$")


def _show_without_zeros(stream: pydyf.Stream, text: str) -> None:
    """Show glyphs in hexadecimal strings with the distances between them (ISO 32000-1, 9.4.3, TJ)."""
    _show(stream, _AT_END.sub(">", _BETWEEN.sub("", text)))


def install() -> None:
    """Let every stream of a page be written so."""
    pydyf.Stream.show_text = _show_without_zeros
