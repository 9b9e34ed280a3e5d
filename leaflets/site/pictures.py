"""The pictures of the texts, as a site and its e-books hand them out."""

from __future__ import annotations

from collections.abc import Iterable

from leaflets.model.content import Chapter, Leaflet
from leaflets.pictures import MAX_BYTES, is_drawing, vector
from leaflets.site.shelf import SiteShelf
from leaflets.storage.files import read_plain


def pictures_of(shelf: SiteShelf, language: str, texts: Iterable[Leaflet | Chapter]) -> dict[str, bytes]:
    """The pictures of texts by their names: photographs as they are, drawings without what could run.

    Raises OSError for one that is gone.
    """
    folder = shelf.content / language / "pictures"
    names = sorted({name for text in texts for name in text.pictures})
    return {name: safe(name, read_plain(folder / name, MAX_BYTES, folder)) for name in names}


def safe(name: str, data: bytes) -> bytes:
    """A picture of this name without what could run. Raises WrongPicture for a drawing that cannot be one."""
    return vector.written(vector.cleaned(data)) if is_drawing(name) else data
