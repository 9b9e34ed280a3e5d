"""A05: what is heard beside the text: each link once, and the words that stand for pictures and say where links go."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from pikepdf import Dictionary, Name, Object

from leaflets.messages import say
from leaflets.model.content import Chapter, Leaflet
from leaflets.model.proof import Box
from leaflets.pdf.structure import elements
from leaflets.preflight.file import File
from leaflets.preflight.rule import Finding, rule
from leaflets.problems import FAULT_OF_PRESS
from leaflets.units import MM_PER_PT

# The rectangles of a link's lines are apart by what the lines are: 1.7 mm is half a line of 9 pt.
TOGETHER_MM = 1.7

_FIELD = re.compile(r"\\\{\w+\\\}")
"""What is filled into a phrase of a language, once that is escaped."""


@rule("A05", "warns", "WCAG 2.2, 2.4.4", FAULT_OF_PRESS)
def links_are_not_in_pieces(file: File) -> Iterator[Finding]:
    """A link is one, however many lines it takes: who goes from link to link stops once at each."""
    if not file.is_tagged:
        return
    for page, own in zip(file.pages, file.pdf.pages, strict=True):
        left, _, _, top = (float(side) for side in own.trimbox)
        places: defaultdict[str, list[Box]] = defaultdict(list)
        for link in (one for one in own.obj.get("/Annots", ()) if one.get("/Subtype") == Name.Link):
            places[_target(link)].append(_place([float(side) for side in link.Rect], left, top))
        for target, boxes in places.items():
            for number, box in enumerate(boxes):
                if any(_are_together(box, other) for other in boxes[:number]):
                    yield Finding(say("the link to {target} is in pieces", target=target), page.number, box)


def _target(link: Object) -> str:
    action = link.get("/A", Dictionary())
    return str(action.get("/URI", link.get("/Dest", action.get("/D", ""))))


def _place(rectangle: Sequence[float], left: float, top: float) -> Box:
    """A rectangle of a page as left, top, width and height in mm of its trim."""
    # Any two opposite corners (ISO 32000-1, 7.9.5).
    (x1, x2), (y1, y2) = sorted(rectangle[::2]), sorted(rectangle[1::2])
    return (x1 - left) * MM_PER_PT, (top - y2) * MM_PER_PT, (x2 - x1) * MM_PER_PT, (y2 - y1) * MM_PER_PT


def _are_together(one: Box, other: Box) -> bool:
    """Whether two rectangles could be lines of one text, or parts of a line."""
    return all(
        max(one[side], other[side]) - min(one[side] + one[side + 2], other[side] + other[side + 2]) < TOGETHER_MM
        for side in (0, 1)
    )


@rule("A05", "warns", "WCAG 2.2, 3.1.2", "Write it in the language's _language.yaml, or in the text.")
def alternatives_are_in_the_language(file: File) -> Iterator[Finding]:
    """What is heard for a picture or of a link is in the words of the file's language, or as a text has it."""
    root, language = file.pdf.Root.get("/StructTreeRoot"), file.subject.language
    if not file.is_tagged or root is None or language is None or not file.subject.texts:
        return
    # A phrase that is all fields and signs would be any words.
    phrases = [words for words in language.words.values() if any(map(str.isalpha, re.sub(r"\{\w+\}", "", words)))]
    patterns = [re.compile(_FIELD.sub(".+", re.escape(words))) for words in phrases]
    known = {*_described(file), *(source.title for source in file.subject.sources)}
    said = [str(one.Alt) for one in elements(root) if "/Alt" in one]
    said += [str(one.Contents) for page in file.pdf.pages for one in page.obj.get("/Annots", ()) if "/Contents" in one]
    for words in dict.fromkeys(said):
        if words not in known and not any(pattern.fullmatch(words) for pattern in patterns):
            yield Finding(
                say('"{words}" is heard, and is in no words of {language}', words=words[:60], language=language.id)
            )


def _described(file: File) -> Iterator[str]:
    """The descriptions of pictures and diagrams in the texts."""
    for text in file.subject.texts:
        parts = [text.markdown] if isinstance(text, Chapter) else [section.markdown for section in text.sections]
        yield from (words for part in parts for words in _PICTURE.findall(part))
        if isinstance(text, Leaflet) and text.diagram is not None:
            yield text.diagram.description


_PICTURE = re.compile(r"!\[([^\]]*)\]")
"""The description of a picture in Markdown."""
