"""The words of a text as an e-book has them: XHTML, notes that lead back, drawings in the ink of the reader."""

from __future__ import annotations

import re
from collections.abc import Sequence

import jinja2
from markupsafe import Markup

from leaflets.model.content import Language, Leaflet
from leaflets.site.shelf import SiteShelf
from leaflets.site.twin import Body, DrawingInks, Twin
from leaflets.typeset.palette import palette

PICTURES = "pictures"
"""The folder of an e-book's pictures."""

_TINT = "#tint"
"""Stands for a tint until the drawing is made: an e-book has no colour that suits the ground of every reader."""

_FAINT = '"currentColor" fill-opacity="0.14"'
"""What it is instead: a little of the ink the reader has chosen."""

_VOID = re.compile(r"<(br|img)\b([^>]*?)\s*/?>")
_BARE_SVG = re.compile(r"<svg(?![^>]*xmlns)")


class NoteMarks:
    """The numbers of sources in a text as notes; the first of each is where its source leads back to."""

    def __init__(self) -> None:
        self.seen: set[int] = set()

    def __call__(self, number: int, said: str) -> str:
        own = Markup(' id="note-{}"').format(number) if number not in self.seen else ""
        self.seen.add(number)
        return str(
            Markup(
                '<sup><a class="cite"{0} epub:type="noteref" role="doc-noteref" href="#source-{1}"'
                ' aria-label="{2}">{1}</a></sup>'
            ).format(own, number, said)
        )


def chapter_body(shelf: SiteShelf, language: Language, cited: Sequence[str]) -> Body:
    """The words of a chapter; its marks know which sources the text names."""
    return Body(shelf, language, cited, PICTURES, NoteMarks())


def leaflet_body(shelf: SiteShelf, language: Language, leaflet: Leaflet) -> Twin:
    """The parts of a leaflet."""
    return Twin(shelf, language, leaflet, PICTURES, NoteMarks())


def drawing(body: Twin, shelf: SiteShelf, environment: jinja2.Environment) -> Markup:
    """The diagram in the ink of the reader, by day and by night, its words held where they stand in any face."""
    inks = DrawingInks("currentColor", _TINT, palette(shelf.look, "screen")["accent"], "currentColor")
    # The narrow one, where there is one: a screen to read on is seldom wide, and its words are as large as text.
    svg = str(body.drawings(environment, inks, is_anchored=True)[-1])
    return Markup(svg.replace(f'"{_TINT}"', _FAINT).replace('"Leaflet Hyperlegible"', '"sans-serif"'))


def as_xhtml(html: str) -> str:
    """HTML of our templates as XML: empty elements closed, no names of characters, drawings under their own name."""
    closed = _VOID.sub(r"<\1\2/>", html.replace("&nbsp;", "\u00a0"))
    return _BARE_SVG.sub('<svg xmlns="http://www.w3.org/2000/svg"', closed)
