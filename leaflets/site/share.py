"""Pictures to share: a leaflet's cover and its sentence for the wall, square and upright; and the icon of the site."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import NamedTuple

import jinja2
from PIL import Image

from leaflets.model.content import Language, Leaflet
from leaflets.typeset.motifs import GLOWS, data_address, risen, small
from leaflets.typeset.palette import Look, palette

SIZES = ((1080, 1080), (1080, 1920))
"""Width and height in pixels: a square for a message, and upright for a screen that is held so."""

QUALITY = 88
"""Of JPEG, of 100: flat colours and large letters show no loss."""

LIGHTENED = 0.08
"""How far each ring round the disc goes towards white."""

ICON = 192
"""Pixels of the icon on a telephone's first screen."""


class SharePicture(NamedTuple):
    """What a picture of a leaflet says, and how it looks: all it is drawn from."""

    html: str
    size: tuple[int, int]


def share_pictures(
    leaflet: Leaflet, language: Language, look: Look, environment: jinja2.Environment
) -> tuple[SharePicture, ...]:
    """The pictures of a leaflet, one of each of the SIZES."""
    table = palette(look, "screen")
    return tuple(
        SharePicture(
            environment.get_template("site/share.html").render(
                leaflet=leaflet, words=language.words, language=language, width=width, height=height,
                field=table[f"group-{leaflet.group}"],
                disc=data_address(risen(look, leaflet.id, leaflet.group, lift=12)),
            ),
            (width, height),
        )
        for width, height in SIZES
    )  # fmt: skip


def drawn(picture: SharePicture) -> bytes:
    """The picture as a JPEG; the same bytes each time."""
    target = io.BytesIO()
    _on_pixels(picture.html, picture.size[0]).save(target, "JPEG", quality=QUALITY, subsampling=0)
    return target.getvalue()


def cover_disc(look: Look, name: str, group: int, lift: float) -> str:
    """The disc of a cover as an SVG; its rings only lighten what they lie on, for in the dark that is another field."""
    table = palette(look, "screen")
    svg = risen(look, name, group, lift=lift)
    for ring, _ in GLOWS:
        svg = svg.replace(f'fill="{table[f"{ring}-{group}"]}"', f'fill="#fff" fill-opacity="{LIGHTENED}"')
    return svg


def icon(look: Look) -> str:
    """The disc of what is for everybody, as an SVG."""
    return small(look, "", 0)


def icon_pixels(look: Look) -> bytes:
    """The icon as a PNG, for what shows no SVG."""
    style = f"@page{{size:{ICON}px {ICON}px;margin:0}}img{{width:{ICON}px;display:block}}"
    html = f'<style>{style}</style><img src="{data_address(icon(look))}" alt="">'
    target = io.BytesIO()
    _on_pixels(html, ICON).save(target, "PNG", optimize=True)
    return target.getvalue()


def _on_pixels(html: str, width: int) -> Image.Image:
    """A page of one CSS pixel a pixel, drawn."""
    import pypdfium2
    from weasyprint import HTML

    from leaflets.typeset.fetching import Assets
    from leaflets.typeset.weasyprint70.fonts import type_case

    pdf = HTML(string=html, url_fetcher=Assets()).write_pdf(font_config=type_case())
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0]
        picture: Image.Image = page.render(scale=width / page.get_width()).to_pil().convert("RGB")
        page.close()
    return picture


def names(leaflet: Leaflet) -> Sequence[str]:
    """Where its pictures stand, in the order of the SIZES."""
    return [f"{leaflet.language}/leaflets/{leaflet.slug}-{width}x{height}.jpg" for width, height in SIZES]
