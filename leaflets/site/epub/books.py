"""The e-books of a site: one of each leaflet, and one of the booklet where that is there to download."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

import jinja2

from leaflets.model.content import Language, Leaflet
from leaflets.site.addresses import SiteFile
from leaflets.site.epub import covers
from leaflets.site.epub.booklets import PRINTED, booklet_book
from leaflets.site.epub.container import packed
from leaflets.site.epub.leaflets import leaflet_book, printed_as
from leaflets.site.pages import environment_of
from leaflets.site.share import names
from leaflets.site.shelf import SiteShelf
from leaflets.site.thumbnails import Drawn

Books = Mapping[tuple[str, str | None], SiteFile]
"""E-books by language and leaflet; that of the booklet under None."""


def all_books(shelf: SiteShelf, shared: Mapping[str, bytes], drawn: Drawn) -> Books:
    """Every e-book of the site, none of what was withdrawn; `shared` holds the pictures of leaflets by their paths.

    Raises ContentError for a chapter the booklet cannot do without, OSError for a picture that is gone.
    """
    found: dict[tuple[str, str | None], SiteFile] = {}
    environment = environment_of(shelf.templates)
    for language in shelf.languages:
        for leaflet in shelf.handed_out(language.id):
            cover = _cover(shared[names(leaflet)[-1]], drawn)
            book = leaflet_book(shelf, language, leaflet, cover, environment)
            found[language.id, leaflet.id] = SiteFile(path_of(leaflet), packed(book, language, environment))
        found |= _of_booklet(shelf, language, environment, drawn)
    return found


def path_of(leaflet: Leaflet) -> str:
    """Where the e-book of a leaflet stands: beside its other files."""
    return f"{leaflet.language}/leaflets/{leaflet.slug}.epub"


def _cover(shared: bytes, drawn: Drawn) -> bytes:
    return drawn.get("png", hashlib.sha256(shared).hexdigest(), lambda: covers.from_shared(shared))


def _of_booklet(shelf: SiteShelf, language: Language, environment: jinja2.Environment, drawn: Drawn) -> Books:
    download = printed_as(shelf, language, None, PRINTED)
    if download is None:
        return {}
    pdf = shelf.output / download.artefact.path
    cover = drawn.get("png", download.artefact.sha256, lambda: covers.from_printed(pdf))
    book = booklet_book(shelf, language, download, cover, environment)
    return {(language.id, None): SiteFile(f"{language.id}/booklet/booklet.epub", packed(book, language, environment))}
