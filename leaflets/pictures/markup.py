"""The markup of an SVG, read under bounds: no entities in any encoding, and an end to its length, depth and number."""

from __future__ import annotations

from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from leaflets.messages import say
from leaflets.pictures.errors import WrongPicture

MAX_BYTES = 500_000
"""Of a drawing: as long as a file of words may be. A longer one is mostly a tracing, and better a picture of pixels."""
MAX_DEPTH = 40
"""Deeper nesting has no use in a drawing, and WeasyPrint ends in a RecursionError."""
MAX_ELEMENTS = 5_000
"""Shapes and groups of a drawing; each is drawn in every format anew."""
_PLAIN = say("save it as plain SVG")


def parsed(data: bytes) -> Element:
    """The root of the markup. Raises WrongPicture."""
    if len(data) > MAX_BYTES:
        raise WrongPicture(say("is longer than {max_bytes} kB; simplify its paths", max_bytes=MAX_BYTES // 1000))
    if b"\0" in data or not _is_utf8(data):
        raise WrongPicture(say("is not UTF-8; {plain}", plain=_PLAIN))
    gate = _Gate()
    # Whatever encoding it declares: what was looked at is what is read.
    parser = expat.ParserCreate("UTF-8", "}")
    parser.buffer_text = True
    parser.StartElementHandler = gate.begin
    parser.EndElementHandler = gate.end
    parser.CharacterDataHandler = gate.builder.data
    parser.StartDoctypeDeclHandler = gate.doctype
    parser.EntityDeclHandler = gate.entity
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError) as error:
        if isinstance(error, WrongPicture):
            raise
        raise WrongPicture(say("is broken: it is no well-formed SVG")) from error
    root: Element = gate.builder.close()
    return root


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


class _Gate:
    """Builds the tree while it is read, and stops at the first thing too many."""

    def __init__(self) -> None:
        self.builder = TreeBuilder()
        self.depth = 0
        self.count = 0

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        self.count += 1
        if self.depth > MAX_DEPTH:
            raise WrongPicture(say("is nested too deep; {plain}", plain=_PLAIN))
        if self.count > MAX_ELEMENTS:
            raise WrongPicture(
                say("has more than {max_elements:,} shapes; simplify it, or save it as PNG", max_elements=MAX_ELEMENTS)
            )
        self.builder.start(_named(name), {_named(key): value for key, value in attributes.items()})

    def end(self, name: str) -> None:
        self.depth -= 1
        self.builder.end(_named(name))

    def doctype(self, _name: str, _system: str | None, _public: str | None, has_own_part: int) -> None:
        """A reference to the standard's own list is harmless, and nobody follows it; a part of its own may unfold."""
        if has_own_part:
            raise WrongPicture(say("declares entities; {plain}", plain=_PLAIN))

    def entity(self, *_: object) -> None:
        raise WrongPicture(say("declares entities; {plain}", plain=_PLAIN))


def _named(name: str) -> str:
    """A name with its name space as ElementTree writes it."""
    return f"{{{name}" if "}" in name else name
