"""The same documents set by Typst in one process. `python -m tests.benchmark.typst_way CONTENT DIR`."""

from __future__ import annotations

import sys
from pathlib import Path

import typst

from leaflets.faces import FACES
from tests.benchmark.typst_pages import booklet, leaflet
from tests.benchmark.words import read


def main(content: Path, output: Path) -> None:
    """Make every leaflet as A5 and A4, and the booklet, into `output`."""
    words = read(content)
    output.mkdir(parents=True, exist_ok=True)
    sources = {f"{text.id}-{kind}": leaflet(words, text, kind) for kind in ("a5", "a4") for text in words.leaflets}
    sources["booklet"] = booklet(words)
    fonts = typst.Fonts(include_system_fonts=False, font_paths=sorted({str(path.parent) for *_, path in FACES}))
    for name, source in sources.items():
        path = output / f"{name}.typ"
        path.write_text(source, encoding="utf-8")
        typst.compile(str(path), output=str(output / f"{name}.pdf"), root=str(output), font_paths=fonts)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
