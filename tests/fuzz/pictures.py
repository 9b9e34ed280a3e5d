"""Cases of pictures: logos of practices, looked at, drawn, and put into a page in each ink."""

from __future__ import annotations

import hashlib
import io
from functools import lru_cache
from random import Random

from PIL import Image

from leaflets.model.artefact import Ink
from leaflets.personalise.box.logo import read_logo
from leaflets.pictures import WrongPicture, look
from tests.fuzz.bench import LOGO, Bench
from tests.fuzz.formats import png_changed, text_changed
from tests.fuzz.kinds import Kind, Verdict, Wrong
from tests.pictures.hostile import jpeg, nested, svg

INKS: tuple[Ink, ...] = ("screen", "gray", "press")
DRAWINGS = (
    LOGO,
    svg(nested(2)),
    svg('<linearGradient id="g"><stop offset="0" stop-color="#fff"/><stop offset="1" stop-color="red"/></linearGradient><rect width="9" height="9" fill="url(#g)"/>'),
    svg('<clipPath id="c"><rect width="3" height="3"/></clipPath><g clip-path="url(#c)" style="stroke:#000;stroke-width:.1"><path d="M0 0C1 2 3 4 5 6A1 1 0 0 1 8 8z"/></g>'),
    svg('<mask id="m" maskUnits="userSpaceOnUse"><rect width="5" height="5" fill="#fff"/></mask><rect width="9" height="9" mask="url(#m)"/>'),
    svg('<marker id="k" markerWidth="2" markerHeight="2"><circle r="1"/></marker><polyline points="0,0 3,3 9,1" marker-mid="url(#k)" fill="none" stroke="blue"/>'),
    svg('<text x="1" y="5" font-size="3">Zorg<tspan dy="1">punt</tspan></text>', 'width="90" height="90"'),
)  # fmt: skip


def _drawing(rng: Random, data: bytes, other: bytes) -> bytes:
    """An SVG changed, or two spliced."""
    return text_changed(rng, data, rng.choice((other, rng.choice(DRAWINGS))))


@lru_cache(maxsize=1)
def photograph() -> bytes:
    """A small JPEG with what a camera writes beside it."""
    picture = Image.radial_gradient("L").resize((160, 120)).convert("RGB")
    exif = Image.Exif()
    exif[0x0112] = 6
    return jpeg(picture, quality=60, exif=exif.tobytes())


@lru_cache(maxsize=1)
def screen() -> bytes:
    """A small PNG with transparency."""
    target = io.BytesIO()
    Image.radial_gradient("L").resize((160, 120)).convert("RGBA").save(target, "PNG", dpi=(300, 300))
    return target.getvalue()


def _logo(name: str, data: bytes, bench: Bench, rng: Random) -> Verdict:
    """A logo is looked at and written into a page."""
    try:
        look(data, name, hashlib.sha256(data).hexdigest())
        logo = read_logo(data, name)
        for ink in rng.sample(INKS, 2):
            objects = logo.within(rng.choice((500, 20_000)), rng.choice((9.0, 38.0)), ink)
            objects(1, 2)
    except WrongPicture as error:
        if not str(error) or len(str(error)) > 300:
            raise Wrong(f"a picture is said to be {str(error)!a}") from error
        return Verdict(False, said=str(error))
    return Verdict(True)


def _svg(bench: Bench, rng: Random) -> Verdict:
    data = rng.choice(DRAWINGS)
    if rng.random() < 0.1:
        data = data.decode().encode("utf-16")
    return _logo("logo.svg", bench.with_port(_drawing(rng, data, bench.other(rng))), bench, rng)


def _png(bench: Bench, rng: Random) -> Verdict:
    return _logo("logo.png", png_changed(rng, screen(), bench.other(rng)), bench, rng)


def _jpeg(bench: Bench, rng: Random) -> Verdict:
    return _logo(rng.choice(("logo.jpg", "logo.png")), text_changed(rng, photograph(), bench.other(rng)), bench, rng)


KINDS = (Kind("svg", 75, _svg), Kind("png", 75, _png), Kind("jpeg", 60, _jpeg))
