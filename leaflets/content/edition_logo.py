"""The logo of an edition: looked at before anything is made, and large enough for the size it is printed at."""

from __future__ import annotations

import hashlib
from pathlib import Path

from leaflets.content.illustrations import PPI
from leaflets.messages import Sentence, reason, say
from leaflets.model.own_edition import EditionLogo
from leaflets.pictures import KINDS, MAX_BYTES, WrongPicture, look
from leaflets.problems import ContentError, Problem
from leaflets.storage.files import read_plain
from leaflets.units import MM_PER_INCH

LOGO_MM = (60.0, 18.0)
"""Width and height a logo fits in where it is largest: on the covers and the title page."""


def read_logo(name: str, content: Path, folder: str, where: str, line: int | None) -> EditionLogo:
    """The logo in the file `name` beside that of its edition, which is `where`.

    Raises ContentError when it is not there, no picture, or would be coarser in print than 300 pixels an inch.
    """

    def wrong(what: Sentence, todo: Sentence) -> ContentError:
        return ContentError(Problem(say('the logo "{name}" {what}', name=name, what=what), where, todo, line=line))

    if Path(name).name != name or Path(name).suffix.lower() not in KINDS:
        raise wrong(say("may not be used"), say("Put a PNG, JPEG or SVG beside this file, and write its name."))
    inside = content / folder
    try:
        data = read_plain(inside / name, MAX_BYTES, inside)
    except OSError as error:
        todo = say("Put it into {folder}/, beside this file.", folder=f"{content.name}/{folder}")
        raise wrong(say("cannot be read ({error})", error=reason(error)), todo) from error
    sha256 = hashlib.sha256(data).hexdigest()
    try:
        pixels = look(data, name, sha256)
        ratio = pixels[0] / pixels[1] if pixels else _drawn_ratio(data)
    except WrongPicture as error:
        raise wrong(reason(error), say("Replace it, or leave it out.")) from error
    logo = EditionLogo(name=name, sha256=sha256, ratio=ratio)
    printed = logo.within(*LOGO_MM)
    if pixels and (ppi := pixels[0] / printed[0] * MM_PER_INCH) < PPI:
        said = say(
            "has {width} × {height} pixels: in print, {width_mm:.0f} mm wide, {ppi:.0f} an inch; it needs {least}",
            width=pixels[0], height=pixels[1], width_mm=printed[0], ppi=ppi, least=PPI,
        )  # fmt: skip
        needed = -(-printed[0] / MM_PER_INCH * PPI // 1)
        raise wrong(said, say("Use one {needed:.0f} pixels wide or more, or an SVG.", needed=needed))
    return logo


def _drawn_ratio(data: bytes) -> float:
    """Width for height of a drawing whose letters are outlines. Raises WrongPicture."""
    from leaflets.pictures import vector

    drawing = vector.cleaned(data)
    if any(element.tag.rsplit("}", 1)[-1] == "text" for element in drawing.iter()):
        raise WrongPicture(say("holds letters of a font the press does not have; save them as outlines"))
    width, height = vector.size(drawing)
    return width / height
