"""In a worker: the places of a page that a practice is written in, as they will be printed, and the page they lie on.

The page with its box empty is one picture that never changes; over it lie pictures of the few places that do, cut on
whole pixels, so that together they are the printed page, pixel for pixel.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

import pypdfium2
from PIL import Image

from leaflets.messages import reason, say
from leaflets.model.proof import Box, Issuer, Numbers, PracticeBox, Proof
from leaflets.personalise.box.face import face
from leaflets.personalise.box.logo import Logo, read_logo
from leaflets.personalise.practice import Practice, facts
from leaflets.personalise.sets.task import Master
from leaflets.personalise.stamp.inscription import Inscription, Misfit
from leaflets.pictures import WrongPicture
from leaflets.processes.bench import Shelf
from leaflets.processes.limits import within
from leaflets.studio.details import Fault, Upload
from leaflets.studio.piece import WantedFile, master_of
from leaflets.studio.stock import StudioStock
from leaflets.units import PT_PER_MM

SCALE = 2
"""Pixels a point: 144 an inch, so that a box close up has a pixel for each of the screen. At 3 a picture takes a half
more of the core (measured)."""

QUALITY = 88
"""Of JPEG, of 100: letters show no ring at this size."""

AROUND_MM = 3.0
"""What is shown of the page beside a place that is written in."""

HIGHEST = 0.45
"""Of the page: higher than that nothing is shown close up."""

SECONDS_SHARE = 1 / 12
"""Of the time a file may take: 10 s for a picture, however hostile the logo is."""

LOGOS: Shelf[Logo] = Shelf("logos", least=16)
"""A logo is read once while its practice is typed."""


@dataclass(frozen=True)
class Scene:
    """What is shown of a file: its master by digest, the page a practice is written on, and where.

    A place is left, top, width and height in per cent of the page, first those of the box.
    """

    digest: str
    page: int
    pages: int
    size: tuple[int, int]
    """Of the page's picture, in pixels."""
    places: tuple[Box, ...]
    """Those that are written in."""
    close: Box
    """What is shown close up while nothing is written there."""


@dataclass(frozen=True)
class Patch:
    """The picture of one place."""

    place: Box
    size: tuple[int, int]
    picture: bytes


@dataclass(frozen=True)
class Seen:
    """What a preview shows: the places in the order of the scene, and the words of the first for who cannot see it."""

    patches: tuple[Patch, ...]
    words: tuple[str, ...]
    close: Box
    """What is shown close up, in per cent of the page: the box with what it grew, and the imprint."""


def scene_of(stock: StudioStock, piece: WantedFile) -> Scene:
    """Where on which page of a file a practice is written. Raises ContentError, WrongOption."""
    master = master_of(stock, piece)
    proof = shown(master)
    with _page_of(proof.pdf, proof) as page:
        easel = _easel(page, proof)
    at = master.proofs.index(proof)
    folio = sum(one.pages for one in master.proofs[:at]) + easel.page
    places = tuple(easel.per_cent(cut) for cut in _cuts(proof, easel))
    return Scene(
        master.digest, folio, sum(one.pages for one in master.proofs), easel.size, places,
        easel.per_cent(_close(proof, easel, 0.0)),
    )  # fmt: skip


def warmed(stock: StudioStock) -> None:
    """Load what a first picture needs, and read the texts: the fonts and widths of a sample, as a visitor wants it."""
    catalogue = stock.catalogue
    for language, several in catalogue.leaflets.items():
        for leaflet in several[:1]:
            sample = Practice.model_validate({**SAMPLE, "language": language})
            preview(stock, WantedFile((leaflet.id,), next(iter(catalogue.formats)), language, "be", True), sample, None)


SAMPLE: Mapping[str, object] = {
    "id": "sample", "name": "Praktijk", "country": "be", "telephone": "09 000 00 00", "website": "https://example.org",
}  # fmt: skip
"""A practice to warm up with: its picture is thrown away."""


def page_picture(stock: StudioStock, piece: WantedFile, digest: str) -> bytes | None:
    """The page with its places empty, as a JPEG; None where the file is another by now than the one of the digest."""
    master = master_of(stock, piece)
    if master.digest != digest:
        return None
    proof = shown(master)
    with _page_of(proof.pdf, proof) as page:
        easel = _easel(page, proof)
        return _jpeg(_drawn(page, easel, [easel.whole])[0])


def preview(
    stock: StudioStock, piece: WantedFile, practice: Practice, logo: Upload | None, *, whole: bool = False
) -> Seen | tuple[Fault, ...]:
    """Pictures of the places with the practice in them, or of the `whole` page; or what keeps it from being written.

    Raises ContentError, WrongOption, and ContentError too for what takes too long or too much memory.
    """
    with within(say("the preview"), piece.format, share=SECONDS_SHARE):
        master = master_of(stock, piece)
        drawn = logo_of(stock, logo)
        if isinstance(drawn, Fault):
            return (drawn,)
        if lacking := tuple(unset(practice, master)):
            return lacking
        proof = shown(master)
        base = master.bases[master.proofs.index(proof)]
        assert base is not None
        try:
            inscription = Inscription(practice, drawn)
            stamped = inscription.stamped(proof, base, master)
        except Misfit as error:
            return (Fault(error.field, error.what, error.todo),)
        with _page_of(stamped.pdf, proof) as page:
            easel = _easel(page, proof)
            cuts = [easel.whole] if whole else list(_cuts(proof, easel))
            pictures = _drawn(page, easel, cuts)
        patches = tuple(
            Patch(easel.per_cent(cut), picture.size, _jpeg(picture))
            for cut, picture in zip(cuts, pictures, strict=True)
        )
        close = easel.per_cent(_close(proof, easel, inscription.grown_mm))
        return Seen(patches, tuple(fact.text for fact in facts(practice, master.words)), close)


def logo_of(stock: StudioStock, logo: Upload | None) -> Logo | Fault | None:
    """The logo ready to be painted, kept by what is in it; or what is wrong with it."""
    if logo is None:
        return None
    try:
        return stock.shop.bench.at(LOGOS).of(logo.digest, partial(read_logo, logo.data, logo.name))
    except WrongPicture as error:
        return Fault("logo", say("this picture {error}", error=reason(error)), say("Choose another file."))


def unset(practice: Practice, master: Master) -> Iterator[Fault]:
    """The fields with letters the edition's font has not."""
    for fact in facts(practice, master.words):
        letters = sorted({letter for run in fact.runs for letter in face(bold=run.bold).lacks(run.text)})
        if letters:
            said = say("the edition's font cannot set {letters}", letters=" ".join(letters[:5]))
            yield Fault(fact.field, said, say("Write it with letters of the Latin alphabet."))


def shown(master: Master) -> Proof:
    """The render a practice's box is in; of a file without one, the first that is written in at all."""
    boxed = (proof for proof in master.proofs if proof.practice is not None)
    written = (proof for proof, base in zip(master.proofs, master.bases, strict=True) if base is not None)
    return next(boxed, None) or next(written)


Cut = tuple[int, int, int, int]
"""Left, top, right and bottom of a place in pixels of the page's picture."""


@dataclass(frozen=True)
class Easel:
    """The page that is shown: its number, the size of its picture, and where its trim begins in it (mm)."""

    page: int
    size: tuple[int, int]
    corner_mm: tuple[float, float]

    @property
    def whole(self) -> Cut:
        return (0, 0, *self.size)

    def per_cent(self, cut: Cut) -> Box:
        (width, height), (left, top, right, bottom) = self.size, cut
        return (100 * left / width, 100 * top / height, 100 * (right - left) / width, 100 * (bottom - top) / height)

    def cut(self, box: Box) -> Cut:
        """A box in mm of the trim with what is shown around it, on whole pixels within the page."""
        left, top = box[0] + self.corner_mm[0], box[1] + self.corner_mm[1]
        edges = (left - AROUND_MM, top - AROUND_MM, left + box[2] + AROUND_MM, top + box[3] + AROUND_MM)
        x0, y0, x1, y1 = (round(edge * PT_PER_MM * SCALE) for edge in edges)
        return max(0, x0), max(0, y0), min(self.size[0], x1), min(self.size[1], y1)


@contextmanager
def _page_of(pdf: bytes, proof: Proof) -> Iterator[pypdfium2.PdfPage]:
    """The page of a file that is shown: PDFium reads all of a page when it opens it, so that is done once."""
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[_first_place(proof).page - 1]
        try:
            yield page
        finally:
            page.close()


def _first_place(proof: Proof) -> PracticeBox | Issuer | Numbers:
    """The practice's box, or the first place that is written in."""
    place = proof.practice or proof.issuer or proof.numbers
    assert place is not None
    return place


def _easel(page: pypdfium2.PdfPage, proof: Proof) -> Easel:
    size = math.ceil(page.get_width() * SCALE), math.ceil(page.get_height() * SCALE)
    media, trim = page.get_mediabox(), page.get_trimbox()
    corner = ((trim[0] - media[0]) / PT_PER_MM, (media[3] - trim[3]) / PT_PER_MM)
    return Easel(_first_place(proof).page, size, corner)


def _close(proof: Proof, easel: Easel, grown_mm: float) -> Cut:
    """The practice's box, grown so far, with the imprint where both are well seen; or what is written in first."""
    left, top, width, height = _first_place(proof).box_mm
    box = easel.cut((left, top - grown_mm, width, height + grown_mm))
    if proof.issuer is None or proof.issuer.page != easel.page:
        return box
    imprint = easel.cut(proof.issuer.box_mm)
    both = (min(box[0], imprint[0]), min(box[1], imprint[1]), max(box[2], imprint[2]), max(box[3], imprint[3]))
    return both if both[3] - both[1] <= HIGHEST * easel.size[1] else box


def _cuts(proof: Proof, easel: Easel) -> Iterator[Cut]:
    """What a practice changes of a page: the box with the room it may grow into, the imprint, the numbers to call."""
    if proof.practice is not None:
        left, top, width, height = proof.practice.box_mm
        room, notes = proof.practice.room_mm, proof.practice.notes_mm
        grown = 0.0 if notes else room
        yield easel.cut((left, top - grown, width, height + grown))
        if notes:
            yield easel.cut((left, top - room, width, room))
    for place in (proof.issuer, proof.numbers):
        if place is not None and place.page == easel.page:
            yield easel.cut(place.box_mm)


def _drawn(page: pypdfium2.PdfPage, easel: Easel, cuts: Sequence[Cut]) -> list[Image.Image]:
    """Parts of a page, drawn: every pixel is the same whether it is drawn with the others or not."""
    pictures: list[Image.Image] = []
    for left, top, right, bottom in cuts:
        aside = (left, easel.size[1] - bottom, easel.size[0] - right, top)
        # PDFium's binding rounds up: a hair less is the whole pixel that is meant.
        crop = tuple(max(0.0, side - 0.01) / SCALE for side in aside)
        pictures.append(page.render(scale=SCALE, crop=crop, rev_byteorder=True).to_pil())
    return pictures


def _jpeg(picture: Image.Image) -> bytes:
    target = io.BytesIO()
    picture.save(target, "JPEG", quality=QUALITY, subsampling=0)
    return target.getvalue()
