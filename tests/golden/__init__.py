"""Golden pictures: a few pages as they should look, small enough to keep; the README shows them.

`python -m tests.golden` makes them anew from the content and styles as they are now. Look at each before you keep it.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import pypdfium2
import yaml
from PIL import Image, ImageChops, ImageColor

from leaflets import plan
from leaflets.content import Catalogue
from tests.pages import typeset
from tests.reading import picture

FOLDER = Path(__file__).parent
PROJECT = FOLDER.parents[1]

STEP = 80
"""A pixel is another one when one of its colours differs by more than this (of 255); few colours make up to 59."""

SHARE = 0.0001
"""So many of a page's pixels may be others: an edge drawn a little otherwise, not a changed word."""

GAP, EDGE = 12, "#C9CED6"


@dataclass
class Press:
    """Typesets what the pictures need, each thing once."""

    catalogue: Catalogue
    made: dict[tuple[str, str], bytes] = field(default_factory=dict)

    def leaflet(self, name: str, fmt: str) -> bytes:
        """The PDF of a leaflet in a format."""
        if (name, fmt) not in self.made:
            leaflet = next(one for one in self.catalogue.leaflets["nl"] if one.id == name)
            job = plan.leaflet_job(self.catalogue, leaflet, self.catalogue.formats[fmt])
            self.made[name, fmt] = typeset(job, PROJECT, PROJECT / "content").pdf
        return self.made[name, fmt]

    def section(self, name: str) -> bytes:
        """The PDF of a section of the full booklet."""
        if (name, "booklet") not in self.made:
            fmt, language = self.catalogue.formats["booklet"], self.catalogue.languages["nl"]
            whole = plan.booklet(self.catalogue, language, self.catalogue.leaflets["nl"], fmt)
            job = next(section.job for section in whole.sections if section.job.id == name)
            self.made[name, "booklet"] = typeset(job, PROJECT, PROJECT / "content").pdf
        return self.made[name, "booklet"]


def page(pdf: bytes, number: int, width: int) -> Image.Image:
    """A page (from 1) as a picture `width` pixels wide, drawn three times as large and brought down, for even greys."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        one = document[number - 1]
        drawn = picture(one, 72 * 3 * width / one.get_width())
        return drawn.resize((width, round(width * drawn.height / drawn.width)), Image.Resampling.LANCZOS)
    finally:
        document.close()


def strip(pages: list[Image.Image]) -> Image.Image:
    """Pages of one size beside each other, each with a thin edge."""
    width, height = pages[0].width + 2, pages[0].height + 2
    whole = Image.new("RGB", (len(pages) * (width + GAP) - GAP, height), "white")
    for position, one in enumerate(pages):
        left = position * (width + GAP)
        whole.paste(EDGE, (left, 0, left + width, height))
        whole.paste(one, (left + 1, 1))
    return whole


Maker = Callable[[Press], Image.Image]

A5, A4 = 320, 320
"""Width of a picture of a page in pixels: 55 and 39 dpi, which keeps each under 20 KiB."""


def _leaflet(name: str, fmt: str, number: int, width: int) -> Maker:
    return lambda press: page(press.leaflet(name, fmt), number, width)


def _section(name: str) -> Maker:
    return lambda press: page(press.section(name), 1, A5)


def _four_covers(press: Press) -> Image.Image:
    names = ("alzheimer", "me-cfs", "brain-injury", "lupus")
    return strip([page(press.leaflet(name, "a5"), 1, 240) for name in names])


def _four_pages_of_the_booklet(press: Press) -> Image.Image:
    names = ("cover", "contents", "brain-injury", "sources")
    return strip([page(press.section(name), 1, 240) for name in names])


PICTURES: dict[str, Maker] = {
    **{f"fibromyalgia-a5-{number}": _leaflet("fibromyalgia", "a5", number, A5) for number in (1, 2, 3, 4)},
    **{f"ms-a4-{number}": _leaflet("ms", "a4", number, A4) for number in (1, 2)},
    "booklet-cover": _section("cover"),
    "booklet-group": _section("group-2"),
    "readme-leaflets": _four_covers,
    "readme-booklet": _four_pages_of_the_booklet,
}
"""What each golden picture shows."""


@lru_cache(maxsize=1)
def _colours() -> Image.Image:
    """The colours of the series, and the mixes of text with its ground that the edges of letters have."""
    table = yaml.safe_load((PROJECT / "styles/colours.yaml").read_text(encoding="utf-8"))
    plain = {name: ImageColor.getrgb(value["srgb"])[:3] for name, value in table.items()}
    pairs = [("ink", "paper"), ("alarm", "alarm-tint"), ("ink", "alarm-tint")]
    pairs += [
        (text, f"{ground}-{group}") for group in range(6) for text, ground in (("paper", "group"), ("ink", "tint"))
    ]
    mixes = [tuple((a + b) // 2 for a, b in zip(plain[one], plain[other], strict=True)) for one, other in pairs]
    palette = Image.new("P", (1, 1))
    palette.putpalette([band for colour in [*plain.values(), *mixes] for band in colour])
    return palette


def _most_used(drawn: Image.Image) -> Image.Image:
    """127 colours of the picture, and white, which the README stands on."""
    palette = Image.new("P", (1, 1))
    palette.putpalette([*(drawn.quantize(127, kmeans=1).getpalette() or ()), 255, 255, 255])
    return palette


def encoded(drawn: Image.Image) -> bytes:
    """The picture as a small PNG: a page in the colours of the series, a strip for the README in its own 128."""
    import zopfli.png  # type: ignore[import-untyped]  # comes with WeasyPrint's fontTools; only renewing needs it

    palette = _most_used(drawn) if drawn.width > 500 else _colours()
    reduced = drawn.quantize(palette=palette, dither=Image.Dither.NONE)
    used = [index for index, count in enumerate(reduced.histogram()) if count]
    target = io.BytesIO()
    reduced.remap_palette(used).save(target, "PNG", optimize=True)
    return bytes(zopfli.png.optimize(target.getvalue()))


def difference(golden: Image.Image, drawn: Image.Image) -> Image.Image | None:
    """None when the pictures are alike; else golden, drawn and what differs in red, beside each other."""
    if golden.size != drawn.size:
        return strip([one.resize(golden.size) for one in (golden.convert("RGB"), drawn)])
    known = golden.convert("RGB")
    bands = ImageChops.difference(known, drawn).split()
    largest = ImageChops.lighter(ImageChops.lighter(bands[0], bands[1]), bands[2])
    others = largest.point(lambda step: 255 if step > STEP else 0)
    if others.histogram()[255] <= SHARE * others.width * others.height:
        return None
    marked = drawn.convert("L").convert("RGB")
    marked.paste("red", mask=others)
    return strip([known, drawn, marked])
