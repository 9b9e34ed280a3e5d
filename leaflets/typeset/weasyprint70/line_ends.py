"""The space a line was broken at, in the text a screen reader is given.

WeasyPrint drops the space at the end of a line, and what is read from the tags joins the last word of a line to the
first of the next. ISO 32000-1, 14.8.2.5 asks that words be parted in the text itself. So while lines are made it is
noted which of them begins after a space, and before they are written the line above gets its space back, as a glyph
that paints nothing and that no box makes room for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from weasyprint import Document
from weasyprint.draw import text as drawing
from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline

_next_line = inline.get_next_linebox
_draw_line = drawing.draw_first_line

# The glyphs of a line but the last, which is the space: two bytes each (ISO 32000-1, 9.7.6.2, Identity-H).
_WITH_SPACE = re.compile(rb"\[(.*[0-9a-f]{4})([0-9a-f]{4})>\] TJ", re.DOTALL)
INLINE = frozenset({"a", "abbr", "b", "br", "cite", "em", "i", "small", "span", "strong", "sub", "sup", "wbr"})
"""Elements within a line: two that stand below each other are words of one paragraph or heading all the same."""


def _next_line_noted(context: Any, linebox: Any, position_y: float, bottom_space: float, skip: Any, *more: Any) -> Any:
    line, resume_at = _next_line(context, linebox, position_y, bottom_space, skip, *more)
    if line is not None:
        line.is_parted = _follows_space(linebox, inline.skip_first_whitespace(linebox, skip))
    return line, resume_at


def _follows_space(linebox: Any, skip: Any) -> bool:
    """Whether a space or the end of a line stands in the source before the place `skip` leads to."""
    box, before = linebox, None
    while isinstance(skip, dict):
        ((index, skip),) = skip.items()
        if isinstance(box, boxes.TextBox):
            if index:
                return box.text.encode()[index - 1 : index] in (b" ", b"\n")
            break
        before = box.children[index - 1] if index else before
        if index >= len(box.children):
            break
        box = box.children[index]
    return _last_character(before) in (" ", "\n")


def _last_character(box: Any) -> str:
    """The last character of the source within a box of it, or nothing."""
    while isinstance(box, boxes.ParentBox):
        if not box.children:
            return ""
        box = box.children[-1]
    return box.text[-1:] if isinstance(box, boxes.TextBox) else ""


def _draw_line_parted(stream: Any, textbox: Any, *more: Any) -> Any:
    """Draw a line's text, and after it the space it got back: shown apart, so that its letters are drawn as ever."""
    emojis = _draw_line(stream, textbox, *more)
    if getattr(textbox, "is_parted", False) and (found := _WITH_SPACE.fullmatch(stream.stream[-1])):
        letters, space = found.groups()
        stream.stream[-1:] = [b"[%b>] TJ" % letters, b"[<%b>] TJ" % space]
    return emojis


def install() -> None:
    """Let it be noted of every line."""
    inline.get_next_linebox = _next_line_noted
    drawing.draw_first_line = _draw_line_parted


def part_words(document: Document) -> None:
    """Give each line its space back where the next one of the same paragraph, heading or item began after it.

    So too within a line, where a space stands between two elements: WeasyPrint draws none that stands alone.
    """
    above: dict[Any, tuple[Any, Any]] = {}
    for page in document.pages:
        for owner, block, line in _lines(page._page_box, None):
            _part_elements(line)
            last_block, last = above.get(owner, (None, None))
            is_same = last_block is not None and last_block.element is block.element
            if last is not None and (line.is_parted or not is_same):
                _add_space(last)
            if texts := [box for box in _texts(line) if box.text.strip()]:
                above[owner] = (block, texts[-1])


def _part_elements(line: Any) -> None:
    last = None
    for box in _texts(line, within=True):
        if box.text.strip():
            last = box
        elif box.text and last is not None:
            _add_space(last)


def _lines(box: Any, owner: Any) -> Iterator[tuple[Any, Any, Any]]:
    """The lines within a box in the order of the page, each with its block and the element whose text it is of."""
    for child in getattr(box, "children", ()):
        inner = getattr(child, "_box", child)  # What is placed absolutely stands behind a placeholder.
        if isinstance(inner, boxes.MarginBox):
            continue
        element = inner.element
        # A box with lines of its own within a line is a text apart: what parts it from the line stands in the line.
        is_within = element is None or (element.tag in INLINE and not isinstance(inner, boxes.InlineBlockBox))
        own = owner if is_within else element
        if isinstance(inner, boxes.LineBox) and not inner.element_tag.endswith("::marker"):
            yield own, box, inner
        # Also within a line: there stand boxes with lines of their own.
        yield from _lines(inner, own)


def _texts(line: Any, within: bool = False) -> Iterator[Any]:
    """The texts of a line in order; those of boxes with lines of their own only where `within` is asked."""
    for child in line.children:
        if isinstance(child, boxes.TextBox):
            yield child
        elif isinstance(child, boxes.InlineBox) or (within and isinstance(child, boxes.ParentBox)):
            yield from _texts(child, within)


def _add_space(box: Any) -> None:
    # What is drawn is the text of the layout; the box keeps its own, and with it its width.
    if not box.pango_layout.text.endswith(" "):
        box.pango_layout.text += " "
        box.is_parted = True
