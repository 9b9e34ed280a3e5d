"""The content a stamp adds to a page: operators in the base's colours, letters from its fonts or the practice's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from leaflets.personalise.box.drawing import Drawing, DrawnLine
from leaflets.personalise.stamp.base import Base, Leaf
from leaflets.personalise.stamp.fonts import SubsetFont, font, whole_font

COMMON = (
    frozenset("abcdefghijklmnoprstuvwz BDEHJLMNOPRSTUVWZ 012367 (),.:;?•"),
    frozenset("abdeghijklnoprstuvwz BMNOTV 12 .:"),
)
"""Letters, regular and bold, that every Dutch leaflet has in its own fonts. All others are brought along, even where a
leaflet has some of them, so that the leaflets of a practice lack the same few and share one small font."""


def fonts_of(base: Base, drawings: Mapping[str, Drawing]) -> tuple[SubsetFont, SubsetFont]:
    """The letters of the drawings, regular and bold, that are not taken from the base's own fonts."""
    return _font(base, drawings, bold=False), _font(base, drawings, bold=True)


def _font(base: Base, drawings: Mapping[str, Drawing], *, bold: bool) -> SubsetFont:
    if base.is_foil:
        return whole_font(bold=bold)
    brought: frozenset[str] = frozenset()
    for leaf in base.leaves:
        own = COMMON[bold] & leaf.letters[bold].codes.keys()
        for spot in leaf.spots:
            brought |= drawings[spot.name].letters[bold] - own
    return font(brought or frozenset(" "), bold=bold)


def content(base: Base, leaf: Leaf, drawings: Mapping[str, Drawing], fonts: Sequence[SubsetFont]) -> bytes:
    """A page's content: every mark in its colour, with its number or as an artifact.

    Where the page itself marks nothing, neither does this: a number in an artifact would be taken for a folio.
    """
    lines = [b"Q"]
    number = leaf.marks.count if leaf.marks else 0
    for spot in leaf.spots:
        lines.append(b"q 1 0 0 1 %.3f %.3f cm" % spot.origin)
        for mark in drawings[spot.name].marks:
            if leaf.marks is None:
                pass
            elif mark.tag is None:
                lines.append(b"/Artifact BMC")
            else:
                lines.append(b"/%b<</MCID %d>>BDC" % (mark.tag.encode(), number))
                number += 1
            colour = b"" if mark.colour == "none" else getattr(base.colours, mark.colour)
            text = b"BT " + b"".join(_text(line, leaf, fonts) for line in mark.lines) + b"ET" if mark.lines else b""
            lines += [colour, text, mark.operators, b"EMC" if leaf.marks else b""]
        lines.append(b"Q")
    return b"\n".join(line for line in lines if line)


def _text(line: DrawnLine, leaf: Leaf, fonts: Sequence[SubsetFont]) -> bytes:
    """The operators of a line; each letter from the page's own font, or from the practice's."""
    own, brought = leaf.letters[line.bold], fonts[line.bold]
    names = (own.name, b"PracticeBold" if line.bold else b"PracticeRegular")
    parts = [b"1 0 0 1 %b %b Tm" % (line.left, line.up)]
    current: bool | None = None
    for letter, kern in zip(line.text, line.kerns, strict=True):
        foreign = letter not in COMMON[line.bold] or letter not in own.codes
        if foreign != current:
            parts.append(b"%b/%b %b Tf[<" % (b"" if current is None else b">]TJ", names[foreign], line.size))
            current = foreign
        codes = brought.codes if foreign else own.codes
        parts.append(b"%04x" % codes[letter])
        if kern:
            parts.append(b">%d<" % -kern)
    parts.append(b">]TJ ")
    return b"".join(parts)
