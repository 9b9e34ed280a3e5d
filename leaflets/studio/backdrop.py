"""In a worker: a page with its places still empty, and what a practice changes of it, cut on whole pixels.

A preview draws what is stamped, and nothing else, over what lies under it on the page. To the last pixel that is the
printed page: it is drawn at the same place of a page of the same size, for PDFium rounds what is moved otherwise.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

from leaflets.model.proof import Box, Issuer, Numbers, PracticeBox, Proof
from leaflets.personalise.sets.task import Master
from leaflets.personalise.stamp.apply import Stamp, press
from leaflets.personalise.stamp.base import Base
from leaflets.personalise.stamp.foil import foil
from leaflets.processes.bench import Bench, Shelf
from leaflets.units import PT_PER_MM

SCALE = 2
"""Pixels a point: 144 an inch, so that a box close up has a pixel for each of the screen. At 3 a picture takes a half
more of the core (measured)."""

QUALITY = 88
"""Of JPEG, of 100: letters show no ring at this size. Without loss, as PNG or WebP, it takes five times as long."""

BLOCK = 8
"""Pixels: JPEG packs such squares one by one (ITU-T T.81, A.1.1); what is cut along them is packed as in the whole."""

AROUND_MM = 3.0
"""What is shown of the page beside a place that is written in."""

HAIR_MM = 0.5
"""What is drawn of the page beside such a place: a line around a box goes past its edge, and so do soft edges."""

HIGHEST = 0.45
"""Of the page: higher than that nothing is shown close up."""

Cut = tuple[int, int, int, int]
"""Left, top, right and bottom of a place in pixels of the page's picture."""


@dataclass(frozen=True)
class Easel:
    """The page that is shown: its number, the size of its picture, and where its trim begins in it (mm)."""

    page: int
    size: tuple[int, int]
    corner_mm: tuple[float, float]

    def per_cent(self, cut: Cut) -> Box:
        (width, height), (left, top, right, bottom) = self.size, cut
        return (100 * left / width, 100 * top / height, 100 * (right - left) / width, 100 * (bottom - top) / height)

    def cut(self, box: Box, around_mm: float = AROUND_MM) -> Cut:
        """A box in mm of the trim with what is around it, on whole pixels within the page."""
        left, top = box[0] + self.corner_mm[0], box[1] + self.corner_mm[1]
        edges = (left - around_mm, top - around_mm, left + box[2] + around_mm, top + box[3] + around_mm)
        x0, y0, x1, y1 = (round(edge * PT_PER_MM * SCALE) for edge in edges)
        return max(0, x0), max(0, y0), min(self.size[0], x1), min(self.size[1], y1)

    def blocks(self, box: Box) -> Cut:
        """All that is written in a box, in whole squares of JPEG."""
        left, top, right, bottom = self.cut(box, HAIR_MM)
        wide, high = (
            min(side, math.ceil(end / BLOCK) * BLOCK) for side, end in zip(self.size, (right, bottom), strict=True)
        )
        return left // BLOCK * BLOCK, top // BLOCK * BLOCK, wide, high


@dataclass(frozen=True)
class Backdrop:
    """A page of a master, where it is written in, what of it lies there, and the foil that is written on."""

    proof: Proof
    base: Base
    easel: Easel
    cuts: tuple[Cut, ...]
    grounds: tuple[Image.Image, ...]
    foil: Base

    @property
    def places(self) -> tuple[Box, ...]:
        """Those that are written in, in per cent of the page, first that of the box."""
        return tuple(map(self.easel.per_cent, self.cuts))

    def stamped(self, stamp: Stamp) -> list[Image.Image]:
        """The places with a stamp in them."""
        # Its white takes the colour under it, which PDFium asks of the file, not of the canvas: it is drawn with all.
        sees_through = stamp.logo is not None and stamp.logo.is_on_white and not self.base.colours.are_light
        if sees_through:
            return self._painted(press(self.base, stamp), self.easel.page, ["white"] * len(self.cuts))
        return self._painted(press(self.base, stamp, self.foil), 1, self.grounds)

    def _painted(self, pdf: bytes, number: int, grounds: Sequence[Image.Image | str]) -> list[Image.Image]:
        """The places of a page, drawn over what lies there."""
        canvas = _canvas(self.easel.size)
        drawn = canvas.to_pil()
        for cut, ground in zip(self.cuts, grounds, strict=True):
            drawn.paste(ground, cut)
        with opened(pdf, number) as page:
            _draw(page, canvas)
        return [drawn.crop(cut) for cut in self.cuts]

    def close(self, grown_mm: float = 0.0) -> Box:
        """What is shown close up, in per cent of the page: the practice's box, grown so far, or what is written in
        first; with the imprint where both are well seen."""
        left, top, width, height = _first_place(self.proof).box_mm
        box = self.easel.cut((left, top - grown_mm, width, height + grown_mm))
        imprint = self.proof.issuer
        if imprint is not None and imprint.page == self.easel.page:
            other = self.easel.cut(imprint.box_mm)
            both = (min(box[0], other[0]), min(box[1], other[1]), max(box[2], other[2]), max(box[3], other[3]))
            box = both if both[3] - both[1] <= HIGHEST * self.easel.size[1] else box
        return self.easel.per_cent(box)


BACKDROPS: Shelf[Backdrop] = Shelf("backdrops", least=4)
"""As many as there are masters; the pictures of one are a megabyte, of large print three."""


def backdrop_of(bench: Bench, master: Master) -> Backdrop:
    """The page of a master that is shown, drawn once in this process."""
    return bench.at(BACKDROPS).of(master.digest, lambda: _made(master))


def page_drawn(master: Master) -> Image.Image:
    """All of that page."""
    proof = shown(master)
    with opened(proof.pdf, _first_place(proof).page) as page:
        return _whole(page)


def jpeg(picture: Image.Image) -> bytes:
    """A picture for a browser."""
    target = io.BytesIO()
    picture.save(target, "JPEG", quality=QUALITY, subsampling=0)
    return target.getvalue()


def shown(master: Master) -> Proof:
    """The render a practice's box is in; of a file without one, the first that is written in at all."""
    boxed = (proof for proof in master.proofs if proof.practice is not None)
    written = (proof for proof, base in zip(master.proofs, master.bases, strict=True) if base is not None)
    return next(boxed, None) or next(written)


@contextmanager
def opened(pdf: bytes, number: int) -> Iterator[pypdfium2.PdfPage]:
    """A page of a file, by its number from 1: PDFium reads all of a page when it opens it, so that is done once."""
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[number - 1]
        try:
            yield page
        finally:
            page.close()


def _made(master: Master) -> Backdrop:
    proof = shown(master)
    base = master.bases[master.proofs.index(proof)]
    assert base is not None
    with opened(proof.pdf, _first_place(proof).page) as page:
        easel, whole = _easel(page, proof), _whole(page)
    cuts = tuple(_cuts(proof, easel))
    return Backdrop(proof, base, easel, cuts, tuple(map(whole.crop, cuts)), foil(proof, base, easel.page))


def _first_place(proof: Proof) -> PracticeBox | Issuer | Numbers:
    """The practice's box, or the first place that is written in."""
    place = proof.practice or proof.issuer or proof.numbers
    assert place is not None
    return place


def _easel(page: pypdfium2.PdfPage, proof: Proof) -> Easel:
    media, trim = page.get_mediabox(), page.get_trimbox()
    corner = ((trim[0] - media[0]) / PT_PER_MM, (media[3] - trim[3]) / PT_PER_MM)
    return Easel(_first_place(proof).page, _size(page), corner)


def _size(page: pypdfium2.PdfPage) -> tuple[int, int]:
    return math.ceil(page.get_width() * SCALE), math.ceil(page.get_height() * SCALE)


def _cuts(proof: Proof, easel: Easel) -> Iterator[Cut]:
    """What a practice changes of a page: the box with the room it may grow into, the imprint, the numbers to call."""
    if proof.practice is not None:
        left, top, width, height = proof.practice.box_mm
        room, notes = proof.practice.room_mm, proof.practice.notes_mm
        grown = 0.0 if notes else room
        yield easel.blocks((left, top - grown, width, height + grown))
        if notes:
            yield easel.blocks((left, top - room, width, room))
    for place in (proof.issuer, proof.numbers):
        if place is not None and place.page == easel.page:
            yield easel.blocks(place.box_mm)


@lru_cache(maxsize=4)
def _canvas(size: tuple[int, int]) -> pypdfium2.PdfBitmap:
    """What PDFium draws on and Pillow cuts from: four bytes a pixel, so that they share them.

    The next to draw finds what is on it, and lays a ground over it first where it cuts: new memory costs a third of a
    millisecond.
    """
    return pypdfium2.PdfBitmap.new_native(*size, pdfium.FPDFBitmap_BGRx, rev_byteorder=True)


def _draw(page: pypdfium2.PdfPage, canvas: pypdfium2.PdfBitmap) -> None:
    """Draw a page over what is on a canvas already, which the binding's own `render` would wipe."""
    flags = pdfium.FPDF_ANNOT | pdfium.FPDF_REVERSE_BYTE_ORDER
    pdfium.FPDF_RenderPageBitmap(canvas, page, 0, 0, canvas.width, canvas.height, 0, flags)


def _whole(page: pypdfium2.PdfPage) -> Image.Image:
    """All of a page on white."""
    drawn: Image.Image = page.render(scale=SCALE, prefer_bgrx=True, rev_byteorder=True).to_pil()
    return drawn
