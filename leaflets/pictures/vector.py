"""SVG drawings made safe: written anew with drawn shapes only, nothing that runs, is fetched or unfolds without end."""

from __future__ import annotations

import re
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from leaflets.messages import say
from leaflets.pictures.classes import Classes, declared
from leaflets.pictures.errors import MOST_UNLIKE, WrongPicture
from leaflets.pictures.markup import parsed
from leaflets.pictures.references import unfold
from leaflets.pictures.values import numbers, read

SVG = "{http://www.w3.org/2000/svg}"
_XLINK = "{http://www.w3.org/1999/xlink}href"
DRAWN = {"svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "defs", "linearGradient",
         "radialGradient", "stop", "clipPath", "mask", "marker", "use", "symbol", "text", "tspan"}  # fmt: skip
_SAID = {"title", "desc", "style", "metadata"}
"""Allowed, and not drawn."""
_TEXTS = {"text", "tspan"}
# What makes a reader fetch or run something; url(#name) stays within the drawing and is left out.
_FETCHES = re.compile(r"url\(\s*['\"]?\s*(?!['\"#\s])|@import|javascript:|expression\(|\\\\", re.IGNORECASE)


def cleaned(data: bytes) -> Element:
    """The drawing in an SVG as a tree of its own. Raises WrongPicture."""
    root = parsed(data)
    if root.tag != f"{SVG}svg":
        raise WrongPicture(say("is no SVG drawing"))
    _check(root)
    sheets = ["".join(element.itertext()) for element in root.iter(f"{SVG}style")]
    drawing = _drawn(root, Classes(sheets))
    unfold(drawing)
    return drawing


def written(drawing: Element) -> bytes:
    """A drawing as the file it is kept in."""
    data: bytes = ElementTree.tostring(drawing, encoding="utf-8")
    return data


def size(drawing: Element) -> tuple[float, float]:
    """Width and height of a drawing in one unit, from its viewBox or its own measures. Raises WrongPicture."""
    found = numbers(drawing.get("viewBox", ""))[2:4]
    if len(found) != 2:
        sides = (drawing.get("width", ""), drawing.get("height", ""))
        found = [] if any("%" in side for side in sides) else [number for side in sides for number in numbers(side)[:1]]
    if len(found) != 2 or min(found) <= 0 or max(found) > MOST_UNLIKE * min(found):
        raise WrongPicture(say("has no size that fits a page; give it a viewBox"))
    return found[0], found[1]


def _check(element: Element) -> None:
    """Raises WrongPicture for what runs, is fetched or is no drawn shape; for each part, also of other name spaces."""
    name = str(element.tag)
    local = name.rsplit("}", maxsplit=1)[-1]
    if local.lower() == "script" or (name.startswith(SVG) and local not in DRAWN | _SAID):
        raise WrongPicture(
            say("holds <{local}>; only drawn shapes are allowed: no scripts, pictures or animation", local=local)
        )
    for key, value in element.attrib.items():
        attribute = key.rsplit("}", maxsplit=1)[-1].lower()
        if attribute.startswith("on"):
            raise WrongPicture(say("holds a script ({attribute})", attribute=attribute))
        if (attribute in ("href", "src") and not value.strip().startswith("#")) or _FETCHES.search(value):
            raise WrongPicture(say('refers to something outside itself ("{value}")', value=value[:40]))
    if _FETCHES.search(element.text or ""):
        raise WrongPicture(say("refers to something outside itself"))
    for child in element:
        _check(child)


def _drawn(element: Element, classes: Classes) -> Element:
    """The element with what is drawn of it: known attributes, the styles among them, and known children."""
    local = element.tag.removeprefix(SVG)
    made = Element(element.tag, _attributes(element, local, classes))
    if local in _TEXTS:
        made.text, made.tail = element.text, element.tail
    for child in element:
        if child.tag.startswith(SVG) and child.tag.removeprefix(SVG) in DRAWN:
            made.append(_drawn(child, classes))
        elif local in _TEXTS:
            raise WrongPicture(say("holds a text in a text that cannot be read; turn its text into outlines"))
    return made


def _attributes(element: Element, local: str, classes: Classes) -> dict[str, str]:
    """Attributes as they are drawn; a style sheet goes before them, a style of its own before that (SVG 2, 6.4)."""
    given = dict(element.attrib)
    identifier = given.get("id", "")
    given |= classes.of(local, given.get("class", ""), identifier)
    given |= declared(given.get("style", ""))
    found = {name: value for name, text in given.items() if (value := read(name, text)) is not None}
    if identifier:
        found["id"] = identifier
    if href := given.get("href", given.get(_XLINK, "")).strip():
        found["href"] = href
    if local in ("svg", "symbol", "marker"):
        found.pop("overflow", None)  # What is drawn beside the picture would lie on the text.
    return found
