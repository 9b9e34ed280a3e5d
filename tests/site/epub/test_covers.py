"""The pictures e-books begin with."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image

from leaflets.site.epub.covers import COLOURS, SIZE, from_printed, from_shared
from tests.site.stock import page


def test_the_cover_of_a_leaflet_is_the_middle_of_what_it_is_shared_with() -> None:
    """In the proportion of an e-book, of few colours, and the same bytes each time."""
    picture = Image.new("RGB", (1080, 1920), "#FFFFFF")
    picture.paste("#2B5F31", (0, 96, 1080, 1824))
    target = io.BytesIO()
    picture.save(target, "JPEG", quality=88, subsampling=0)
    data = from_shared(target.getvalue())
    assert data == from_shared(target.getvalue())
    with Image.open(io.BytesIO(data)) as cover:
        assert (cover.format, cover.size) == ("PNG", SIZE)
        shown = cover.convert("RGB")
        colours = shown.getcolors(1000)
        assert colours is not None
        assert len(colours) <= COLOURS
        for at in ((270, 5), (270, 858)):
            colour = shown.getpixel(at)
            assert isinstance(colour, tuple)
            assert max(abs(one - other) for one, other in zip(colour, (0x2B, 0x5F, 0x31), strict=True)) < 6


def test_the_cover_of_the_booklet_is_its_first_page(tmp_path: Path) -> None:
    """As wide, in its own proportion."""
    (tmp_path / "one.pdf").write_bytes(page(148, 210))
    with Image.open(io.BytesIO(from_printed(tmp_path / "one.pdf"))) as cover:
        assert (cover.format, cover.width) == ("PNG", SIZE[0])
        assert abs(cover.height - SIZE[0] * 210 / 148) < 1
