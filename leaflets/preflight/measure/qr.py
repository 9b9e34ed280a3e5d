"""QR codes read back from the finished page, as a phone would see them, also from a worn copy held at an angle."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import pypdfium2
import zxingcpp
from PIL import Image, ImageChops, ImageFilter, ImageOps

from leaflets.messages import Sentence, say
from leaflets.model.proof import Box, QrCode
from leaflets.qr import QUIET_ZONE
from leaflets.units import MM_PER_INCH, MM_PER_PT, PT_PER_INCH

RESOLUTIONS = (150, 200, 300)
"""dpi at which each code must be read (norms Q03)."""

# A module of 0.4 mm has 2.4 pixels at the coarsest, which is the hardest to read.
COARSEST, FINEST = RESOLUTIONS[0], RESOLUTIONS[-1]
# More than the quiet zone of any code, so that what stands too near is on the picture.
ROOM_MM = 10.0
# A quarter of the smallest module that rule Q01 lets pass.
BLUR_MM = 0.1
TURN = 7.0
"""Degrees: nobody holds a telephone straight."""

NOISE = 40
"""Each pixel becomes up to so much (of 255) lighter or darker."""

MARGIN_MM, FRAMES = 3.0, 4
"""A worn code is looked for with so much paper around it, in so many frames: a telephone takes many, one is enough."""
FRAME_MM = 0.2
"""Each further frame shows so much more of the paper around the code, so that its pixels fall otherwise."""

_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)


@dataclass(frozen=True, slots=True)
class Symbol:
    """A QR code as it was read: what it says, where it stands (mm of the picture), its modules a side, its level."""

    text: str
    box: Box
    modules: int
    level: str


@dataclass(frozen=True, slots=True)
class Measured:
    """A symbol on a page (from 1) with the modules of white that are really around it, 4 at most."""

    page: int
    symbol: Symbol
    quiet: float


@dataclass(frozen=True, slots=True)
class Unread:
    """A code that is not read: on which page, at which resolution, and whether from the worn copy."""

    page: int
    url: str
    dpi: int
    worn: bool


@dataclass(frozen=True, slots=True)
class QrReading:
    """What a phone makes of the pages that should hold codes."""

    measured: tuple[Measured, ...] = ()
    unread: tuple[Unread, ...] = ()
    strangers: tuple[tuple[int, Symbol], ...] = ()
    """Page and symbol of each code nobody asked for, once an address."""


def unread_sentence(one: Unread) -> Sentence:
    if not one.worn:
        return say("the QR code to {url} is not read at {dpi} dpi", url=one.url, dpi=one.dpi)
    return say(
        "the QR code to {url} is not read at {dpi} dpi from a copy blurred by {blur} mm, noisy and turned by {turn:g}°",
        url=one.url, dpi=one.dpi, blur=BLUR_MM, turn=TURN,
    )  # fmt: skip


def stranger_sentence(symbol: Symbol) -> Sentence:
    return say("a QR code to {url} stands here that nobody asked for", url=symbol.text)


def look(data: bytes, codes: Sequence[QrCode], whole: Mapping[int, Sequence[Symbol]] | None = None) -> QrReading:
    """Read and measure the codes of every page that should hold some.

    The whole page is read at the coarsest resolution, which is the hardest, or taken from `whole` (by page) where that
    was done before; at the others only the part with the codes.
    """
    pdf = pypdfium2.PdfDocument(data)
    try:
        found = [
            _look(pdf[page - 1], page, [code for code in codes if code.page == page], (whole or {}).get(page))
            for page in sorted({code.page for code in codes if code.page <= len(pdf)})
        ]
        gone = [code for code in codes if code.page > len(pdf)]
    finally:
        pdf.close()
    lost = tuple(Unread(code.page, code.url, dpi, False) for code in gone for dpi in RESOLUTIONS)
    return together([*found, QrReading(unread=lost)])


def together(looks: Sequence[QrReading]) -> QrReading:
    """What is known of several pages as one."""
    return QrReading(
        tuple(one for each in looks for one in each.measured),
        tuple(one for each in looks for one in each.unread),
        tuple(one for each in looks for one in each.strangers),
    )


def _look(page: pypdfium2.PdfPage, number: int, codes: Sequence[QrCode], whole: Sequence[Symbol] | None) -> QrReading:
    wanted = [code.url for code in codes]
    unread: list[Unread] = []
    strangers: dict[str, Symbol] = {}
    measured: tuple[Measured, ...] = ()
    for dpi in RESOLUTIONS:
        part = _part(page, codes, dpi)
        found = symbols(part.picture, dpi)
        if dpi == FINEST:
            measured = tuple(
                Measured(number, part.on_trim(symbol), quiet_zone(part.picture, symbol, dpi)) for symbol in found
            )
        on_page = [part.on_trim(symbol) for symbol in found]
        if dpi == COARSEST:
            # What is read from a worn copy here is read from it at any finer resolution.
            unread += [
                Unread(number, symbol.text, dpi, True)
                for symbol in found
                if symbol.text in wanted and not _is_read_when_worn(part.picture, symbol, dpi)
            ]
            on_page = list(whole) if whole is not None else _on_whole_page(page)
        missing = Counter(wanted) - Counter(symbol.text for symbol in on_page)
        unread += [Unread(number, url, dpi, False) for url in sorted(missing)]
        strangers |= {symbol.text: symbol for symbol in on_page if symbol.text not in wanted}
    return QrReading(measured, tuple(unread), tuple((number, symbol) for _, symbol in sorted(strangers.items())))


@dataclass(frozen=True, slots=True)
class _Cutting:
    """A part of a page in grey, and where its top left corner lies (mm of the trim)."""

    picture: Image.Image
    left: float
    top: float

    def on_trim(self, symbol: Symbol) -> Symbol:
        """A symbol of the part where it stands on the trim."""
        return _moved(symbol, -self.left, -self.top)


def _part(page: pypdfium2.PdfPage, codes: Sequence[QrCode], dpi: int) -> _Cutting:
    """The part of a page all its codes lie in, with room for what stands too near them."""
    trim_left, trim_top = _trim_corner(page)
    width, height = (side * MM_PER_PT for side in page.get_size())
    # The picture of a page begins at its CropBox, places are told from the trim.
    left = max(0.0, min(code.box_mm[0] for code in codes) + trim_left - ROOM_MM)
    top = max(0.0, min(code.box_mm[1] for code in codes) + trim_top - ROOM_MM)
    right = max(0.0, width - max(code.box_mm[0] + code.box_mm[2] for code in codes) - trim_left - ROOM_MM)
    bottom = max(0.0, height - max(code.box_mm[1] + code.box_mm[3] for code in codes) - trim_top - ROOM_MM)
    if left + right >= width or top + bottom >= height:  # The manifest names a place that is not on the page.
        left = top = right = bottom = 0.0
    # Cut off whole pixels, so that the part has the very pixels of the page.
    pixels = [int(side * dpi / MM_PER_INCH) for side in (left, bottom, right, top)]
    cut = tuple(side * PT_PER_INCH / dpi for side in pixels)
    picture: Image.Image = page.render(scale=dpi / PT_PER_INCH, grayscale=True, crop=cut).to_pil()
    return _Cutting(picture, pixels[0] * MM_PER_INCH / dpi - trim_left, pixels[3] * MM_PER_INCH / dpi - trim_top)


def _on_whole_page(page: pypdfium2.PdfPage) -> list[Symbol]:
    left, top = _trim_corner(page)
    return [_moved(symbol, left, top) for symbol in symbols(rasterised(page, COARSEST), COARSEST)]


def _trim_corner(page: pypdfium2.PdfPage) -> tuple[float, float]:
    """The top left of the trim in mm of the page's picture."""
    trim, crop = page.get_trimbox(), page.get_cropbox()
    return (trim[0] - crop[0]) * MM_PER_PT, (crop[3] - trim[3]) * MM_PER_PT


def _moved(symbol: Symbol, left: float, top: float) -> Symbol:
    x, y, width, height = symbol.box
    return Symbol(symbol.text, (x - left, y - top, width, height), symbol.modules, symbol.level)


def read(page: pypdfium2.PdfPage, dpi: int) -> list[str]:
    """The addresses of the QR codes on a page rasterised in grey at `dpi`."""
    return [symbol.text for symbol in symbols(rasterised(page, dpi), dpi)]


def rasterised(page: pypdfium2.PdfPage, dpi: int) -> Image.Image:
    """The page in grey, as a scanner gives it."""
    picture: Image.Image = page.render(scale=dpi / PT_PER_INCH, grayscale=True).to_pil()
    return picture


def symbols(picture: Image.Image, dpi: float) -> list[Symbol]:
    """Every QR code of a grey picture, at any angle; none in light on dark, which many telephones do not read."""
    # A symbol has three finders and is read at any angle without try_rotate, which is for barcodes of lines.
    found = zxingcpp.read_barcodes(picture, formats=_QR, try_downscale=False, try_rotate=False, try_invert=False)
    return [_symbol(one, MM_PER_INCH / dpi) for one in found]


def _symbol(found: zxingcpp.Barcode, mm: float) -> Symbol:
    corners = found.position
    points = (corners.top_left, corners.top_right, corners.bottom_right, corners.bottom_left)
    xs, ys = [point.x * mm for point in points], [point.y * mm for point in points]
    box = (min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
    # zxing-cpp gives a dictionary that its own annotations call an object.
    version = int(found.extra["Version"])  # type: ignore[index]
    # A symbol of version v has 17 + 4v modules a side (ISO/IEC 18004, 6.3.1).
    return Symbol(found.text, box, 17 + 4 * version, found.ec_level)


def _is_read_when_worn(picture: Image.Image, symbol: Symbol, dpi: int) -> bool:
    """Whether one of a few frames of the worn code is read: a telephone takes many while a hand holds it."""
    return any(_is_read_in_frame(picture, symbol, dpi, MARGIN_MM + frame * FRAME_MM) for frame in range(FRAMES))


def _is_read_in_frame(picture: Image.Image, symbol: Symbol, dpi: int, margin: float) -> bool:
    left, top, width, height = symbol.box
    pixels = dpi / MM_PER_INCH
    edges = (left - margin, top - margin, left + width + margin, top + height + margin)
    crop = _cropped(picture, tuple(round(edge * pixels) for edge in edges))
    # As a camera sets its exposure: the black of a press file's one ink is drawn as a dark grey.
    return symbol.text in [one.text for one in symbols(worn(ImageOps.autocontrast(crop), dpi), dpi)]


def worn(picture: Image.Image, dpi: int) -> Image.Image:
    """A grey picture blurred, turned and made noisy; the same picture gives the same result."""
    blurred = picture.filter(ImageFilter.GaussianBlur(BLUR_MM * dpi / MM_PER_INCH))
    turned = blurred.rotate(TURN, Image.Resampling.BILINEAR, expand=True, fillcolor=255)
    return ImageChops.add(turned, _noise().resize(turned.size, Image.Resampling.NEAREST), 1, -128)


@lru_cache(maxsize=1)
def _noise() -> Image.Image:
    # Seeded: a check says the same of the same file each time. No secret hangs on it.
    values = random.Random(0).choices(range(128 - NOISE, 128 + NOISE + 1), k=512 * 512)
    return Image.frombytes("L", (512, 512), bytes(values))


def _cropped(picture: Image.Image, edges: tuple[int, ...]) -> Image.Image:
    """A part of the picture; what lies beyond its edge is dark, for there the paper ends."""
    left, top, right, bottom = edges
    return picture.crop((left, top, right, bottom))


def quiet_zone(picture: Image.Image, symbol: Symbol, dpi: int) -> float:
    """How many modules of white are around a symbol, 4 at most; a decoder does not notice when some are missing."""
    left, top, width, height = (value * dpi / MM_PER_INCH for value in symbol.box)
    module = width / symbol.modules
    edges = (left, top, left + width, top + height)
    light, dark = _levels(picture.crop(tuple(round(edge) for edge in edges)))  # type: ignore[arg-type]
    # A quarter of the way to dark is no white any more.
    limit = light - (light - dark) // 4
    reach = QUIET_ZONE * module
    around = _grown(edges, reach)
    marks = _cropped(picture, around).point([255] * limit + [0] * (256 - limit))
    # A pixel on the edge belongs to the symbol, so the search begins a little outside.
    left, top, right, bottom = _grown(edges, 0.3 * module)
    marks.paste(0, (left - around[0], top - around[1], right - around[0], bottom - around[1]))
    clear = 0
    while clear < reach and not marks.crop(_within(_grown(edges, clear), around)).getbbox():
        clear += 1
    return min(clear / module, float(QUIET_ZONE))


def _grown(edges: tuple[float, float, float, float], by: float) -> tuple[int, int, int, int]:
    left, top, right, bottom = edges
    return round(left - by), round(top - by), round(right + by), round(bottom + by)


def _within(edges: tuple[int, int, int, int], whole: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
    left, top, right, bottom = edges
    return left - whole[0], top - whole[1], right - whole[0], bottom - whole[1]


def _levels(picture: Image.Image) -> tuple[int, int]:
    """How light the light modules are and how dark the dark ones."""
    histogram = picture.histogram()
    half = histogram[:128], histogram[128:]
    return 128 + half[1].index(max(half[1])), half[0].index(max(half[0]))
