"""QR codes read back from the finished page, as a phone would see them."""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2
import zxingcpp

from leaflets.model import QrCode

RESOLUTIONS = (150, 200, 300)
"""dpi at which each code must be read (norms Q03)."""


def misread(data: bytes, codes: tuple[QrCode, ...]) -> Iterator[tuple[int, str]]:
    """Page and sentence for each code that is not read, or read but not known, at any of the resolutions."""
    pdf = pypdfium2.PdfDocument(data)
    try:
        for number in sorted({code.page for code in codes}):
            wanted = {code.url for code in codes if code.page == number}
            for dpi in RESOLUTIONS:
                found = set(read(pdf[number - 1], dpi))
                for url in sorted(wanted - found):
                    yield number, f"the QR code to {url} is not read at {dpi} dpi"
                for url in sorted(found - wanted):
                    yield number, f"a QR code to {url} stands here that nobody asked for"
    finally:
        pdf.close()


def read(page: pypdfium2.PdfPage, dpi: int) -> list[str]:
    """The addresses of the QR codes on a page rasterised in grey at `dpi`."""
    picture = page.render(scale=dpi / 72, grayscale=True).to_pil()
    found = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
    return [code.text for code in found]
