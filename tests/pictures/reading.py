"""A drawing as it will be drawn."""

from __future__ import annotations

from leaflets.pictures import vector


def drawn(data: bytes) -> list[tuple[str, dict[str, str]]]:
    """The elements of a cleaned drawing but its root, each with its attributes."""
    return [(one.tag.removeprefix(vector.SVG), dict(one.attrib)) for one in vector.cleaned(data).iter()][1:]
