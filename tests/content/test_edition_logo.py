"""The logo of an edition."""

from __future__ import annotations

import pytest
from PIL import Image

from leaflets.content.in_edition import in_edition
from tests.content.own import LOGO, Editions, editions

__all__ = ["editions"]


@pytest.mark.parametrize("width", [709, 2000])
def test_a_logo_is_as_large_as_fits(editions: Editions, width: int) -> None:
    """60 mm wide at 300 pixels an inch are 709 pixels; it is printed within 60 by 18 mm."""
    Image.new("RGB", (width, width * 200 // 709), "navy").save(editions.folder / "moe.png")
    own = in_edition(editions.read(("moe.svg", "moe.png")), "moe").edition.own
    assert own is not None
    assert own.logo is not None
    assert own.logo.within(60, 18) == pytest.approx((60.0, 16.93), abs=0.05)
    assert own.logo.within(60, 9)[1] == 9


def test_a_logo_too_small_for_print_is_told(editions: Editions) -> None:
    """One pixel less is fewer than 300 an inch, and how many it needs is said."""
    Image.new("RGB", (700, 200), "navy").save(editions.folder / "moe.png")
    assert editions.told(("moe.svg", "moe.png")) == [
        'content/editions/moe.yaml, line 7: the logo "moe.png" has 700 × 200 pixels: in print, 60 mm wide, 296 an inch; it'
        " needs 300. Use one 709 pixels wide or more, or an SVG."
    ]
    Image.new("RGB", (708, 200), "navy").save(editions.folder / "moe.png")
    assert len(editions.told(("moe.svg", "moe.png"))) == 1


def test_letters_of_a_logo_are_outlines(editions: Editions) -> None:
    """A drawing with letters would be set in another face: it is refused."""
    drawn = LOGO.replace("</svg>", '<text x="1" y="9">MOE</text></svg>')
    (editions.folder / "met-tekst.svg").write_text(drawn, encoding="utf-8")
    assert editions.told(("moe.svg", "met-tekst.svg")) == [
        'content/editions/moe.yaml, line 7: the logo "met-tekst.svg" holds letters of a font the press does not have; save'
        " them as outlines. Replace it, or leave it out."
    ]


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"\x89PNG\r\n\x1a\n"])
def test_what_is_no_picture_is_told(editions: Editions, data: bytes) -> None:
    """A broken file is a sentence with the line that names it."""
    (editions.folder / "moe.png").write_bytes(data)
    (said,) = editions.told(("moe.svg", "moe.png"))
    assert said.startswith('content/editions/moe.yaml, line 7: the logo "moe.png" ')
