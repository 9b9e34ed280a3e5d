"""Read one text again, while everything else is as it was."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from leaflets.content.catalogue import Catalogue
from leaflets.content.texts import Reader
from leaflets.model.content import Leaflet


def again(catalogue: Catalogue, content: Path, path: Path) -> Catalogue | None:
    """The catalogue with the leaflet or chapter in the file at `path` read again.

    None when that is for `load`: the file is new, gone or wrong, another was wrong before, or the leaflet has got
    another file name or place.
    """
    name, *folders = path.relative_to(content).parts
    language = catalogue.languages.get(name)
    if language is None or not path.is_file() or catalogue.failed.get(name):
        return None
    reader = Reader(content, language, catalogue.sources, catalogue.signs.get(name, {}))
    if folders[:-1] == ["booklet"]:
        chapters = catalogue.chapters[name]
        chapter = reader.chapter(path)
        if chapter is None or chapter.id not in chapters or chapters[chapter.id].path != chapter.path:
            return None
        return replace(catalogue, chapters={**catalogue.chapters, name: {**chapters, chapter.id: chapter}})
    leaflet = reader.leaflet(path) if len(folders) == 1 else None
    leaflets = catalogue.leaflets[name]
    if leaflet is None or _place(leaflet) not in map(_place, leaflets):
        return None
    anew = tuple(leaflet if one.id == leaflet.id else one for one in leaflets)
    return replace(catalogue, leaflets={**catalogue.leaflets, name: anew})


def _place(leaflet: Leaflet) -> tuple[str, str, int, int]:
    return leaflet.id, leaflet.slug, leaflet.group, leaflet.order
