"""The names of leaflets as a list has them: by the word people know, in the order of the alphabet."""

from __future__ import annotations

from collections.abc import Iterable

from leaflets.model.content import Language, Leaflet
from leaflets.site.search import folded


def listed_name(leaflet: Leaflet, language: Language) -> str:
    """The name by the word people know: Alzheimer, and not Ziekte van Alzheimer."""
    before = language.words["site_disease_of"]
    name = leaflet.name
    return name.removeprefix(f"{before} ") if before else name


def in_order(leaflets: Iterable[Leaflet], language: Language) -> list[Leaflet]:
    """What is for everybody, and then the others by their listed names."""
    return sorted(leaflets, key=lambda one: (one.group > 0, folded(listed_name(one, language))))
