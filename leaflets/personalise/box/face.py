"""The edition's letters for text that is written into finished pages: widths, kerning, and one small font a practice.

A practice's name may hold any Latin letter. Those the face has no drawing of, such as ŵ, are put together from its own
letters and accents, at the places where the face says an accent stands.
"""

from __future__ import annotations

import hashlib
import io
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from fontTools import subset
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

from leaflets.faces import FACES, TEXT

LATIN = (*range(0x00A0, 0x0250), *range(0x1E00, 0x1F00))
"""Latin-1, Latin Extended-A and -B, Latin Extended Additional: where composed letters are looked for."""

_BELOW = {"\u0323": "\u0307", "\u0331": "\u0304"}
"""Marks under a letter, and the mark over one that has the same shape."""
_BELOW_GAP = 70
"""From a letter to the mark under it, in units of the face: its own comma under a ţ stands 45 to 56 off."""
_DROPPED = ["GSUB", "GPOS", "GDEF", "DSIG", "kern", "gasp", "name", "OS/2"]


@dataclass(frozen=True)
class Subset:
    """A font with a few letters: its name and file, the number of each letter, all widths in thousandths of an em."""

    name: str
    file: bytes
    codes: dict[str, int]
    widths: tuple[int, ...]


class Face:
    """One weight of the text face."""

    def __init__(self, path: Path) -> None:
        self.name = path.stem
        font = TTFont(path, recalcTimestamp=False)
        self._kerning = font["GPOS"].table.LookupList.Lookup
        self._pairs = _feature(font, "kern")
        self._stem = _compose(font)
        self._cmap: dict[int, str] = font.getBestCmap()
        self._widths: dict[str, int] = {name: advance for name, (advance, _) in font["hmtx"].metrics.items()}
        self._kerned: dict[tuple[str, str], int] = {}
        self.letters = frozenset(map(chr, self._cmap))
        """All it can set."""
        head, high = font["head"], font["OS/2"]
        self.box = (head.xMin, head.yMin, head.xMax, head.yMax)
        self.ascent, self.descent, self.capitals = font["hhea"].ascent, font["hhea"].descent, high.sCapHeight
        target = io.BytesIO()
        font.save(target)
        self._file = target.getvalue()

    def lacks(self, text: str) -> list[str]:
        """The letters of `text` that the face cannot set."""
        return sorted({letter for letter in text if ord(letter) not in self._cmap})

    def width(self, text: str) -> float:
        """The length of `text` in em, kerned."""
        whole = sum(self._widths[self._cmap[ord(letter)]] for letter in text)
        return (whole + sum(self.kern(left, right) for left, right in pairwise(text))) / 1000

    def kern(self, left: str, right: str) -> int:
        """How much the space between two letters changes, in thousandths of an em."""
        pair = (left, right)
        if pair not in self._kerned:
            names = [self._cmap[ord(letter)] for letter in pair]
            self._kerned[pair] = self._kern(*(self._stem.get(name, name) for name in names))
        return self._kerned[pair]

    def _kern(self, left: str, right: str) -> int:
        for index in self._pairs:
            for table in self._kerning[index].SubTable:
                found = _pair_value(table, left, right)
                if found is not None:
                    return found
        return 0

    def subset(self, letters: Iterable[str], *, keep_map: bool = False) -> Subset:
        """The smallest font with `letters`, and its map from Unicode if asked. The same letters give the same bytes."""
        wanted = sorted(set(letters))
        font = TTFont(io.BytesIO(self._file), recalcTimestamp=False, lazy=True)
        options = subset.Options(
            hinting=False, notdef_outline=True, layout_features=[], name_IDs=[], legacy_kern=False,
            drop_tables=_DROPPED,
        )  # fmt: skip
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=[ord(letter) for letter in wanted])
        subsetter.subset(font)
        codes = {chr(code): font.getGlyphID(name) for code, name in font.getBestCmap().items()}
        widths = tuple(font["hmtx"][name][0] for name in font.getGlyphOrder())
        for table in ("post",) if keep_map else ("cmap", "post"):
            del font[table]  # Under Identity-H a font needs neither (ISO 32000-1, 9.9).
        target = io.BytesIO()
        font.save(target)
        file = target.getvalue()
        # Called otherwise than the whole face, whose glyphs have other numbers: merging joins fonts of one name.
        return Subset(f"{_tag(file)}+{self.name}-Practice", file, codes, widths)


@lru_cache(maxsize=2)
def face(*, bold: bool) -> Face:
    """The edition's text face in one weight, loaded once a process."""
    weight = 700 if bold else 400
    (path,) = [path for family, its_weight, _, path in FACES if (family, its_weight) == (TEXT, weight)]
    return Face(path)


def _tag(file: bytes) -> str:
    """Six capitals that tell subsets apart (ISO 32000-1, 9.6.4)."""
    number = int.from_bytes(hashlib.sha256(file).digest()[:8], "big")
    return "".join(chr(65 + number // 26**place % 26) for place in range(6))


def _feature(font: TTFont, tag: str) -> tuple[int, ...]:
    """The lookups of a positioning feature, in order."""
    records = font["GPOS"].table.FeatureList.FeatureRecord
    return tuple(dict.fromkeys(index for record in records if record.FeatureTag == tag
                               for index in record.Feature.LookupListIndex))  # fmt: skip


def _pair_value(table: Any, left: str, right: str) -> int | None:
    """The advance a pair-positioning table gives two glyphs; None when it does not know them (OpenType, GPOS 2)."""
    if left not in table.Coverage.glyphs:
        return None
    if table.Format == 1:
        for record in table.PairSet[table.Coverage.glyphs.index(left)].PairValueRecord:
            if record.SecondGlyph == right:
                return int(record.Value1.XAdvance or 0)
        return None
    first, second = table.ClassDef1.classDefs.get(left, 0), table.ClassDef2.classDefs.get(right, 0)
    value = table.Class1Record[first].Class2Record[second].Value1
    return int(getattr(value, "XAdvance", 0) or 0)


class _Anchors:
    """Where accents stand on letters and on other accents, as the face's positioning tables say."""

    def __init__(self, font: TTFont) -> None:
        self.glyphs = font["glyf"]
        self.letters: dict[tuple[str, int], tuple[int, int]] = {}
        self.marks: dict[str, tuple[int, int, int]] = {}
        self.stacked: dict[str, tuple[int, int, int]] = {}
        lookups = font["GPOS"].table.LookupList.Lookup
        for index in (*_feature(font, "mark"), *_feature(font, "mkmk")):
            for table in lookups[index].SubTable:
                self._read(table)

    def _read(self, table: Any) -> None:
        on_letters = hasattr(table, "BaseCoverage")
        marks = table.MarkCoverage if on_letters else table.Mark1Coverage
        bases = table.BaseCoverage if on_letters else table.Mark2Coverage
        records = table.BaseArray.BaseRecord if on_letters else table.Mark2Array.Mark2Record
        mark_records = (table.MarkArray if on_letters else table.Mark1Array).MarkRecord
        own = self.marks if on_letters else self.stacked
        offset = 0 if on_letters else 1000
        for name, record in zip(marks.glyphs, mark_records, strict=True):
            own[name] = (record.Class + offset, record.MarkAnchor.XCoordinate, record.MarkAnchor.YCoordinate)
        for name, record in zip(bases.glyphs, records, strict=True):
            for kind, anchor in enumerate(record.BaseAnchor if on_letters else record.Mark2Anchor):
                if anchor is not None:
                    self.letters[name, kind + offset] = (anchor.XCoordinate, anchor.YCoordinate)

    def place(self, under: str, mark: str, *, stacked: bool) -> tuple[int, int] | None:
        """How far `mark` is moved to stand on `under`; None when the face does not say."""
        own = (self.stacked if stacked else self.marks).get(mark)
        if own is None:
            return None
        x, y = self.letters.get((under, own[0])) or self._like_an_a(under, own[0]) or (None, None)
        return None if x is None or y is None else (x - own[1], y - own[2])

    def _like_an_a(self, under: str, kind: int) -> tuple[int, int] | None:
        """Over the middle, as high as on an a: for letters the face gives no place, such as w. A dot is in the way."""
        drawn = self.glyphs[under]
        like = self.letters.get(("A" if drawn.yMax > self.glyphs["a"].yMax + 50 else "a", kind))
        if like is None or under in ("i", "j"):
            return None
        return (drawn.xMin + drawn.xMax) // 2, like[1]


def _compose(font: TTFont) -> dict[str, str]:
    """Add a glyph for each Latin letter that can be made of others; returns each new glyph's letter without accents."""
    cmap: dict[int, str] = font.getBestCmap()
    anchors = _Anchors(font)
    glyphs = font["glyf"]
    stems: dict[str, str] = {}
    for code in LATIN:
        if code in cmap:
            continue
        parts = list(_parts(chr(code), cmap))
        placed = _place(parts, glyphs, anchors) if len(parts) > 1 else None
        if placed is None:
            continue
        name = f"uni{code:04X}"
        pen = TTGlyphPen(font.getGlyphSet())
        for part, x, y in placed:
            pen.addComponent(part, (1, 0, 0, 1, x, y))
        glyphs[name] = glyph = pen.glyph()
        glyph.recalcBounds(glyphs)
        font["hmtx"][name] = (font["hmtx"][parts[0][0]][0], glyph.xMin)
        for table in font["cmap"].tables:
            if table.isUnicode():
                table.cmap[code] = name
        stems[name] = parts[0][0]
    return stems


def _parts(letter: str, cmap: dict[int, str]) -> Iterator[tuple[str, bool]]:
    """The glyphs a letter is made of, and whether each stands below; nothing when the face lacks one."""
    decomposed = unicodedata.normalize("NFD", letter)
    marks = [_BELOW.get(mark, mark) for mark in decomposed[1:]]
    if any(ord(part) not in cmap for part in (decomposed[0], *marks)):
        return
    above = any(mark not in _BELOW and unicodedata.combining(mark) == 230 for mark in decomposed[1:])
    dotless = {"i": 0x131, "j": 0x237}.get(decomposed[0]) if above else None
    yield cmap.get(dotless or -1, cmap[ord(decomposed[0])]), False
    for mark, written in zip(marks, decomposed[1:], strict=True):
        yield cmap[ord(mark)], written in _BELOW


def _place(parts: list[tuple[str, bool]], glyphs: Any, anchors: _Anchors) -> list[tuple[str, int, int]] | None:
    """Each glyph with its place; None when the face does not say where an accent stands."""
    letter = parts[0][0]
    placed = [(letter, 0, 0)]
    under: tuple[str, int, int] | None = None
    for mark, below in parts[1:]:
        if below:
            base, own = glyphs[letter], glyphs[mark]
            placed.append((mark, (base.xMin + base.xMax - own.xMin - own.xMax) // 2,
                           min(base.yMin, 0) - _BELOW_GAP - own.yMax))  # fmt: skip
            continue
        name, x, y = under or placed[0]
        moved = anchors.place(name, mark, stacked=under is not None)
        if moved is None:
            return None
        under = (mark, x + moved[0], y + moved[1])
        placed.append(under)
    return placed
