"""The words of a leaflet, or of a chapter, as a page to read on a screen: the twin of what is printed."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import NamedTuple

import jinja2
from markupsafe import Markup

from leaflets import faces
from leaflets.content.country_words import section_in
from leaflets.content.markup import to_html
from leaflets.content.signs import Call, tiers
from leaflets.content.texts import find_source
from leaflets.model.content import Citation, Language, Leaflet
from leaflets.model.diagram import FIELD_MM, KINDS, NARROW_MM, WORD_PT, Diagram
from leaflets.site.shelf import SiteShelf
from leaflets.units import MM_PER_PT

WORD_MM = WORD_PT * MM_PER_PT
"""The size of words in a drawing on the field it is drawn for: 16 px across a column of text. A telephone is given
another drawing, on a narrower field, so that they are no smaller there."""

_PICTURE = re.compile(r'(<img [^>]*?src=")([^"/]+")')
_NUMBER = re.compile(r"\b\d{3,4}\b")
"""A number to call in a word of the language: 112, 1813."""

_STYLE = re.compile(r' style="[^"]*"')
_TITLE = re.compile(r"\n<title>.*?</title>", re.DOTALL)


NumberMark = Callable[[int, str], str]
"""Takes the number of a source and what a voice says of it, gives the HTML that stands for it in a text."""


class DrawingInks(NamedTuple):
    """What a drawing is painted with: the colour of its group, a tint of it, the accent, and that of words."""

    group: str
    tint: str
    accent: str
    ink: str


ON_SCREEN = DrawingInks("var(--group)", "var(--tint)", "var(--sun)", "var(--text)")
"""The colours of the style sheet, by day and by night."""


def screen_mark(number: int, said: str) -> str:
    """The number of a source as a link to it."""
    return str(Markup('<sup><a class="cite" href="#source-{0}" aria-label="{1}">{0}</a></sup>').format(number, said))


class Body:
    """Texts as HTML, their citations as links to the numbered sources of the page."""

    def __init__(
        self, shelf: SiteShelf, language: Language, cited: Sequence[str], pictures: str, mark: NumberMark = screen_mark
    ) -> None:
        """`pictures` is the folder with the pictures of the texts, as the page leads to it."""
        self.language = language
        self.pictures = pictures
        self.mark = mark
        self.sources = shelf.catalogue.sources
        self.citations = tuple(
            Citation(number=number, source=self.sources[name]) for number, name in enumerate(cited, start=1)
        )

    def text(self, markdown: str) -> Markup:
        """A text in full."""
        html = to_html(markdown, "full", self._cite).replace("</sup><sup>", "</sup> <sup>")
        # A word joiner: the number stays with the word it follows.
        html = html.replace("<sup>", "\u2060<sup>")
        return Markup(_PICTURE.sub(rf"\g<1>{self.pictures}/\g<2>", html).replace("<table>", '<table tabindex="0">'))

    def _cite(self, name: str) -> str:
        source = find_source(self.sources, name)
        number = next(one.number for one in self.citations if one.source == source)
        assert source is not None
        said = self.language.words["link_source"].format(number=number, title=source.called(self.language.id))
        return self.mark(number, said)


class Twin(Body):
    """The parts of one leaflet."""

    def __init__(
        self, shelf: SiteShelf, language: Language, leaflet: Leaflet, pictures: str, mark: NumberMark = screen_mark
    ) -> None:
        super().__init__(shelf, language, leaflet.cited, pictures, mark)
        self.leaflet = leaflet

    def section(self, name: str) -> Markup:
        """A part of the text; that on when to call the doctor without its signs, which stand in tiers."""
        if name == "doctor":
            return self.text(section_in(self.leaflet.section(name), (), self.language.words).markdown)
        return self.text(self.leaflet.part(name))

    def tiers(self) -> list[tuple[str, tuple[Call, ...]]]:
        """The signs of alarm by urgency, the soonest first: the words that say whom to call, and the signs."""
        return list(tiers(self.leaflet.signs))

    def drawing(self, environment: jinja2.Environment) -> Markup:
        """The diagram, in the colours of the style sheet, which shows the wide or the narrow one of two drawings.

        What is in it is told below it. A kind that is drawn wide only is shown so everywhere.
        """
        return Markup("\n").join(self.drawings(environment))

    def drawings(
        self, environment: jinja2.Environment, inks: DrawingInks = ON_SCREEN, *, is_anchored: bool = False
    ) -> list[Markup]:
        """The drawing for a column of text, and where there is one that for a telephone.

        Words that are `is_anchored` keep their place whatever face they are set in.
        """
        diagram = self.leaflet.diagram
        assert diagram is not None
        look = {"is_anchored": is_anchored, **inks._asdict()}
        drawn = [_drawn(environment.get_template(f"diagrams/{diagram.kind}.svg"), diagram, FIELD_MM, "across", look)]
        with suppress(jinja2.TemplateNotFound):
            narrow = environment.get_template(f"diagrams/narrow/{diagram.kind}.svg")
            drawn.append(_drawn(narrow, diagram, NARROW_MM, "down", look))
        return drawn


def _drawn(template: jinja2.Template, diagram: Diagram, field: float, name: str, look: Mapping[str, object]) -> Markup:
    svg = template.render(
        labels=diagram.labels, values=diagram.values, description="", field=field, width=field, size=WORD_MM,
        kind=KINDS[diagram.kind], length=faces.length, **look,
    )  # fmt: skip
    named = Markup('<svg class="{}" role="img" aria-label="{}"').format(name, diagram.title)
    return Markup(_TITLE.sub("", _STYLE.sub("", svg)).strip().replace("<svg", str(named), 1))


def emergency(words: str) -> tuple[str, str]:
    """What "Bel 112" says besides its number, and the number; no number where there is none."""
    found = _NUMBER.search(words)
    return (" ".join(words.replace(found[0], "").split()), found[0]) if found else (words, "")


def callable_numbers(words: str) -> Markup:
    """A text in which each number to call is a link that calls it."""
    parts = _NUMBER.split(words)
    numbers = (Markup('<a class="tel" href="tel:{0}">{0}</a>').format(number) for number in _NUMBER.findall(words))
    found = Markup("").join(piece for pair in zip(parts, [*numbers, ""], strict=True) for piece in pair)
    return Markup(found)
