from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from fontTools.ttLib import TTFont

from leaflets.faces import FACES
from tests.reading import opened

pytestmark = pytest.mark.whole


@pytest.fixture(scope="module")
def pdf(whole: Path) -> Iterator[pikepdf.Pdf]:
    """The full booklet."""
    with opened(whole / "booklet.pdf") as file:
        yield file


def fonts_in_use(pdf: pikepdf.Pdf) -> dict[tuple[int, int], pikepdf.Object]:
    return {font.objgen: font for page in pdf.pages for font in page.obj.Resources.get("/Font", {}).values()}


def programs(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    return [one.FontFile2 for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/FontFile2" in one]


def test_each_face_stands_in_the_booklet_once(pdf: pikepdf.Pdf, whole: Path) -> None:
    """All pages share one font object a face, and the file holds no other font programs; apart they had many."""
    names = sorted(str(font.BaseFont).split("+")[1] for font in fonts_in_use(pdf).values())
    assert names == ["DM-Serif-Display", "Leaflet-Hyperlegible", "Leaflet-Hyperlegible-Bold"]
    assert len(programs(pdf)) == len(FACES) == 3
    with opened(whole / "single.pdf") as single:
        assert len(programs(single)) == 3


@pytest.fixture(scope="module")
def faces(pdf: pikepdf.Pdf) -> Iterator[list[tuple[pikepdf.Object, TTFont, dict[int, float]]]]:
    """Each font of the booklet with the face it comes from and the widths the PDF gives its glyphs."""
    files = {path.stem.replace("-Regular", "").replace("-", "").lower(): path for *_, path in FACES}
    found = []
    for font in fonts_in_use(pdf).values():
        items = list(font.DescendantFonts[0].W)
        widths = {
            int(first) + offset: float(width)
            for first, several in zip(items[::2], items[1::2], strict=True)
            for offset, width in enumerate(several)
        }
        assert len(widths) > 30
        found.append((font, TTFont(files[str(font.BaseFont).split("+")[1].replace("-", "").lower()]), widths))
    yield found
    for _, face, _ in found:
        face.close()


def test_widths_are_those_of_the_face(faces: list[tuple[pikepdf.Object, TTFont, dict[int, float]]]) -> None:
    """For each glyph the joined width is the one in the face's own file, so that no line shifts."""
    for _, face, widths in faces:
        metrics, unit = face["hmtx"].metrics, 1000 / face["head"].unitsPerEm
        for glyph, width in widths.items():
            assert width == pytest.approx(metrics[face.getGlyphName(glyph)][0] * unit, abs=1)


def test_the_program_has_the_glyphs_the_pages_use(
    faces: list[tuple[pikepdf.Object, TTFont, dict[int, float]]],
) -> None:
    """Each glyph the pages use is drawn as the face draws it; of the others only parts of those are kept."""
    for font, face, widths in faces:
        program = font.DescendantFonts[0].FontDescriptor.FontFile2
        assert int(program.Length1) == len(program.read_bytes())
        with TTFont(io.BytesIO(program.read_bytes())) as subset:
            wanted = {face.getGlyphName(glyph) for glyph in widths} | {".notdef"}
            wanted |= {part for name in wanted for part in face["glyf"][name].getComponentNames(face["glyf"])}
            kept = {
                face.getGlyphName(glyph): points(subset, subset.getGlyphName(glyph))
                for glyph in range(subset["maxp"].numGlyphs)
            }
            assert {name for name, drawn in kept.items() if drawn} <= wanted
            assert all(kept[name] == points(face, name) for name in wanted)


def points(font: TTFont, name: str) -> list[tuple[int, int]]:
    return list(font["glyf"][name].getCoordinates(font["glyf"])[0])
