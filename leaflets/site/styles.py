"""The one style sheet of the site: its fonts and colours, for light and dark, before templates/site/site.css."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from leaflets import faces
from leaflets.content.colours import groups
from leaflets.site import night
from leaflets.site.addresses import SiteFile
from leaflets.site.thumbnails import Drawn
from leaflets.storage.digests import file_digest
from leaflets.typeset.palette import Look, palette

SHEET = "site.css"

DAY = {
    "ground": "#FFFFFF", "raised": "#E9ECF3", "text": "#1A1A1A", "soft": "#454C5E", "link": "#23408E",
    "edge": "#6B7486", "line": "#C9CED8", "button": "#1B2A49", "on-button": "#FFFFFF", "good": "#26562C",
    "warn": "#6B4300", "focus": "#1B2A49",
}  # fmt: skip
"""Those that belong to no group: the text is no full black, for nobody prints a screen."""

KEPT = "".join(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x180), 0x2060)))
"""The characters a font has whatever the pages say: those of Latin letters, which somebody may type."""


def sheet(look: Look, templates: Path, fonts: Iterable[SiteFile]) -> str:
    """The style sheet; beside it, under fonts/, lie the `fonts`."""
    table = palette(look, "screen")
    own = (templates / "site" / SHEET).read_text(encoding="utf-8")
    light = [_variables(_by_day(table)), _groups(_fields(table))]
    dark = [_variables(night.FIXED), _groups(night.of_groups(table))]
    return "\n".join([*_faces(fonts), *light, "@media screen and (prefers-color-scheme: dark) {", *dark, "}", own])


READ = 7.0
"""The contrast of text of any size on its ground (WCAG 2.2, 1.4.6): a colour of paper is darkened until it has it."""


def _by_day(table: Mapping[str, str]) -> dict[str, str]:
    has_alarm = "alarm" in table
    alarm = {}
    if has_alarm:
        read = _read_on(DAY["raised"], _read_on(table["alarm-tint"], table["alarm"]))
        alarm = {"call": read, "call-tint": table["alarm-tint"]}
    return {**DAY, **alarm, "sun": table["accent"], "found": table["accent"]}


def _fields(table: Mapping[str, str]) -> dict[str, str]:
    """The colours of the groups, of which one is the field of the cover too."""
    found = dict(table)
    for number in range(groups(table)):
        colour = table[f"group-{number}"]
        found |= {f"field-{number}": colour, f"group-{number}": _read_on(table[f"tint-{number}"], colour)}
    return found


def _read_on(tint: str, colour: str) -> str:
    """The colour, as dark as it must be to be read on the tint."""
    darker = (night.mixed(colour, "#000000", share / 100) for share in range(100))
    return next((one for one in darker if night.contrast(one, tint) >= READ), "#000000")


def _variables(values: Mapping[str, str]) -> str:
    return ":root{" + "".join(f"--{name}:{value};" for name, value in values.items()) + "}"


def _groups(table: Mapping[str, str]) -> str:
    """The colours of each group under the same names, for the class of the group."""
    return "\n".join(f".group-{number}{{{_of_group(table, number)}}}" for number in range(groups(table)))


def _of_group(table: Mapping[str, str], number: int) -> str:
    kinds = ("group", "tint", "field", "glow", "glow-outer")
    return "".join(f"--{kind}:{table[f'{kind}-{number}']};" for kind in kinds)


def _faces(fonts: Iterable[SiteFile]) -> Iterator[str]:
    for (family, weight, style, _), file in zip(faces.FACES, fonts, strict=True):
        yield (
            f'@font-face{{font-family:"{family}";font-weight:{weight};font-style:{style};font-display:swap;'
            f'src:url("{file.path}") format("woff2")}}'
        )


def fonts(said: Iterable[str], drawn: Drawn) -> tuple[SiteFile, ...]:
    """The edition's faces with the characters of what is `said` in the site, named by what is in them.

    To make one takes half a second, so it is kept like a picture that was `drawn`.
    """
    characters = "".join(sorted(set(KEPT).union(*said)))
    return tuple(_font(path, characters, drawn) for *_, path in faces.FACES)


def _font(path: Path, characters: str, drawn: Drawn) -> SiteFile:
    data = drawn.get("woff2", f"{file_digest(path)} {characters}", lambda: subset(path, characters))
    return SiteFile(f"fonts/{path.stem}-{hashlib.sha256(data).hexdigest()[:8]}.woff2", data)


def subset(path: Path, characters: str) -> bytes:
    """A face with these characters alone, as woff2; the same bytes each time. WeasyPrint brings the packer, brotli.

    What the face says of itself stays whole, its licence with it: to find out what is asked for takes a third of all.
    """
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    options = Options()
    options.hinting = False
    options.layout_features = ["kern", "liga", "mark", "mkmk", "ccmp", "locl", "tnum"]
    with TTFont(path, recalcTimestamp=False, lazy=True) as font:
        names = font["name"]
        del font["name"]
        subsetter = Subsetter(options)
        subsetter.populate(text=characters)
        subsetter.subset(font)
        font["name"] = names
        font.flavor = "woff2"
        target = io.BytesIO()
        font.save(target)
    return target.getvalue()
