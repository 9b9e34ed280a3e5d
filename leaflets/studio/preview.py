"""In a worker: the places of a page that a practice is written in, as they will be printed, and the page they lie on.

The page with its box empty is one picture that never changes; over it lie pictures of the few places that do, cut on
whole pixels, so that together they are the printed page, pixel for pixel.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from leaflets.messages import reason, say
from leaflets.model.proof import Box
from leaflets.personalise.box.face import face
from leaflets.personalise.box.logo import Logo, read_logo
from leaflets.personalise.practice import Practice, facts
from leaflets.personalise.sets.task import Master
from leaflets.personalise.stamp.inscription import Inscription, Misfit
from leaflets.pictures import WrongPicture
from leaflets.processes.bench import Shelf
from leaflets.processes.limits import within
from leaflets.studio.backdrop import backdrop_of, jpeg, page_drawn
from leaflets.studio.details import CHOOSE_ANOTHER, Fault, Upload
from leaflets.studio.naming import naming
from leaflets.studio.piece import WantedFile, master_of
from leaflets.studio.stock import StudioStock

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
    refused: tuple[Fault, ...] = ()
    """What is wrong with the logo, where it is shown without."""


def scene_of(stock: StudioStock, piece: WantedFile) -> Scene:
    """Where on which page of a file a practice is written. Raises ContentError, WrongOption."""
    master = master_of(stock, piece)
    backdrop = backdrop_of(stock.shop.bench, master)
    before = sum(one.pages for one in master.proofs[: master.proofs.index(backdrop.proof)])
    pages = sum(one.pages for one in master.proofs)
    return Scene(
        master.digest, before + backdrop.easel.page, pages, backdrop.easel.size, backdrop.places, backdrop.close()
    )


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
    return jpeg(page_drawn(master))


def preview(
    stock: StudioStock, piece: WantedFile, practice: Practice, logo: Upload | None
) -> Seen | tuple[Fault, ...]:  # fmt: skip
    """Pictures of the places with the practice in them; or what keeps it from being written.

    Raises ContentError, WrongOption, and ContentError too for what takes too long or too much memory.
    """
    with within(say("the preview"), piece.format, share=SECONDS_SHARE):
        master = master_of(stock, piece)
        read = logo_of(stock, logo)
        drawn, refused = (None, (read,)) if isinstance(read, Fault) else (read, ())
        if lacking := tuple(unset(practice, master)):
            return (*refused, *lacking)
        backdrop = backdrop_of(stock.shop.bench, master)
        inscription = Inscription(practice, drawn)
        try:
            stamp, _ = inscription.drawn(backdrop.base, master)
        except Misfit as error:
            names = naming(stock.catalogue, piece.language)
            return (*refused, Fault(error.field, names.said(error.what), error.todo))
        pictures = backdrop.stamped(stamp)
        patches = tuple(
            Patch(place, picture.size, jpeg(picture)) for place, picture in zip(backdrop.places, pictures, strict=True)
        )
        words = tuple(fact.text for fact in facts(practice, master.words))
        return Seen(patches, words, backdrop.close(inscription.grown_mm), refused)


def logo_fault(stock: StudioStock, logo: Upload) -> Fault | None:
    """What is wrong with a logo, while there is nothing else to show. Raises ContentError as `preview` does."""
    with within(say("the preview"), logo.name, share=SECONDS_SHARE):
        found = logo_of(stock, logo)
        return found if isinstance(found, Fault) else None


def logo_of(stock: StudioStock, logo: Upload | None) -> Logo | Fault | None:
    """The logo ready to be painted, kept by what is in it; or what is wrong with it."""
    if logo is None:
        return None
    try:
        return stock.shop.bench.at(LOGOS).of(logo.digest, partial(read_logo, logo.data, logo.name))
    except WrongPicture as error:
        return Fault("logo", say("this picture {error}", error=reason(error)), CHOOSE_ANOTHER)


def unset(practice: Practice, master: Master) -> Iterator[Fault]:
    """The fields with letters the edition's font has not."""
    for fact in facts(practice, master.words):
        letters = sorted({letter for run in fact.runs for letter in face(bold=run.bold).lacks(run.text)})
        if letters:
            said = say("the edition's font cannot set {letters}", letters=" ".join(letters[:5]))
            yield Fault(fact.field, said, say("Write it with letters of the Latin alphabet."))
