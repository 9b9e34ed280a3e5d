"""The logo of who hands an edition of its own out, as a screen shows it."""

from __future__ import annotations

import io
from collections.abc import Iterator

from PIL import Image

from leaflets.model.artefact import EDITIONS
from leaflets.model.content import Edition
from leaflets.model.own_edition import EditionLogo
from leaflets.pictures import MAX_BYTES, is_drawing
from leaflets.site.addresses import SiteFile
from leaflets.site.pictures import safe
from leaflets.site.shelf import SiteShelf
from leaflets.storage.files import read_plain

ROOM = (192, 64)
"""Width and height in px that a logo fits in."""

SHARP = 3
"""Pixels a px has on the finest telephones."""


def logo_of(edition: Edition) -> EditionLogo | None:
    """The logo of an edition of its own, where it has one."""
    return edition.own.logo if edition.own else None


def logo_path(edition: Edition) -> str | None:
    """Where the logo stands in the site."""
    logo = logo_of(edition)
    return f"drawings/_house.{'svg' if is_drawing(logo.name) else 'webp'}" if logo else None


def logo_size(edition: Edition) -> tuple[int, int] | None:
    """Its width and height in px."""
    logo = logo_of(edition)
    if logo is None:
        return None
    width, height = logo.within(*ROOM)
    return round(width), round(height)


def logo_file(shelf: SiteShelf) -> Iterator[SiteFile]:
    """A drawing without what could run, a photograph no larger than it is shown; nothing where there is no logo."""
    logo, path = logo_of(shelf.edition), logo_path(shelf.edition)
    if logo and path:
        folder = shelf.content / EDITIONS
        data = read_plain(folder / logo.name, MAX_BYTES, folder)
        shown = safe(logo.name, data) if is_drawing(logo.name) else _shown(data)
        yield SiteFile(path, shown)


def _shown(data: bytes) -> bytes:
    picture = Image.open(io.BytesIO(data))
    picture.thumbnail((ROOM[0] * SHARP, ROOM[1] * SHARP))
    target = io.BytesIO()
    picture.convert("RGBA").save(target, "WEBP", quality=90)
    return target.getvalue()
