"""Style, fonts, drawings and scripts, each at an address that changes with what is in it, so that a browser keeps it.

The look is the site's: its style sheet with its colours and fonts, and one more for what only the studio has.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from leaflets.content import Catalogue
from leaflets.installed import templates_of
from leaflets.site import share, styles
from leaflets.site.publish import LIFT
from leaflets.site.thumbnails import Drawn
from leaflets.typeset.palette import look_in

KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".woff2": "font/woff2"}
"""The kind of a file by how its name ends."""


@dataclass(frozen=True)
class StaticFile:
    """A file a browser may keep for ever: what it is and what is in it."""

    kind: str
    data: bytes


@dataclass(frozen=True)
class Wardrobe:
    """All such files by their addresses, and the address of each by its name."""

    files: Mapping[str, StaticFile]
    addresses: Mapping[str, str]


def looks(catalogue: Catalogue, project: Path, output: Path) -> Wardrobe:
    """Everything the pages are drawn with."""
    files: dict[str, StaticFile] = {}
    addresses: dict[str, str] = {}
    for name, data in _files(catalogue, project, output):
        stem, _, kind = name.rpartition(".")
        address = name if name.startswith("fonts/") else f"{stem}-{hashlib.sha256(data).hexdigest()[:10]}.{kind}"
        files[address] = StaticFile(KINDS[f".{kind}"], data)
        addresses[name] = address
    return Wardrobe(files, addresses)


def _files(catalogue: Catalogue, project: Path, output: Path) -> Iterator[tuple[str, bytes]]:
    templates, look = templates_of(project), look_in(catalogue.edition, project)
    fonts = styles.fonts((), Drawn(output))
    yield from ((one.path, one.data) for one in fonts if isinstance(one.data, bytes))
    yield "site.css", styles.sheet(look, templates, fonts).encode()
    for name in ("studio.css", "studio.js", "editor/editor.css", "editor/editor.js"):
        yield name.rpartition("/")[2], (templates / "studio" / name).read_bytes()
    groups = {leaflet.id: leaflet.group for several in catalogue.leaflets.values() for leaflet in several}
    for name, group in groups.items():
        yield f"drawings/{name}.svg", share.cover_disc(look, name, group, LIFT).encode()
    yield "favicon.svg", share.icon(look).encode()
