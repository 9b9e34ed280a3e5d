"""Pictures to share: a leaflet's cover and its sentence for the wall, square and upright; and the icon of the site."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import urlsplit

import jinja2
from PIL import Image

from leaflets import faces
from leaflets.content.readability import sentences
from leaflets.model.content import Language, Leaflet
from leaflets.typeset.motifs import GLOWS, data_address, risen, small
from leaflets.typeset.palette import Look, palette

SIZES = ((1080, 1080), (1080, 1920))
"""Width and height in pixels: a square for a message, and upright for a screen that is held so."""

LINES = (48, 72)
"""How large the letters of the sentence are in each, in pixels: 3 and 4.5 mm on a telephone of 7 cm."""

MARGIN = 84
"""Pixels left and right of what is said."""

LIFT = 13
"""By how many hundredths of the disc a motif stands higher, so that it is whole above the lower edge."""

STEP = 0.25
"""By how many sizes of the letters lines are made shorter at a time: half a letter."""

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
    leaflet: Leaflet, language: Language, look: Look, environment: jinja2.Environment, base: str | None
) -> tuple[SharePicture, ...]:
    """The pictures of a leaflet, one of each of the SIZES; with the host of the site's address, where that is known.

    Who is sent one finds the leaflet by it: a picture that is sent on has no address of its own.
    """
    table = palette(look, "screen")
    return tuple(
        SharePicture(
            environment.get_template("site/share.html").render(
                leaflet=leaflet, words=language.words, language=language, width=width, height=height, margin=MARGIN,
                field=table[f"group-{leaflet.group}"], site=urlsplit(base).hostname if base else None, size=size,
                lines=balanced(leaflet.poster, (width - 2 * MARGIN) / size),
                disc=data_address(risen(look, leaflet.id, leaflet.group, lift=LIFT)),
            ),
            (width, height),
        )
        for (width, height), size in zip(SIZES, LINES, strict=True)
    )  # fmt: skip


def balanced(text: str, room: float) -> list[str]:
    """A text in as few lines as fit in `room`, none much shorter than the others; room in sizes of the letters.

    A last line of one word, which a picture of three lines is spoilt by, comes of filling each line. Where it takes no
    more lines, each sentence begins one.
    """
    apart = [line for sentence in sentences(text) for line in _even(sentence, room)]
    return apart if len(apart) == len(_filled(text, room)) else _even(text, room)


def _even(text: str, room: float) -> list[str]:
    lines = _filled(text, room)
    while room > STEP and len(narrower := _filled(text, room - STEP)) == len(lines):
        if max(map(faces.length, narrower)) > room - STEP:  # A word alone is longer than that.
            break
        lines, room = narrower, room - STEP
    return lines


def _filled(text: str, room: float) -> list[str]:
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and faces.length(longer) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


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
