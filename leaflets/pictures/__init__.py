"""Pictures other people made: PNG, JPEG and SVG, looked at under bounds before anything is drawn or decoded whole.

The same for the pictures of texts and the logos of practices. Neither Pillow nor a reader of CSS is imported until a
picture is looked at.
"""

from __future__ import annotations

from leaflets.messages import reason
from leaflets.pictures.errors import WrongPicture

__all__ = ["KINDS", "MAX_BYTES", "Pixels", "WrongPicture", "is_drawing", "look"]

KINDS = (".png", ".jpg", ".jpeg", ".svg")
MAX_BYTES = 10_000_000
"""The longest file; a drawing may have less, see `markup`."""

Pixels = tuple[int, int] | None
"""Width and height of a picture in pixels, as it is seen; a drawing has none."""

_MOST_SEEN = 1000
"""So many pictures are remembered; a folder of texts has fewer."""
_SEEN: dict[str, Pixels | str] = {}
"""What was found of a picture, or what is wrong with it, by its digest: a text is read more than once."""


def look(data: bytes, name: str, sha256: str) -> Pixels:
    """The size of the picture in the file `name`, whose SHA-256 is `sha256`. Raises WrongPicture."""
    if sha256 not in _SEEN:
        if len(_SEEN) >= _MOST_SEEN:
            _SEEN.clear()
        try:
            _SEEN[sha256] = _looked_at(data, name)
        except WrongPicture as error:
            _SEEN[sha256] = reason(error)
    found = _SEEN[sha256]
    if isinstance(found, str):
        raise WrongPicture(found)
    return found


def _looked_at(data: bytes, name: str) -> Pixels:
    if is_drawing(name):
        from leaflets.pictures import vector

        vector.size(vector.cleaned(data))
        return None
    from leaflets.pictures import raster

    return raster.pixels(data)


def is_drawing(name: str) -> bool:
    """Whether a file is an SVG, by its name."""
    return name.lower().endswith(".svg")
