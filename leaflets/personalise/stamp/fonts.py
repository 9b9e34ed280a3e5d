"""The small fonts of a practice as PDF objects: the letters its leaflets lack, made once for all that lack the same."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from leaflets.pdf.fonts import cmap
from leaflets.personalise.box.face import Face, Subset, face
from leaflets.personalise.incremental_update import Content, Stream, reference


@dataclass(frozen=True)
class SubsetFont:
    """A subset, ready to be written: what does not depend on object numbers is packed already."""

    codes: dict[str, int]
    name: bytes
    widths: bytes
    descriptor: bytes
    program: Stream
    unicode: Stream

    def objects(self, slot: int, first: int) -> dict[int, Content]:
        """Its five objects: the font itself in `slot`, the others from number `first` on."""
        descendant, descriptor, program, unicode = range(first, first + 4)
        system = b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/CIDToGIDMap/Identity"
        return {
            slot: b"<</Type/Font/Subtype/Type0/BaseFont/%b/Encoding/Identity-H/DescendantFonts[%b]/ToUnicode %b>>"
            % (self.name, reference(descendant), reference(unicode)),
            descendant: b"<</Type/Font/Subtype/CIDFontType2/BaseFont/%b%b/FontDescriptor %b/W[0%b]>>"
            % (self.name, system, reference(descriptor), self.widths),
            descriptor: b"<<%b/FontFile2 %b>>" % (self.descriptor, reference(program)),
            program: self.program,
            unicode: self.unicode,
        }


OBJECTS = 4
"""How many numbers a font takes beside its slot."""


@lru_cache(maxsize=256)
def font(letters: frozenset[str], *, bold: bool) -> SubsetFont:
    """The edition's text face with `letters` and no others."""
    own = face(bold=bold)
    part = own.subset(letters)
    unicode = {number: letter for letter, number in part.codes.items()}
    return SubsetFont(
        codes=part.codes,
        name=part.name.encode(),
        widths=b"[" + b" ".join(b"%d" % width for width in part.widths) + b"]",
        descriptor=described(own, part, flags=4, stem=140 if bold else 80),
        program=Stream.pack(b"/Length1 %d" % len(part.file), part.file),
        unicode=Stream.pack(b"", cmap(unicode)),
    )


@lru_cache(maxsize=2)
def whole_font(*, bold: bool) -> SubsetFont:
    """All letters of the face, to be looked at only: which glyph is which letter is not said, for that takes long."""
    return replace(font(face(bold=bold).letters, bold=bold), unicode=Stream(b"", b"", is_packed=True))


def described(own: Face, part: Subset, *, flags: int, stem: int) -> bytes:
    """The inside of a font's descriptor, without its file (ISO 32000-1, table 122)."""
    box = b" ".join(b"%d" % side for side in own.box)
    return b"/Type/FontDescriptor/FontName/%b/Flags %d/FontBBox[%b]/ItalicAngle 0%b/StemV %d" % (
        part.name.encode(),
        flags,
        box,
        b"/Ascent %d/Descent %d/CapHeight %d" % (own.ascent, own.descent, own.capitals),
        stem,
    )
