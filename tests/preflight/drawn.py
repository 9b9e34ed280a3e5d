"""Small PDFs drawn by hand, operator by operator, so that a test can break exactly one thing."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

import pikepdf
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name

from leaflets.faces import FACES
from leaflets.model.format import Format
from leaflets.model.proof import Proof, QrCode
from leaflets.preflight.file import File, opened
from leaflets.preflight.subject import Subject
from leaflets.qr import matrix

PT = 72 / 25.4
BLACK = "0 g"
FONT = FACES[0][3]
FACE = Name("/Leaflet-Hyperlegible")
"""What its font is called in a file, as the press names it."""


@lru_cache(maxsize=1)
def _font() -> TTFont:
    return TTFont(FONT)


def glyphs(text: str) -> list[int]:
    """The glyph of each letter in the text face."""
    table = _font().getBestCmap()
    order = _font().getReverseGlyphMap()
    return [order[table[ord(letter)]] for letter in text]


@dataclass
class Drawn:
    """One page; places are mm from the top left of its trim, `bleed` mm of paper lie around that."""

    width: float = 148
    height: float = 210
    bleed: float = 0
    operators: list[str] = field(default_factory=list)
    images: list[tuple[tuple[int, int], Name, bytes]] = field(default_factory=list)

    def _x(self, left: float) -> float:
        return (left + self.bleed) * PT

    def _y(self, top: float) -> float:
        return (self.height - top + self.bleed) * PT

    def text(
        self, left: float, baseline: float, words: str, size: float = 12, colour: str = BLACK, *, lean: float = 0,
        codes: list[int] | None = None, turned: bool = False,
    ) -> Drawn:  # fmt: skip
        """Words in the text face; `lean` slants them, `codes` takes the place of their glyphs."""
        shown = "".join(f"{code:04x}" for code in (codes if codes is not None else glyphs(words)))
        across = "-1 0 0 -1" if turned else f"1 0 {lean} 1"
        place = f"{across} {self._x(left):.3f} {self._y(baseline):.3f} Tm"
        self.operators.append(f"BT {colour} /F1 {size} Tf {place} <{shown}> Tj ET")
        return self

    def box(self, left: float, top: float, width: float, height: float, colour: str = BLACK) -> Drawn:
        place = f"{self._x(left):.3f} {self._y(top + height):.3f} {width * PT:.3f} {height * PT:.3f}"
        self.operators.append(f"q {colour} {place} re f Q")
        return self

    def line(self, x1: float, y1: float, x2: float, y2: float) -> Drawn:
        start, end = f"{self._x(x1):.3f} {self._y(y1):.3f} m", f"{self._x(x2):.3f} {self._y(y2):.3f} l"
        self.operators.append(f"q 0 G 0.4 w {start} {end} S Q")
        return self

    def code(self, url: str, left: float, top: float, side: float, colour: str = BLACK) -> Drawn:
        """A QR code without anything around it."""
        modules = matrix(url)
        module = side / len(modules)
        for y, row in enumerate(modules):
            for x, dark in enumerate(row):
                if dark:
                    self.box(left + x * module, top + y * module, module, module, colour)
        return self

    def picture(self, left: float, top: float, width: float, height: float, pixels: tuple[int, int]) -> Drawn:
        """A grey picture of so many pixels."""
        self.image(left, top, width, height, pixels, Name.DeviceGray, bytes(pixels[0] * pixels[1]))
        return self

    def image(
        self, left: float, top: float, width: float, height: float, pixels: tuple[int, int], space: Name, data: bytes
    ) -> Drawn:
        self.images.append((pixels, space, data))
        matrix_ = f"{width * PT:.3f} 0 0 {height * PT:.3f} {self._x(left):.3f} {self._y(top + height):.3f}"
        self.operators.append(f"q {matrix_} cm /I{len(self.images)} Do Q")
        return self

    def raw(self, operators: str) -> Drawn:
        self.operators.append(operators)
        return self


def pdf_of(*pages: Drawn) -> pikepdf.Pdf:
    """The pages as an open PDF, their font embedded whole."""
    pdf = pikepdf.new()
    font = _embedded(pdf)
    for page in pages:
        size = ((page.width + 2 * page.bleed) * PT, (page.height + 2 * page.bleed) * PT)
        pdf.add_blank_page(page_size=size)
        own = pdf.pages[-1].obj
        own.TrimBox = Array(
            [page.bleed * PT, page.bleed * PT, (page.width + page.bleed) * PT, (page.height + page.bleed) * PT]
        )
        if page.bleed:
            own.BleedBox = own.MediaBox
        images = {f"/I{number}": _image(pdf, *image) for number, image in enumerate(page.images, start=1)}
        own.Resources = Dictionary(Font=Dictionary(F1=font), XObject=Dictionary(images))
        own.Contents = pdf.make_stream("\n".join(page.operators).encode())
    return pdf


def _image(pdf: pikepdf.Pdf, pixels: tuple[int, int], space: Name, data: bytes) -> pikepdf.Object:
    return pdf.make_stream(
        data, Type=Name.XObject, Subtype=Name.Image, Width=pixels[0], Height=pixels[1], ColorSpace=space,
        BitsPerComponent=8,
    )  # fmt: skip


def saved(pdf: pikepdf.Pdf) -> bytes:
    target = io.BytesIO()
    pdf.save(target, deterministic_id=True)
    return target.getvalue()


def file_of(
    *pages: Drawn | bytes, subject: Subject | None = None, conforms_to: str | None = None, qr: tuple[QrCode, ...] = (),
    multiple_of: int = 1, trim_mm: tuple[float, float] | None = None,
) -> File:  # fmt: skip
    """The pages, or the bytes of a whole PDF, as the rules see them."""
    data = pages[0] if isinstance(pages[0], bytes) else saved(pdf_of(*(one for one in pages if isinstance(one, Drawn))))
    first = pages[0]
    size = trim_mm or ((first.width, first.height) if isinstance(first, Drawn) else (148, 210))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        count = len(pdf.pages)
    proof = Proof(job_id="drawn", pdf=data, pages=count, trim_mm=size, qr=qr)
    return opened(proof, "drawn.pdf", conforms_to, multiple_of, subject)


def format_of(**fields: object) -> Format:
    """A format with these fields, all else being plain."""
    return Format.model_validate({"id": "plain", "description": "plain", "paper_mm": (148, 210)} | fields)


def _embedded(pdf: pikepdf.Pdf) -> pikepdf.Object:
    font = _font()
    scale = 1000 / font["head"].unitsPerEm
    metrics = font["hmtx"]
    widths = [round(metrics[name][0] * scale) for name in font.getGlyphOrder()]
    program = pdf.make_stream(FONT.read_bytes())
    descriptor = Dictionary(
        Type=Name.FontDescriptor, FontName=FACE, Flags=4, FontBBox=Array([0, -250, 1000, 950]), ItalicAngle=0,
        Ascent=950, Descent=-250, CapHeight=700, StemV=80, FontFile2=program,
    )  # fmt: skip
    descendant = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=FACE, CIDToGIDMap=Name.Identity,
        CIDSystemInfo=Dictionary(Registry=b"Adobe", Ordering=b"Identity", Supplement=0),
        FontDescriptor=pdf.make_indirect(descriptor), W=Array([0, Array(widths)]),
    )  # fmt: skip
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font, Subtype=Name.Type0, BaseFont=FACE, Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(descendant)]), ToUnicode=pdf.make_stream(_cmap()),
        )
    )  # fmt: skip


def _cmap() -> bytes:
    pairs = list(_pairs())
    blocks = [pairs[start : start + 100] for start in range(0, len(pairs), 100)]
    body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def "
        f"1 begincodespacerange <0000> <ffff> endcodespacerange\n{body}\nendcmap end end"
    ).encode()


def _pairs() -> Iterator[str]:
    order = _font().getReverseGlyphMap()
    first: dict[str, int] = {}
    for code, name in sorted(_font().getBestCmap().items()):
        first.setdefault(name, code)
    for name, code in first.items():
        if code < 0x10000:
            yield f"<{order[name]:04x}> <{code:04x}>"
