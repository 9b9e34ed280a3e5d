"""The script a user would write with WeasyPrint: everything anew for each document. `python -m tests.benchmark.naive DIR`."""

from __future__ import annotations

import sys
from pathlib import Path

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from tests.benchmark.page import booklet, leaflet, styles
from tests.benchmark.words import read


def main(content: Path, output: Path) -> None:
    """Make every leaflet as A5 and A4, and the booklet, into `output`."""
    words = read(content)
    output.mkdir(parents=True, exist_ok=True)
    for kind in ("a5", "a4"):
        for text in words.leaflets:
            _write(leaflet(words, text), kind, output / f"{text.id}-{kind}.pdf")
    _write(booklet(words), "booklet", output / "booklet.pdf")


def _write(html: str, kind: str, path: Path) -> None:
    fonts = FontConfiguration()
    css = CSS(string=styles(kind), font_config=fonts)
    HTML(string=html).write_pdf(path, stylesheets=[css], font_config=fonts, pdf_variant="pdf/ua-1")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
