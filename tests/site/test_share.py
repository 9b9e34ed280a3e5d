"""Pictures to share, and the icon."""

from __future__ import annotations

import io
from collections.abc import Mapping

from PIL import Image

from leaflets.site.pages import environment_of
from leaflets.site.share import ICON, SIZES, cover_disc, drawn, names, share_pictures
from leaflets.site.shelf import SiteShelf


def test_a_picture_has_its_size_and_the_colour_of_its_group(shelf: SiteShelf) -> None:
    """A square and one that stands; the same bytes each time."""
    leaflet = next(one for one in shelf.leaflets("nl") if one.id == "ms")
    pictures = share_pictures(leaflet, shelf.languages[0], shelf.look, environment_of(shelf.templates))
    for picture, size in zip(pictures, SIZES, strict=True):
        data = drawn(picture)
        assert data == drawn(picture)
        with Image.open(io.BytesIO(data)) as image:
            assert (image.size, image.format) == (size, "JPEG")
            corner = image.convert("RGB").getpixel((4, 4))
            assert isinstance(corner, tuple)
            assert max(abs(one - other) for one, other in zip(corner, (0x2B, 0x5F, 0x31), strict=True)) < 6


def test_a_picture_says_the_name_and_the_line_for_the_wall(shelf: SiteShelf) -> None:
    """In the words of the leaflet, which no leaflet can turn into HTML."""
    leaflet = shelf.leaflets("nl")[0].model_copy(update={"name": "<b>", "poster": "Rust & zorg."})
    (square, _) = share_pictures(leaflet, shelf.languages[0], shelf.look, environment_of(shelf.templates))
    assert "<h1>&lt;b&gt;</h1>" in square.html
    assert "Rust &amp; zorg." in square.html


def test_the_pictures_stand_beside_the_files(shelf: SiteShelf, site: Mapping[str, bytes]) -> None:
    """Each leaflet has both, and the site an icon."""
    for leaflet in shelf.leaflets("nl"):
        assert set(names(leaflet)) <= site.keys()
    with Image.open(io.BytesIO(site["icon-192.png"])) as image:
        assert image.size == (ICON, ICON)


def test_the_rings_of_a_cover_lighten_what_they_lie_on(shelf: SiteShelf) -> None:
    """For in the dark its field has another colour."""
    disc = cover_disc(shelf.look, "ms", 5, 7)
    assert disc.count('fill-opacity="0.08"') == 2
    assert "#49754E" not in disc
