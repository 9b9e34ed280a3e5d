"""The logo of who hands an edition out."""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from leaflets.model.own_edition import EditionLogo, OwnEdition
from leaflets.site.house import logo_file, logo_path, logo_size
from leaflets.site.pages import all_pages, html_of
from leaflets.site.shelf import SiteShelf

DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><!-- by me --><path d="M0 0h40v20H0z"/></svg>'


def photograph() -> bytes:
    target = io.BytesIO()
    Image.new("CMYK", (3000, 500)).save(target, "JPEG")
    return target.getvalue()


def handed_out(shelf: SiteShelf, content: Path, name: str, data: bytes, ratio: float) -> SiteShelf:
    """The site of an association with such a logo."""
    (content / "editions").mkdir()
    (content / "editions" / name).write_bytes(data)
    logo = EditionLogo(name=name, sha256=hashlib.sha256(data).hexdigest(), ratio=ratio)
    own = OwnEdition(id="moe", name="Moe maar moedig vzw", logo=logo)
    edition = shelf.edition.model_copy(update={"own": own})
    return replace(shelf, content=content, catalogue=replace(shelf.catalogue, edition=edition))


@pytest.mark.parametrize(
    ("name", "data", "ratio", "path", "size"),
    [
        ("moe.svg", DRAWING, 2.0, "drawings/_house.svg", (128, 64)),
        ("moe.jpg", photograph(), 6.0, "drawings/_house.webp", (192, 32)),
    ],
)
def test_a_logo_is_on_every_page(
    name: str, data: bytes, ratio: float, path: str, size: tuple[int, int], shelf: SiteShelf, tmp_path: Path
) -> None:
    """Once, and no larger than it is shown; a drawing without what could run."""
    own = handed_out(shelf, tmp_path, name, data, ratio)
    (file,) = logo_file(own)
    assert (file.path, logo_path(own.edition), logo_size(own.edition)) == (path, path, size)
    assert isinstance(file.data, bytes)
    if name.endswith("svg"):
        assert b"by me" not in file.data
    else:
        with Image.open(io.BytesIO(file.data)) as picture:
            assert (picture.format, picture.size) == ("WEBP", (576, 96))
    for page in all_pages(own):
        said = html_of(page, own, "site.css")
        assert said.count(f'{path}" alt="Logo van Moe maar moedig vzw" width="{size[0]}"') == 1, page.path
        assert said.count("Uitgave: Moe maar moedig vzw") >= 1


def test_the_series_itself_has_none(shelf: SiteShelf) -> None:
    """Nor has an edition without one."""
    assert list(logo_file(shelf)) == []
    assert logo_path(shelf.edition) is None
    assert logo_size(shelf.edition) is None
