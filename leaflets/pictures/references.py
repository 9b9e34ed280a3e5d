"""What a drawing comes to when all its references are followed, counted before anything is drawn."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from leaflets.messages import say
from leaflets.pictures.errors import WrongPicture
from leaflets.pictures.markup import MAX_DEPTH
from leaflets.pictures.values import MOST_SCALE, numbers, scale, target

MAX_SHAPES = 5_000
"""As many as may stand in a file (MAX_ELEMENTS in markup.py): what is used again is drawn again."""
MAX_DASHES = 200_000
"""So many dashes a reader of PDF draws in a second or so."""
# Drawn only where another element names them (SVG 1.1, chapters 5, 11, 13 and 14).
_NOT_DRAWN = {"defs", "symbol", "clipPath", "mask", "marker", "linearGradient", "radialGradient"}
_SHAPES = {"path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan"}
_INHERITED = ("fill", "stroke", "marker", "marker-start", "marker-mid", "marker-end", "stroke-dasharray")
_GEOMETRY = ("d", "points", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "width", "height")
_AROUND = 8
"""No shape is longer than so many times the sum of its numbers; a circle is 6.3 times its radius."""


def unfold(root: Element) -> None:
    """Raises WrongPicture for more than MAX_SHAPES shapes, characters and stops, and for what leads to itself."""
    _Unfolding(root).draw(root, {}, 0, 1.0)


class _Unfolding:
    """Goes through a drawing as it is drawn."""

    def __init__(self, root: Element) -> None:
        self.known: dict[str, Element] = {}
        self.count = 0
        for element in root.iter():
            if identifier := element.get("id"):
                self.known.setdefault(identifier, element)

    def draw(self, element: Element, inherited: Mapping[str, str], depth: int, larger: float) -> None:
        """Count an element and what it draws; `inherited` are the properties around it, `larger` its scale so far."""
        self._spend(1 + len(element.text or "") + len(element.tail or ""))
        if depth > MAX_DEPTH:
            raise WrongPicture(say("refers to itself, or is nested too deep; save it as plain SVG"))
        larger *= scale(element.get("transform", "")) * (_window(element) if depth else 1.0)
        if larger > MOST_SCALE:
            raise WrongPicture(say("is enlarged beyond sight; save it as plain SVG"))
        said = dict(inherited) | {name: element.attrib[name] for name in _INHERITED if name in element.attrib}
        name = _local(element)
        if name in _SHAPES:
            self._shape(element, said, depth, larger)
        for used, units in (("clip-path", "clipPathUnits"), ("mask", "maskUnits")):
            self._cut(element, used, units, depth, larger)
        if name == "use":
            self._refer(element.get("href", "#")[1:], said, depth, larger)
        for child in element:
            if _local(child) not in _NOT_DRAWN:
                self.draw(child, said, depth + 1, larger)

    def _cut(self, element: Element, used: str, units: str, depth: int, larger: float) -> None:
        """What an element is cut out by; WeasyPrint draws it right only in the measures of the drawing itself."""
        cutter = self.known.get(target(element.get(used, "")) or "")
        if cutter is None:
            return
        default = "userSpaceOnUse" if used == "clip-path" else "objectBoundingBox"
        if cutter.get(units, default) != "userSpaceOnUse":
            raise WrongPicture(
                say("has a {used} in {units} that cannot be drawn; cut out its shapes instead", used=used, units=units)
            )
        self.draw(cutter, {}, depth + 1, larger)

    def _refer(self, identifier: str | None, said: Mapping[str, str], depth: int, larger: float) -> None:
        if identifier and identifier in self.known:
            self.draw(self.known[identifier], said, depth + 1, larger)

    def _shape(self, element: Element, said: Mapping[str, str], depth: int, larger: float) -> None:
        for name in ("fill", "stroke"):
            self._gradient(target(said.get(name, "")), 0)
        places = [number for name in _GEOMETRY for number in numbers(element.get(name, ""))]
        self._dashes(said.get("stroke-dasharray", ""), places)
        for name in ("marker", "marker-start", "marker-mid", "marker-end"):
            before = self.count
            self._refer(target(said.get(name, "")), {}, depth, larger)
            if name in ("marker", "marker-mid"):
                self._spend((self.count - before) * (len(places) // 2))

    def _gradient(self, identifier: str | None, depth: int) -> None:
        """The stops of a gradient and of those it takes them from."""
        gradient = self.known.get(identifier or "")
        if gradient is None or not _local(gradient).endswith("Gradient"):
            return
        if depth > MAX_DEPTH:
            raise WrongPicture(say("has a gradient that refers to itself; save it as plain SVG"))
        if gradient.get("spreadMethod", "pad") != "pad":
            raise WrongPicture(say("has a gradient that repeats itself; draw it with one that does not"))
        self._spend(len(gradient))
        self._gradient(gradient.get("href", "#")[1:], depth + 1)

    def _dashes(self, dashes: str, places: list[float]) -> None:
        if "%" in dashes:
            raise WrongPicture(say("has dashes in per cent; give them a length"))
        period = sum(map(abs, numbers(dashes)))
        if period and _AROUND * sum(map(abs, places)) / period > MAX_DASHES:
            raise WrongPicture(say("has dashes too fine to be seen"))

    def _spend(self, count: int) -> None:
        self.count += count
        if self.count > MAX_SHAPES:
            raise WrongPicture(
                say("unfolds to more than {max_shapes:,} shapes; simplify it, or save it as PNG", max_shapes=MAX_SHAPES)
            )


def _window(element: Element) -> float:
    """How many times larger an element's own window (SVG 2, 8.6) makes what is in it, at the most."""
    seen = numbers(element.get("viewBox", ""))[2:4]
    own = [number for name in _SIDES for number in numbers(element.get(name, ""))[:1]] or [USUAL]
    return max(1.0, max(own) / min(seen)) if seen and min(seen) > 0 else 1.0


USUAL = 1000.0
"""As wide as a window may be that does not say it."""
_SIDES = ("width", "height", "markerWidth", "markerHeight")


def _local(element: Element) -> str:
    return str(element.tag).rsplit("}", maxsplit=1)[-1]
