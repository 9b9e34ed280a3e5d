"""A picture of all pages of press files as they will be cut, side by side as they lie open, with their numbers."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pypdfium2
from PIL import Image, ImageDraw, ImageFont

from leaflets import faces
from leaflets.units import PT_PER_INCH

DPI = 50
"""A page of A5 is 291 pixels wide: its heading can be read, and sixty fit a screen's width of four openings."""

ACROSS = 4
"""Openings in a row."""

GAP, EDGE, LABEL = 30, 44, 30
"""Pixels between openings, along the edges of the picture, and for the numbers below the pages."""

HEAD, HEAD_SIZE, LABEL_SIZE = 70, 30, 19
"""Pixels for the line above, and the sizes of its letters and of the numbers."""

GROUND, LINE, INK = (236, 236, 233), (198, 198, 194), (40, 40, 40)
"""A ground on which white paper shows, the edge of the paper, and the letters."""

Folios = tuple[int, ...]


@dataclass(frozen=True)
class PressPages:
    """A file with the pages of the booklet that stand on each of its own, from the left."""

    pdf: bytes
    folios: tuple[Folios, ...]


@dataclass(frozen=True)
class _CutPage:
    """A page of a file, cut, with the numbers it has."""

    picture: Image.Image
    folios: Folios


Opening = tuple[_CutPage | None, ...]


def contact_sheet(files: Sequence[PressPages], title: str) -> bytes:
    """The picture, as a PNG, of all pages of a booklet, whichever file they are in; the same bytes each time."""
    found = [face for one in files for face in _cut_pages(one)]
    several = list(_openings(found))
    width, height = max(map(_width, several)), max(face.picture.height for face in found)
    down = -(-len(several) // ACROSS)
    across = min(ACROSS, len(several))
    size = 2 * EDGE + across * width + (across - 1) * GAP, HEAD + EDGE + down * (height + LABEL + GAP)
    sheet = Image.new("RGB", size, GROUND)
    draw = ImageDraw.Draw(sheet)
    draw.text((EDGE, EDGE - 8), title, INK, font=_font(HEAD_SIZE, bold=True))
    for number, opening in enumerate(several):
        row, column = divmod(number, ACROSS)
        _put(
            sheet,
            draw,
            opening,
            (EDGE + column * (width + GAP), HEAD + EDGE // 2 + row * (height + LABEL + GAP)),
            width,
        )
    target = io.BytesIO()
    sheet.save(target, "PNG", optimize=True)
    return target.getvalue()


def _cut_pages(one: PressPages) -> Iterator[_CutPage]:
    pdf = pypdfium2.PdfDocument(one.pdf)
    try:
        for page, folios in zip(pdf, one.folios, strict=True):
            yield _CutPage(_cut(page), folios)
    finally:
        pdf.close()


def _cut(page: pypdfium2.PdfPage) -> Image.Image:
    """A page as far as its trim."""
    trim, crop = page.get_trimbox(), page.get_cropbox()
    scale = DPI / PT_PER_INCH
    whole: Image.Image = page.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")
    left, top = round((trim[0] - crop[0]) * scale), round((crop[3] - trim[3]) * scale)
    return whole.crop((left, top, left + round((trim[2] - trim[0]) * scale), top + round((trim[3] - trim[1]) * scale)))


def _openings(found: Sequence[_CutPage]) -> Iterator[Opening]:
    """The pages two by two as they lie open; what is laid flat with a spine by itself, and first."""
    yield from ((one,) for one in found if len(one.folios) > 1)
    single = {one.folios[0]: one for one in found if len(one.folios) == 1}
    lefts = sorted({folio - folio % 2 for folio in single})
    yield from ((single.get(left), single.get(left + 1)) for left in lefts)


def _width(opening: Opening) -> int:
    """An opening's; a page that stands alone has the place of its neighbour beside it."""
    there = [one.picture.width for one in opening if one is not None]
    return sum(there) if len(opening) == len(there) else len(opening) * there[0]


def _put(sheet: Image.Image, draw: ImageDraw.ImageDraw, opening: Opening, at: tuple[int, int], width: int) -> None:
    """Paste an opening in the middle of its place, each page with its number below."""
    x, y = at[0] + (width - _width(opening)) // 2, at[1]
    single = next(one.picture.width for one in opening if one is not None)
    for face in opening:
        if face is None:
            x += single
            continue
        sheet.paste(face.picture, (x, y))
        right, below = x + face.picture.width, y + face.picture.height
        draw.rectangle((x - 1, y - 1, right, below), outline=LINE)
        _number(draw, face, x, below)
        x = right


def _number(draw: ImageDraw.ImageDraw, face: _CutPage, x: int, y: int) -> None:
    """The numbers of a page, each below the middle of its part."""
    part = face.picture.width / len(face.folios)
    for place, folio in enumerate(face.folios):
        draw.text((x + (place + 0.5) * part, y + 6), str(folio), INK, font=_font(LABEL_SIZE), anchor="ma")


def _font(size: int, *, bold: bool = False) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(faces.file_of(700 if bold else 400)), size, layout_engine=ImageFont.Layout.BASIC)
