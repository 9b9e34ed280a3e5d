"""The form a fillable leaflet holds: its fields' font, and how they look while they are empty (ISO 32000-1, 12.7)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from leaflets.personalise.box.face import face
from leaflets.personalise.incremental_update import Content, Stream, reference, references
from leaflets.personalise.stamp.base import Base
from leaflets.personalise.stamp.fonts import described
from leaflets.personalise.stamp.tagging import FIELD_FONT, RULE

_WINDOWS = tuple(bytes([code]).decode("cp1252", errors="ignore") for code in range(32, 256))
"""The letter of each code of Windows-1252; five codes have none."""
_SPARE = "‚ƒ†‡ˆ‰‹˜™›¡¢¤¥¦¨ª¬\u00ad®¯±²³µ¶¹º¼½¾¿×÷"
_NAMES = {
    "Ŵ": "Wcircumflex", "ŵ": "wcircumflex", "Ł": "Lslash", "ł": "lslash", "Ą": "Aogonek", "ą": "aogonek",
    "Ę": "Eogonek", "ę": "eogonek", "Ć": "Cacute", "ć": "cacute", "Ń": "Nacute", "ń": "nacute", "Ś": "Sacute",
    "ś": "sacute", "Ź": "Zacute", "ź": "zacute", "Ż": "Zdotaccent", "ż": "zdotaccent", "Ș": "Scommaaccent",
    "ș": "scommaaccent", "Ă": "Abreve", "ă": "abreve", "Č": "Ccaron", "č": "ccaron", "Ř": "Rcaron", "ř": "rcaron",
    "Ő": "Ohungarumlaut", "ő": "ohungarumlaut", "Ű": "Uhungarumlaut", "ű": "uhungarumlaut", "Ğ": "Gbreve",
    "ğ": "gbreve", "İ": "Idotaccent", "ı": "dotlessi", "Ş": "Scedilla", "ş": "scedilla",
}  # fmt: skip
"""Letters of the names people here have, as the Adobe Glyph List calls them: they take codes no name needs."""


def _letters() -> tuple[str, ...]:
    """The letter of each code from 32 on."""
    more = iter(_NAMES)
    return tuple(next(more, "") if not letter or letter in _SPARE else letter for letter in _WINDOWS)


_LETTERS = _letters()


def form(base: Base, fields: Sequence[int], free: int, objects: Mapping[int, Content]) -> dict[int, Content]:
    """The document's form with `fields`, and each field with its looks; numbers from `free` on are new.

    Viewers set what is typed in a font with one byte a letter, so the form brings one in an encoding of its own.
    """
    font, descriptor, program = range(free, free + 3)
    found: dict[int, Content] = {
        font: _font(descriptor),
        descriptor: b"<<%b/FontFile2 %b>>" % (_face()[1], reference(program)),
        program: _face()[2],
        base.ending.root: b"<<%b/AcroForm<</Fields%b/DA(/%b 10 Tf 0 g)/DR<</Font<</%b %b>>>>>>>>"
        % (base.catalogue, references(fields), FIELD_FONT, FIELD_FONT, reference(font)),
    }
    for looks, field in enumerate(fields, start=program + 1):
        written = objects[field]
        assert isinstance(written, bytes)
        found[field] = written[:-2] + b"/AP<</N %b>>>>" % reference(looks)
        found[looks] = _white(written, font)
    return found


def _white(widget: bytes, font: int) -> Stream:
    """A field that is empty: paper, with a line to write on when it is printed so."""
    rectangle = re.search(rb"/Rect\[([^\]]+)\]", widget)
    assert rectangle is not None
    left, bottom, right, top = map(float, rectangle[1].split())
    head = b"/Type/XObject/Subtype/Form/BBox[0 0 %.2f %.2f]/Resources<</Font<</%b %b>>>>" % (
        right - left, top - bottom, FIELD_FONT, reference(font),
    )  # fmt: skip
    size = (right - left, top - bottom)
    line = b"%b g 0 0 %.2f 0.5 re f" % (RULE, size[0])
    return Stream(head, b"1 g 0 0 %.2f %.2f re f %b /Tx BMC EMC" % (*size, line))


def _font(descriptor: int) -> bytes:
    own = face(bold=False)
    widths = b" ".join(b"%d" % (round(1000 * own.width(letter)) if _is_set(letter) else 0) for letter in _LETTERS)
    others = b"".join(b"%d/%b" % (code, _NAMES[letter].encode())
                      for code, letter in enumerate(_LETTERS, start=32) if letter in _NAMES)  # fmt: skip
    return (
        b"<</Type/Font/Subtype/TrueType/BaseFont/%b/FirstChar 32/LastChar 255/Widths[%b]/FontDescriptor %b"
        b"/Encoding<</Type/Encoding/BaseEncoding/WinAnsiEncoding/Differences[%b]>>>>"
        % (_face()[0], widths, reference(descriptor), others)
    )


@lru_cache(maxsize=1)
def _face() -> tuple[bytes, bytes, Stream]:
    """Name, descriptor and file of the regular face with the letters of the form."""
    own = face(bold=False)
    part = own.subset(filter(_is_set, _LETTERS), keep_map=True)
    descriptor = described(own, part, flags=32, stem=80)
    return part.name.encode(), descriptor, Stream.pack(b"/Length1 %d" % len(part.file), part.file)


def _is_set(letter: str) -> bool:
    return bool(letter) and not face(bold=False).lacks(letter)
