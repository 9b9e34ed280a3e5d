"""Pictures to share, and the icon."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping

from PIL import Image

from leaflets import faces
from leaflets.content import Catalogue
from leaflets.site.pages import environment_of
from leaflets.site.share import (
    ICON,
    LINES,
    MARGIN,
    SIZES,
    balanced,
    cover_disc,
    drawn,
    names,
    share_pictures,
)
from leaflets.site.shelf import SiteShelf


def test_a_picture_has_its_size_and_the_colour_of_its_group(shelf: SiteShelf) -> None:
    """A square and one that stands; the same bytes each time."""
    leaflet = next(one for one in shelf.leaflets("nl") if one.id == "ms")
    pictures = share_pictures(leaflet, shelf.languages[0], shelf.look, environment_of(shelf.templates), None)
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
    (square, _) = share_pictures(leaflet, shelf.languages[0], shelf.look, environment_of(shelf.templates), None)
    assert "<h1>&lt;b&gt;</h1>" in square.html
    assert "Rust &amp; zorg." in square.html


def test_a_picture_says_where_the_leaflet_is(shelf: SiteShelf) -> None:
    """By the name of the host, in letters of 30 pixels and more; without an address it names none."""
    leaflet = shelf.leaflets("nl")[0]
    made = [
        share_pictures(leaflet, shelf.languages[0], shelf.look, environment_of(shelf.templates), base)
        for base in ("https://folders.example.org:8443/sub/deep/", None)
    ]
    for with_site, without in zip(*made, strict=True):
        assert '<p class="site">folders.example.org</p>' in with_site.html
        assert 'class="site"' not in without.html
    sizes = [int(size) for size in re.findall(r"\.site { font-size: (\d+)px", made[0][0].html)]
    assert min(sizes) >= 30


def test_no_line_of_a_picture_is_one_short_word(shelf: SiteShelf, catalogue: Catalogue) -> None:
    """Lines of one sentence are about as long as each other, and no more of them than need be."""
    for leaflet in catalogue.leaflets["nl"]:
        for (width, _), size in zip(SIZES, LINES, strict=True):
            room = (width - 2 * MARGIN) / size
            lines = balanced(leaflet.poster, room)
            assert " ".join(lines) == leaflet.poster
            assert max(map(faces.length, lines)) <= room
            assert len(lines) == 1 or min(map(faces.length, lines)) > 0.45 * max(map(faces.length, lines))


def test_a_sentence_begins_a_line() -> None:
    """Where that takes no line more."""
    said = "Uw vermoeidheid is echt. Oefen, rust op tijd en slaap goed."
    assert balanced(said, 19) == ["Uw vermoeidheid is echt.", "Oefen, rust op tijd en slaap goed."]
    assert balanced(said, 40) == [said]


def test_a_word_longer_than_the_picture_is_left_to_it() -> None:
    """It stands alone on its line, and the search for shorter lines comes to an end."""
    assert balanced("x" * 60 + " en meer", 10) == ["x" * 60, "en meer"]


def test_a_motif_is_whole(shelf: SiteShelf) -> None:
    """Nothing drawn is cut by the lower edge: along it there is only disc, ring and field."""
    environment = environment_of(shelf.templates)
    for leaflet in shelf.leaflets("nl"):
        for picture in share_pictures(leaflet, shelf.languages[0], shelf.look, environment, None):
            with Image.open(io.BytesIO(drawn(picture))) as image:
                width, height = image.size
                row = image.convert("RGB").crop((0, height - 3, width, height - 2))
                # The disc has three edges on each side; a line of a motif would be two more.
                dark = [sum(row.getpixel((x, 0))) for x in range(width)]  # type: ignore[arg-type]
                middle = dark[width // 2 - width // 8 : width // 2 + width // 8]
                assert max(middle) - min(middle) < 30, leaflet.id


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
