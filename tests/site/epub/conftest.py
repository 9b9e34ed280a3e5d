"""What the tests of e-books share: those of all leaflets and of the booklet, beside the pages as they are printed."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from leaflets.content import Catalogue
from leaflets.model.artefact import finished
from leaflets.site.epub.books import Books, all_books
from leaflets.site.shelf import SiteShelf
from leaflets.site.thumbnails import Drawn
from leaflets.storage.manifest import write_manifest
from tests.site.epub.reading import ReadBook
from tests.site.stock import entry, published, shelf_of


def books_of(shelf: SiteShelf) -> Books:
    """Every e-book of a shelf, each under the same picture."""
    return all_books(shelf, _AnyPicture(shared()), Drawn(shelf.output))


def shared() -> bytes:
    """A picture as leaflets are shared with."""
    target = io.BytesIO()
    Image.new("RGB", (1080, 1920), "#2B5F31").save(target, "JPEG")
    return target.getvalue()


class _AnyPicture(dict[str, bytes]):
    """The same picture under every name."""

    def __init__(self, picture: bytes) -> None:
        super().__init__()
        self.picture = picture

    def __missing__(self, name: str) -> bytes:
        return self.picture


@pytest.fixture(scope="session")
def printed(
    edition: Path, whole: Path, catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory
) -> SiteShelf:  # fmt: skip
    """All leaflets; of MS and CRPS the A5 as it is printed, and the booklet of all."""
    output = tmp_path_factory.mktemp("printed")
    several = []
    for leaflet in ("ms", "crps", None):
        planned = entry(published(catalogue), leaflet, "a5" if leaflet else "booklet")
        data = (edition / planned.path if leaflet else whole / "booklet.pdf").read_bytes()
        (output / planned.path).parent.mkdir(parents=True, exist_ok=True)
        (output / planned.path).write_bytes(data)
        several.append(finished(planned, data, 4 if leaflet else 60, (), "0" * 64))
    write_manifest(output, several)
    return shelf_of(published(catalogue), output)


@pytest.fixture(scope="session")
def books(printed: SiteShelf) -> dict[str, ReadBook]:
    """The e-books by the ids of their leaflets; that of the booklet by that name."""
    found = books_of(printed)
    data = {leaflet or "booklet": one.data for (_, leaflet), one in found.items()}
    return {name: ReadBook(one) for name, one in data.items() if isinstance(one, bytes)}
